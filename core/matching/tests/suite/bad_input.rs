//! Bad populations and policies: every mistake at once, each with its place and remedy, and never a panic.

use proptest::prelude::*;
use semillero_matching::*;

use crate::pools::{Dice, measure, policy, population};

fn found(population: &Population, policy: &Policy) -> Vec<(String, MistakeCode)> {
    let mistakes = Scorer::compile(population, policy).map(|_| vec![]).unwrap_or_else(|mistakes| mistakes);
    mistakes.into_iter().map(|mistake| (mistake.pointer, mistake.code)).collect()
}

#[test]
fn reports_every_mistake_at_once() {
    let mut dice = Dice(1);
    let mut people = population(&mut dice, 3, 3);
    people.features[3].kind = FeatureKind::Place { places: 2, nearness: vec![9, 8, 7, 9] };
    people.features[4].name = "skills".into();
    people.mentees[1].id = people.mentees[0].id;
    people.mentees[0].values = vec![
        Value::Set(vec![1, 65_536]),
        Value::Key(4),
        Value::Slots(vec![671, 672]),
        Value::Place(2),
        Value::Vector(vec![1; 127]),
        Value::Key(70_000),
        Value::Unknown,
    ];
    people.mentors[2].values.truncate(2);
    people.mentees[2].choices.tiers = vec![vec![0], vec![0, 5]];
    (people.mentees[0].capacity, people.mentors[0].capacity) = (0, 1);
    people.blocked = vec![Two { mentee: 0, mentor: 0 }, Two { mentee: 3, mentor: 0 }];
    people.must = vec![Two { mentee: 0, mentor: 0 }];
    people.history = vec![Earlier { mentee: 1, mentor: 1, value: 10_001 }, Earlier { mentee: 1, mentor: 1, value: 0 }];
    let criterion = |factor, weight, measure| Criterion { factor, mentee_weight: weight, mentor_weight: 0, measure };
    let policy = Policy {
        version: 1,
        criteria: vec![
            criterion(7, 9_000, Measure::Nearness { feature: "town".into() }),
            criterion(7, 0, Measure::AtLeast { n: 0, mentee: "skills".into(), mentor: "hours".into() }),
            criterion(FUSION, 0, Measure::Same { mentee: "skills".into(), mentor: "stage".into() }),
        ],
        gates: vec![
            Gate::AtLeast { feature: "city".into(), n: 0 },
            Gate::Requires { side: Side::Mentor, feature: "stage".into(), category: 65_536 },
        ],
        fusion: Fusion::Weighted { mentee_share: 10_001 },
    };
    use MistakeCode::*;
    let expected = [
        ("/population/features/3/kind/place/nearness/2", NotSymmetric),
        ("/population/features/4/name", Duplicate),
        ("/population/mentees/0/values/0/set/1", OutOfRange),
        ("/population/mentees/0/values/1", WrongKind),
        ("/population/mentees/0/values/2/slots/1", OutOfRange),
        ("/population/mentees/0/values/3/place", OutOfRange),
        ("/population/mentees/0/values/4/vector", WrongLength),
        ("/population/mentees/0/values/5/key", OutOfRange),
        ("/population/mentees/1/id", Duplicate),
        ("/population/mentees/2/choices/tiers/1/0", Duplicate),
        ("/population/mentees/2/choices/tiers/1/1", NoSuchPerson),
        ("/population/mentors/2/values", WrongLength),
        ("/population/blocked/1/mentee", NoSuchPerson),
        ("/population/history/0/value", OutOfRange),
        ("/population/history/1", Duplicate),
        ("/population/must/0", Contradiction),
        ("/population/must/0/mentee", Contradiction),
        ("/policy/criteria/0/measure/nearness/feature", UnknownFeature),
        ("/policy/criteria/1/factor", Duplicate),
        ("/policy/criteria/1/measure/at_least/n", Zero),
        ("/policy/criteria/1/measure/at_least", UnfitFeature),
        ("/policy/criteria/2/factor", Reserved),
        ("/policy/criteria/2/measure/same/mentee", UnfitFeature),
        ("/policy/criteria", WeightSum),
        ("/policy/gates/0/at_least/n", Zero),
        ("/policy/gates/0/at_least/feature", UnfitFeature),
        ("/policy/gates/1/requires/category", OutOfRange),
        ("/policy/fusion/weighted/mentee_share", OutOfRange),
    ];
    let places = |value: &Value| matches!(value, Value::Place(place) if *place > 1);
    let found: Vec<(String, MistakeCode)> = found(&people, &policy)
        .into_iter()
        // The others' places were drawn from the larger table that this test replaced.
        .filter(|(pointer, _)| !pointer.ends_with("/3/place") || pointer.contains("mentees/0"))
        .collect();
    assert!(places(&people.mentees[0].values[3]));
    assert_eq!(found, expected.map(|(pointer, code)| (pointer.to_owned(), code)));
}

#[test]
fn keeps_a_bounded_number_of_mistakes() {
    let people = Population { must: vec![Two { mentee: 0, mentor: 0 }; 20_000], ..Population::default() };
    let mistakes = people.check();
    assert_eq!(mistakes.len(), MISTAKES + 1);
    assert_eq!(mistakes[MISTAKES].code, MistakeCode::TooManyMistakes);
}

