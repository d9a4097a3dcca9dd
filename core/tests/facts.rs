//! The facts of `golden/facts.json` give the book and the answers of `golden/facts_answers.json`, one by one here and as Arrow tables in
//! Python and Node (`UPDATE=1` rewrites the answers).

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use semillero_core::DashboardView;
use semillero_core::analytics::engine::{AttributeChange, Book, Day, Event, Fact, SpellChange, SpellStep};
use semillero_core::analytics::{BookQuestion, query_book, run_book_dashboard};
use semillero_core::values::{Locale, Timestamp};
use serde_json::{Value, json};
use std::path::PathBuf;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn golden(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(file(name)).unwrap()).unwrap()
}

fn ordinal(row: &Value, name: &str) -> Option<u32> {
    row[name].as_u64().map(|number| u32::try_from(number).unwrap())
}

fn text(row: &Value, name: &str) -> Option<String> {
    row[name].as_str().map(str::to_owned)
}

fn day(row: &Value, name: &str) -> Day {
    row[name].as_str().unwrap().parse().unwrap()
}

fn at(row: &Value) -> i64 {
    row["ts"].as_str().unwrap().parse::<Timestamp>().unwrap().as_micros()
}

fn rows<'a>(golden: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    golden[name].as_array().unwrap().iter()
}

fn facts(golden: &Value) -> Vec<Fact> {
    let event = |row: &Value| Event {
        seq: row["seq"].as_u64().unwrap(),
        at: at(row),
        day: day(row, "day"),
        kind: text(row, "kind").unwrap(),
        actor: ordinal(row, "actor").unwrap(),
        subject: ordinal(row, "subject"),
        value: row["value"].as_i64(),
        unit: text(row, "unit").unwrap_or_default(),
    };
    let step = |row: &Value| match row["step"].as_str().unwrap() {
        "began" => SpellStep::Began {
            at: at(row),
            day: day(row, "day"),
            subject: ordinal(row, "subject").unwrap(),
            cluster: ordinal(row, "cluster"),
        },
        "due" => SpellStep::Due { day: day(row, "day"), weight: row["weight"].as_i64().unwrap_or(1) },
        "ended" => SpellStep::Ended { at: at(row), day: day(row, "day"), end: text(row, "end").unwrap() },
        _ => SpellStep::Reopened,
    };
    let spell = |row: &Value| SpellChange {
        seq: row["seq"].as_u64().unwrap(),
        entity: text(row, "entity").unwrap(),
        id: ordinal(row, "id").unwrap(),
        what: step(row),
    };
    let attribute = |row: &Value| AttributeChange {
        seq: row["seq"].as_u64().unwrap(),
        ordinal: ordinal(row, "ordinal").unwrap(),
        attribute: text(row, "attribute").unwrap(),
        value: text(row, "value"),
        from: day(row, "from"),
    };
    let money = |row: &Value| Event {
        seq: row["seq"].as_u64().unwrap(),
        at: i64::from(day(row, "day").0) * 86_400_000_000,
        day: day(row, "day"),
        kind: text(row, "kind").unwrap(),
        actor: ordinal(row, "subject").unwrap(),
        subject: ordinal(row, "subject"),
        value: row["minor"].as_i64(),
        unit: text(row, "currency").unwrap(),
    };
    let mut facts: Vec<Fact> = rows(golden, "events").map(|row| Fact::Event(event(row))).collect();
    facts.extend(rows(golden, "spells").map(|row| Fact::Spell(spell(row))));
    facts.extend(rows(golden, "attributes").map(|row| Fact::Attribute(attribute(row))));
    facts.extend(rows(golden, "money").map(|row| Fact::Event(money(row))));
    facts
}

fn question(row: &Value) -> BookQuestion {
    BookQuestion {
        as_of: row["as_of"].as_str().map(|day| day.parse().unwrap()),
        locale: row["locale"].as_str().map_or(Locale::Es, |locale| locale.parse().unwrap()),
        ..BookQuestion::default()
    }
}

fn answer(book: &Book, row: &Value) -> DashboardView {
    match row["dashboard"].as_str() {
        Some(name) => run_book_dashboard(book, name, &question(row)).unwrap(),
        None => query_book(book, &row["document"], &question(row)).unwrap(),
    }
}

#[test]
fn facts_give_the_same_book_and_answers_in_every_language() {
    let asked = golden("facts.json");
    let book = Book::of(&facts(&asked));
    let digest: String = book.digest().iter().map(|byte| format!("{byte:02x}")).collect();
    let lines: Vec<String> =
        rows(&asked, "questions").map(|row| format!("    {}", json!(answer(&book, row)))).collect();
    let text = format!("{{\n  \"digest\": \"{digest}\",\n  \"answers\": [\n{}\n  ]\n}}\n", lines.join(",\n"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file("facts_answers.json"), &text).unwrap();
    }
    // As text: reading JSON may move the last bit of a number.
    let expected = std::fs::read_to_string(file("facts_answers.json")).unwrap();
    for (made, expected) in text.lines().zip(expected.lines()) {
        assert_eq!(made, expected);
    }
    assert_eq!(text.len(), expected.len());
}

#[test]
fn a_book_without_a_day_is_asked_for_one() {
    let refusal =
        query_book(&Book::default(), &json!({ "measures": ["monthly_active"] }), &BookQuestion::default()).unwrap_err();
    assert_eq!(refusal.errors[0].path, "/as_of");
}

#[test]
fn every_mistake_of_a_document_is_told_at_once() {
    let document = json!({ "measures": ["monthly_activ"], "dimensions": ["cohrt"], "grain": "hour" });
    let question = BookQuestion { as_of: Some("2026-03-01".parse().unwrap()), ..BookQuestion::default() };
    let refusal = query_book(&Book::default(), &document, &question).unwrap_err();
    let paths: Vec<&str> = refusal.errors.iter().map(|error| error.path.as_str()).collect();
    assert_eq!(paths, ["/document/dimensions/0", "/document/grain", "/document/measures/0"]);
}
