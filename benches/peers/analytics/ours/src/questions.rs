//! The questions that all engines are asked, and those that only stored roll-ups can answer.

use crate::meter::cpu;
use crate::parquet_file::{Seq, each};
use semillero_analytics::{
    Book, Day, Event, Fact, Fold, Funnel, HistFold, Key, LogKinds, Ordinals, Period, Rolling, StepsFold, Users,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::error::Error;

type Answer = Result<Value, Box<dyn Error>>;
type Timed = Result<(Value, Option<f64>), Box<dyn Error>>;

const KIND: &str = "active";
const FIRST: Day = Day(20_089);
const DAYS: i32 = 365;
const RUNS: u32 = 100;

#[derive(Clone, Copy, PartialEq)]
pub enum Ids {
    Numbers,
    Sixteen,
}

fn year_of() -> Period {
    Period { from: FIRST, to: FIRST.plus(DAYS) }
}

fn people(file: &str, ids: Ids) -> Result<Book, Box<dyn Error>> {
    let mut fold = Fold::default().of_kind(KIND).with_log(LogKinds::Only([].into()));
    if ids == Ids::Sixteen {
        fold = fold.with_ordinals(Ordinals::default());
    }
    each(file, &[("user", "actor"), ("day", "day")], Seq::None, |batch| Ok(fold.events(&batch)?))?;
    Ok(fold.finish().0)
}

fn dau_and_mau(book: &Book) -> Vec<(i32, u64, u64)> {
    let (mut rolling, mut last, nobody) = (Rolling::new(28), FIRST, Users::default());
    let day = |(day, users): (Day, &Users)| {
        while last < day {
            rolling.push(&nobody);
            last = last.plus(1);
        }
        last = day.plus(1);
        (day.0 - FIRST.0, users.count(), rolling.push(users))
    };
    book.days(KIND, year_of()).map(day).collect()
}

pub fn mau(file: &str, ids: Ids) -> Answer {
    let book = people(file, ids)?;
    // Canonical bytes are part of the work: it is these that a host stores.
    let bytes: usize = book.rows().map(|(_, bytes)| bytes.len()).sum();
    assert!(bytes > 0, "the file has no events");
    Ok(json!(dau_and_mau(&book)))
}

/// Cohort, months since, people: months as year × 12 + month.
pub fn retention(file: &str) -> Answer {
    let book = people(file, Ids::Numbers)?;
    let months: Vec<(i32, Users)> = (1..=12)
        .filter_map(|month| Some((2025 * 12 + month, Day::new(2025, month.try_into().ok()?, 1)?)))
        .map(|(month, first)| (month, book.users(KIND, semillero_analytics::Grain::Month.around(first))))
        .collect();
    let mut seen = Users::default();
    let mut rows = Vec::new();
    for (at, (cohort, users)) in months.iter().enumerate() {
        let new = users.without(&seen);
        seen.add(users);
        let back = months.iter().skip(at).map(|(month, users)| (*cohort, month - cohort, new.shared_count(users)));
        rows.extend(back.filter(|(_, _, count)| *count > 0));
    }
    Ok(json!(rows))
}

pub fn funnel(file: &str) -> Answer {
    let steps = ["profile_completed", "project_created", "match_accepted", "session_completed"];
    let funnel = Funnel::new(steps, 14 * 86_400_000_000);
    let mut fold = StepsFold::new(funnel.clone());
    let columns = [("user", "actor"), ("ts", "ts"), ("day", "day"), ("kind", "kind")];
    each(file, &columns, Seq::Rows, |batch| Ok(fold.events(&batch)?))?;
    let (steps, _) = fold.finish();
    // Every start counts, as in the other engines: the day is far enough away for all to be settled.
    let walks = steps.walks(&funnel, year_of(), FIRST.plus(2 * DAYS))?;
    let reached = |level: usize| walks.iter().filter(|walk| walk.level() >= level).count();
    Ok(json!([(1..=4).map(reached).collect::<Vec<_>>()]))
}

/// Kind, month, count, median, 90th percentile, both between neighbours where they fall between.
pub fn medians(file: &str) -> Answer {
    let mut fold = HistFold::default();
    each(file, &[("kind", "kind"), ("day", "day"), ("dur", "value")], Seq::None, |batch| Ok(fold.events(&batch)?))?;
    let rows = fold.finish().into_iter().map(|((kind, month), hist)| {
        let last = hist.count() - 1;
        let (nine, tenths) = (last * 9 / 10, last * 9 % 10);
        let places = [last / 2, last.div_ceil(2), nine, nine + u64::from(tenths > 0)];
        let at: Vec<f64> = hist.nths(places).flatten().map(|value| value as f64).collect();
        let [low, high, under, over] = at[..] else { return json!(null) };
        json!([
            kind,
            month + 1970 * 12 + 1,
            last + 1,
            (low + high) / 2.0,
            under + (over - under) * tenths as f64 / 10.0
        ])
    });
    Ok(rows.collect())
}

/// The mean CPU time of some runs, for the clock is coarse, and the last answer.
fn timed<T>(mut run: impl FnMut() -> Result<T, Box<dyn Error>>) -> Result<(T, f64), Box<dyn Error>> {
    let mut last = run()?;
    let start = cpu();
    for _ in 0..RUNS {
        last = run()?;
    }
    Ok((last, (cpu() - start) / f64::from(RUNS)))
}

/// From the rows that a host has stored.
pub fn year(file: &str) -> Timed {
    let rows: BTreeMap<Key, Vec<u8>> = people(file, Ids::Numbers)?.rows().collect();
    let (answer, time) = timed(|| Ok(dau_and_mau(&Book::from_rows(&rows)?)))?;
    Ok((json!(answer), Some(time)))
}

/// Today's people, those of 28 days and the share, from the rows of these days.
pub fn tile(file: &str) -> Timed {
    let rows: BTreeMap<Key, Vec<u8>> = people(file, Ids::Numbers)?.rows().collect();
    let (from, to) = (Key::users(KIND, FIRST.plus(DAYS - 28)), Key::users(KIND, FIRST.plus(DAYS)));
    let (answer, time) = timed(|| {
        let book = Book::from_rows(rows.range(&from..&to))?;
        let today = book.users(KIND, Period { from: FIRST.plus(DAYS - 1), to: FIRST.plus(DAYS) }).count();
        let mau = book.users(KIND, year_of()).count();
        Ok((today, mau, today as f64 / mau as f64))
    })?;
    Ok((json!([[DAYS - 1, answer.0, answer.1]]), Some(time)))
}

/// One event more, to all states, in the order of the file; per event.
pub fn apply(file: &str) -> Timed {
    let kinds = ["session_booked", "session_completed", "match_requested", "match_accepted"];
    let mut facts = Vec::new();
    let columns = [("user", "actor"), ("day", "day"), ("ts", "ts")];
    each(file, &columns, Seq::None, |batch| {
        use arrow_array::cast::AsArray;
        use arrow_array::types::{Date32Type, Int64Type, TimestampMicrosecondType};
        let columns = (batch.column(0).as_primitive::<Int64Type>(), batch.column(1).as_primitive::<Date32Type>());
        let times = batch.column(2).as_primitive::<TimestampMicrosecondType>();
        for row in 0..batch.num_rows() {
            if facts.len() == 1_000_000 {
                break;
            }
            let (kind, seq) = (kinds[facts.len() % kinds.len()].to_owned(), facts.len() as u64);
            let actor = u32::try_from(columns.0.value(row))?;
            let (at, day, unit) = (times.value(row), Day(columns.1.value(row)), "minutes".to_owned());
            facts.push(Fact::Event(Event {
                seq,
                at,
                day,
                kind,
                actor,
                subject: Some(actor ^ 1),
                value: Some(45),
                unit,
            }));
        }
        Ok(())
    })?;
    let mut book = Book::default();
    let start = cpu();
    facts.iter().for_each(|fact| book.apply(fact));
    let time = (cpu() - start) / facts.len() as f64;
    Ok((json!(book.kinds().count()), Some(time)))
}