#[test]
fn empty_pools_and_closed_gates_have_no_candidates() {
    let mut dice = Dice(2);
    for (mentees, mentors) in [(0, 0), (0, 5), (5, 0), (5, 5)] {
        let people = population(&mut dice, mentees, mentors);
        let mut policy = policy(&mut dice);
        policy.gates = vec![Gate::Requires { side: Side::Mentor, feature: "languages".into(), category: 9 }];
        let scorer = Scorer::compile(&people, &policy).unwrap();
        let options = ScanOptions::default();
        let found = scorer.candidates(&options).unwrap();
        assert_eq!((found.rows(), found.others.len()), (mentees as usize, 0));
        assert_eq!(scorer.mentor_candidates(&options).unwrap().rows(), mentors as usize);
        assert_eq!(scorer.pair(mentees, 0), None);
        let prices = (vec![0; mentees as usize], vec![0; mentors as usize]);
        assert_eq!(scorer.price_out(&prices.0, &prices.1, i64::MAX, &options).unwrap().violations, 0);
        assert_eq!(scorer.price_out(&prices.0, &[0; 9], 0, &options), Err(ScanError::WrongPrices));
    }
}

#[test]
fn limits_and_watchers_end_a_scan() {
    let people = generator::population(&generator::Arrays::new(600, 100, 1));
    let scorer = Scorer::compile(&people, &generator::policy()).unwrap();
    let options = ScanOptions { most: 100, ..ScanOptions::default() };
    assert_eq!(scorer.candidates(&options), Err(ScanError::TooMany { most: 100 }));
    let stopped = scorer.candidates_while(&ScanOptions::default(), &|done| done < 256);
    assert_eq!(stopped, Err(ScanError::Stopped));
}

#[test]
fn a_list_from_outside_is_scored_here_and_its_recall_told() {
    let people = generator::population(&generator::Arrays::new(40, 30, 5));
    let scorer = Scorer::compile(&people, &generator::policy()).unwrap();
    let exact = scorer.candidates(&ScanOptions { k: Some(3), ..ScanOptions::default() }).unwrap();
    let all: Vec<Two> = (0..40).flat_map(|mentee| (0..30).map(move |mentor| Two { mentee, mentor })).collect();
    let everything = scorer.from_list(&all).unwrap();
    assert_eq!(everything, scorer.candidates(&ScanOptions::default()).unwrap());
    let of = exact.others.len() as u64;
    assert_eq!(everything.recall(&exact), Recall { hits: of, of });
    let half: Vec<Two> = all.iter().copied().filter(|two| two.mentor % 2 == 0).collect();
    let even = exact.others.iter().filter(|&&mentor| mentor % 2 == 0).count() as u64;
    assert_eq!(scorer.from_list(&half).unwrap().recall(&exact), Recall { hits: even, of });
    let nobody = [Two { mentee: 0, mentor: 0 }, Two { mentee: 40, mentor: 0 }];
    assert_eq!(scorer.from_list(&nobody), Err(ScanError::NoSuchPerson { at: 1 }));
}

/// Breaks a sound population and policy in random places with extreme numbers.
fn wreck(dice: &mut Dice, people: &mut Population, policy: &mut Policy) {
    let extreme = |dice: &mut Dice| [0, 1, 671, 672, 65_535, 65_536, u32::MAX][dice.below(7) as usize];
    for _ in 0..dice.below(6) {
        let number = extreme(dice);
        match dice.below(14) {
            0 => people.blocked.push(Two { mentee: number, mentor: extreme(dice) }),
            1 => people.must.push(Two { mentee: number, mentor: extreme(dice) }),
            2 => people.history.push(Earlier { mentee: number, mentor: 0, value: extreme(dice) as i32 }),
            3 => people.mentees.iter_mut().for_each(|p| p.choices.tiers.push(vec![number])),
            4 => people.mentors.iter_mut().for_each(|p| p.choices.tiers.push(vec![])),
            5 => people.mentors.iter_mut().for_each(|p| p.values.reverse()),
            6 => people.mentees.iter_mut().for_each(|p| p.values[0] = Value::Set(vec![number; 3])),
            7 => people.mentees.iter_mut().for_each(|p| p.values[2] = Value::Slots(vec![number as u16])),
            8 => people.mentees.iter_mut().for_each(|p| p.values[5] = Value::Key(number)),
            9 => people.features[3].kind = FeatureKind::Place { places: number as u16, nearness: vec![1; 4] },
            10 => policy.criteria.iter_mut().for_each(|c| c.mentor_weight = number as u16),
            11 => policy.criteria.iter_mut().for_each(|c| c.measure = measure(dice)),
            12 => policy.gates.push(Gate::AtLeast { feature: "hours".into(), n: number as u16 }),
            _ => {
                let given = vec![CategoryWeight { category: number, weight: u32::MAX }; 2];
                people.features[0].kind = FeatureKind::Set { weights: CategoryWeights::Given(given) };
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_input_panics(seed: u64, mentees in 0..5_u32, mentors in 0..8_u32) {
        let mut dice = Dice(seed);
        let (mut people, mut policy) = (population(&mut dice, mentees, mentors), policy(&mut dice));
        wreck(&mut dice, &mut people, &mut policy);
        if let Ok(scorer) = Scorer::compile(&people, &policy) {
            let options = ScanOptions { k: Some(2), ..ScanOptions::default() };
            scorer.candidates(&options).unwrap();
            let prices = (vec![i64::MIN; mentees as usize], vec![i64::MAX; mentors as usize]);
            scorer.price_out(&prices.0, &prices.1, i64::MIN, &options).unwrap();
            for (mentee, mentor) in [(0, 0), (u32::MAX, 0), (0, u32::MAX)] {
                scorer.pair(mentee, mentor);
            }
        }
    }

    #[test]
    fn documents_survive_json(seed: u64) {
        let mut dice = Dice(seed);
        let (people, policy) = (population(&mut dice, 3, 4), policy(&mut dice));
        let text = serde_json::to_string(&(&people, &policy)).unwrap();
        prop_assert_eq!(serde_json::from_str::<(Population, Policy)>(&text).unwrap(), (people, policy));
    }
}
