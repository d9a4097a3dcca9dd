//! Random populations and policies of every kind, from one number.

use semillero_matching::*;

/// Draws numbers; SplitMix64.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((((z ^ (z >> 31)) >> 32) * u64::from(n)) >> 32) as u32
    }

    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    fn some(&mut self, most: u32, below: u32) -> Vec<u32> {
        (0..self.below(most + 1)).map(|_| self.below(below)).collect()
    }
}

const SKILLS: u32 = 30;

pub(crate) fn population(dice: &mut Dice, mentees: u32, mentors: u32) -> Population {
    let places = 1 + dice.below(80) as u16;
    let mut nearness = vec![0; usize::from(places) * usize::from(places)];
    for here in 0..usize::from(places) {
        for there in 0..=here {
            let near = dice.below(65_536) as u16;
            nearness[here * usize::from(places) + there] = near;
            nearness[there * usize::from(places) + here] = near;
        }
    }
    let weights = match dice.below(3) {
        0 => CategoryWeights::Even,
        1 => CategoryWeights::Rarity,
        _ => CategoryWeights::Given(
            (0..SKILLS).step_by(2).map(|category| CategoryWeight { category, weight: dice.below(9) }).collect(),
        ),
    };
    let kinds = [
        ("skills", FeatureKind::Set { weights }),
        ("languages", FeatureKind::Set { weights: CategoryWeights::Even }),
        ("hours", FeatureKind::Slots),
        ("city", FeatureKind::Place { places, nearness }),
        ("text", FeatureKind::Vector),
        ("organisation", FeatureKind::Key),
        ("stage", FeatureKind::Key),
    ];
    let unit = [1, 2, 4][dice.below(3) as usize];
    let organisations = 1 + dice.below(40);
    let mut people = |base: u128, count: u32, others: u32| -> Vec<Person> {
        let mut person = |at: u32| {
            let slots = (0..dice.below(10)).flat_map(|_| {
                let first = dice.below(40 / unit) * unit;
                first as u16..(first + unit) as u16
            });
            let slots = slots.collect();
            let mut values = vec![
                Value::Set(dice.some(8, SKILLS)),
                Value::Set(dice.some(3, 4)),
                Value::Slots(slots),
                Value::Place(dice.below(u32::from(places)) as u16),
                Value::Vector((0..DIMENSIONS).map(|_| dice.below(256) as u8 as i8).collect()),
                Value::Key(dice.below(organisations)),
                Value::Key(dice.below(4)),
            ];
            for value in &mut values {
                if dice.chance(8) {
                    *value = Value::Unknown;
                }
            }
            let mut choices = Choices::default();
            if others > 0 && dice.chance(40) {
                let mut chosen = dice.some(6, others);
                chosen.sort_unstable();
                chosen.dedup();
                choices.tiers = chosen.chunks(1 + dice.below(2) as usize).map(<[u32]>::to_vec).collect();
                choices.unlisted = if dice.chance(20) { Unlisted::Refused } else { Unlisted::Allowed };
            }
            let id = Id::from_u128(base + u128::from(at.wrapping_mul(2_654_435_761)));
            Person { id, capacity: dice.below(3), organisation: None, values, choices }
        };
        (0..count).map(&mut person).collect()
    };
    let (mentees_list, mentors_list) = (people(1 << 64, mentees, mentors), people(1 << 96, mentors, mentees));
    let mut pairs = |count: u32| -> Vec<Two> {
        if mentees == 0 || mentors == 0 {
            return vec![];
        }
        let mut pairs: Vec<Two> =
            (0..count).map(|_| Two { mentee: dice.below(mentees), mentor: dice.below(mentors) }).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    };
    let (blocked, before) = (pairs(mentees), pairs(2 * mentees));
    let history = before.into_iter().map(|two| Earlier {
        mentee: two.mentee,
        mentor: two.mentor,
        value: dice.below(20_000) as i32 - 10_000,
    });
    Population {
        history: history.collect(),
        features: kinds.into_iter().map(|(name, kind)| Feature { name: name.into(), kind }).collect(),
        mentees: mentees_list,
        mentors: mentors_list,
        blocked,
        must: vec![],
    }
}

