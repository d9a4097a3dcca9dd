//! Rules that cannot be kept together, with none to spare.

#![expect(clippy::indexing_slicing, reason = "the lists of chosen rules are as long as those of the rules")]

use super::branch;
use super::ladder;
use super::model::{Chosen, Model};
use crate::{Conflict, Instance, Limits, Member, SolveError};

/// Leaves out one rule after the other as long as the rest still contradict each other. What no proof of impossibility
/// needs goes first and at once.
pub(super) fn minimal(instance: &Instance, limits: &Limits<'_>) -> Result<Conflict, SolveError> {
    let mut chosen = Chosen::all(instance);
    keep_what_the_proof_uses(instance, &mut chosen);
    for floor in 0..chosen.floors.len() {
        if chosen.floors[floor] {
            chosen.floors[floor] = false;
            chosen.floors[floor] = possible(instance, &chosen, limits)?;
        }
    }
    for group in 0..chosen.groups.len() {
        if chosen.groups[group] {
            chosen.groups[group] = false;
            chosen.groups[group] = possible(instance, &chosen, limits)?;
        }
    }
    let rules = instance.rules();
    Ok(Conflict {
        floors: rules.floors.iter().zip(&chosen.floors).filter(|(_, kept)| **kept).map(|(floor, _)| *floor).collect(),
        groups: rules.groups.iter().zip(&chosen.groups).filter(|(_, kept)| **kept).map(|(group, _)| group.id).collect(),
    })
}

fn possible(instance: &Instance, chosen: &Chosen, limits: &Limits<'_>) -> Result<bool, SolveError> {
    Ok(branch::search(&Model::new(instance, 0, chosen), None, limits)?.is_some())
}

fn keep_what_the_proof_uses(instance: &Instance, chosen: &mut Chosen) {
    let model = Model::new(instance, 0, chosen);
    let Err(case) = ladder::feasible(&model, &[]) else { return };
    let used: Vec<u32> = case.ladder.iter().flat_map(|step| &step.prices).map(|price| price.set).collect();
    if used.is_empty() {
        return; // some floor is above its own ceiling, which takes no prices to see
    }
    let (mentees, mentors) = (instance.mentees().len(), instance.mentors().len());
    let uses = |set: usize| u32::try_from(set).is_ok_and(|set| used.binary_search(&set).is_ok());
    for (kept, floor) in chosen.floors.iter_mut().zip(&instance.rules().floors) {
        *kept = uses(match floor.of {
            Member::Mentor(at) => mentees + at as usize,
            Member::Organisation(at) => mentees + mentors + at as usize,
        });
    }
    for (at, kept) in chosen.groups.iter_mut().enumerate() {
        *kept = uses(mentees + mentors + instance.organisations().len() + at);
    }
}
