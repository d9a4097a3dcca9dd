//! How a solution treats people: whole-number figures, each with what it is counted out of.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::held::Held;
use crate::{Id, Instance, Pair, Side};

/// How a solution treats people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fairness {
    /// The least score of an eligible pair.
    pub least: Option<u32>,
    /// The inequality of scores over the mentees that take anybody (Gini 1912) in basis points: 0 when all have the same,
    /// near 10,000 when one has everything. Who has several mentors has the sum of the scores; who has none has 0.
    pub gini_bp: u32,
    /// Envy by the mentees' ranks.
    pub envy_by_rank: Envy,
    /// Envy by scores.
    pub envy_by_score: Envy,
    /// The scores of the pairs of each rank; ranks nobody got are left out.
    pub spread: Vec<RankSpread>,
    /// How far the places are filled.
    pub occupancy: Occupancy,
    /// How good the lists are, for [`Strategy::Lists`](crate::Strategy::Lists).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lists: Option<ListQuality>,
    /// The share of the largest total score within the rules that is proven to be reached, in basis points rounded down, for
    /// [`Strategy::Greedy`](crate::Strategy::Greedy) and [`Strategy::Online`](crate::Strategy::Online).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proven_share_bp: Option<u32>,
}

/// Eligible pairs not made although the mentor has somebody and the mentee, who has a free slot or a mentor it likes
/// less, envies whoever that is. A mentee who takes nobody envies nobody. A pair that is not eligible is liked least.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envy {
    /// All of them.
    pub pairs: u32,
    /// Those in which the mentor, too, ranks the mentee better than one it has.
    pub justified: u32,
}

/// The pairs that are a mentee's choice of this rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankSpread {
    /// The mentee's rank of the mentor.
    pub rank: u32,
    /// How many pairs.
    pub pairs: u32,
    /// Their least score.
    pub least: u32,
    /// Their greatest score.
    pub greatest: u32,
    /// The sum of their scores.
    pub score: u64,
}

/// How far the places of each kind are filled. Places beyond the number of eligible pairs do not count as places.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Occupancy {
    /// The pairs of the mentees, out of their slots.
    pub slots: Filled,
    /// The pairs of the mentors, out of their seats.
    pub seats: Filled,
    /// The pairs in organisations, out of the organisations' seats.
    pub organisation_seats: Filled,
    /// The mentors that are full, out of those with a seat.
    pub full_mentors: Filled,
    /// The mentors that have nobody, out of those with a seat.
    pub idle_mentors: Filled,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filled {
    /// How many are taken.
    pub taken: u64,
    /// Out of how many.
    pub of: u64,
}

/// How good lists of suggestions are for both sides.
///
/// A list is read best score first. Its gain is the sum of its scores, the i-th divided by log2(i + 1), out of that of the best
/// list possible for this person alone (normalised discounted cumulative gain, Järvelin and Kekäläinen 2002).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListQuality {
    /// The most lists that any mentor is on.
    pub most_exposure: u32,
    /// The mean over mentees with an eligible pair that scores above 0, in basis points.
    pub mentee_ndcg_bp: u32,
    /// The mean over mentors with an eligible pair that scores above 0, in basis points.
    pub mentor_ndcg_bp: u32,
}

/// What a group got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupResult {
    /// The group.
    pub id: Id,
    /// The side its members are of.
    pub side: Side,
    /// The pairs its members have together.
    pub pairs: u32,
    /// The sum of the scores of those that are eligible; divided by `pairs`, the mean.
    pub score: u64,
    /// The members with at least one pair, out of all.
    pub served: Filled,
    /// Whether there are at least as many pairs as the floor says.
    pub floor_kept: bool,
    /// Whether there are at most as many pairs as the ceiling says.
    pub ceiling_kept: bool,
}

pub(super) fn groups(held: &Held<'_>) -> Vec<GroupResult> {
    let instance = held.instance;
    let mut scores = [vec![0_u64; instance.mentees().len()], vec![0_u64; instance.mentors().len()]];
    for pair in held.eligible_pairs() {
        scores[0][pair.mentee as usize] += u64::from(pair.score);
        scores[1][pair.mentor as usize] += u64::from(pair.score);
    }
    let result = |group: &crate::Group| {
        let (holds, scores) = match group.side {
            Side::Mentee => (&held.mentors_of, &scores[0]),
            Side::Mentor => (&held.mentees_of, &scores[1]),
        };
        let members = || group.members.iter().map(|&member| member as usize);
        let pairs: usize = members().map(|member| holds[member].len()).sum();
        GroupResult {
            id: group.id,
            side: group.side,
            pairs: u32::try_from(pairs).unwrap_or(u32::MAX),
            score: members().map(|member| scores[member]).sum(),
            served: filled(members().filter(|&member| !holds[member].is_empty()).count(), group.members.len()),
            floor_kept: pairs >= group.floor as usize,
            ceiling_kept: group.ceiling.is_none_or(|most| pairs <= most as usize),
        }
    };
    instance.rules().groups.iter().map(result).collect()
}

