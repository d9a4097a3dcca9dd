//! Students and projects, in two of the years with supervisors who take so many at most: student–project allocation.

use crate::folder;
use libtest_mimic::Failed;
use semillero_matching::*;
use serde_json::Value;

const GOALS: [(ProfileGoal, &str); 4] = [
    (ProfileGoal::Greedy, "greedy_max"),
    (ProfileGoal::Generous, "generous_max"),
    (ProfileGoal::MinCost, "mincost_max"),
    (ProfileGoal::RankMaximal, "rank_maximal"),
];

pub(crate) fn profiles(file: u32) -> Result<(), Failed> {
    let instance = instance(file)?;
    let oracle: Value = serde_json::from_slice(&std::fs::read(folder("preflib-project").join("spa_oracle.json"))?)?;
    for (goal, name) in GOALS {
        for seed in 0..10 {
            let solution = solve(&instance, &Strategy::Profile { goal }, seed)?;
            let verdict = verify(&instance, seed, &solution);
            let expected = oracle.pointer(&format!("/00038-0000000{file}/{name}")).ok_or("the oracle lacks it")?;
            let length = expected["profile"].as_array().map_or(0, Vec::len);
            let mut profile = vec![0; length];
            let mut cost = 0;
            for found in &verdict.ranks {
                profile[found.rank as usize - 1] = found.pairs;
                cost += found.rank * found.pairs;
            }
            let same = match goal {
                // Many profiles may have the least sum of ranks.
                ProfileGoal::MinCost => true,
                _ => expected["profile"] == Value::from(profile.clone()),
            };
            let right = same && expected["size"] == verdict.size && expected["cost"] == cost;
            if !right || verdict.optimal != Some(true) || !verdict.is_feasible() {
                return Err(format!("{name}, seed {seed}: {expected} expected, {profile:?}: {verdict:?}").into());
            }
        }
    }
    Ok(())
}

pub(crate) fn stable(file: u32) -> Result<(), Failed> {
    let instance = instance(file)?;
    for seed in 0..50 {
        for strategy in [Strategy::Stable, Strategy::StableForMentors, Strategy::StableTies] {
            let verdict = verify(&instance, seed, &solve(&instance, &strategy, seed)?);
            let blocking = if strategy == Strategy::StableTies { verdict.weak_blocking } else { verdict.blocking };
            if !verdict.is_feasible() || blocking.total() > 0 {
                return Err(format!("{}, seed {seed}: {verdict:?}", strategy.name()).into());
            }
        }
    }
    Ok(())
}

/// Students rank; projects and supervisors do not, so that the lottery decides on their side.
fn instance(file: u32) -> Result<Instance, Failed> {
    let path = |extension: &str| folder("preflib-project").join(format!("00038-0000000{file}.{extension}"));
    let text = std::fs::read_to_string(path("soi"))?;
    let mut input = InstanceInput::default();
    let alternatives = text.lines().find_map(|line| line.strip_prefix("# NUMBER ALTERNATIVES: ")).ok_or("no number")?;
    let projects: u32 = alternatives.trim().parse()?;
    let mut above = vec![None; projects as usize];
    if file >= 4 {
        for line in std::fs::read_to_string(path("dat"))?.lines().skip(1) {
            let [_, capacity, projects] = line.split(',').collect::<Vec<_>>()[..] else { return Err(line.into()) };
            let at = u32::try_from(input.organisations.len())?;
            let id = Id::from_u128(2_000 + u128::from(at));
            input.organisations.push(Organisation { id, capacity: capacity.trim().parse()? });
            for project in projects.split_whitespace() {
                above[project.parse::<usize>()?] = Some(at);
            }
        }
    }
    for (at, &organisation) in (0..).zip(&above) {
        // Where there are supervisors, a project of nobody's can be given to nobody.
        let capacity = u32::from(organisation.is_some() || file < 4);
        input.mentors.push(Mentor { id: Id::from_u128(1_000 + at), capacity, organisation });
    }
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (times, projects) = line.split_once(':').ok_or(line)?;
        let projects: Vec<u32> = projects.split(',').map(|text| text.trim().parse()).collect::<Result<_, _>>()?;
        for _ in 0..times.parse::<u32>()? {
            let mentee = u32::try_from(input.mentees.len())?;
            input.mentees.push(Mentee { id: Id::from_u128(u128::from(mentee)), capacity: 1 });
            for (mentee_rank, &project) in (1..).zip(&projects) {
                let (mentor, mentor_rank, score, terms) = (project - 1, 1, 0, vec![]);
                input.pairs.push(PairInput { mentee, mentor, mentee_rank, mentor_rank, score, terms });
            }
        }
    }
    Instance::new(input).map_err(|errors| format!("{errors:?}").into())
}
