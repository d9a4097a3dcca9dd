//! Checking the proof of a fair solution, case by case, against every eligible pair.
//!
//! A case is bounded as in linear programming, with prices that compare like words: first by their first objective, then by
//! the second, and so on. For any prices, a solution of the case is worth at most Σ price × ceiling (or floor, for prices
//! below zero) over sets, plus what pairs are worth beyond the prices of their sets.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::held::Held;
use crate::{
    Certificate, FairCase, FairGoal, FairNode, FairProof, Instance, Member, Objective, Side, Solution, Strategy,
    lottery,
};

/// What a checked proof says of every solution that keeps the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FairBound {
    /// No solution has more pairs.
    pub size: u32,
    /// None with that many pairs has a greater least score; nothing when there is no pair or nothing is known.
    pub least: Option<u32>,
    /// None of these has a greater total; nothing when that is no question or nothing is known.
    pub score: Option<u64>,
}

impl FairBound {
    /// The one that promises less; what is not known promises nothing.
    fn or_worse(self, other: Self) -> Self {
        let order = |bound: &Self| {
            (bound.size, bound.least.map_or(u64::MAX, u64::from), bound.score.map_or(u128::MAX, u128::from))
        };
        if order(&self) < order(&other) { other } else { self }
    }
}

/// What the proof of a [`Strategy::Fair`] solution shows, whether or not the solution reaches it: the gap of a run that was
/// stopped. Nothing when there is no such proof or it does not hold.
pub fn fair_bound(instance: &Instance, seed: u64, solution: &Solution) -> Option<FairBound> {
    let (held, _) = Held::read(instance, solution);
    Some(judge(&held, seed, solution)?.bound)
}

pub(super) struct Judged {
    pub(super) bound: FairBound,
    /// Whether no solution is better than this one.
    pub(super) optimal: bool,
}

pub(super) fn judge(held: &Held<'_>, seed: u64, solution: &Solution) -> Option<Judged> {
    let Strategy::Fair { goal } = solution.strategy else { return None };
    let Some(Certificate::Bottleneck(proof)) = &solution.certificate else { return None };
    let court = Court { held, instance: held.instance, seed, goal };
    let mine = court.mine();
    let mut bound: Option<FairBound> = None;
    let mut optimal = true;
    for (case, sets) in court.cases(proof)? {
        if let Some(case) = court.case(case, &sets, &mine)? {
            optimal &= case.optimal;
            bound = Some(bound.map_or(case.bound, |bound| bound.or_worse(case.bound)));
        }
    }
    Some(Judged { bound: bound?, optimal })
}

/// Whether the solution keeps every set within its limits and makes the pairs that must be made.
pub(super) fn keeps_rules(held: &Held<'_>) -> bool {
    let instance = held.instance;
    let court = Court { held, instance, seed: 0, goal: FairGoal::MaxMin };
    let kept = court.sets().iter().all(|set| {
        let count = |&member: &u32| match set.side {
            Side::Mentee => held.mentors_of.get(member as usize).map_or(0, Vec::len),
            Side::Mentor => held.mentees_of.get(member as usize).map_or(0, Vec::len),
        };
        let pairs: usize = set.members.iter().map(count).sum();
        i128::try_from(pairs).is_ok_and(|pairs| (set.least..=set.most).contains(&pairs))
    });
    kept && instance.rules().must.iter().all(|pair| held.pairs.contains(&(pair.mentee, pair.mentor)))
}

/// Where an objective stands among all; a score is counted at `LEVELS` plus itself.
type Place = u64;
const PAIRS: Place = 0;
const BELOW: Place = 1;
const LEVELS: Place = 2;
const SCORE: Place = 1 << 33;
const LOTTERY: Place = SCORE + 1;

/// Amounts by place, rising, in which what is missing is zero.
type Word = Vec<(Place, i128)>;

struct Set {
    side: Side,
    members: Vec<u32>,
    least: i128,
    most: i128,
}

/// The solution at hand.
struct Mine {
    size: i128,
    least: Option<u32>,
}

struct Court<'a> {
    held: &'a Held<'a>,
    instance: &'a Instance,
    seed: u64,
    goal: FairGoal,
}

impl<'a> Court<'a> {
    fn mine(&self) -> Mine {
        Mine { size: self.held.size().into(), least: self.held.eligible_pairs().map(|pair| pair.score).min() }
    }

