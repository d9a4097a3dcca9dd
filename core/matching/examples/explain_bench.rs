//! Measures explanations: `explain_bench [MENTEES MENTORS PLACES_PERCENT]`, every pair eligible.
//!
//! Prints one JSON line: CPU milliseconds to make the explainer, to tell of every pair of the plan what it would cost to be without
//! it, of every mentor what a place is worth, and microseconds for each why-not of 1,000 pairs outside the plan.

use semillero_matching::*;

const ROUNDS: u32 = 10;

/// CPU seconds of this process so far: wall time says little on a shared machine.
fn cpu_s() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let size = |at: usize, default: usize| numbers.get(at).copied().unwrap_or(default);
    let (mentees, mentors, percent) = (size(0, 1_000), size(1, 300), size(2, 90));
    let draw = |a: usize, b: usize| lottery(a as u64, &(b as u128).to_be_bytes(), &[0; 16]);
    let mut pairs = Vec::with_capacity(mentees * mentors);
    for mentee in 0..mentees {
        for mentor in 0..mentors {
            let score = 100 * u32::try_from(draw(mentee, mentor) % 10_001)?;
            let (mentee, mentor) = (u32::try_from(mentee)?, u32::try_from(mentor)?);
            pairs.push(PairInput { mentee, mentor, mentee_rank: 1, mentor_rank: 1, score, terms: Vec::new() });
        }
    }
    let places = mentees * percent / 100;
    let capacity = |mentor: usize| (places / mentors + usize::from(mentor < places % mentors)) as u32;
    let instance = Instance::new(InstanceInput {
        mentees: (0..mentees).map(|id| Mentee { id: Id::from_u128(id as u128), capacity: 1 }).collect(),
        mentors: (0..mentors)
            .map(|id| Mentor { id: Id::from_u128(id as u128), capacity: capacity(id), organisation: None })
            .collect(),
        pairs,
        ..InstanceInput::default()
    })
    .map_err(|errors| format!("{errors:?}"))?;
    let solution = solve(&instance, &Strategy::MaxWeight { first: SizeOrScore::Size }, 7)?;
    let ms = |start: f64| (cpu_s() - start) * 1e3 / f64::from(ROUNDS);
    let start = cpu_s();
    for _ in 1..ROUNDS {
        Explainer::new(&instance, &solution, 7)?;
    }
    let mut explainer = Explainer::new(&instance, &solution, 7)?;
    let made = ms(start);
    let start = cpu_s();
    let mut regrets = Vec::new();
    for _ in 0..ROUNDS {
        regrets = explainer.regrets_of_plan()?;
    }
    let plan = ms(start);
    let start = cpu_s();
    for mentor in (0..ROUNDS).flat_map(|_| 0..mentors) {
        explainer.price_of(u32::try_from(mentor)?)?;
    }
    let prices = ms(start);
    let start = cpu_s();
    for mentee in (0..ROUNDS).flat_map(|_| 0..1_000) {
        explainer.why_not(u32::try_from(mentee % mentees)?, u32::try_from(mentee * 7 % mentors)?)?;
    }
    let why = ms(start);
    println!(
        "{{\"what\":\"explain\",\"mentees\":{mentees},\"mentors\":{mentors},\"percent\":{percent},\"pairs\":{},\"made_ms\":{made:.2},\"plan\":{},\"plan_ms\":{plan:.2},\"prices_ms\":{prices:.2},\"why_not_us\":{why:.2}}}",
        instance.pairs().len(),
        regrets.len()
    );
    Ok(())
}