pub(crate) fn measure(dice: &mut Dice) -> Measure {
    let sets = ["skills", "languages"];
    let mut set = || sets[dice.below(2) as usize].to_owned();
    let (mentee, mentor) = (set(), set());
    let hours = || "hours".to_owned();
    match dice.below(16) {
        0 => Measure::Jaccard { mentee, mentor },
        1 => Measure::Jaccard { mentee: hours(), mentor: hours() },
        2 => Measure::Coverage { of: Side::Mentee, mentee, mentor },
        3 => Measure::Coverage { of: Side::Mentor, mentee, mentor },
        4 => Measure::Overlap { mentee, mentor },
        5 => Measure::Overlap { mentee: hours(), mentor: hours() },
        6 => Measure::AtLeast { n: 1 + dice.below(20) as u16, mentee, mentor },
        7 => Measure::AtLeast { n: 1 + dice.below(20) as u16, mentee: hours(), mentor: hours() },
        8 => Measure::Same { mentee: "stage".into(), mentor: "stage".into() },
        9 => Measure::Contains { mentee: "stage".into(), mentor },
        10 => Measure::Contains { mentee, mentor: "stage".into() },
        11 => Measure::Nearness { feature: "city".into() },
        12 => Measure::Cosine { mentee: "text".into(), mentor: "text".into() },
        13 => Measure::MenteeChoice,
        14 => Measure::MentorChoice,
        _ => Measure::History,
    }
}

/// Weights that sum to 10,000, or all 0.
fn weights(dice: &mut Dice, count: usize) -> Vec<u16> {
    if dice.chance(25) {
        return vec![0; count];
    }
    let mut rest = 10_000;
    let mut weights: Vec<u16> = (1..count)
        .map(|_| {
            let weight = dice.below(rest + 1) as u16;
            rest -= u32::from(weight);
            weight
        })
        .collect();
    weights.push(rest as u16);
    weights
}

pub(crate) fn policy(dice: &mut Dice) -> Policy {
    let count = 1 + dice.below(6) as usize;
    let (mut mentee, mentor) = (weights(dice, count), weights(dice, count));
    if mentee.iter().chain(&mentor).all(|&weight| weight == 0) {
        mentee[0] = 10_000;
    }
    let criteria = mentee.into_iter().zip(mentor).zip(0..).map(|((mentee_weight, mentor_weight), factor)| Criterion {
        factor,
        mentee_weight,
        mentor_weight,
        measure: measure(dice),
    });
    let criteria = criteria.collect();
    let side = |dice: &mut Dice| if dice.chance(50) { Side::Mentee } else { Side::Mentor };
    let gates = (0..dice.below(4)).map(|_| match dice.below(10) {
        0 => Gate::AtLeast { feature: "languages".into(), n: 1 + dice.below(2) as u16 },
        1 => Gate::AtLeast { feature: "hours".into(), n: 1 + dice.below(16) as u16 },
        2 => Gate::AtLeast { feature: "skills".into(), n: 1 },
        3 => Gate::Different { feature: "organisation".into() },
        4 => Gate::SameKey { feature: "stage".into() },
        5 => Gate::SameKey { feature: "organisation".into() },
        6 => Gate::Requires { side: side(dice), feature: "languages".into(), category: dice.below(4) },
        7 => Gate::ListedOnly { side: side(dice) },
        8 => Gate::NotBefore,
        _ => Gate::NotAgain,
    });
    let gates = gates.collect();
    let fusion = match dice.below(5) {
        0 => Fusion::Weighted { mentee_share: dice.below(10_001) as u16 },
        1 => Fusion::Min,
        2 => Fusion::Product,
        3 => Fusion::Harmonic,
        _ => Fusion::CrossRatio,
    };
    Policy { version: 1, criteria, gates, fusion }
}