    /// The sets that the instance itself limits, in the order in which proofs number them.
    fn sets(&self) -> Vec<Set> {
        let instance = self.instance;
        let one = |side, (at, capacity): (u32, u32)| Set { side, members: vec![at], least: 0, most: capacity.into() };
        let mentees = (0..).zip(instance.mentees().iter().map(|mentee| mentee.capacity));
        let mentors = (0..).zip(instance.mentors().iter().map(|mentor| mentor.capacity));
        let mut sets: Vec<Set> = mentees.map(|mentee| one(Side::Mentee, mentee)).collect();
        sets.extend(mentors.map(|mentor| one(Side::Mentor, mentor)));
        let first_organisation = sets.len();
        sets.extend(instance.organisations().iter().map(|organisation| Set {
            side: Side::Mentor,
            members: Vec::new(),
            least: 0,
            most: organisation.capacity.into(),
        }));
        for (at, mentor) in (0..).zip(instance.mentors()) {
            let set = mentor.organisation.and_then(|index| sets.get_mut(first_organisation + index as usize));
            set.into_iter().for_each(|set| set.members.push(at));
        }
        for floor in &instance.rules().floors {
            let at = match floor.of {
                Member::Mentor(at) => instance.mentees().len() + at as usize,
                Member::Organisation(at) => first_organisation + at as usize,
            };
            sets.get_mut(at).into_iter().for_each(|set| set.least = floor.least.into());
        }
        sets.extend(instance.rules().groups.iter().map(|group| Set {
            side: group.side,
            members: group.members.clone(),
            least: group.floor.into(),
            most: group.ceiling.map_or(i128::from(u32::MAX), i128::from),
        }));
        sets
    }

    /// The cases of a proof, each with the sets that hold in it. Nothing unless the nodes are one tree.
    fn cases(&self, proof: &'a FairProof) -> Option<Vec<(&'a FairCase, Vec<Set>)>> {
        let mut parents: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
        for (at, node) in proof.nodes.iter().enumerate() {
            let FairNode::Split(split) = node else { continue };
            for (child, above) in [(split.up_to as usize, false), (split.above as usize, true)] {
                let later = child > at && child < proof.nodes.len();
                if !later || parents.insert(child, (at, above)).is_some() {
                    return None;
                }
            }
        }
        if proof.nodes.len() != parents.len() + 1 {
            return None;
        }
        let mut cases = Vec::new();
        for (at, node) in proof.nodes.iter().enumerate() {
            let FairNode::Case(case) = node else { continue };
            let mut path = Vec::new();
            let mut below = at;
            while let Some(&(parent, above)) = parents.get(&below) {
                let FairNode::Split(split) = proof.nodes.get(parent)? else { return None };
                let most = i128::from(split.most);
                let (least, most) = if above { (most + 1, u32::MAX.into()) } else { (0, most) };
                path.push(Set { side: split.side, members: distinct(&split.members), least, most });
                below = parent;
            }
            let mut sets = self.sets();
            sets.extend(path.into_iter().rev());
            cases.push((case, sets));
        }
        Some(cases)
    }

    /// What is proven of one case. The outer nothing: the proof does not hold. The inner one: the case is impossible.
    fn case(&self, case: &FairCase, sets: &[Set], mine: &Mine) -> Option<Option<Judged>> {
        if sets.iter().any(|set| set.least > set.most) {
            return Some(None);
        }
        if let [only] = &case.ladder[..]
            && only.objective == Objective::Nothing
        {
            let prices: Vec<(Place, &[crate::SetPrice])> = vec![(PAIRS, &only.prices)];
            let bound = self.bound(sets, &prices, |_, _| 0)?;
            return (sign(&bound) < 0).then_some(None);
        }
        let mut below = None;
        let mut prices: Vec<(Place, &[crate::SetPrice])> = Vec::new();
        for step in &case.ladder {
            let place = match step.objective {
                Objective::Pairs => PAIRS,
                Objective::Below { score } => {
                    below = Some(score);
                    BELOW
                }
                Objective::At { score } if self.goal == FairGoal::Leximin => LEVELS + u64::from(score),
                Objective::Score if self.goal == FairGoal::MaxMin => SCORE,
                Objective::Lottery => LOTTERY,
                Objective::Nothing | Objective::At { .. } | Objective::Score => return None,
            };
            if prices.last().is_some_and(|&(last, _)| last >= place) {
                return None;
            }
            prices.push((place, &step.prices));
        }
        let bound = self.bound(sets, &prices, |at, place| self.worth(at, place, below))?;
        let size = amount(&bound, PAIRS);
        let least = self.least(case, sets, size)?;
        let total = (self.goal == FairGoal::MaxMin && below.is_some() && below == least && amount(&bound, BELOW) == 0)
            .then(|| u64::try_from(amount(&bound, SCORE)).ok())
            .flatten();
        let reaches = sign(&minus(&bound, &self.worth_of_mine(below))) <= 0;
        let none_below = below.is_some_and(|below| mine.least.is_some_and(|least| least >= below));
        let optimal = size < mine.size
            || (size == 0 && mine.size == 0)
            || (size == mine.size
                && match self.goal {
                    FairGoal::MaxMin => {
                        least.is_some() && (least < mine.least || (least == mine.least && none_below && reaches))
                    }
                    FairGoal::Leximin => least.is_some_and(|least| Some(least) < mine.least) || (none_below && reaches),
                });
        let size = u32::try_from(size).ok()?;
        let least = if self.goal == FairGoal::Leximin { least.or_else(|| least_left(&bound, below)) } else { least };
        Some(Some(Judged { bound: FairBound { size, least, score: total }, optimal }))
    }

