//! Tables of any make fold into the book of the same facts.

use crate::states::fact;
use arrow_array::builder::{FixedSizeBinaryBuilder, StringDictionaryBuilder};
use arrow_array::types::{Int8Type, UInt16Type};
use arrow_array::*;
use proptest::prelude::*;
use semillero_analytics::{
    Book, Day, Event, Fact, Fold, Funnel, HistFold, Hold, Id, LogKinds, Ordinals, Period, SpellStep, StepsFold,
    attribute_schema, event_schema, money_schema, spell_schema,
};
use std::sync::Arc;

/// How a library writes what it means.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Make {
    Plain,
    Views,
    Dictionaries,
}

fn texts<'a>(make: Make, texts: impl Iterator<Item = Option<&'a str>>) -> ArrayRef {
    match make {
        Make::Plain => Arc::new(texts.collect::<LargeStringArray>()),
        Make::Views => Arc::new(texts.collect::<StringViewArray>()),
        Make::Dictionaries => {
            let mut builder = StringDictionaryBuilder::<Int8Type>::new();
            texts.for_each(|text| builder.append_option(text));
            Arc::new(builder.finish())
        }
    }
}

fn ids(make: Make, ids: impl Iterator<Item = Option<u32>>) -> ArrayRef {
    match make {
        Make::Plain => Arc::new(ids.collect::<UInt32Array>()),
        Make::Views => Arc::new(ids.map(|id| id.map(i64::from)).collect::<Int64Array>()),
        Make::Dictionaries => Arc::new(ids.map(|id| id.map(u64::from)).collect::<UInt64Array>()),
    }
}

fn times(make: Make, times: impl Iterator<Item = Option<i64>>) -> ArrayRef {
    match make {
        Make::Plain => Arc::new(times.collect::<TimestampMicrosecondArray>()),
        Make::Views => Arc::new(times.collect::<TimestampMicrosecondArray>().with_timezone("America/Bogota")),
        // Finer than we keep it.
        Make::Dictionaries => {
            Arc::new(times.map(|time| time.map(|time| time * 1000 + 999)).collect::<TimestampNanosecondArray>())
        }
    }
}

fn days(days: impl Iterator<Item = Option<Day>>) -> ArrayRef {
    Arc::new(days.map(|day| day.map(|day| day.0)).collect::<Date32Array>())
}

fn batch<const N: usize>(columns: [(&str, ArrayRef); N]) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap()
}

fn seqs(seqs: impl Iterator<Item = u64>) -> ArrayRef {
    Arc::new(seqs.collect::<UInt64Array>())
}

fn make() -> impl Strategy<Value = Make> {
    prop::sample::select(&[Make::Plain, Make::Views, Make::Dictionaries][..])
}

fn events<'a>(make: Make, facts: impl IntoIterator<Item = &'a Fact>) -> RecordBatch {
    let facts = facts.into_iter();
    let events: Vec<&Event> =
        facts.filter_map(|fact| if let Fact::Event(event) = fact { Some(event) } else { None }).collect();
    let each = || events.iter();
    batch([
        ("seq", seqs(each().map(|event| event.seq))),
        ("ts", times(make, each().map(|event| Some(event.at)))),
        ("day", days(each().map(|event| Some(event.day)))),
        ("kind", texts(make, each().map(|event| Some(event.kind.as_str())))),
        ("actor", ids(make, each().map(|event| Some(event.actor)))),
        ("subject", ids(make, each().map(|event| event.subject))),
        ("value", Arc::new(each().map(|event| event.value).collect::<Int64Array>())),
        ("unit", texts(make, each().map(|event| Some(event.unit.as_str()).filter(|unit| !unit.is_empty())))),
    ])
}

