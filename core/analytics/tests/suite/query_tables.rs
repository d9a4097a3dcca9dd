//! Tables as a whole: identities, order of facts, filters, scope, comparison, funnels, retention, survival, effects, money.

use crate::common::{FIRST, ecosystem, shuffled};
use crate::query_naive::{query, table};
use proptest::prelude::*;
use semillero_analytics::standard::{attribute, event as kind, spell};
use semillero_analytics::{
    AttributeChange, Audience, Book, Checks, Choices, Code, Dashboard, Day, Event, Fact, Gated, Readable, Row, Scope,
    Selection, Shape, SpellChange, SpellStep, Table, Users, Verdict, Vocabulary, ask, describe, run,
    standard_dashboard,
};
use serde_json::json;
use std::collections::BTreeMap;

const AUDIENCES: [Audience; 5] =
    [Audience::ProgrammeManager, Audience::Mentor, Audience::Entrepreneur, Audience::Funder, Audience::Admin];

fn dashboard(audience: Audience) -> Dashboard {
    let names = Vocabulary::standard();
    Dashboard::read(&standard_dashboard(audience).unwrap(), Checks { names: &names, as_of: None, least_k: 5 }).unwrap()
}

fn text(tables: &[Table]) -> String {
    let open = |table: &Table| Gated::rows_are_readable(table.clone(), Readable::OwnersOfTheFacts);
    serde_json::to_string(&tables.iter().map(open).collect::<Vec<_>>()).unwrap()
}

fn event(seq: u64, day: i32, kind: &str, actor: u32) -> Fact {
    let (at, day) = (i64::from(day) * 86_400_000_000 + i64::try_from(seq).unwrap(), Day(day));
    Fact::Event(Event { seq, at, day, kind: kind.into(), actor, subject: None, value: None, unit: String::new() })
}

fn money(seq: u64, day: i32, kind: &str, subject: u32, amount: i64, unit: &str) -> Fact {
    let (at, day) = (i64::from(day) * 86_400_000_000, Day(day));
    Fact::Event(Event {
        seq,
        at,
        day,
        kind: kind.into(),
        actor: 1,
        subject: Some(subject),
        value: Some(amount),
        unit: unit.into(),
    })
}

fn has(seq: u64, ordinal: u32, attribute: &str, value: &str, from: i32) -> Fact {
    let (attribute, value, from) = (attribute.into(), Some(value.into()), Day(from));
    Fact::Attribute(AttributeChange { seq, ordinal, attribute, value, from })
}

fn spell(seq: u64, entity: &str, id: u32, subject: u32, began: i32, ended: Option<(i32, &str)>) -> Vec<Fact> {
    let step = |seq, what| Fact::Spell(SpellChange { seq, entity: entity.into(), id, what });
    let at = |day: i32| i64::from(day) * 86_400_000_000;
    let mut facts = vec![step(seq, SpellStep::Began { at: at(began), day: Day(began), subject, cluster: None })];
    facts.extend(
        ended.map(|(day, end)| step(seq + 1, SpellStep::Ended { at: at(day), day: Day(day), end: end.into() })),
    );
    facts
}

fn only<'t>(table: &'t Table, measure: &str, group: &[Option<&str>]) -> &'t Row {
    let is = |row: &&Row| row.measure == measure && row.group.iter().map(Option::as_deref).eq(group.iter().copied());
    let rows: Vec<&Row> = table.rows.iter().filter(is).collect();
    assert_eq!(rows.len(), 1, "{measure} {group:?} in {table:#?}");
    rows[0]
}

