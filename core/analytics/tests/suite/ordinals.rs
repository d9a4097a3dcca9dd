//! Ids and their numbers.

use proptest::prelude::*;
use semillero_analytics::{Id, Ordinals};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Owned {
    Uuid([u8; 16]),
    Number(u64),
    Text(String),
}

impl Owned {
    fn id(&self) -> Id<'_> {
        match self {
            Self::Uuid(bytes) => Id::Uuid(*bytes),
            Self::Number(number) => Id::Number(*number),
            Self::Text(text) => Id::Text(text),
        }
    }
}

fn id() -> impl Strategy<Value = Owned> {
    prop_oneof![
        (0..4_u8, any::<bool>()).prop_map(|(low, first)| {
            let mut bytes = [0; 16];
            bytes[if first { 0 } else { 15 }] = low;
            Owned::Uuid(bytes)
        }),
        any::<[u8; 16]>().prop_map(Owned::Uuid),
        prop_oneof![0..40_u64, any::<u64>()].prop_map(Owned::Number),
        "[a-c]{0,2}".prop_map(Owned::Text),
    ]
}

proptest! {
    #[test]
    fn each_id_keeps_its_number_and_none_is_given_twice(steps in prop::collection::vec((id(), 0..6_u8), 0..200)) {
        let mut ordinals = Ordinals::default();
        let mut known: BTreeMap<Owned, u32> = BTreeMap::new();
        let mut given = 0;
        for (id, what) in &steps {
            if *what == 0 {
                prop_assert_eq!(ordinals.forget(id.id()), known.remove(id));
            } else {
                let ordinal = *known.entry(id.clone()).or_insert_with(|| {
                    given += 1;
                    given - 1
                });
                prop_assert_eq!(ordinals.assign(id.id()), Ok(ordinal));
            }
            prop_assert_eq!(ordinals.get(id.id()), known.get(id).copied());
        }
        prop_assert_eq!(ordinals.given(), given);
        let by_number: BTreeMap<u32, Id<'_>> = known.iter().map(|(id, ordinal)| (*ordinal, id.id())).collect();
        prop_assert_eq!(ordinals.ids(), by_number);
        let bytes = ordinals.to_bytes();
        let read = Ordinals::from_bytes(&bytes).unwrap();
        prop_assert_eq!(read.to_bytes(), bytes);
        prop_assert_eq!(read, ordinals);
    }
}

#[test]
fn bytes_that_name_somebody_twice_are_refused() {
    let mut ordinals = Ordinals::default();
    ordinals.assign(Id::Number(5)).unwrap();
    ordinals.assign(Id::Number(6)).unwrap();
    let bytes = ordinals.to_bytes();
    let mut twice = bytes.clone();
    *twice.last_mut().unwrap() = 5;
    assert!(Ordinals::from_bytes(&twice).unwrap_err().to_string().contains("twice"));
    assert!(Ordinals::from_bytes(&bytes[..bytes.len() - 1]).is_err());
}