pub(super) fn fairness(held: &Held<'_>) -> Fairness {
    let (envy_by_rank, envy_by_score) = envy(held);
    Fairness {
        least: held.eligible_pairs().map(|pair| pair.score).min(),
        gini_bp: gini(held),
        envy_by_rank,
        envy_by_score,
        spread: spread(held),
        occupancy: occupancy(held),
        lists: None,
        proven_share_bp: None,
    }
}

fn filled(taken: usize, of: usize) -> Filled {
    Filled { taken: taken as u64, of: of as u64 }
}

fn gini(held: &Held<'_>) -> u32 {
    let mut sums = vec![0_u64; held.instance.mentees().len()];
    for pair in held.eligible_pairs() {
        sums[pair.mentee as usize] += u64::from(pair.score);
    }
    let takes = held.instance.mentees().iter().map(|mentee| mentee.capacity > 0);
    let mut sums: Vec<u64> = sums.into_iter().zip(takes).filter(|(_, takes)| *takes).map(|(sum, _)| sum).collect();
    sums.sort_unstable();
    // Σ (2i − n − 1) x_i / (n Σ x) over x sorted upwards, i from 1.
    let count = i128::try_from(sums.len()).unwrap_or(i128::MAX);
    let total: i128 = sums.iter().map(|&sum| i128::from(sum)).sum();
    let weighted: i128 = (1..).zip(&sums).map(|(place, &sum)| (2 * place - count - 1) * i128::from(sum)).sum();
    if total == 0 { 0 } else { u32::try_from(weighted * 10_000 / (count * total)).unwrap_or(u32::MAX) }
}

/// What people have at worst, with `u64::MAX` for a free slot or a pair that is not eligible, and 0 for who can have no
/// more and has nothing.
fn envy(held: &Held<'_>) -> (Envy, Envy) {
    let instance = held.instance;
    let nothing = |(mentee, holds): (&crate::Mentee, &Vec<u32>)| {
        if holds.len() < mentee.capacity as usize { u64::MAX } else { 0 }
    };
    let mut worst_rank: Vec<u64> = instance.mentees().iter().zip(&held.mentors_of).map(nothing).collect();
    let mut worst_loss = worst_rank.clone(); // what is missing to the best score
    let mut worst_mentee = vec![0_u64; instance.mentors().len()];
    let mut together = vec![false; instance.pairs().len()];
    for &(mentee, mentor) in &held.pairs {
        let (at, by) = (mentee as usize, mentor as usize);
        let index = instance.pair_index(mentee, mentor).map(|index| index as usize);
        let pair = index.map(|index| &instance.pairs()[index]);
        index.into_iter().for_each(|index| together[index] = true);
        worst_rank[at] = worst_rank[at].max(pair.map_or(u64::MAX, |pair| u64::from(pair.mentee_rank)));
        worst_loss[at] = worst_loss[at].max(pair.map_or(u64::MAX, loss));
        worst_mentee[by] = worst_mentee[by].max(pair.map_or(u64::MAX, |pair| u64::from(pair.mentor_rank)));
    }
    for (at, mentee) in instance.mentees().iter().enumerate() {
        if mentee.capacity == 0 {
            (worst_rank[at], worst_loss[at]) = (0, 0);
        }
    }
    let (mut by_rank, mut by_score) = (Envy::default(), Envy::default());
    for (pair, &together) in instance.pairs().iter().zip(&together) {
        let (mentee, worst_mentee) = (pair.mentee as usize, worst_mentee[pair.mentor as usize]);
        if together || worst_mentee == 0 {
            continue; // a rank is at least 1, so 0 means that the mentor has nobody
        }
        let justified = u32::from(u64::from(pair.mentor_rank) < worst_mentee);
        let ranked = u32::from(u64::from(pair.mentee_rank) < worst_rank[mentee]);
        let scored = u32::from(loss(pair) < worst_loss[mentee]);
        by_rank.pairs += ranked;
        by_rank.justified += ranked & justified;
        by_score.pairs += scored;
        by_score.justified += scored & justified;
    }
    (by_rank, by_score)
}

fn loss(pair: &Pair) -> u64 {
    u64::from(u32::MAX - pair.score)
}

