//! The exact optimum of size and score on an instance, under its rules.

use super::{assigned, transport, unmatched};
use crate::graph::GraphArrays;
use crate::{Certificate, Conflict, Goal, Instance, Limits, Member, Solution, SolveError, Strategy, Why};

/// Pairs that must be made are taken out, with the places they take, and come back at the end.
pub(crate) fn solve(
    instance: &Instance,
    strategy: Strategy,
    goal: Goal,
    seed: u64,
    limits: &Limits<'_>,
) -> Result<Solution, SolveError> {
    let mut arrays = GraphArrays::of(instance);
    let musts = take_out(instance, &mut arrays);
    let solved = transport::solve(&arrays.graph(), goal, seed, limits).map_err(|error| in_full(instance, error))?;
    let mut matched = if musts.is_empty() { solved.pairs } else { put_back(instance, &solved.pairs, &musts) };
    matched.sort_unstable();
    let pairs = assigned(instance, matched);
    Ok(Solution {
        strategy,
        unmatched: unmatched(instance, &pairs, Why::SeatsTaken),
        certificate: Some(Certificate::Prices(solved.duals)),
        stopped: solved.stopped,
        pairs,
    })
}

/// Takes the pairs that must be made out of the arrays, and gives their indices, ascending; sets the floors that are left.
fn take_out(instance: &Instance, arrays: &mut GraphArrays) -> Vec<u32> {
    let rules = instance.rules();
    let mut musts: Vec<u32> =
        rules.must.iter().filter_map(|pair| instance.pair_index(pair.mentee, pair.mentor)).collect();
    musts.sort_unstable();
    let less_one = |list: &mut [u32], at: u32| {
        if let Some(number) = list.get_mut(at as usize) {
            *number = number.saturating_sub(1);
        }
    };
    if !rules.floors.is_empty() {
        arrays.mentor_floors = vec![0; instance.mentors().len()];
        arrays.organisation_floors = vec![0; instance.organisations().len()];
        for floor in &rules.floors {
            let (list, at) = match floor.of {
                Member::Mentor(at) => (&mut arrays.mentor_floors, at),
                Member::Organisation(at) => (&mut arrays.organisation_floors, at),
            };
            if let Some(least) = list.get_mut(at as usize) {
                *least = floor.least;
            }
        }
    }
    if musts.is_empty() {
        return musts;
    }
    for pair in &rules.must {
        less_one(&mut arrays.mentee_capacities, pair.mentee);
        less_one(&mut arrays.mentor_capacities, pair.mentor);
        less_one(&mut arrays.mentor_floors, pair.mentor);
        if let Some(organisation) = instance.mentors().get(pair.mentor as usize).and_then(|mentor| mentor.organisation)
        {
            less_one(&mut arrays.organisation_capacities, organisation);
            less_one(&mut arrays.organisation_floors, organisation);
        }
    }
    let kept = |list: &[u32]| -> Vec<u32> {
        let stays = |&(at, _): &(u32, &u32)| musts.binary_search(&at).is_err();
        (0..).zip(list).filter(stays).map(|(_, &number)| number).collect()
    };
    arrays.mentors = kept(&arrays.mentors);
    arrays.scores = kept(&arrays.scores);
    for start in &mut arrays.starts {
        *start -= u32::try_from(musts.partition_point(|must| must < start)).unwrap_or(0);
    }
    musts
}

/// Numbers pairs as the instance does, and adds those that must be made.
fn put_back(instance: &Instance, solved: &[u32], musts: &[u32]) -> Vec<u32> {
    let mut kept = (0_u32..).zip(instance.pairs()).map(|(at, _)| at).filter(|at| musts.binary_search(at).is_err());
    let mut matched = musts.to_vec();
    let mut place = 0;
    for &pair in solved {
        matched.extend(kept.nth((pair - place) as usize));
        place = pair + 1;
    }
    matched
}

/// Says floors as the rules do, not less the pairs that must be made.
fn in_full(instance: &Instance, error: SolveError) -> SolveError {
    match error {
        SolveError::Infeasible(conflict) => {
            let named = |member: Member| conflict.floors.iter().any(|floor| floor.of == member);
            let floors = instance.rules().floors.iter().filter(|floor| named(floor.of)).copied().collect();
            SolveError::Infeasible(Conflict { floors, groups: conflict.groups })
        }
        other => other,
    }
}
