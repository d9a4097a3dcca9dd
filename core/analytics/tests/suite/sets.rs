//! Sets that roll and values that are counted, against the plainest way to do it.

use proptest::prelude::*;
use semillero_analytics::{Hist, Rolling, Users};
use std::collections::BTreeSet;

fn ordinal() -> impl Strategy<Value = u32> {
    prop_oneof![20 => 0..200_u32, 1 => 65_500..65_600_u32]
}

proptest! {
    #[test]
    fn rolling_counts_who_was_there_in_the_last_days(
        days in prop::collection::vec(prop::collection::btree_set(ordinal(), 0..12), 0..40),
        length in 1..9_usize,
    ) {
        let mut rolling = Rolling::new(length);
        for at in 0..days.len() {
            let last = &days[(at + 1).saturating_sub(length)..=at];
            let people: BTreeSet<u32> = last.iter().flatten().copied().collect();
            prop_assert_eq!(rolling.push(&days[at].iter().copied().collect()), people.len() as u64);
        }
    }

    #[test]
    fn sets_of_people_are_sets(a in prop::collection::btree_set(ordinal(), 0..40), b in prop::collection::btree_set(ordinal(), 0..40)) {
        let [some, others]: [Users; 2] = [&a, &b].map(|set| set.iter().copied().collect());
        prop_assert_eq!(some.union_count(&others), a.union(&b).count() as u64);
        prop_assert_eq!(some.shared_count(&others), a.intersection(&b).count() as u64);
        prop_assert!(some.without(&others).iter().eq(a.difference(&b).copied()));
        prop_assert_eq!(some.last(), a.last().copied());
        let mut rest = some.clone();
        rest.take_out(&others);
        prop_assert_eq!(rest, some.without(&others));
    }

    #[test]
    fn a_histogram_is_the_sorted_list(
        a in prop::collection::vec(prop_oneof![-4..6_i64, any::<i64>()], 0..40),
        b in prop::collection::vec(-4..6_i64, 0..40),
    ) {
        let mut all: Vec<i64> = a.iter().chain(&b).copied().collect();
        all.sort_unstable();
        let [mut hist, other]: [Hist; 2] = [a, b].map(|values| values.into_iter().collect());
        let mut turned = other.clone();
        turned.merge(&hist);
        hist.merge(&other);
        prop_assert_eq!(&hist, &turned);
        prop_assert_eq!(hist.count(), all.len() as u64);
        let places: Vec<Option<i64>> = (0..=all.len()).map(|place| hist.nth(place as u64)).collect();
        prop_assert_eq!(places, all.iter().copied().map(Some).chain([None]).collect::<Vec<_>>());
        let last = all.len() as u64 / 2;
        prop_assert_eq!(hist.nths([0, last, last]).collect::<Vec<_>>(), [hist.nth(0), hist.nth(last), hist.nth(last)]);
        prop_assert_eq!(&Hist::from_bytes(&hist.to_bytes()).unwrap(), &hist);
    }
}

#[test]
fn rolling_counts_lists_runs_and_bits_alike() {
    // A list, a run, and what is neither, each beside the next container.
    let days: [Vec<u32>; 4] = [
        (0..70_000).step_by(40).collect(),
        (60_000..140_000).collect(),
        (0..200_000).filter(|n| n % 3 == 0 || n % 7 == 0).collect(),
        (65_535..65_538).chain([199_999]).collect(),
    ];
    for length in 1..=4 {
        let mut rolling = Rolling::new(length);
        for at in 0..days.len() {
            let people: BTreeSet<u32> = days[(at + 1).saturating_sub(length)..=at].iter().flatten().copied().collect();
            // As it is after it was stored, where runs are runs.
            let stored = Users::from_bytes(&days[at].iter().copied().collect::<Users>().to_bytes()).unwrap();
            assert_eq!(rolling.push(&stored), people.len() as u64);
        }
    }
}

#[test]
fn rolling_goes_on_when_an_ordinal_is_too_large_for_plain_bits() {
    let mut rolling = Rolling::new(3);
    let counts =
        [[1, 2], [2, 3], [3, 2_097_152], [1, 2_097_151], [1, 2]].map(|day| rolling.push(&day.into_iter().collect()));
    assert_eq!(counts, [2, 3, 4, 5, 5]);
}

#[test]
fn bytes_of_a_histogram_have_one_form() {
    let hist: Hist = [3, 3, 9].into_iter().collect();
    let bytes = hist.to_bytes();
    assert_eq!(bytes, b"SHST\x01\x02\x06\x02\x0c\x01");
    for bad in [
        &b"SHST\x01\x02\x06\x02\x00\x01"[..],
        b"SHST\x01\x01\x06\x00",
        b"SHST\x01\x02\x06\x02\x05\x01",
        b"SHST\x02\x00",
        b"SHST\x01\x00\x00",
    ] {
        assert!(Hist::from_bytes(bad).is_err(), "{bad:?}");
    }
}
