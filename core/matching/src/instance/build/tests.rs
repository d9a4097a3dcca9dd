use super::*;
use crate::Rules;
use crate::{Mentee, Mentor, Organisation, Term};

fn pair(mentee: u32, mentor: u32) -> PairInput {
    PairInput { mentee, mentor, mentee_rank: 1, mentor_rank: 1, score: 10, terms: vec![] }
}

fn sound() -> InstanceInput {
    InstanceInput {
        rules: Rules::default(),
        mentees: vec![Mentee { id: Id::from_u128(2), capacity: 1 }, Mentee { id: Id::from_u128(1), capacity: 2 }],
        mentors: vec![
            Mentor { id: Id::from_u128(9), capacity: 1, organisation: Some(0) },
            Mentor { id: Id::from_u128(8), capacity: 1, organisation: None },
        ],
        organisations: vec![Organisation { id: Id::from_u128(5), capacity: 1 }],
        pairs: vec![pair(0, 0), pair(1, 1), pair(0, 1)],
    }
}

#[test]
fn sorts_by_id_and_moves_indices_along() {
    let instance = Instance::new(sound()).unwrap();
    assert_eq!(instance.mentees()[0], Mentee { id: Id::from_u128(1), capacity: 2 });
    assert_eq!(instance.mentors()[1].organisation, Some(0));
    let pairs: Vec<_> = instance.pairs().iter().map(|pair| (pair.mentee, pair.mentor)).collect();
    assert_eq!(pairs, [(0, 0), (1, 0), (1, 1)]);
    assert_eq!((instance.pairs_of(0), instance.pairs_of(1), instance.pairs_of(2)), (0..1, 1..3, 0..0));
    assert_eq!((instance.pair_index(1, 1), instance.pair_index(0, 1)), (Some(2), None));
    assert_eq!((instance.mentee_index(&Id::from_u128(2)), instance.mentor_index(&Id::from_u128(2))), (Some(1), None));
}

#[test]
fn reports_every_mistake_at_once() {
    let mut input = sound();
    input.mentees[1].id = input.mentees[0].id;
    input.mentors[1].organisation = Some(1);
    input.pairs[0] = PairInput { score: MAX_SCORE + 1, mentee_rank: 0, mentor_rank: 0, ..pair(2, 2) };
    input.pairs[1].terms = vec![Term { factor: 1, points: i32::MAX }, Term { factor: 2, points: i32::MAX }];
    input.pairs.push(pair(0, 1));
    assert_eq!(
        Instance::new(input).unwrap_err(),
        [
            InstanceError::DuplicateId { what: What::Mentee, id: Id::from_u128(2) },
            InstanceError::UnknownOrganisation { mentor: 1, organisation: 1 },
            InstanceError::UnknownMentee { pair: 0, mentee: 2 },
            InstanceError::UnknownMentor { pair: 0, mentor: 2 },
            InstanceError::ScoreOutOfRange { pair: 0, score: MAX_SCORE + 1 },
            InstanceError::RankZero { pair: 0, side: What::Mentee },
            InstanceError::RankZero { pair: 0, side: What::Mentor },
            InstanceError::TermsDoNotSum { pair: 1, sum: 2 * i128::from(i32::MAX), score: 10 },
            InstanceError::DuplicatePair { pair: 3, mentee: 0, mentor: 1 },
        ]
    );
}

#[test]
fn reads_json_and_checks_it_again() {
    let instance = Instance::new(sound()).unwrap();
    let json = serde_json::to_string(&instance).unwrap();
    assert!(json.contains(r#"{"id":"00000000-0000-0000-0000-000000000001","capacity":2}"#), "{json}");
    assert_eq!(serde_json::from_str::<Instance>(&json).unwrap(), instance);

    let error = serde_json::from_str::<Instance>(&json.replace(r#""score":10"#, r#""score":1000001"#)).unwrap_err();
    assert!(error.to_string().contains("score 1000001 of pair 2 is above 1000000"), "{error}");
}