    /// The greatest least score that the prices of the case leave, checked.
    fn least(&self, case: &FairCase, sets: &[Set], size: i128) -> Option<Option<u32>> {
        let (Some(least), Some(first)) = (case.least, case.ladder.first()) else { return Some(None) };
        let prices: Vec<(Place, &[crate::SetPrice])> = vec![(PAIRS, &first.prices), (BELOW, &case.next)];
        let worth =
            |at: usize, place: Place| if place > BELOW { 0 } else { self.worth(at, place, least.checked_add(1)) };
        let bound = self.bound(sets, &prices, worth)?;
        let holds = amount(&bound, PAIRS) < size || (amount(&bound, PAIRS) == size && amount(&bound, BELOW) < 0);
        holds.then_some(Some(least))
    }

    fn worth(&self, at: usize, place: Place, below: Option<u32>) -> i128 {
        let Some(pair) = self.instance.pairs().get(at) else { return 0 };
        match place {
            PAIRS => 1,
            BELOW => -i128::from(below.is_some_and(|below| pair.score < below)),
            SCORE if self.goal == FairGoal::MaxMin => pair.score.into(),
            LOTTERY => {
                let mentee = self.instance.mentees().get(pair.mentee as usize).map(|mentee| mentee.id);
                let mentor = self.instance.mentors().get(pair.mentor as usize).map(|mentor| mentor.id);
                let drawn = mentee.zip(mentor).map(|(a, b)| lottery(self.seed, a.as_bytes(), b.as_bytes()));
                -i128::from(drawn.unwrap_or_default())
            }
            _ => -i128::from(self.goal == FairGoal::Leximin && place == LEVELS + u64::from(pair.score)),
        }
    }

    /// The places at which a pair may be worth anything.
    fn places(&self, score: u32) -> [Place; 4] {
        let third = if self.goal == FairGoal::MaxMin { SCORE } else { LEVELS + u64::from(score) };
        [PAIRS, BELOW, third, LOTTERY]
    }

    fn worth_of_mine(&self, below: Option<u32>) -> Word {
        let mut sum = BTreeMap::new();
        for &(mentee, mentor) in &self.held.pairs {
            let Some(index) = self.instance.pair_index(mentee, mentor) else { continue };
            let Some(pair) = self.instance.pairs().get(index as usize) else { continue };
            for place in self.places(pair.score) {
                *sum.entry(place).or_insert(0) += self.worth(index as usize, place, below);
            }
        }
        sum.into_iter().collect()
    }