fn tables(fold: &mut Fold, make: Make, facts: &[Fact]) {
    let table = events(make, facts);
    // Slices begin in the middle of what they share.
    let half = table.num_rows() / 2;
    fold.events(&table.slice(0, half)).unwrap();
    fold.events(&table.slice(half, table.num_rows() - half)).unwrap();

    let changes: Vec<_> =
        facts.iter().filter_map(|fact| if let Fact::Spell(change) = fact { Some(change) } else { None }).collect();
    let each = || changes.iter();
    let step = |what: &SpellStep| match what {
        SpellStep::Began { at, day, subject, cluster } => {
            ("began", Some(*at), Some(*day), Some(*subject), *cluster, None, None)
        }
        SpellStep::Due { day, weight } => ("due", None, Some(*day), None, None, Some(*weight), None),
        SpellStep::Ended { at, day, end } => ("ended", Some(*at), Some(*day), None, None, None, Some(end.clone())),
        SpellStep::Reopened => ("reopened", None, None, None, None, None, None),
    };
    let steps: Vec<_> = each().map(|change| step(&change.what)).collect();
    fold.spells(&batch([
        ("seq", seqs(each().map(|change| change.seq))),
        ("entity", texts(make, each().map(|change| Some(change.entity.as_str())))),
        ("id", ids(make, each().map(|change| Some(change.id)))),
        ("step", texts(make, steps.iter().map(|step| Some(step.0)))),
        ("ts", times(make, steps.iter().map(|step| step.1))),
        ("day", days(steps.iter().map(|step| step.2))),
        ("subject", ids(make, steps.iter().map(|step| step.3))),
        ("cluster", ids(make, steps.iter().map(|step| step.4))),
        ("weight", Arc::new(steps.iter().map(|step| step.5).collect::<Int64Array>())),
        ("end", texts(make, steps.iter().map(|step| step.6.as_deref()))),
    ]))
    .unwrap();

    let changes: Vec<_> =
        facts.iter().filter_map(|fact| if let Fact::Attribute(change) = fact { Some(change) } else { None }).collect();
    let each = || changes.iter();
    fold.attributes(&batch([
        ("seq", seqs(each().map(|change| change.seq))),
        ("ordinal", ids(make, each().map(|change| Some(change.ordinal)))),
        ("attribute", texts(make, each().map(|change| Some(change.attribute.as_str())))),
        ("value", texts(make, each().map(|change| change.value.as_deref()))),
        ("from", days(each().map(|change| Some(change.from)))),
    ]))
    .unwrap();
}

/// Nanoseconds do not reach as far as microseconds, and the last number is nobody's.
fn fits(fact: &Fact) -> bool {
    let time = |at: i64| at.checked_mul(1000).and_then(|at| at.checked_add(999)).is_some();
    let id = |id: u32| id < u32::MAX;
    let some = |ordinal: Option<u32>| ordinal.is_none_or(id);
    match fact {
        Fact::Event(event) => time(event.at) && id(event.actor) && some(event.subject),
        Fact::Attribute(change) => id(change.ordinal),
        Fact::Spell(change) => {
            id(change.id)
                && match &change.what {
                    SpellStep::Began { at, subject, cluster, .. } => time(*at) && id(*subject) && some(*cluster),
                    SpellStep::Ended { at, .. } => time(*at),
                    _ => true,
                }
        }
    }
}

proptest! {
    #[test]
    fn tables_of_any_make_give_the_book_of_their_facts(
        facts in prop::collection::vec(fact().prop_filter("fits", fits), 0..60),
        make in make(),
    ) {
        let mut fold = Fold::default();
        tables(&mut fold, make, &facts);
        prop_assert_eq!(fold.finish().0.to_bytes(), Book::of(&facts).to_bytes());
    }

    #[test]
    fn many_people_on_many_days_are_gathered_exactly(rows in prop::collection::vec((0..5_i32, prop_oneof![9 => 0..3000_u32, 1 => any::<u32>()]), 0..3000)) {
        let rows: Vec<_> = rows.into_iter().filter(|(_, actor)| *actor < u32::MAX).collect();
        let mut fold = Fold::default().of_kind("active").with_log(LogKinds::Only([].into()));
        for rows in rows.chunks(500) {
            let day = days(rows.iter().map(|(day, _)| Some(Day(*day))));
            fold.events(&batch([("day", day), ("actor", ids(Make::Plain, rows.iter().map(|(_, actor)| Some(*actor))))])).unwrap();
        }
        let (book, _) = fold.finish();
        for day in 0..5 {
            let people = rows.iter().filter(|row| row.0 == day).map(|row| row.1).collect();
            prop_assert_eq!(book.users("active", Period { from: Day(day), to: Day(day + 1) }), people);
        }
        prop_assert_eq!(book.kinds().count(), usize::from(!rows.is_empty()));
    }
}

