#![expect(clippy::indexing_slicing, reason = "arrays of one length, and tables of fixed length")]
//! The numbers as a population, and policies for it.

use super::arrays::{Arrays, SideArrays};
use crate::{
    CategoryWeights, Choices, Criterion, DIMENSIONS, Earlier, Feature, FeatureKind, Fusion, Gate, Id, Measure, Person,
    Policy, Population, Side, Two, Value, lottery,
};

const FEATURES: [&str; 9] =
    ["skills", "industry", "stage", "stages", "languages", "hours", "city", "goals", "organisation"];

/// A cohort as people: hours become four slots each, words a vector, cities a table of nearness.
///
/// ```
/// use semillero_matching::{Scorer, generator};
/// let cohort = generator::population(&generator::Arrays::new(100, 30, 42));
/// let scorer = Scorer::compile(&cohort, &generator::policy()).expect("sound");
/// assert_eq!(scorer.pair(0, 0).expect("both exist").terms.len(), 8);
/// ```
pub fn population(cohort: &Arrays) -> Population {
    let even = || FeatureKind::Set { weights: CategoryWeights::Even };
    let kinds = [
        FeatureKind::Set { weights: CategoryWeights::Rarity },
        FeatureKind::Key,
        FeatureKind::Key,
        even(),
        even(),
        FeatureKind::Slots,
        FeatureKind::Place { places: cohort.latitude.len() as u16, nearness: nearness(cohort) },
        even(),
        FeatureKind::Key,
    ];
    let features = FEATURES.into_iter().zip(kinds).map(|(name, kind)| Feature { name: name.into(), kind });
    let text = Feature { name: "text".into(), kind: FeatureKind::Vector };
    let mut history: Vec<Two> =
        cohort.history.iter().map(|&[mentee, mentor]| Two { mentee: mentee as u32, mentor: mentor as u32 }).collect();
    history.sort_unstable();
    history.dedup();
    if cohort.capacity.is_empty() {
        history.clear(); // nobody to have met
    }
    Population {
        features: features.chain([text]).collect(),
        mentees: (0..cohort.mentees.city.len()).map(|at| person(&cohort.mentees, at, None)).collect(),
        mentors: cohort.capacity.iter().enumerate().map(|(at, &c)| person(&cohort.mentors, at, Some(c))).collect(),
        blocked: vec![],
        history: history.into_iter().map(|Two { mentee, mentor }| Earlier { mentee, mentor, value: 0 }).collect(),
        must: vec![],
    }
}

fn person(side: &SideArrays, at: usize, capacity: Option<u8>) -> Person {
    let bits = |word: u32| Value::Set((0..32).filter(|bit| word >> bit & 1 == 1).collect());
    let known = |numbers: &[i32]| numbers.iter().filter(|&&n| n >= 0).map(|&n| n as u32).collect::<Vec<u32>>();
    let (stage, stages) = match capacity {
        None => (Value::Key(u32::from(side.stage[at])), Value::Unknown),
        Some(_) => (Value::Unknown, bits(u32::from(side.stage[at]))),
    };
    let hour = |hour: &u16| side.hours[at][usize::from(hour / 8)] >> (hour % 8) & 1 == 1;
    Person {
        id: Id::from_u128(((capacity.is_some() as u128 + 1) << 64) | at as u128),
        capacity: capacity.map_or(1, u32::from),
        organisation: None,
        values: vec![
            Value::Set(known(&side.skills[at])),
            Value::Key(u32::from(side.industry[at])),
            stage,
            stages,
            bits(side.languages[at]),
            Value::Slots((0..168).filter(hour).flat_map(|hour| hour * 4..hour * 4 + 4).collect()),
            Value::Place(u16::from(side.city[at])),
            bits(side.goals[at]),
            Value::Key(side.organisation[at] as u32),
            Value::Vector(vector(&known(&side.tokens[at]))),
        ],
        choices: Choices::default(),
    }
}

/// A random projection to 128 numbers with entries ±1 (Achlioptas 2003), as the peers have it; the others are 0. 40 words at
/// most, so nothing overflows a byte.
fn vector(tokens: &[u32]) -> Vec<i8> {
    let mut numbers = vec![0_i8; DIMENSIONS];
    for &token in tokens {
        for (half, numbers) in (0_u128..).zip(numbers.chunks_mut(64).take(2)) {
            let signs = lottery(1, &u128::from(token).to_le_bytes(), &half.to_le_bytes());
            for (bit, number) in numbers.iter_mut().enumerate() {
                *number += if signs >> bit & 1 == 1 { 1 } else { -1 };
            }
        }
    }
    numbers
}

