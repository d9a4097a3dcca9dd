//! Times the fair strategies on a made-up programme: `fair_bench [mentees] [mentors] [percent eligible] [top score]`.
//!
//! Prints one JSON line for each strategy: CPU seconds of the solver and of the verifier, size, score, least score.

use std::time::Duration;

use semillero_matching::{
    FairGoal, Id, Instance, InstanceInput, Mentee, Mentor, PairInput, SizeOrScore, Solution, Strategy, solve, verify,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let number = |at, default: u32| std::env::args().nth(at).map_or(Ok(default), |text| text.parse());
    let (mentees, mentors, percent, top) = (number(1, 1_000)?, number(2, 300)?, number(3, 100)?, number(4, 1_000_000)?);
    let instance = Instance::new(programme(mentees, mentors, percent, top)).map_err(|errors| format!("{errors:?}"))?;
    let strategies = [
        Strategy::MaxWeight { first: SizeOrScore::Size },
        Strategy::Fair { goal: FairGoal::MaxMin },
        Strategy::Fair { goal: FairGoal::Leximin },
    ];
    for strategy in strategies {
        let start = cpu()?;
        let solution = solve(&instance, &strategy, 2026)?;
        let solved = cpu()?;
        let verdict = verify(&instance, 2026, &solution);
        let verified = cpu()?;
        println!(
            "{{\"what\":\"{}\",\"pairs\":{},\"solve_s\":{:.4},\"verify_s\":{:.4},\"size\":{},\"score\":{},\"least\":{},\"optimal\":{:?}}}",
            strategy.name(),
            instance.pairs().len(),
            (solved - start).as_secs_f64(),
            (verified - solved).as_secs_f64(),
            verdict.size,
            verdict.score,
            least(&instance, &solution),
            verdict.optimal,
        );
    }
    Ok(())
}

fn least(instance: &Instance, solution: &Solution) -> u32 {
    let score = |at: u32| instance.pairs().get(at as usize).map(|pair| pair.score);
    solution.pairs.iter().filter_map(|line| score(line.pair?)).min().unwrap_or_default()
}

fn programme(mentees: u32, mentors: u32, percent: u32, top: u32) -> InstanceInput {
    let mut state = 1_u64;
    let mut draw = |below: u32| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u32::try_from(((state >> 32) * u64::from(below)) >> 32).unwrap_or_default()
    };
    let mut input = InstanceInput {
        mentees: (0..mentees).map(|at| Mentee { id: Id::from_u128(u128::from(at)), capacity: 1 }).collect(),
        ..InstanceInput::default()
    };
    for at in 0..mentors {
        input.mentors.push(Mentor { id: Id::from_u128(u128::from(at)), capacity: 2 + draw(4), organisation: None });
    }
    for mentee in 0..mentees {
        for mentor in 0..mentors {
            if draw(100) < percent {
                let score = draw(top + 1) / 2 + draw(top + 1) / 2;
                let (mentee_rank, mentor_rank) = (1 + (top - score) / 1_000, 1 + draw(100));
                input.pairs.push(PairInput { mentee, mentor, mentee_rank, mentor_rank, score, terms: Vec::new() });
            }
        }
    }
    input
}

/// The CPU time of this process so far (one thread).
fn cpu() -> Result<Duration, Box<dyn std::error::Error>> {
    let stat = std::fs::read_to_string("/proc/self/schedstat")?;
    let nanoseconds = stat.split_whitespace().next().ok_or("no number")?.parse()?;
    Ok(Duration::from_nanos(nanoseconds))
}