proptest! {
    #[test]
    fn steps_and_values_are_folded_as_from_the_log(facts in prop::collection::vec(fact().prop_filter("fits", fits), 0..60), make in make()) {
        let funnel = Funnel { hold: Hold::Subject, ..Funnel::new(["signed_in", "cost"], 100) };
        let period = Period { from: Day(19_990), to: Day(20_090) };
        let known = Book::of(facts.iter().filter(|fact| matches!(fact, Fact::Event(event) if period.has(event.day))));
        let table = events(make, facts.iter().filter(|fact| matches!(fact, Fact::Event(event) if period.has(event.day))));
        let (mut steps, mut hists) = (StepsFold::new(funnel.clone()), HistFold::default());
        for half in [table.slice(0, table.num_rows() / 2), table.slice(table.num_rows() / 2, table.num_rows() - table.num_rows() / 2)] {
            steps.events(&half).unwrap();
            hists.events(&half).unwrap();
        }
        prop_assert_eq!(steps.finish().0.walks(&funnel, period, period.to), known.funnel(&funnel, period, period.to));
        for ((kind, month), hist) in hists.finish() {
            let rows = facts.iter().filter_map(|fact| if let Fact::Event(event) = fact { Some(event) } else { None });
            let rows = rows.filter(|event| event.kind == kind && period.has(event.day));
            let values = rows.filter(|event| {
                let (year, of_year, _) = event.day.parts();
                (year - 1970) * 12 + of_year as i32 - 1 == month
            });
            prop_assert_eq!(hist, values.filter_map(|event| event.value).collect());
        }
    }
}

#[test]
fn ids_of_any_form_get_ordinals() {
    let mut uuids = FixedSizeBinaryBuilder::new(16);
    for first in [3_u8, 4, 3] {
        let mut bytes = [0; 16];
        bytes[0] = first;
        uuids.append_value(bytes).unwrap();
    }
    let day = || days([Day(0); 3].into_iter().map(Some));
    let forms: [ArrayRef; 4] = [
        Arc::new(uuids.finish()),
        Arc::new(Int64Array::from(vec![7_000_000_000, 8, 7_000_000_000])),
        Arc::new(StringArray::from(vec!["ana", "luis", "ana"])),
        Arc::new(["ana", "luis", "ana"].into_iter().collect::<DictionaryArray<UInt16Type>>()),
    ];
    let mut fold =
        Fold::default().with_ordinals(Ordinals::default()).of_kind("active").with_log(LogKinds::Only([].into()));
    for form in &forms {
        fold.events(&batch([("day", day()), ("actor", form.clone())])).unwrap();
        fold.events(&batch([("day", day()), ("actor", form.clone())]).slice(1, 1)).unwrap();
    }
    let (book, ordinals) = fold.finish();
    let ordinals = ordinals.unwrap();
    assert_eq!(ordinals.given(), 6);
    assert_eq!((ordinals.get(Id::Text("luis")), ordinals.get(Id::Number(8))), (Some(5), Some(3)));
    assert!(book.users("active", Period { from: Day(0), to: Day(1) }).iter().eq(0..6));
}

