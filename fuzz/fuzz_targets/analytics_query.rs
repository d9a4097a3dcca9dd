//! Any JSON as a dashboard: mistakes are named with a place that exists in it or above it, sound ones are answered over a small book, alike
//! for facts in another order, and what is read is written so that it reads back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use semillero_analytics::{
    AttributeChange, Book, Checks, Choices, Dashboard, Day, Event, Fact, Scope, SpellChange, SpellStep, Vocabulary, describe,
    explain, run,
};
use std::sync::LazyLock;

/// Some of everything, with people that several facts are about.
fn facts() -> Vec<Fact> {
    let mut facts = Vec::new();
    let names = Vocabulary::standard();
    for (seq, kind) in (0_u64..).step_by(8).zip(names.events()) {
        for nth in 0..6_u64 {
            let day = Day(20_440 + ((seq + nth * 17) % 90) as i32);
            let unit = ["minutes", "COP", "rating", "nps", "USD", "jobs"][(seq / 8 + nth) as usize % 6].to_owned();
            let (seq, at) = (seq + nth, i64::from(day.0) * 86_400_000_000);
            let (actor, subject, value) = ((nth % 4) as u32, Some((nth % 3) as u32), Some(nth as i64 * 3 - 2));
            facts.push(Fact::Event(Event { seq, at, day, kind: kind.into(), actor, subject, value, unit }));
        }
    }
    for (seq, entity) in (1_000_u64..).step_by(100).zip(names.entities()) {
        for id in 0..5_u32 {
            let day = Day(20_440 + (id * 13) as i32);
            let at = i64::from(day.0) * 86_400_000_000;
            let mut step = |nth: u64, what| {
                facts.push(Fact::Spell(SpellChange { seq: seq + u64::from(id) * 10 + nth, entity: entity.into(), id, what }));
            };
            step(0, SpellStep::Began { at, day, subject: id % 4, cluster: (id != 2).then_some(id % 2) });
            step(1, SpellStep::Due { day: day.plus(10), weight: 2 });
            if let Some(end) = names.ends(entity).and_then(|mut ends| ends.nth(id as usize % 2)) {
                step(2, SpellStep::Ended { at: at + 1, day: day.plus(id as i32 * 4), end: end.into() });
            }
        }
    }
    for (seq, attribute) in (5_000_u64..).step_by(10).zip(names.attributes()) {
        for ordinal in 0..4_u32 {
            let value = Some(if attribute == "person.staff" && ordinal < 3 { "no" } else { ["yes", "1", "mentored", "waitlisted"][ordinal as usize] }.into());
            let (attribute, from) = (attribute.into(), Day(20_430));
            facts.push(Fact::Attribute(AttributeChange { seq: seq + u64::from(ordinal), ordinal, attribute, value, from }));
        }
    }
    facts
}

static BOOKS: LazyLock<[Book; 2]> = LazyLock::new(|| {
    let facts = facts();
    [Book::of(&facts), Book::of(facts.iter().rev())]
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = serde_json::from_slice::<serde_json::Value>(bytes) else { return };
    let names = Vocabulary::standard();
    let as_of = Day(20_520);
    let checks = Checks { names: &names, as_of: Some(as_of), least_k: 5 };
    let dashboard = match Dashboard::read(&document, checks) {
        Ok(dashboard) => dashboard,
        Err(mistakes) => {
            assert!(!mistakes.is_empty());
            for mistake in mistakes {
                assert!(document.pointer(&mistake.pointer).is_some() || mistake.pointer.contains('/'), "{mistake}");
            }
            return;
        }
    };
    let written = serde_json::to_value(&dashboard).expect("plain data");
    assert_eq!(Dashboard::read(&written, checks).as_ref(), Ok(&dashboard));
    for query in dashboard.queries().values() {
        explain(query);
    }
    let [ahead, back] = &*BOOKS;
    let answer = |book| run(book, &dashboard, &Choices::new(), as_of, &Scope::everything());
    let tables = answer(ahead);
    let text = |tables| serde_json::to_string(tables).expect("plain data");
    if let Ok(tables) = &tables {
        let again = answer(back).expect("it was answered before");
        assert_eq!(text(tables), text(&again));
        for row in tables.iter().flat_map(|table| &table.rows) {
            assert!(row.value.is_none_or(f64::is_finite));
        }
    }
    describe(&Default::default(), &names);
});
