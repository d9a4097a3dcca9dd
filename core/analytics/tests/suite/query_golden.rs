//! Queries against DuckDB, which counted the same facts in SQL: `.ci/oracles/analytics_queries.py` writes what it found.

use crate::common::ecosystem;
use crate::query_naive::table;
use semillero_analytics::{Book, Day, Row};
use serde_json::Value;
use std::collections::BTreeMap;

#[test]
fn sql_finds_the_same_figures() {
    let golden: Value = serde_json::from_str(include_str!("../golden/queries.json")).unwrap();
    let number = |name: &str| u32::try_from(golden[name].as_u64().unwrap()).unwrap();
    let facts = ecosystem(number("seed").into(), number("people"), number("days").try_into().unwrap());
    let (book, as_of) = (Book::of(&facts), golden["as_of"].as_str().unwrap().parse::<Day>().unwrap());
    let mut seen = 0;
    for case in golden["cases"].as_array().unwrap() {
        let table = table(&book, &case["query"], as_of);
        type Key = (String, Option<String>, Vec<Option<String>>);
        let mut ours: BTreeMap<Key, &Row> = BTreeMap::new();
        for row in &table.rows {
            ours.insert(
                (row.measure.clone(), row.period.map(|period| period.from.to_string()), row.group.clone()),
                row,
            );
        }
        for theirs in case["rows"].as_array().unwrap() {
            let text = |value: &Value| value.as_str().map(str::to_owned);
            let group = theirs["group"].as_array().unwrap().iter().map(text).collect();
            let key = (text(&theirs["measure"]).unwrap(), text(&theirs["from"]), group);
            let row = ours.remove(&key).unwrap_or_else(|| panic!("{key:?} is missing for {}", case["query"]));
            for (name, ours) in [("n", row.n), ("numerator", row.numerator), ("denominator", row.denominator)] {
                assert!(
                    theirs[name].is_null() || theirs[name].as_i64() == ours,
                    "{name} of {key:?}: {theirs} and {row:?}"
                );
            }
            match (theirs["value"].as_f64(), row.value) {
                (Some(theirs), Some(ours)) => {
                    assert!((theirs - ours).abs() <= 1e-9 * (1.0 + theirs.abs()), "{key:?}: {theirs} and {ours}")
                }
                (theirs, ours) => assert_eq!(theirs, ours, "{key:?}"),
            }
            seen += 1;
        }
        // What SQL does not list is empty, undefined, or has no numbers.
        for (key, row) in ours {
            assert!(row.n.unwrap_or(0) == 0, "{key:?} is not in SQL: {row:?}");
        }
    }
    assert!(seen > 1_000, "{seen}");
}
