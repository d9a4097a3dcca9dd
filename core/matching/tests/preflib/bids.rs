//! Reviewers who said yes, maybe or nothing to papers, or have a conflict: large ties, several slots on both sides, vetoes.

use crate::folder;
use libtest_mimic::Failed;
use semillero_matching::*;
use std::collections::BTreeSet;

/// How many reviews a paper gets at most.
const REVIEWS: u32 = 3;

pub(crate) fn ties_and_conflicts(file: u32) -> Result<(), Failed> {
    let path = folder("preflib-csconf").join(format!("00039-0000000{file}.cat"));
    let bids = read(&std::fs::read_to_string(path)?)?;
    if bids.conflicts.iter().all(BTreeSet::is_empty) {
        return Err("the reader lost the conflicts".into());
    }
    let reviewers = u32::try_from(bids.reviewers.len())?;
    let load = (bids.papers * REVIEWS).div_ceil(reviewers);
    let instance = instance(&bids, load)?;
    let strategies = [
        Strategy::StableTies,
        Strategy::Stable,
        Strategy::StableForMentors,
        Strategy::Profile { goal: ProfileGoal::RankMaximal },
        Strategy::Profile { goal: ProfileGoal::Greedy },
        Strategy::Profile { goal: ProfileGoal::Generous },
        Strategy::Profile { goal: ProfileGoal::MinCost },
    ];
    for strategy in strategies {
        let solution = solve(&instance, &strategy, 2026)?;
        let verdict = verify(&instance, 2026, &solution);
        let of_paper = |line: &Assigned| (line.mentee as usize, line.mentor);
        let vetoed =
            solution.pairs.iter().map(of_paper).any(|(reviewer, paper)| bids.conflicts[reviewer].contains(&paper));
        let sound = match strategy {
            Strategy::Stable | Strategy::StableForMentors => verdict.blocking.total() == 0,
            Strategy::StableTies => {
                let bound = verdict.size_bound.ok_or("no bound")?;
                verdict.weak_blocking.total() == 0 && 3 * u64::from(verdict.size) >= 2 * bound
            }
            _ => verdict.optimal == Some(true),
        };
        if vetoed || !sound || !verdict.is_feasible() {
            return Err(format!("{}: {verdict:?}", strategy.name()).into());
        }
    }
    Ok(())
}

struct Bids {
    papers: u32,
    /// What each reviewer said, as (paper, category from 1).
    reviewers: Vec<Vec<(u32, u32)>>,
    conflicts: Vec<BTreeSet<u32>>,
}

fn read(text: &str) -> Result<Bids, Failed> {
    let papers = text.lines().find_map(|line| line.strip_prefix("# NUMBER ALTERNATIVES: ")).ok_or("no number")?;
    let mut bids = Bids { papers: papers.trim().parse()?, reviewers: vec![], conflicts: vec![] };
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (times, categories) = line.split_once(": ").ok_or(line)?;
        let mut said = Vec::new();
        // Papers of one category stand in braces, a single one stands alone.
        let mut category = 1;
        let mut inside = false;
        for word in categories.split_inclusive(['{', '}', ',']) {
            if let Ok(paper) = word.trim_end_matches(['{', '}', ',']).trim().parse::<u32>() {
                said.push((paper - 1, category));
            }
            inside = if word.ends_with('{') { true } else { inside && !word.ends_with('}') };
            category += u32::from(word.ends_with(',') && !inside);
        }
        let named: BTreeSet<u32> = said.iter().map(|&(paper, _)| paper).collect();
        for _ in 0..times.parse::<u32>()? {
            bids.reviewers.push(said.clone());
            bids.conflicts.push((0..bids.papers).filter(|paper| !named.contains(paper)).collect());
        }
    }
    Ok(bids)
}

/// Reviewers are mentees with so many slots, papers mentors that rank all alike.
fn instance(bids: &Bids, load: u32) -> Result<Instance, Failed> {
    let pair = |mentee: u32, (mentor, mentee_rank): (u32, u32)| {
        let (mentor_rank, score, terms) = (1, 0, vec![]);
        PairInput { mentee, mentor, mentee_rank, mentor_rank, score, terms }
    };
    let input = InstanceInput {
        mentees: (0..bids.reviewers.len() as u128).map(|at| Mentee { id: Id::from_u128(at), capacity: load }).collect(),
        mentors: (0..bids.papers)
            .map(|at| Mentor { id: Id::from_u128(u128::from(at)), capacity: REVIEWS, organisation: None })
            .collect(),
        pairs: (0..).zip(&bids.reviewers).flat_map(|(at, said)| said.iter().map(move |&said| pair(at, said))).collect(),
        ..InstanceInput::default()
    };
    Instance::new(input).map_err(|errors| format!("{errors:?}").into())
}
