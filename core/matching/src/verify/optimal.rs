//! Checking a certificate of optimality: the total of the solution against the bound its prices give.

use super::bound::{Bound, Limit, Wide};
use super::held::Held;
use crate::{Amount, Certificate, Duals, Goal, Instance, Member, Solution, Strategy};

/// Computes how far a solution of [`Strategy::MaxWeight`] or [`Strategy::Blend`] is from the bound that its certificate proves
/// for every matching that keeps the rules.
///
/// Zero proves the solution optimal. After manual edits it tells what they cost at most. Nothing when there is no
/// certificate, it does not fit the instance, has a price below zero where there is no floor, or does not fit into the
/// numbers.
pub fn certificate_gap(instance: &Instance, seed: u64, solution: &Solution) -> Option<Amount> {
    goal_of(&solution.strategy)?;
    let (held, _) = Held::read(instance, solution);
    gap(&held, seed, solution)
}

pub(super) fn goal_of(strategy: &Strategy) -> Option<Goal> {
    match *strategy {
        Strategy::MaxWeight { first } => Some(first.into()),
        Strategy::Blend { per_pair } => Some(Goal::Blend { per_pair }),
        _ => None,
    }
}

pub(super) fn gap(held: &Held<'_>, seed: u64, solution: &Solution) -> Option<Amount> {
    let goal = goal_of(&solution.strategy)?;
    let Some(Certificate::Prices(duals)) = &solution.certificate else { return None };
    let instance = held.instance;
    let mut bound = bound(instance, goal, seed, duals)?;
    for &(mentee, mentor) in &held.pairs {
        if let Some(pair) = held.eligible(mentee, mentor) {
            let mentee = instance.mentees().get(mentee as usize)?.id;
            let mentor = instance.mentors().get(mentor as usize)?.id;
            bound.add(&Wide::worth(goal, seed, pair.score, &mentee, &mentor), -1)?;
        }
    }
    bound.narrow()
}

/// The pairs that must be made count in full, and what they take counts for nobody else.
fn bound(instance: &Instance, goal: Goal, seed: u64, duals: &Duals) -> Option<Wide> {
    let mentees = instance.mentees().iter().map(|mentee| Limit { most: mentee.capacity, least: 0 });
    let mentors = instance.mentors().iter().map(|mentor| Limit { most: mentor.capacity, least: 0 });
    let organisations = instance.organisations().iter().map(|one| Limit { most: one.capacity, least: 0 });
    let (mut mentees, mut mentors, mut organisations): (Vec<_>, Vec<_>, Vec<_>) =
        (mentees.collect(), mentors.collect(), organisations.collect());
    for floor in &instance.rules().floors {
        match floor.of {
            Member::Mentor(at) => mentors.get_mut(at as usize)?.least = floor.least,
            Member::Organisation(at) => organisations.get_mut(at as usize)?.least = floor.least,
        }
    }
    let organisation_of = |mentor: usize| instance.mentors().get(mentor).and_then(|mentor| mentor.organisation);
    let mut fixed = Wide::default();
    let mut musts = vec![Vec::new(); if instance.rules().must.is_empty() { 0 } else { mentees.len() }];
    for pair in &instance.rules().must {
        mentees.get_mut(pair.mentee as usize)?.take_one();
        mentors.get_mut(pair.mentor as usize)?.take_one();
        if let Some(organisation) = organisation_of(pair.mentor as usize) {
            organisations.get_mut(organisation as usize)?.take_one();
        }
        musts.get_mut(pair.mentee as usize)?.push(pair.mentor);
        let mentee = instance.mentees().get(pair.mentee as usize)?.id;
        let mentor = instance.mentors().get(pair.mentor as usize)?.id;
        let index = instance.pair_index(pair.mentee, pair.mentor)?;
        let score = instance.pairs().get(index as usize)?.score;
        fixed.add(&Wide::worth(goal, seed, score, &mentee, &mentor), 1)?;
    }
    let mut bound = Bound::new(goal, seed, duals, [&mentees, &mentors, &organisations], organisation_of)?;
    let mut at = 0;
    for (mentee, profile) in instance.mentees().iter().enumerate() {
        let end = instance.pairs_of(u32::try_from(mentee).ok()?).end as usize;
        let row = instance.pairs().get(at..end)?;
        at = end;
        let none = Vec::new();
        let musts = musts.get(mentee).unwrap_or(&none);
        let pairs = row.iter().map(|pair| (pair.mentor, pair.score)).filter(|(mentor, _)| !musts.contains(mentor));
        bound.add_row(mentee, &profile.id, pairs, |mentor| instance.mentors().get(mentor).map(|mentor| mentor.id))?;
    }
    let mut total = bound.total();
    total.add(&fixed, 1)?;
    Some(total)
}