fn spread(held: &Held<'_>) -> Vec<RankSpread> {
    let mut ranks: BTreeMap<u32, RankSpread> = BTreeMap::new();
    for pair in held.eligible_pairs() {
        let (rank, score) = (pair.mentee_rank, pair.score);
        let empty = RankSpread { rank, pairs: 0, least: score, greatest: score, score: 0 };
        let spread = ranks.entry(rank).or_insert(empty);
        spread.pairs += 1;
        spread.least = spread.least.min(score);
        spread.greatest = spread.greatest.max(score);
        spread.score += u64::from(score);
    }
    ranks.into_values().collect()
}

fn occupancy(held: &Held<'_>) -> Occupancy {
    let instance = held.instance;
    let listed = |capacity: u32| u64::from(capacity).min(instance.pairs().len() as u64);
    let of_all = |capacities: &mut dyn Iterator<Item = u32>| capacities.map(listed).sum();
    let slots = of_all(&mut instance.mentees().iter().map(|mentee| mentee.capacity));
    let seats = of_all(&mut instance.mentors().iter().map(|mentor| mentor.capacity));
    let organisation_seats = of_all(&mut instance.organisations().iter().map(|organisation| organisation.capacity));
    let pairs = u64::from(held.size());
    let in_organisations: usize = held.pairs_in.iter().map(Vec::len).sum();
    let mentors = || instance.mentors().iter().zip(&held.mentees_of).filter(|(mentor, _)| mentor.capacity > 0);
    let full = mentors().filter(|(mentor, holds)| holds.len() >= mentor.capacity as usize).count();
    let idle = mentors().filter(|(_, holds)| holds.is_empty()).count();
    Occupancy {
        slots: Filled { taken: pairs, of: slots },
        seats: Filled { taken: pairs, of: seats },
        organisation_seats: Filled { taken: in_organisations as u64, of: organisation_seats },
        full_mentors: filled(full, mentors().count()),
        idle_mentors: filled(idle, mentors().count()),
    }
}

/// Judges lists of up to `length` mentors and `exposure` mentees.
pub(super) fn lists(held: &Held<'_>, length: u32, exposure: u32) -> ListQuality {
    let instance = held.instance;
    let most = held.mentees_of.iter().map(Vec::len).max().unwrap_or_default();
    ListQuality {
        most_exposure: u32::try_from(most).unwrap_or(u32::MAX),
        mentee_ndcg_bp: ndcg(instance, held, instance.mentees().len(), length, |pair| pair.mentee),
        mentor_ndcg_bp: ndcg(instance, held, instance.mentors().len(), exposure, |pair| pair.mentor),
    }
}

fn ndcg(instance: &Instance, held: &Held<'_>, people: usize, length: u32, of: impl Fn(&Pair) -> u32) -> u32 {
    let by_person = |pairs: &mut dyn Iterator<Item = &Pair>| {
        let mut lists: Vec<Vec<u32>> = vec![Vec::new(); people];
        pairs.for_each(|pair| lists[of(pair) as usize].push(pair.score));
        lists.iter_mut().for_each(|list| list.sort_unstable_by(|a, b| b.cmp(a)));
        lists
    };
    let shown = by_person(&mut held.eligible_pairs());
    let best = by_person(&mut instance.pairs().iter());
    let longest = best.iter().map(Vec::len).max().unwrap_or_default().min(length as usize);
    let discounts: Vec<u128> = (0..longest as u64).map(discount).collect();
    let gain =
        |list: &Vec<u32>| -> u128 { list.iter().zip(&discounts).map(|(&score, by)| u128::from(score) * by).sum() };
    let (mut sum, mut count) = (0_u128, 0_u128);
    for (shown, best) in shown.iter().zip(&best) {
        if let Some(share) = (gain(shown) * 10_000).checked_div(gain(best)) {
            sum += share;
            count += 1;
        }
    }
    u32::try_from(sum.checked_div(count).unwrap_or_default()).unwrap_or(u32::MAX)
}

/// 2^48 / log2(place + 2), place from 0, from whole numbers alone: sixteen bits of the logarithm after the point, by squaring.
fn discount(place: u64) -> u128 {
    let number = u128::from(place) + 2;
    let whole = number.ilog2();
    let mut mantissa = (number << 32) >> whole; // in [1, 2) with 32 bits after the point
    let mut log = u128::from(whole);
    for _ in 0..16 {
        mantissa = (mantissa * mantissa) >> 32;
        log <<= 1;
        if mantissa >> 33 > 0 {
            mantissa >>= 1;
            log |= 1;
        }
    }
    (1 << 64) / log
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discounts_are_those_of_the_logarithm() {
        for place in 0..1_000_u64 {
            let exact = 281_474_976_710_656.0 / (place as f64 + 2.0).log2();
            assert!((discount(place) as f64 / exact - 1.0).abs() < 0.000_02);
        }
    }
}