    /// Computes the bound that the prices, one list a place, give for pairs of this worth. Nothing on overflow or for an
    /// unknown set.
    fn bound(
        &self,
        sets: &[Set],
        prices: &[(Place, &[crate::SetPrice])],
        worth: impl Fn(usize, Place) -> i128,
    ) -> Option<Word> {
        let mut of_sets: Vec<Word> = sets.iter().map(|_| Word::new()).collect();
        for &(place, prices) in prices {
            for price in prices {
                add(of_sets.get_mut(price.set as usize)?, place, price.price)?;
            }
        }
        let mut total: BTreeMap<Place, i128> = BTreeMap::new();
        let mut collect = |word: &Word, times: i128| {
            for &(place, amount) in word {
                let sum = total.entry(place).or_insert(0);
                *sum = sum.checked_add(amount.checked_mul(times)?)?;
            }
            Some(())
        };
        let mut over_mentees: Vec<BTreeMap<Place, i128>> = vec![BTreeMap::new(); self.instance.mentees().len()];
        let mut over_mentors: Vec<BTreeMap<Place, i128>> = vec![BTreeMap::new(); self.instance.mentors().len()];
        for (set, word) in sets.iter().zip(&of_sets) {
            collect(word, if sign(word) > 0 { set.most } else { set.least })?;
            for &member in &set.members {
                let people = if set.side == Side::Mentee { &mut over_mentees } else { &mut over_mentors };
                let over = people.get_mut(member as usize)?;
                for &(place, amount) in word {
                    let sum = over.entry(place).or_insert(0);
                    *sum = sum.checked_add(amount)?;
                }
            }
        }
        let words = |people: Vec<BTreeMap<Place, i128>>| -> Vec<Word> {
            people.into_iter().map(|over| over.into_iter().filter(|&(_, amount)| amount != 0).collect()).collect()
        };
        let (over_mentees, over_mentors) = (words(over_mentees), words(over_mentors));
        let must: Vec<u32> = (self.instance.rules().must.iter())
            .filter_map(|pair| self.instance.pair_index(pair.mentee, pair.mentor))
            .collect();
        for (at, pair) in self.instance.pairs().iter().enumerate() {
            let asked = [&over_mentees.get(pair.mentee as usize)?[..], &over_mentors.get(pair.mentor as usize)?[..]];
            let must = u32::try_from(at).is_ok_and(|at| must.binary_search(&at).is_ok());
            let mut merge = Merge { places: &self.places(pair.score), asked, worth: |place| worth(at, place) };
            let Some(first) = merge.next_difference()? else { continue };
            if first.1 > 0 || must {
                let mut excess = vec![first];
                while let Some(next) = merge.next_difference()? {
                    excess.push(next);
                }
                collect(&excess, 1)?;
            }
        }
        Some(total.into_iter().filter(|&(_, amount)| amount != 0).collect())
    }
}

/// What a pair is worth minus what it is asked, place by place.
struct Merge<'a, W> {
    places: &'a [Place],
    asked: [&'a [(Place, i128)]; 2],
    worth: W,
}

impl<'a, W: Fn(Place) -> i128> Merge<'a, W> {
    /// The next difference that is not zero. The outer nothing is an overflow.
    fn next_difference(&mut self) -> Option<Option<(Place, i128)>> {
        loop {
            let heads = [
                self.places.first(),
                self.asked[0].first().map(|head| &head.0),
                self.asked[1].first().map(|head| &head.0),
            ];
            let Some(&place) = heads.into_iter().flatten().min() else { return Some(None) };
            let mut amount = 0_i128;
            if let Some((&first, rest)) = self.places.split_first()
                && first == place
            {
                amount = (self.worth)(place);
                self.places = rest;
            }
            for asked in &mut self.asked {
                if let Some((&(first, price), rest)) = asked.split_first()
                    && first == place
                {
                    amount = amount.checked_sub(price)?;
                    *asked = rest;
                }
            }
            if amount != 0 {
                return Some(Some((place, amount)));
            }
        }
    }
}

fn distinct(members: &[u32]) -> Vec<u32> {
    let mut members = members.to_vec();
    members.sort_unstable();
    members.dedup();
    members
}

/// Adds to the last place of a word, or after it.
fn add(word: &mut Word, place: Place, amount: i128) -> Option<()> {
    match word.last_mut() {
        Some((last, sum)) if *last == place => *sum = sum.checked_add(amount)?,
        _ => word.push((place, amount)),
    }
    Some(())
}

fn amount(word: &Word, place: Place) -> i128 {
    word.iter().find(|(at, _)| *at == place).map_or(0, |&(_, amount)| amount)
}

/// The greatest least score of solutions that are worth at most this much and have as many pairs.
fn least_left(bound: &Word, below: Option<u32>) -> Option<u32> {
    let beyond = bound.iter().find(|&&(place, amount)| place > PAIRS && amount != 0);
    match *beyond? {
        (BELOW, amount) if amount < 0 => below?.checked_sub(1),
        (place @ LEVELS..SCORE, amount) if amount < 0 => u32::try_from(place - LEVELS).ok(),
        _ => None,
    }
}

fn sign(word: &Word) -> i128 {
    word.iter().map(|&(_, amount)| amount.signum()).find(|&sign| sign != 0).unwrap_or(0)
}

fn minus(a: &Word, b: &Word) -> Word {
    let mut sum: BTreeMap<Place, i128> = a.iter().copied().collect();
    for &(place, amount) in b {
        let at = sum.entry(place).or_insert(0);
        *at = at.saturating_sub(amount);
    }
    sum.into_iter().collect()
}
