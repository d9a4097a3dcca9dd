//! Reads ranked lists, runs every strategy on ranks with the whole engine (instance, solver, verifier) and prints one JSON
//! line each: `ranks_bench prefs.bin [--organisations N] [--ties N]`. With ties, N ranks in a row become one.

use std::error::Error;
use std::{env, fs, process};

use rustix::time::{ClockId, clock_gettime};
use semillero_matching::{
    Id, Instance, InstanceInput, Mentee, Mentor, Organisation, PairInput, ProfileGoal, Strategy, profile_is_proven,
    solve, verify,
};

const STRATEGIES: [Strategy; 7] = [
    Strategy::Stable,
    Strategy::StableForMentors,
    Strategy::StableTies,
    Strategy::Profile { goal: ProfileGoal::RankMaximal },
    Strategy::Profile { goal: ProfileGoal::Greedy },
    Strategy::Profile { goal: ProfileGoal::Generous },
    Strategy::Profile { goal: ProfileGoal::MinCost },
];

fn main() -> Result<(), Box<dyn Error>> {
    let (mut file, mut organisations, mut ties, mut only) = (None, 0_u32, 1_u32, None);
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--organisations" => organisations = arguments.next().ok_or("how many?")?.parse()?,
            "--ties" => ties = arguments.next().ok_or("how many?")?.parse()?,
            "--only" => only = arguments.next(),
            option if option.starts_with("--") => {
                eprintln!("unknown option {option}");
                process::exit(2);
            }
            name => file = Some(name.to_owned()),
        }
    }
    let start = cpu_seconds();
    let instance = read(&file.ok_or("no file")?, organisations, ties.max(1))?;
    eprintln!("instance of {} pairs in {:.3} s", instance.pairs().len(), cpu_seconds() - start);
    for strategy in STRATEGIES.iter().filter(|strategy| only.as_deref().is_none_or(|only| only == strategy.name())) {
        let start = cpu_seconds();
        let solution = solve(&instance, strategy, 2026)?;
        let solved = cpu_seconds();
        let verdict = verify(&instance, 2026, &solution);
        let verified = cpu_seconds();
        println!(
            r#"{{"what":"{}","cpu_s":{:.4},"size":{},"solve_s":{:.4},"verify_s":{:.4},"blocking":{},"weak_blocking":{},"optimal":"{:?}","proven":{},"size_bound":"{:?}","ranks":{:?}}}"#,
            strategy.name(),
            verified - start,
            verdict.size,
            solved - start,
            verified - solved,
            verdict.blocking.total(),
            verdict.weak_blocking.total(),
            verdict.optimal,
            profile_is_proven(&instance, 2026, &solution),
            verdict.size_bound,
            verdict.ranks.iter().take(8).map(|found| found.pairs).collect::<Vec<_>>(),
        );
    }
    Ok(())
}

fn read(path: &str, organisations: u32, ties: u32) -> Result<Instance, Box<dyn Error>> {
    let bytes = fs::read(path)?;
    let (words, _) = bytes.as_chunks();
    let words: Vec<u32> = words.iter().map(|word| u32::from_le_bytes(*word)).collect();
    let [_, 1, n, m, e, 0, 0, 0, rest @ ..] = words.as_slice() else { return Err("no ranked lists".into()) };
    let (n, m, e) = (*n as usize, *m as usize, *e as usize);
    if rest.len() != m + (n + 1) + e + (m + 1) + e {
        return Err("cut short".into());
    }
    let (capacities, rest) = rest.split_at(m);
    let (mentee_starts, rest) = rest.split_at(n + 1);
    let (mentors, rest) = rest.split_at(e);
    let (mentor_starts, mentees) = rest.split_at(m + 1);
    let mut rank_of = std::collections::BTreeMap::new();
    for (mentor, two) in (0_u32..).zip(mentor_starts.windows(2)) {
        let [start, end] = [0, 1].map(|at| two.get(at).map_or(0, |&at| at as usize));
        for (place, &mentee) in (0_u32..).zip(mentees.get(start..end).ok_or("broken starts")?) {
            rank_of.insert((mentee, mentor), 1 + place / ties);
        }
    }
    let mut pairs = Vec::with_capacity(e);
    for (mentee, two) in (0_u32..).zip(mentee_starts.windows(2)) {
        let [start, end] = [0, 1].map(|at| two.get(at).map_or(0, |&at| at as usize));
        for (place, &mentor) in (0_u32..).zip(mentors.get(start..end).ok_or("broken starts")?) {
            let mentor_rank = *rank_of.get(&(mentee, mentor)).ok_or("not mutual")?;
            let mentee_rank = 1 + place / ties;
            pairs.push(PairInput { mentee, mentor, mentee_rank, mentor_rank, score: 0, terms: Vec::new() });
        }
    }
    let of = |mentor: u32| (organisations > 0).then(|| mentor % organisations);
    let mut above = vec![0_u32; organisations as usize];
    for (mentor, &capacity) in (0_u32..).zip(capacities) {
        if let Some(seats) = of(mentor).and_then(|at| above.get_mut(at as usize)) {
            *seats += capacity;
        }
    }
    let input = InstanceInput {
        mentees: (0..n as u128).map(|at| Mentee { id: Id::from_u128(at), capacity: 1 }).collect(),
        mentors: (0_u32..)
            .zip(capacities)
            .map(|(at, &capacity)| Mentor { id: Id::from_u128(at.into()), capacity, organisation: of(at) })
            .collect(),
        // Four fifths of the seats, so that organisations matter.
        organisations: (0_u128..)
            .zip(above)
            .map(|(at, seats)| Organisation { id: Id::from_u128(at), capacity: seats * 4 / 5 })
            .collect(),
        pairs,
        ..InstanceInput::default()
    };
    Instance::new(input).map_err(|errors| format!("{} errors", errors.len()).into())
}

/// Seconds on the processor, of all threads of this process.
fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
