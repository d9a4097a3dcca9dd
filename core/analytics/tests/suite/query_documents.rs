//! Documents: their mistakes all at once, their schema, what fits what.

use semillero_analytics::{
    Audience, Book, Checks, Choices, Code, Dashboard, Mistake, Scope, Verdict, Vocabulary, catalogue, run, schema,
    standard_dashboard,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn read(document: &Value) -> Result<Dashboard, Vec<Mistake>> {
    let names = Vocabulary::standard();
    let as_of = Some("2026-05-14".parse().unwrap());
    Dashboard::read(document, Checks { names: &names, as_of, least_k: 5 })
}

fn mistakes(document: &Value) -> Vec<(String, Code)> {
    read(document).unwrap_err().into_iter().map(|mistake| (mistake.pointer, mistake.code)).collect()
}

fn one(query: Value) -> Value {
    json!({ "v": 1, "name": "one", "queries": { "q": query } })
}

/// The document of section 3.6 of the design, with the names that the standard facts have.
fn weekly() -> Value {
    json!({
        "v": 1, "name": "ops-weekly", "timezone": "America/Bogota", "audience": "programme_manager",
        "params": [{ "id": "cohort", "type": "dimension", "of": "cohort", "default": "2026A" }],
        "queries": {
            "mau": {
                "measures": ["active_subjects"], "grain": "day", "window": { "trailing": "28d" },
                "range": { "last": "90d", "end": "last_complete" }, "dimensions": ["person.role"],
                "filters": { "all": [
                    { "dim": "cohort", "op": "in", "value": ["$cohort"] },
                    { "not": { "dim": "person.staff", "op": "is", "value": true } },
                ] },
                "compare": { "to": "previous_period", "align": "weekday" },
            },
            "match": { "funnel": {
                "unit": "person", "steps": ["profile_completed", "match_requested", "match_accepted", "session_completed"],
                "within": "14d", "mode": "reentry", "by": "person.role",
            } },
            "alive": { "survival": {
                "spell": "project", "event": "failed", "competing": ["succeeded"], "cohort": "quarter", "at": ["180d", "365d"],
            } },
        },
        "privacy": { "k": 5, "secondary": true, "round": 5 },
        "layout": [
            { "query": "mau", "chart": "line", "w": 8 },
            { "query": "match", "chart": "funnel", "w": 4 },
            { "query": "alive", "chart": "km", "w": 12 },
        ],
    })
}

#[test]
fn the_document_of_the_design_is_sound_and_reads_back() {
    let dashboard = read(&weekly()).unwrap();
    assert_eq!(read(&serde_json::to_value(&dashboard).unwrap()).as_ref(), Ok(&dashboard));
    assert_eq!(dashboard.layout().len(), 3);
}

#[test]
fn every_mistake_is_told_at_once() {
    let document = json!({
        "v": 2, "nmae": "x",
        "params": [{ "id": "cohort", "of": "cohrt" }],
        "queries": {
            "a": { "measures": ["active_subject", "nps"], "dimensions": ["venture.sector"], "grain": "hour" },
            "b": { "measures": ["nps"], "dimensions": ["venture.sector"], "range": { "from": "2026-02-01", "to": "2026-02-01" } },
            "c": { "survival": { "spell": "project", "event": [], "at": ["3m"] }, "extra": 1 },
        },
        "privacy": { "k": 0 },
        "layout": [{ "query": "bb" }],
    });
    let found = mistakes(&document);
    let expected = [
        ("/v", Code::OutOfRange),
        ("/nmae", Code::UnknownField),
        ("", Code::MissingField),
        ("/params/0/of", Code::UnknownDimension),
        ("/queries/a/measures/0", Code::UnknownMeasure),
        ("/queries/a/grain", Code::GrainTooFine),
        ("/queries/a/measures", Code::NoInputs),
        ("/queries/b/measures/0", Code::IncompatibleDimension),
        ("/queries/b/range", Code::RangeEmpty),
        ("/queries/c/survival/event", Code::SuccessPredicateUnset),
        ("/queries/c/survival/at/0", Code::Malformed),
        ("/queries/c/extra", Code::UnknownField),
        ("/privacy/k", Code::OutOfRange),
    ];
    for (pointer, code) in expected.into_iter().filter(|(pointer, _)| *pointer != "/queries/a/measures") {
        assert!(found.contains(&(pointer.to_owned(), code)), "{pointer} {code:?} is not in {found:?}");
    }
}

#[test]
fn each_mistake_has_its_code() {
    let cases = [
        (
            json!({ "measures": ["nps"], "range": { "from": "2030-01-01", "to": "2031-01-01" } }),
            "range",
            Code::RangeInFuture,
        ),
        (
            json!({ "measures": ["active_subjects"], "grain": "week", "window": { "trailing": "10d" } }),
            "window",
            Code::WindowNotMultipleOfGrain,
        ),
        (json!({ "measures": ["revenue"] }), "measures/0", Code::CurrencyMixed),
        (json!({ "measures": ["utilisation"], "dimensions": ["currency"] }), "measures/0", Code::IncompatibleDimension),
        (
            json!({ "measures": [{ "name": "x", "derived": { "expression": "active_subjects / requests" } }], "dimensions": ["venture.sector"] }),
            "measures/0",
            Code::FanOut,
        ),
        (
            json!({ "measures": [{ "name": "x", "derived": { "expression": "1 + 2" } }] }),
            "measures/0/derived/expression",
            Code::NoInputs,
        ),
        (
            json!({ "measures": [{ "name": "x", "derived": { "expression": "y" } }, { "name": "y", "derived": { "expression": "x" } }] }),
            "measures/0/derived/expression",
            Code::Cycle,
        ),
        (
            json!({ "measures": [{ "name": "x", "derived": { "expression": "hours_given + requests" } }] }),
            "measures/0/derived/expression",
            Code::UnitMismatch,
        ),
        (
            json!({ "measures": [{ "name": "x", "derived": { "expression": "reqests" } }] }),
            "measures/0/derived/expression",
            Code::UnknownMeasure,
        ),
        (
            json!({ "measures": ["active_subjects"], "window": { "trailing": "365d" }, "grain": "day", "range": { "last": "7d" }, "compare": { "to": "previous_period" } }),
            "compare",
            Code::CompareOverlaps,
        ),
        (
            json!({ "funnel": { "steps": ["signed_in", "signed_in"], "within": "1d", "mode": "any_order" } }),
            "funnel/steps",
            Code::StepDuplicateAmbiguous,
        ),
        (
            json!({ "measures": ["active_subjects", "nps"], "grain": "day", "range": { "from": "1900-01-01", "to": "2026-01-01" } }),
            "range",
            Code::CostLimit,
        ),
        (json!({ "measures": ["nps"], "sql": "select 1" }), "sql", Code::FeatureUnavailable),
        (
            json!({ "measures": ["nps"], "filters": { "dim": "cohort", "op": "is", "value": "$x" } }),
            "filters/value",
            Code::UnknownParameter,
        ),
        (
            json!({ "measures": ["nps"], "funnel": { "steps": ["signed_in", "match_requested"], "within": "1d" } }),
            "",
            Code::Exclusive,
        ),
        (json!({ "measures": ["nps", "nps"] }), "measures/1", Code::Duplicate),
        (
            json!({ "measures": [{ "name": "s", "spells": { "entity": "project", "when": "ended", "ends": ["succeded"] } }] }),
            "measures/0/spells/ends",
            Code::UnknownEnd,
        ),
    ];
    for (query, place, code) in cases {
        let pointer = if place.is_empty() { "/queries/q".to_owned() } else { format!("/queries/q/{place}") };
        let found = mistakes(&one(query.clone()));
        assert!(found.contains(&(pointer.clone(), code)), "{query}: {pointer} {code:?} is not in {found:?}");
    }
    let policy = json!({ "v": 1, "name": "x", "queries": { "q": { "measures": ["nps"] } }, "privacy": { "k": 3 } });
    assert_eq!(mistakes(&policy), [("/privacy/k".to_owned(), Code::KBelowPolicy)]);
}

#[test]
fn hostile_documents_are_refused_and_nothing_more() {
    let mut deep = json!({ "dim": "cohort", "op": "known" });
    for _ in 0..100 {
        deep = json!({ "not": deep });
    }
    let nested = (0..100)
        .fold(json!({ "count": { "events": "signed_in" } }), |inner, _| json!({ "cumulative": { "of": inner } }));
    let mut measure = nested;
    measure["name"] = json!("x");
    let found = mistakes(&one(json!({ "measures": [measure], "filters": deep })));
    assert!(found.iter().all(|(_, code)| *code == Code::TooDeep) && found.len() == 2, "{found:?}");
    let large = one(json!({ "measures": vec!["nps"; 30_000] }));
    assert_eq!(mistakes(&large), [(String::new(), Code::CostLimit)]);
    for odd in [json!(null), json!([]), json!("x"), json!({}), json!({ "v": 1, "name": "x", "queries": {} })] {
        assert!(read(&odd).is_err(), "{odd}");
    }
}

#[test]
fn the_published_schema_is_the_grammar() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/dashboard.schema.json");
    let text = format!("{}\n", serde_json::to_string_pretty(&sorted(&schema())).unwrap());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap(),
        text,
        "run again with UPDATE_GOLDEN=1 and look at the difference"
    );
}