#[test]
fn who_does_not_agree_to_be_counted_is_in_no_figure_from_that_day_on() {
    let unwilling = |from| {
        let (attribute, value) = (attribute::COUNTED.to_owned(), Some("no".to_owned()));
        Fact::Attribute(AttributeChange { seq: 9, ordinal: 1, attribute, value, from })
    };
    let began = |id, subject| {
        let what = SpellStep::Began { at: 0, day: FIRST, subject, cluster: None };
        Fact::Spell(SpellChange { seq: 1, entity: spell::PROJECT.into(), id, what })
    };
    let acts = |day: i32| [event(1, day, "signed_in", 1), event(2, day, "signed_in", 2)];
    let mut facts = vec![began(11, 1), began(12, 2)];
    facts.extend(acts(FIRST.0 + 1));
    facts.extend(acts(FIRST.0 + 40).map(|fact| match fact {
        Fact::Event(event) => Fact::Event(Event { seq: event.seq + 4, ..event }),
        other => other,
    }));
    let counted = |facts: &[Fact], as_of| {
        let document = json!({ "measures": ["people_ever", "projects_open", "monthly_active"] });
        let rows = table(&Book::of(facts), &document, as_of).rows;
        rows.iter().map(|row| row.value).collect::<Vec<_>>()
    };
    assert_eq!(counted(&facts, FIRST.plus(41)), [Some(2.0); 3]);
    facts.push(unwilling(FIRST.plus(30)));
    assert_eq!(counted(&facts, FIRST.plus(41)), [Some(1.0); 3]);
    assert_eq!(counted(&facts, FIRST.plus(10))[2], Some(2.0), "what was counted before stays");
}

