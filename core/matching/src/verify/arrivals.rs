//! Whether each mentee got the best that was free when it came.

#![expect(clippy::indexing_slicing, reason = "indices were compared with the lengths when the solution was read")]

use std::collections::{BTreeMap, BTreeSet};

use super::held::Held;
use crate::lottery;

/// How many mentees could have had a better place than one they got, or one more, when they came. Goes through the arrivals with
/// what the solution gives, not with what it should give, so that one mistake counts once.
pub(super) fn passed_over(held: &Held<'_>, seed: u64) -> u32 {
    let instance = held.instance;
    let must: BTreeSet<(u32, u32)> = instance.rules().must.iter().map(|pair| (pair.mentee, pair.mentor)).collect();
    let mut seats: Vec<i64> = instance.mentors().iter().map(|mentor| mentor.capacity.into()).collect();
    let mut places: Vec<i64> =
        instance.organisations().iter().map(|organisation| organisation.capacity.into()).collect();
    let organisation = |mentor: u32| instance.mentors()[mentor as usize].organisation.map(|at| at as usize);
    let use_up = |seats: &mut Vec<i64>, places: &mut Vec<i64>, mentor: u32| {
        seats[mentor as usize] -= 1;
        if let Some(at) = organisation(mentor) {
            places[at] -= 1;
        }
    };
    for &(_, mentor) in must.iter().filter(|pair| held.together(pair.0, pair.1)) {
        use_up(&mut seats, &mut places, mentor);
    }
    let mut turn: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, &mentee) in instance.rules().arrivals.iter().enumerate() {
        turn.insert(mentee, at);
    }
    let mut order: Vec<u32> = (0_u32..).zip(instance.mentees()).map(|(mentee, _)| mentee).collect();
    order.sort_by_key(|mentee| (turn.get(mentee).copied().unwrap_or(usize::MAX), *mentee));
    let mut passed = 0;
    for mentee in order {
        let is_must = |mentor: u32| must.contains(&(mentee, mentor));
        let got: BTreeSet<u32> = held.mentors_of[mentee as usize].iter().copied().filter(|&m| !is_must(m)).collect();
        let made = held.mentors_of[mentee as usize].len() - got.len();
        let slots = (instance.mentees()[mentee as usize].capacity as usize).saturating_sub(made);
        let mut open: Vec<(u32, u64, u32)> = (instance.pairs_of(mentee))
            .map(|at| &instance.pairs()[at as usize])
            .filter(|pair| !is_must(pair.mentor))
            .map(|pair| {
                let ids = (instance.mentees()[mentee as usize].id, instance.mentors()[pair.mentor as usize].id);
                (u32::MAX - pair.score, lottery(seed, ids.0.as_bytes(), ids.1.as_bytes()), pair.mentor)
            })
            .collect();
        open.sort_unstable();
        let (mut seats_now, mut places_now) = (seats.clone(), places.clone());
        let mut due = BTreeSet::new();
        for (_, _, mentor) in open {
            let room = seats_now[mentor as usize] > 0 && organisation(mentor).is_none_or(|at| places_now[at] > 0);
            if due.len() < slots && room {
                use_up(&mut seats_now, &mut places_now, mentor);
                due.insert(mentor);
            }
        }
        passed += u32::from(due != got);
        for mentor in got {
            use_up(&mut seats, &mut places, mentor);
        }
    }
    passed
}