/// Halves about every 1,386 km, so that 2,000 km leave 1/e.
fn nearness(cohort: &Arrays) -> Vec<u16> {
    let points: Vec<[i64; 3]> = cohort
        .latitude
        .iter()
        .zip(&cohort.longitude)
        .map(|(&latitude, &longitude)| {
            let (north, east) = (sine(latitude), sine(longitude));
            let (level, ahead) = (sine(latitude + 90_000_000), sine(longitude + 90_000_000));
            [level * ahead / ONE, level * east / ONE, north]
        })
        .collect();
    let mut table = Vec::with_capacity(points.len() * points.len());
    for here in &points {
        for there in &points {
            let squares: i64 = here.iter().zip(there).map(|(a, b)| (a - b).pow(2)).sum();
            let metres = (squares as u64).isqrt() * 6_371_000 / ONE as u64; // through the earth
            let (halvings, rest) = (metres / 1_386_000, metres % 1_386_000);
            let near = 65_535 - 32_768 * rest / 1_386_000;
            table.push(if halvings < 16 { (near >> halvings) as u16 } else { 0 });
        }
    }
    table
}

const ONE: i64 = 1 << 20;

/// The sine of an angle in millionths of a degree in units of 1/2^20, by Bhaskara's rational approximation (c. 629).
const fn sine(angle: i64) -> i64 {
    let angle = angle.rem_euclid(360_000_000) / 1_000;
    let (angle, sign) = if angle >= 180_000 { (angle - 180_000, -1) } else { (angle, 1) };
    let product = angle * (180_000 - angle);
    sign * 4 * product * (ONE / 4) / ((40_500_000_000 - product) / 4)
}

fn named(name: &str) -> [String; 2] {
    [name.to_owned(), name.to_owned()]
}

fn measures() -> [Measure; 8] {
    let [mentee, mentor] = named("skills");
    let skills = Measure::Coverage { of: Side::Mentee, mentee, mentor };
    let [mentee, mentor] = named("industry");
    let industry = Measure::Same { mentee, mentor };
    let stage = Measure::Contains { mentee: "stage".into(), mentor: "stages".into() };
    let [mentee, mentor] = named("languages");
    let languages = Measure::AtLeast { n: 2, mentee, mentor };
    let [mentee, mentor] = named("hours");
    let hours = Measure::AtLeast { n: 16, mentee, mentor };
    let city = Measure::Nearness { feature: "city".into() };
    let [mentee, mentor] = named("goals");
    let goals = Measure::Jaccard { mentee, mentor };
    let [mentee, mentor] = named("text");
    let text = Measure::Cosine { mentee, mentor };
    [skills, industry, stage, languages, hours, city, goals, text]
}

/// Eight criteria of the mentee, a common hour and language, another organisation, nobody from before.
pub fn policy() -> Policy {
    let weights = [3_000, 1_000, 1_000, 500, 1_500, 500, 1_000, 1_500];
    let criteria = (0..).zip(measures()).zip(weights).map(|((factor, measure), mentee_weight)| Criterion {
        factor,
        mentee_weight,
        mentor_weight: 0,
        measure,
    });
    Policy {
        version: 1,
        criteria: criteria.collect(),
        gates: vec![
            Gate::AtLeast { feature: "languages".into(), n: 1 },
            Gate::AtLeast { feature: "hours".into(), n: 4 },
            Gate::Different { feature: "organisation".into() },
            Gate::NotBefore,
        ],
        fusion: Fusion::default(),
    }
}

/// The same for the mentee; the mentor asks for its own skills to be of use, for goals, hours and languages; both must be
/// content (harmonic mean).
pub fn two_sided_policy() -> Policy {
    let mut policy = policy();
    let weights = [0, 1_500, 1_500, 1_000, 2_000, 0, 1_500, 500];
    for (criterion, weight) in policy.criteria.iter_mut().zip(weights) {
        criterion.mentor_weight = weight;
    }
    let [mentee, mentor] = named("skills");
    let measure = Measure::Coverage { of: Side::Mentor, mentee, mentor };
    policy.criteria.push(Criterion { factor: 8, mentee_weight: 0, mentor_weight: 2_000, measure });
    policy.fusion = Fusion::Harmonic;
    policy
}
