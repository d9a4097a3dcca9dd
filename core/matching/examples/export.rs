//! Writes the market of a made-up cohort for other people's solvers: `export [MENTEES MENTORS SEED]`.
//!
//! One JSON object: `mentees` (slots), `mentors` (seats), `pairs` (mentee, mentor, score), in the canonical order of the instance,
//! and the first ids of both sides. `.ci/oracles/peers.py` reads it.

use semillero_matching::*;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let number = |at: usize, default: u64| numbers.get(at).copied().unwrap_or(default);
    let (mentees, mentors, seed) = (number(0, 1_000) as usize, number(1, 300) as usize, number(2, 2026));
    let population = generator::population(&generator::Arrays::new(mentees, mentors, seed));
    let problem = Problem {
        population,
        policy: generator::policy(),
        organisations: vec![],
        floors: vec![],
        groups: vec![],
        candidates: None,
        arrivals: vec![],
    };
    let scorer = Scorer::compile(&problem.population, &problem.policy).map_err(|mistakes| format!("{mistakes:?}"))?;
    let plan = Plan { strategy: Strategy::Greedy, seed, best: None };
    let instance = problem.instance(&scorer, &plan, &[], &Limits::default())?;
    let first = |id: Option<Id>| id.map(|id| u128::from_be_bytes(*id.as_bytes())).unwrap_or_default();
    let market = serde_json::json!({
        "mentees": instance.mentees().iter().map(|mentee| mentee.capacity).collect::<Vec<_>>(),
        "mentors": instance.mentors().iter().map(|mentor| mentor.capacity).collect::<Vec<_>>(),
        "pairs": instance.pairs().iter().map(|pair| [pair.mentee, pair.mentor, pair.score]).collect::<Vec<_>>(),
        "first_ids": [
            first(instance.mentees().first().map(|mentee| mentee.id)).to_string(),
            first(instance.mentors().first().map(|mentor| mentor.id)).to_string(),
        ],
    });
    println!("{market}");
    Ok(())
}