/// Keys in order, whatever order the map keeps.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let ordered: std::collections::BTreeMap<_, _> =
                object.iter().map(|(key, value)| (key.clone(), sorted(value))).collect();
            Value::Object(ordered.into_iter().collect())
        }
        Value::Array(values) => values.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

#[test]
fn every_metric_is_a_measure_that_documents_can_ask_for_or_define() {
    let mut ids = BTreeSet::new();
    for metric in catalogue() {
        assert!(ids.insert(metric.id), "{} is there twice", metric.id);
        let dimensions = if metric
            .reads()
            .events
            .iter()
            .any(|kind| ["cost", "revenue", "investment", "benefit"].contains(&kind.as_str()))
        {
            json!(["currency"])
        } else {
            json!([])
        };
        let asked = one(json!({ "measures": [metric.id], "dimensions": dimensions }));
        read(&asked).unwrap_or_else(|mistakes| panic!("{}: {mistakes:?}", metric.id));
        let mut own = serde_json::to_value(&metric.definition).unwrap();
        own["name"] = json!("own");
        read(&one(json!({ "measures": [own], "dimensions": dimensions })))
            .unwrap_or_else(|mistakes| panic!("{} as one's own: {mistakes:?}", metric.id));
        for texts in [metric.title, metric.about] {
            assert!(texts.iter().all(|text| !text.is_empty()), "{} lacks words", metric.id);
        }
    }
}

#[test]
fn the_standard_dashboards_are_sound_and_say_no_facts_where_there_are_none() {
    for audience in
        [Audience::ProgrammeManager, Audience::Mentor, Audience::Entrepreneur, Audience::Funder, Audience::Admin]
    {
        let dashboard = read(&standard_dashboard(audience).unwrap())
            .unwrap_or_else(|mistakes| panic!("{audience:?}: {mistakes:#?}"));
        assert_eq!(dashboard.audience(), Some(audience));
        let shown: BTreeSet<_> = dashboard.layout().iter().map(|tile| tile.query.as_str()).collect();
        assert!(dashboard.queries().keys().all(|name| shown.contains(name.as_str())), "{audience:?} hides a query");
        let as_of = "2026-05-14".parse().unwrap();
        let tables = run(&Book::default(), &dashboard, &Choices::new(), as_of, &Scope::everything()).unwrap();
        assert_eq!(tables.len(), dashboard.queries().len());
        for row in tables.iter().flat_map(|table| &table.rows) {
            assert_eq!((row.verdict, row.value), (Verdict::NoFacts, None), "{row:?}");
        }
    }
    assert_eq!(standard_dashboard(Audience::Public), None);
}