#[test]
fn every_standard_name_can_be_asked_for() {
    let names = Vocabulary::standard();
    assert!(kind::ALL.iter().all(|name| names.events().any(|known| known == *name)));
    for name in attribute::ALL {
        let known = names.dimensions().any(|known| known == *name);
        let described = describe(&Selection::default(), &names).dimensions;
        let title = described.iter().find(|dimension| dimension.name == *name).map(|dimension| &dimension.title);
        assert!(known && title.is_some_and(|title| title.iter().all(|text| text != name)), "{name} has no title");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_facts_gives_the_same_bytes(seed in any::<u64>(), order in any::<u64>(), people in 4..30_u32) {
        let facts = ecosystem(seed, people, 120);
        let (a, b) = (Book::of(&facts), Book::of(&shuffled(&facts, order)));
        let as_of = FIRST.plus(100);
        for audience in AUDIENCES {
            let dashboard = dashboard(audience);
            let answers = |book| text(&run(book, &dashboard, &Choices::new(), as_of, &Scope::everything()).unwrap());
            prop_assert_eq!(answers(&a), answers(&b));
        }
    }

    #[test]
    fn nothing_after_the_day_asked_about_is_looked_at(seed in any::<u64>(), people in 4..20_u32) {
        // Spells and attributes of later days are known by the book and must not show.
        let facts = ecosystem(seed, people, 120);
        let as_of = FIRST.plus(60);
        let by_then: Vec<Fact> = facts.iter().filter(|fact| match fact {
            Fact::Event(event) => event.day <= as_of,
            Fact::Attribute(change) => change.from <= as_of,
            Fact::Spell(change) => match &change.what {
                SpellStep::Began { day, .. } | SpellStep::Ended { day, .. } => *day <= as_of,
                SpellStep::Due { .. } => true,
                SpellStep::Reopened => false,
            },
        }).cloned().collect();
        let reopened = |fact: &&Fact| !matches!(fact, Fact::Spell(change) if change.what == SpellStep::Reopened);
        let (whole, part) = (Book::of(facts.iter().filter(reopened)), Book::of(&by_then));
        for audience in AUDIENCES {
            let dashboard = dashboard(audience);
            let tables = |book| run(book, &dashboard, &Choices::new(), as_of, &Scope::everything()).unwrap();
            for (a, b) in tables(&whole).iter().zip(&tables(&part)) {
                // Whether there are facts of a kind at all is known of the whole book.
                let none = |table: &Table| table.rows.iter().any(|row| row.verdict == Verdict::NoFacts);
                if none(a) || none(b) {
                    continue;
                }
                prop_assert_eq!(text(std::slice::from_ref(a)), text(std::slice::from_ref(b)));
            }
        }
    }

    #[test]
    fn parts_add_up(seed in any::<u64>(), people in 4..30_u32, grain in prop::sample::select(vec!["day", "week", "month"])) {
        let book = Book::of(&ecosystem(seed, people, 100));
        let as_of = FIRST.plus(90);
        let document = json!({
            "measures": ["new_subjects", "returning_subjects", "resurrecting_subjects", "dormant_subjects", "active_subjects", "daily_active", "weekly_active", "monthly_active"],
            "grain": grain, "range": { "last": "60d", "end": "today" }, "dimensions": ["person.role"],
        });
        let table = table(&book, &document, as_of);
        let mut cells: BTreeMap<_, BTreeMap<&str, i64>> = BTreeMap::new();
        for row in &table.rows {
            cells.entry((row.period, &row.group)).or_default().insert(&row.measure, row.n.unwrap());
        }
        for (cell, of) in &cells {
            let get = |name: &str| of.get(name).copied().unwrap_or(0);
            let came = get("new_subjects") + get("returning_subjects") + get("resurrecting_subjects");
            prop_assert_eq!(came, get("active_subjects"), "{:?}", cell);
            prop_assert!(get("daily_active") <= get("weekly_active") && get("weekly_active") <= get("monthly_active"));
        }
        let ends = json!({ "measures": ["session_completion", "session_no_show_mentee", "session_no_show_mentor", "session_cancelled_late", "session_cancelled", "session_unrecorded"] });
        let table = crate::query_naive::table(&book, &ends, as_of);
        let hits: i64 = table.rows.iter().filter_map(|row| row.numerator).sum();
        let all = table.rows[0].denominator;
        prop_assert!(table.rows.iter().all(|row| row.denominator == all));
        prop_assert_eq!(hits, all.unwrap_or(0));
    }

    #[test]
    fn groups_make_the_whole(seed in any::<u64>(), people in 4..30_u32) {
        let book = Book::of(&ecosystem(seed, people, 100));
        let document = json!({ "measures": ["active_subjects", "requests", "sessions_held", "jobs_net"], "dimensions": ["cohort", "person.place"] });
        let table = table(&book, &document, FIRST.plus(90));
        for measure in ["active_subjects", "requests", "sessions_held", "jobs_net"] {
            let all = only(&table, measure, &[None, None]);
            if all.verdict == Verdict::NoFacts {
                continue;
            }
            let parts: f64 = table.rows.iter().filter(|row| row.measure == measure && row.group[0].is_some()).filter_map(|row| row.value).fold(0.0, |sum, value| sum + value);
            prop_assert_eq!(all.value, Some(parts));
        }
    }

    #[test]
    fn retention_that_is_open_to_later_days_never_rises(seed in any::<u64>(), people in 10..60_u32) {
        let book = Book::of(&ecosystem(seed, people, 120));
        let document = json!({ "retention": { "start": "signed_in", "back": "signed_in", "cohort": "year", "every": "week", "count": 8, "mode": "on_or_after" } });
        let table = table(&book, &document, FIRST.plus(119));
        // At equal follow-up, which is only the same people: those for whom the last interval is over.
        let rows: Vec<&Row> = table.rows.iter().filter(|row| row.group[0].is_none()).collect();
        let mut by_n: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
        rows.iter().for_each(|row| by_n.entry(row.n.unwrap()).or_default().push(row.value.unwrap()));
        for shares in by_n.values() {
            prop_assert!(shares.is_sorted_by(|a, b| a >= b), "{shares:?}");
        }
        prop_assert!(rows.iter().filter(|row| row.group[1].as_deref() == Some("0")).all(|row| row.value == Some(1.0)));
    }

    #[test]
    fn a_filter_on_a_group_is_that_group(seed in any::<u64>(), people in 4..30_u32) {
        let book = Book::of(&ecosystem(seed, people, 100));
        let measures = json!(["active_subjects", "match_rate", "session_completion", "rating_mean", "nps", "hours_given", "milestone_on_time"]);
        let as_of = FIRST.plus(95);
        let range = json!({ "last": "60d" });
        let grouped = table(&book, &json!({ "measures": measures, "dimensions": ["cohort"], "range": range }), as_of);
        for value in ["2026A", "2026B", ""] {
            let condition = if value.is_empty() { json!({ "dim": "cohort", "op": "unknown" }) } else { json!({ "dim": "cohort", "op": "is", "value": value }) };
            let filtered = table(&book, &json!({ "measures": measures, "filters": condition, "range": range }), as_of);
            let negated = json!({ "not": { "not": { "any": [condition] } } });
            let again = table(&book, &json!({ "measures": measures, "filters": negated, "range": range }), as_of);
            prop_assert_eq!(&filtered.rows, &again.rows);
            let scope = Scope::of("cohort", [value]);
            let scoped = (!value.is_empty()).then(|| ask(&book, &query(&json!({ "measures": measures, "range": range })), as_of, &scope).unwrap());
            for row in grouped.rows.iter().filter(|row| row.group[0].as_deref() == Some(value)) {
                let same = |table: &Table| {
                    let found = only(table, &row.measure, &[]);
                    (found.value, found.n, found.numerator, found.denominator, found.interval) == (row.value, row.n, row.numerator, row.denominator, row.interval)
                };
                prop_assert!(same(&filtered), "{row:?}");
                prop_assert!(scoped.as_ref().is_none_or(same), "{row:?}");
            }
        }
    }
}

#[test]
fn a_funnel_leaves_open_entries_out_above_and_below() {
    let facts = [
        event(1, 0, "match_requested", 1),
        event(2, 3, "match_accepted", 1),
        event(3, 0, "match_requested", 2),
        // Converted, but its time is not over.
        event(4, 95, "match_requested", 3),
        event(5, 96, "match_accepted", 3),
        // Too late.
        event(6, 0, "match_requested", 4),
        event(7, 40, "match_accepted", 4),
    ];
    let document = json!({ "funnel": { "steps": ["match_requested", "match_accepted"], "within": "14d" } });
    let table = table(&Book::of(&facts), &document, Day(100));
    assert_eq!((table.shape, table.dimensions.as_slice()), (Shape::Funnel, ["step".to_owned()].as_slice()));
    let (first, second) = (only(&table, "reached", &[Some("1")]), only(&table, "reached", &[Some("2")]));
    assert_eq!((first.numerator, first.denominator), (Some(3), Some(3)));
    assert_eq!((second.numerator, second.denominator, second.complete), (Some(1), Some(3), false));
    assert_eq!((second.behind.people, second.behind.rest), (Some(1), Some(2)));
    let conversion = json!({ "measures": [{ "name": "c", "conversion": { "from": "match_requested", "to": "match_accepted", "within": "14d" } }] });
    let rate = crate::query_naive::table(&Book::of(&facts), &conversion, Day(100));
    assert_eq!(only(&rate, "c", &[]).value, second.value);
}

#[test]
fn staff_counts_nowhere_but_may_write_down_what_ventures_earn() {
    let facts = [
        has(1, 1, "person.staff", "yes", 0),
        event(2, 0, "signed_in", 1),
        event(3, 0, "signed_in", 2),
        money(4, 0, "revenue", 9, 500, "COP"),
        money(5, 0, "revenue", 9, 7, "USD"),
    ];
    let book = Book::of(&facts);
    assert_eq!(
        only(&table(&book, &json!({ "measures": ["active_subjects"] }), Day(5)), "active_subjects", &[]).n,
        Some(1)
    );
    let revenue = table(&book, &json!({ "measures": ["revenue"], "dimensions": ["currency"] }), Day(5));
    let row = only(&revenue, "revenue", &[Some("COP")]);
    assert_eq!((row.value, row.behind.people, row.behind.largest_bp), (Some(500.0), Some(1), Some(10_000)));
}

#[test]
fn curves_say_what_is_at_risk_and_stop_where_nobody_is_watched() {
    let mut facts = Vec::new();
    for id in 0..20_u32 {
        let end = (id % 2 == 0).then(|| (10 + i32::try_from(id).unwrap(), "succeeded"));
        facts.extend(spell(u64::from(id) * 10, "project", id, 100 + id, 0, end));
    }
    let document = json!({ "survival": { "spell": "project", "event": "succeeded", "competing": ["failed"], "cohort": "year", "at": ["5d", "20d", "60d", "365d"] } });
    let table = table(&Book::of(&facts), &document, Day(60));
    assert_eq!(table.dimensions, ["cohort", "day"]);
    let at = |day: &str| only(&table, "share", &[None, Some(day)]);
    assert_eq!((at("5").value, at("5").n, at("5").verdict), (Some(0.0), Some(20), Verdict::Good));
    let near = |row: &Row, share: f64| (row.value.unwrap() - share).abs() < 1e-12;
    assert!(near(at("20"), 0.3) && near(at("60"), 0.5));
    assert_eq!((at("365").value, at("365").verdict, at("365").complete), (None, Verdict::Undefined, false));
    assert!(near(only(&table, "share", &[Some("1970-01-01"), Some("20")]), 0.3));
    let median = json!({ "measures": [{ "name": "m", "time_to": { "entity": "project", "events": "succeeded", "percent": 50 } }] });
    assert_eq!(only(&crate::query_naive::table(&Book::of(&facts), &median, Day(60)), "m", &[]).value, Some(28.0));
    assert_eq!(
        only(&crate::query_naive::table(&Book::of(&facts), &median, Day(20)), "m", &[]).verdict,
        Verdict::Undefined
    );
}

#[test]
fn without_a_comparison_there_is_no_effect() {
    let arms = |arms: &[&str]| {
        let mut facts = Vec::new();
        for (id, arm) in (0_u32..).zip(arms) {
            facts.push(has(1_000 + u64::from(id), 100 + id, "arm", arm, 0));
            let end = if id % 3 == 0 { "failed" } else { "succeeded" };
            facts.extend(spell(u64::from(id) * 10, "project", id, 100 + id, 0, Some((5, end))));
        }
        let table = table(&Book::of(&facts), &json!({ "measures": ["effect_success"] }), Day(60));
        assert_eq!(table.shape, Shape::Effect);
        let row = only(&table, "effect_success", &[]).clone();
        (
            row.verdict,
            row.value.is_some(),
            row.numerator,
            row.denominator,
            only(&table, "effect_success.detectable", &[]).value.is_some(),
        )
    };
    assert_eq!(arms(&["mentored"; 30]), (Verdict::Association, false, Some(30), Some(0), false));
    assert_eq!(
        arms(&[["mentored"; 9], ["waitlisted"; 9]].concat()),
        (Verdict::Insufficient, true, Some(9), Some(9), true)
    );
    assert_eq!(arms(&[["mentored"; 12], ["rejected"; 12]].concat()), (Verdict::Good, true, Some(12), Some(12), true));
}

#[test]
fn comparing_meets_the_same_weekdays_and_the_same_part_of_what_still_runs() {
    let mut facts = Vec::new();
    // One more person each day of a week; day 4 is a Monday.
    for day in 0..60 {
        for who in 0..=Day(day).weekday() {
            facts.push(event(u64::try_from(day).unwrap() * 10 + u64::from(who), day, "signed_in", who));
        }
    }
    let book = Book::of(&facts);
    let document = json!({ "measures": ["active_subjects"], "grain": "day", "range": { "last": "7d", "end": "today" }, "compare": { "to": "previous_period" } });
    let table = table(&book, &document, Day(50));
    let change: Vec<_> =
        table.rows.iter().filter(|row| row.measure == "active_subjects.change").map(|row| row.value).collect();
    assert_eq!(change, vec![Some(0.0); 7]);
    let week = json!({ "measures": ["events"], "grain": "week", "range": { "last": "1w", "end": "today" }, "compare": { "to": "previous_period" } });
    let table = crate::query_naive::table(&book, &week, Day(48));
    let value = |name: &str| table.rows.iter().rfind(|row| row.measure == name).unwrap().value;
    // Wednesday: 1 + 2 + 3 on either side, though the earlier week is over.
    assert_eq!(
        (value("events"), value("events.previous"), value("events.change_share")),
        (Some(6.0), Some(6.0), Some(0.0))
    );
}

#[test]
fn money_is_discounted_by_currency() {
    let facts = [
        money(1, 0, "cost", 9, 10_000, "COP"),
        money(2, 365, "benefit", 9, 20_700, "COP"),
        money(3, 10, "cost", 9, 5_000, "USD"),
        money(4, 10, "jobs", 9, 3, "jobs"),
    ];
    let book = Book::of(&facts);
    let document = json!({ "measures": ["roi", "npv", "irr", "payback"], "dimensions": ["currency"] });
    let all = table(&book, &document, Day(400));
    let near = |measure: &str, currency: &str, expected: f64| {
        let value = only(&all, measure, &[Some(currency)]).value.unwrap();
        assert!((value - expected).abs() < 1e-9, "{measure} {currency}: {value}");
    };
    near("roi", "COP", 1.0);
    near("npv", "COP", 10_000.0);
    near("irr", "COP", 1.07);
    near("payback", "COP", 365.0);
    near("roi", "USD", -1.0);
    assert_eq!(only(&all, "irr", &[Some("USD")]).verdict, Verdict::Undefined);
    let outcome = json!({ "name": "jobs", "events": "jobs", "unit": "jobs", "proxy": [1_000, 2_000, 4_000], "source": "survey of wages", "deadweight_bp": 5_000 });
    let sroi = json!({ "measures": [{ "name": "s", "sroi": { "outcomes": [outcome], "costs": "cost", "rate_bp": 0 } }], "filters": { "dim": "currency", "op": "is", "value": "COP" } });
    let row = only(&table(&book, &sroi, Day(400)), "s", &[]).clone();
    let interval = row.interval.unwrap();
    assert_eq!((row.value, interval.lo, interval.hi), (Some(0.3), Some(0.15), Some(0.6)));
}

#[test]
fn scope_follows_subject_and_cluster() {
    let mut facts = spell(10, "request", 500, 2, 0, None);
    facts.extend(spell(20, "request", 501, 3, 0, None));
    facts.extend([event(1, 0, "signed_in", 2), event(2, 0, "signed_in", 3)]);
    let book = Book::of(&facts);
    let asked = query(&json!({ "measures": ["active_subjects", "requests"] }));
    let table = ask(&book, &asked, Day(5), &Scope::only(Users::from_iter([2]))).unwrap();
    assert_eq!((only(&table, "active_subjects", &[]).n, only(&table, "requests", &[]).n), (Some(1), Some(1)));
}

#[test]
fn parameters_are_chosen_or_drop_out_and_strangers_are_named() {
    let names = Vocabulary::standard();
    let document = json!({
        "v": 1, "name": "x", "params": [{ "id": "cohort", "of": "cohort" }],
        "queries": { "q": { "measures": ["active_subjects"], "filters": { "all": [{ "dim": "cohort", "op": "is", "value": "$cohort" }] } } },
    });
    let dashboard = Dashboard::read(&document, Checks { names: &names, as_of: None, least_k: 5 }).unwrap();
    let facts = [has(1, 2, "cohort", "a", 0), event(2, 0, "signed_in", 2), event(3, 0, "signed_in", 3)];
    let book = Book::of(&facts);
    let n = |choices: &[(&str, &str)]| {
        let choices: Choices = choices.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect();
        run(&book, &dashboard, &choices, Day(5), &Scope::everything()).map(|tables| tables[0].rows[0].n)
    };
    assert_eq!(
        (n(&[]).unwrap(), n(&[("cohort", "a")]).unwrap(), n(&[("cohort", "b")]).unwrap()),
        (Some(2), Some(1), Some(0))
    );
    let mistakes = n(&[("cohrt", "a")]).unwrap_err();
    assert_eq!((mistakes[0].code, mistakes[0].nearest.as_deref()), (Code::UnknownParameter, Some("cohort")));
}

#[test]
fn a_running_period_is_flagged_or_left_out_with_a_note() {
    let book = Book::of(&[event(1, 0, "signed_in", 1), event(2, 40, "signed_in", 1)]);
    let months = |end: &str| {
        table(
            &book,
            &json!({ "measures": ["active_subjects"], "grain": "month", "range": { "last": "2m", "end": end } }),
            Day(45),
        )
    };
    let today = months("today");
    assert_eq!(today.rows.iter().map(|row| row.complete).collect::<Vec<_>>(), [true, false]);
    let whole = months("last_complete");
    assert!(whole.rows.iter().all(|row| row.complete) && whole.notes.len() == 1);
    // The first 27 days cannot know who was active in 28.
    let mau = table(
        &book,
        &json!({ "measures": ["monthly_active"], "grain": "day", "range": { "last": "45d", "end": "today" } }),
        Day(44),
    );
    assert_eq!(mau.rows.iter().filter(|row| !row.complete).count(), 27);
}

#[test]
fn a_funnel_may_hold_what_it_is_about_and_leave_people_out() {
    let about = |seq: u64, day: i32, kind: &str, actor: u32, subject: u32| match event(seq, day, kind, actor) {
        Fact::Event(event) => Fact::Event(Event { subject: Some(subject), ..event }),
        other => other,
    };
    let facts = [
        about(1, 0, "match_requested", 1, 50),
        about(2, 1, "match_accepted", 1, 51),
        about(3, 0, "match_requested", 2, 60),
        about(4, 1, "match_accepted", 2, 60),
        about(5, 0, "match_requested", 3, 70),
        about(6, 1, "signed_in", 3, 70),
        about(7, 2, "match_accepted", 3, 70),
    ];
    let asks = |more: serde_json::Value| {
        let mut funnel = json!({ "steps": ["match_requested", "match_accepted"], "within": "14d" });
        more.as_object().unwrap().iter().for_each(|(key, value)| funnel[key] = value.clone());
        let table = table(&Book::of(&facts), &json!({ "funnel": funnel }), Day(100));
        let second = only(&table, "reached", &[Some("2")]);
        (second.numerator, second.denominator)
    };
    assert_eq!(asks(json!({})), (Some(3), Some(3)));
    assert_eq!(asks(json!({ "hold": "subject" })), (Some(2), Some(3)));
    assert_eq!(asks(json!({ "exclude": [{ "event": "signed_in", "after": 1, "before": 2 }] })), (Some(2), Some(2)));
}

#[test]
fn the_gate_is_told_what_figures_do_not_show() {
    let names = Vocabulary::standard();
    let document = json!({
        "v": 1, "name": "x", "params": [{ "id": "p", "of": "programme" }, { "id": "none", "of": "cohort" }],
        "queries": { "q": {
            "measures": ["daily_active", "monthly_active", { "name": "ratio", "derived": { "expression": "daily_active / monthly_active" } }],
            "grain": "day", "range": { "last": "30d" }, "dimensions": ["person.role"], "compare": { "to": "previous_period" },
            "filters": { "all": [
                { "dim": "programme", "op": "is", "value": "$p" }, { "dim": "cohort", "op": "is", "value": "$none" },
                { "not": { "dim": "person.place", "op": "is", "value": "Cali" } },
            ] },
        } },
    });
    let dashboard = Dashboard::read(&document, Checks { names: &names, as_of: None, least_k: 5 }).unwrap();
    let told = dashboard.told("q", &Choices::from([("p".into(), "p1".into())])).unwrap();
    assert_eq!(told.fixed.iter().collect::<Vec<_>>(), [(&"programme".to_owned(), &"p1".to_owned())]);
    assert_eq!((told.population_dimensions.as_slice(), told.windowed), (["person.place".to_owned()].as_slice(), true));
    assert!(told.linked.contains(&vec!["daily_active".to_owned(), "monthly_active".into(), "ratio".into()]));
    assert_eq!(told.linked.len(), 4);
    assert_eq!(dashboard.told("other", &Choices::new()), None);
}