#[test]
fn what_is_wrong_names_column_row_and_remedy_and_folds_nothing() {
    let good = [
        ("seq", seqs([1, 2].into_iter())),
        ("ts", times(Make::Plain, [Some(1), Some(2)].into_iter())),
        ("day", days([Some(Day(0)); 2].into_iter())),
        ("kind", texts(Make::Plain, [Some("cost"); 2].into_iter())),
        ("actor", ids(Make::Plain, [Some(1), Some(2)].into_iter())),
    ];
    let with = |name: &'static str, array: Option<ArrayRef>| {
        let others = good.iter().filter(|(other, _)| *other != name).cloned();
        RecordBatch::try_from_iter_with_nullable(
            others.chain(array.map(|array| (name, array))).map(|(name, array)| (name, array, true)),
        )
        .unwrap()
    };
    let cases: [(&str, Option<ArrayRef>, &str); 9] = [
        ("day", None, "column `day` is missing; give the civil day in the zone of the programme as date32"),
        (
            "actor",
            Some(ids(Make::Plain, [Some(1), None].into_iter())),
            "column `actor`, row 1: nothing is there; every row needs one",
        ),
        (
            "actor",
            Some(Arc::new(Int64Array::from(vec![1, -1]))),
            "column `actor`, row 1: `-1` does not fit; ids that are no ordinals need a map: `Fold::with_ordinals`",
        ),
        (
            "ts",
            Some(Arc::new(TimestampSecondArray::from(vec![0, i64::MAX]))),
            "column `ts`, row 1: `9223372036854775807` does not fit; give a timestamp of any unit",
        ),
        ("ts", Some(Arc::new(Int64Array::from(vec![1, 2]))), "column `ts` is Int64; give a timestamp of any unit"),
        (
            "seq",
            None,
            "column `seq` is missing; give the place of each row in the log, which tells equal rows apart; or keep no log: `Fold::with_log`",
        ),
        (
            "kind",
            Some(texts(Make::Dictionaries, [Some("cost"), None].into_iter())),
            "column `kind`, row 1: nothing is there; every row needs one",
        ),
        (
            "kind",
            Some(Arc::new(Int64Array::from(vec![1, 2]))),
            "column `kind` is Int64; give text, plain or as a dictionary",
        ),
        (
            "value",
            Some(Arc::new(Float64Array::from(vec![1.5, 2.0]))),
            "column `value` is Float64; give whole numbers, amounts of money in minor units",
        ),
    ];
    let mut fold = Fold::default();
    for (name, array, message) in cases {
        assert_eq!(fold.events(&with(name, array)).unwrap_err().to_string(), message);
    }
    let error = fold.spells(&batch([
        ("seq", seqs([1].into_iter())),
        ("entity", texts(Make::Plain, [Some("project")].into_iter())),
        ("id", ids(Make::Plain, [Some(1)].into_iter())),
        ("step", texts(Make::Plain, [Some("closed")].into_iter())),
    ]));
    assert_eq!(
        error.unwrap_err().to_string(),
        "column `step`, row 0: `closed` is none; a step is `began`, `due`, `ended` or `reopened`"
    );
    assert_eq!(fold.finish().0, Book::default());
}

#[test]
fn money_becomes_events_with_a_log() {
    let mut fold = Fold::default().with_log(LogKinds::Only([].into()));
    let table = batch([
        ("seq", seqs([4, 5].into_iter())),
        ("kind", texts(Make::Dictionaries, [Some("cost"), Some("benefit")].into_iter())),
        ("day", days([Some(Day(2)); 2].into_iter())),
        ("subject", ids(Make::Plain, [Some(9), Some(9)].into_iter())),
        ("minor", Arc::new(Int32Array::from(vec![500, -20]))),
        ("currency", texts(Make::Plain, [Some("COP"); 2].into_iter())),
        ("actor", ids(Make::Plain, [None, Some(3)].into_iter())),
    ]);
    fold.money(&table).unwrap();
    let event = |seq, kind: &str, actor, value| {
        let (at, unit) = (2 * 86_400_000_000, "COP".to_owned());
        Fact::Event(Event {
            seq,
            at,
            day: Day(2),
            kind: kind.into(),
            actor,
            subject: Some(9),
            value: Some(value),
            unit,
        })
    };
    assert_eq!(fold.finish().0, Book::of(&[event(4, "cost", 9, 500), event(5, "benefit", 3, -20)]));
}

#[test]
fn the_documented_tables_can_be_folded_empty_as_they_stand() {
    let mut fold = Fold::default();
    fold.events(&RecordBatch::new_empty(Arc::new(event_schema()))).unwrap();
    fold.spells(&RecordBatch::new_empty(Arc::new(spell_schema()))).unwrap();
    fold.attributes(&RecordBatch::new_empty(Arc::new(attribute_schema()))).unwrap();
    fold.money(&RecordBatch::new_empty(Arc::new(money_schema()))).unwrap();
    assert_eq!(fold.finish().0, Book::default());
}
