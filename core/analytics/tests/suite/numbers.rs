//! States that are sums: merging is adding, in any order, and bytes come back.

use proptest::prelude::*;
use proptest::sample::select;
use semillero_analytics::{Book, Day, Event, Fact, Funnel, Km, LogHist, Moments, Period, Seg, Tally};

fn number() -> impl Strategy<Value = i64> {
    prop_oneof![-300..300_i64, any::<i64>(), select(&[i64::MIN, i64::MAX, 0, 255, 256, -256][..])]
}

fn numbers() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(number(), 0..30)
}

proptest! {
    #[test]
    fn values_of_any_size_are_known_to_a_hundred_and_twenty_eighth(a in numbers(), b in numbers()) {
        let fold = |values: &[i64]| {
            let mut hist = LogHist::default();
            values.iter().for_each(|value| hist.add(*value));
            hist
        };
        let mut all = [a.clone(), b.clone()].concat();
        let whole = fold(&all);
        let (mut one, mut other) = (fold(&a), fold(&b));
        one.merge(&other);
        other.merge(&fold(&a));
        prop_assert_eq!(&one, &whole);
        prop_assert_eq!(&other, &whole);
        prop_assert_eq!(&LogHist::from_bytes(&whole.to_bytes()).unwrap(), &whole);
        prop_assert_eq!(whole.count(), all.len() as u64);
        all.sort_unstable();
        for (place, value) in all.iter().enumerate() {
            let (from, to) = whole.nth(place as u64).unwrap();
            prop_assert!(from <= *value && *value <= to);
            prop_assert!(i128::from(to) - i128::from(from) <= i128::from(*value).abs() / 128, "{from} {value} {to}");
        }
        prop_assert_eq!(whole.nth(all.len() as u64), None);
    }

    #[test]
    fn tallies_and_moments_add(a in numbers(), b in numbers()) {
        let all = || a.iter().chain(&b).copied();
        let [mut tally, other]: [Tally; 2] = [&a, &b].map(|values| values.iter().copied().collect());
        tally.merge(&other);
        let sum: i128 = all().map(i128::from).sum();
        prop_assert_eq!(tally, Tally { count: all().count() as u64, sum, least: all().min(), greatest: all().max() });
        prop_assert_eq!(Tally::from_bytes(&tally.to_bytes()), Ok(tally));

        let pairs = |values: &[i64]| {
            let mut moments = Moments::default();
            values.iter().zip(values.iter().skip(1)).for_each(|(x, y)| moments.add(*x, *y));
            moments
        };
        let (mut one, mut other) = (pairs(&a), pairs(&b));
        one.merge(&pairs(&b));
        other.merge(&pairs(&a));
        prop_assert_eq!(one, other);
        prop_assert_eq!(Moments::from_bytes(&one.to_bytes()), Ok(one));
        let small = pairs(&a.iter().map(|value| value % 1000).collect::<Vec<_>>());
        prop_assert!(small.scaled_xx().unwrap() >= 0 && small.scaled_yy().unwrap() >= 0);
        prop_assert!(small.scaled_xy().unwrap().pow(2) <= small.scaled_xx().unwrap() * small.scaled_yy().unwrap(), "Cauchy and Schwarz");
    }

    #[test]
    fn lengths_are_counted_as_of_any_day_whatever_came_first(
        spells in prop::collection::vec((0..20_i32, prop::option::of((0..15_i32, select(&["won", "lost"][..])))), 0..20),
        cut in 0..20_usize,
        as_of in -2..40_i32,
    ) {
        let fold = |spells: &[(i32, Option<(i32, &str)>)]| {
            let mut km = Km::default();
            for (began, end) in spells.iter().rev() {
                end.iter().for_each(|(length, end)| km.ended(Day(*began), Day(began + length), end, 1));
                km.began(Day(*began), 1);
            }
            km
        };
        let whole = fold(&spells);
        let (first, second) = spells.split_at(cut.min(spells.len()));
        let mut both = fold(second);
        both.merge(&fold(first));
        prop_assert_eq!(&both, &whole);
        prop_assert_eq!(&Km::from_bytes(&whole.to_bytes()).unwrap(), &whole);
        let mut expected = std::collections::BTreeMap::new();
        for (began, end) in spells.iter().filter(|(began, _)| *began <= as_of) {
            let known = end.filter(|(length, _)| began + length <= as_of);
            let row = known.map_or((i64::from(as_of - began), None), |(length, end)| (i64::from(length), Some(end)));
            *expected.entry(row).or_insert(0_i64) += 1;
        }
        let expected: Vec<_> = expected.into_iter().map(|((length, end), count)| (length, end, count)).collect();
        prop_assert_eq!(whole.at(Day(as_of)), expected);
    }

    #[test]
    fn a_year_cut_anywhere_and_joined_in_any_order_is_the_year(
        events in prop::collection::btree_map((0..30_i64, 0..3_u64), 0..3_usize, 0..12),
        steps in prop::collection::vec(0..3_usize, 1..5),
        within in 0..25_i64,
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 12),
    ) {
        let kinds = ["a", "b", "c"];
        let bits = |kind: usize| steps.iter().enumerate().filter(|(_, step)| **step == kind).fold(0, |bits, (at, _)| bits | 1 << at);
        let mut pieces: Vec<Seg> = events.iter().map(|((at, _), kind)| Seg::event(steps.len(), within, *at, bits(*kind))).collect();
        let empty = Seg::empty(steps.len(), within);
        let whole = pieces.iter().fold(empty.clone(), |all, piece| all.then(piece));
        prop_assert_eq!(&pieces.iter().rev().fold(empty.clone(), |all, piece| piece.then(&all)), &whole);
        for cut in &cuts {
            if pieces.len() > 1 {
                let at = cut.index(pieces.len() - 1);
                let later = pieces.remove(at + 1);
                pieces[at] = pieces[at].then(&later);
            }
        }
        prop_assert_eq!(pieces.first().unwrap_or(&empty), &whole);
        prop_assert_eq!(&Seg::from_bytes(&whole.to_bytes()).unwrap(), &whole);

        let names: Vec<String> = steps.iter().map(|step| kinds[*step].to_owned()).collect();
        let funnel = Funnel { steps: names, ..Funnel::new(["a"], within) };
        let facts: Vec<Fact> = events.iter().map(|((at, seq), kind)| {
            let kind = kinds[*kind].to_owned();
            Fact::Event(Event { seq: *seq, at: *at, day: Day(0), kind, actor: 1, subject: None, value: None, unit: String::new() })
        }).collect();
        let walks = Book::of(&facts).funnel(&funnel, Period { from: Day(0), to: Day(1) }, Day(9)).unwrap();
        prop_assert_eq!(walks.first().map_or(0, |walk| walk.level()), whole.level());
    }
}
