//! What people see: every shape in every state, safe with hostile labels, the same bytes every time.

use super::open::{alt_text, csv, html, html_table, record_batch, svg, vega_lite};
use crate::samples::{self, Shaped, day, measure, row, share, table};
use proptest::prelude::*;
use semillero_analytics::charts::{ByteOrderMark, Locale, Size};
use semillero_analytics::{Grain, IntervalMethod, Row, Shape, Suppression, Table, Unit, Verdict};

const LOCALES: [Locale; 2] = [Locale::Es, Locale::En];
const HIDDEN: [Suppression; 3] = [Suppression::SmallCell, Suppression::Complementary, Suppression::Dominance];
const SIZES: [Size; 3] =
    [Size { width: 680, height: 380 }, Size { width: 320, height: 240 }, Size { width: 0, height: u16::MAX }];

/// Parses a document and answers the text of all its elements.
fn well_formed(document: &str) -> String {
    let parsed = roxmltree::Document::parse(document).unwrap_or_else(|error| panic!("{error}\n{document}"));
    for node in parsed.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(!["script", "foreignObject", "image", "a", "iframe", "object"].contains(&name), "<{name}>");
        assert!(node.attributes().all(|attribute| !attribute.name().starts_with("on")), "{name}");
    }
    parsed.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect::<Vec<_>>().join("\n")
}

/// Everything that can be made of a table, checked for form.
fn renders(table: &Table, locale: Locale, size: Size) {
    let drawn = svg(table, locale, size);
    well_formed(&drawn);
    assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
    assert!(drawn.contains("role=\"img\""));
    well_formed(&html_table(table, locale));
    assert!(vega_lite(table, locale)["$schema"].is_string());
    assert!(!alt_text(table, locale).is_empty());
    let file = csv(table, locale, ByteOrderMark::Without);
    let mut reader = csv::ReaderBuilder::new().from_reader(file.as_bytes());
    let width = reader.headers().unwrap().len();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(records.len() == table.rows.len() && records.iter().all(|record| record.len() == width));
    #[cfg(feature = "arrow")]
    assert_eq!(record_batch(table).num_rows(), table.rows.len());
}

/// The samples that are not only there for their length.
fn short_samples() -> Vec<Table> {
    let long = ["daily_400", "thirty_groups", "thirty_bars", "daily_90"];
    let mut kept: Vec<Table> =
        samples::all().into_iter().filter(|(name, _)| !long.contains(name)).map(|(_, table)| table).collect();
    kept.push(samples::daily(20));
    kept
}

#[test]
fn every_sample_renders_the_same_every_time() {
    for (name, table) in samples::all() {
        for locale in LOCALES {
            for size in SIZES {
                renders(&table, locale, size);
                assert_eq!(svg(&table, locale, size), svg(&table.clone(), locale, size), "{name}");
            }
            well_formed(&html(&table, locale));
        }
    }
}

#[test]
fn every_shape_renders_with_every_verdict_and_suppression() {
    for (at, table) in short_samples().into_iter().enumerate() {
        // Languages and sizes take turns.
        let renders = |turn: usize, change: &dyn Fn(Row) -> Row| {
            let rows = table.rows.iter().cloned().map(change).collect();
            renders(&with_rows(&table, rows), LOCALES[(at + turn) % 2], SIZES[(at + turn / 2) % 3]);
        };
        let read = [Verdict::Good, Verdict::Insufficient, Verdict::Association, Verdict::Suppressed];
        for (turn, verdict) in read.into_iter().enumerate() {
            renders(turn, &|row| row.read_as(verdict));
        }
        for (turn, verdict) in [Verdict::Undefined, Verdict::NoFacts].into_iter().enumerate() {
            renders(turn, &|row| row.missing(verdict));
        }
        for (turn, why) in HIDDEN.into_iter().enumerate() {
            renders(turn, &|row| row.hidden(why));
        }
        renders(0, &|row| Row { value: row.value.map(|value| -value), ..row });
        renders(1, &|row| row.open());
        for (turn, huge) in
            [1e18, f64::MAX, f64::MIN, f64::NAN, f64::INFINITY, f64::MIN_POSITIVE, 0.0].into_iter().enumerate()
        {
            let counts =
                |row: Row| Row { n: Some(i64::MAX), numerator: Some(i64::MIN), denominator: Some(i64::MAX), ..row };
            renders(turn, &|row| Row { value: Some(huge), ..counts(row) });
            renders(turn, &|row| row.within(huge, -huge, IntervalMethod::Normal));
        }
        super::charts::renders(&with_rows(&table, Vec::new()), LOCALES[at % 2], SIZES[at % 3]);
        super::charts::renders(&with_rows(&table, table.rows[..1].to_vec()), LOCALES[at % 2], SIZES[at % 3]);
    }
}

fn with_rows(table: &Table, rows: Vec<Row>) -> Table {
    Table { rows, ..table.clone() }
}

/// A row that is marked as hidden but still holds its figure, as if the gate had forgotten to take it away.
#[test]
fn a_hidden_figure_is_nowhere_even_if_it_is_still_in_the_row() {
    for (name, table) in samples::all() {
        let secret = |row: Row| {
            Row {
                value: Some(777_777.0),
                n: Some(777_777),
                numerator: Some(777_777),
                denominator: Some(777_777),
                suppressed: Some(Suppression::SmallCell),
                ..row
            }
            .within(777_777.0, 777_777.0, IntervalMethod::Wilson)
        };
        let table = with_rows(&table, table.rows.iter().cloned().map(secret).collect());
        for locale in LOCALES {
            let all = [
                svg(&table, locale, Size::default()),
                html_table(&table, locale),
                alt_text(&table, locale),
                csv(&table, locale, ByteOrderMark::Without),
                vega_lite(&table, locale).to_string(),
            ];
            for text in all {
                assert!(
                    !text.contains("777") || text.replace("sm-", "").matches("777").count() == ids(&text),
                    "{name}: {text}"
                );
                let word = locale.pick("oculto", "hidden");
                assert!(text.contains(word) || text.contains(locale.pick("oculta", "hidden")), "{name}: {text}");
            }
        }
        #[cfg(feature = "arrow")]
        {
            use arrow_array::Array;
            let batch = record_batch(&table);
            for column in ["value", "n", "numerator", "denominator", "lo", "hi", "level", "method"] {
                let column = batch.column_by_name(column).unwrap();
                assert_eq!(column.null_count(), column.len());
            }
        }
    }
}

/// How often the digits stand in names, which are hashes and places.
fn ids(text: &str) -> usize {
    text.split(['"', '>', '<'])
        .filter(|part| part.contains("777") && (part.starts_with("sm-") || part.starts_with("url(")))
        .count()
}

#[test]
fn a_hidden_month_is_a_gap_and_not_zero() {
    let table = samples::monthly_share();
    let drawn = svg(&table, Locale::Es, Size::default());
    let text = well_formed(&drawn);
    assert!(text.contains("oculto: muy pocas personas") && text.contains("1 cifra oculta"), "{text}");
    // One line before and one after the gap, and the dashed one into the month that is not over.
    assert_eq!(drawn.matches("stroke-linejoin=\"round\"").count() - drawn.matches("paint-order").count(), 3, "{drawn}");
}

#[test]
fn the_sentence_says_the_change_in_both_languages() {
    let table = samples::number();
    let es = alt_text(&table, Locale::Es);
    let en = alt_text(&table, Locale::En);
    assert!(es.contains("Personas activas en 28 días subió 4,1\u{a0}% [1,2–7,0]."), "{es}");
    assert!(en.contains("People active in 28 days rose 4.1% [1.2–7.0]."), "{en}");
    assert!(es.contains("NPS: 38\u{a0}puntos [12–58] (datos insuficientes)."), "{es}");
    assert!(es.contains("Crecimiento de ingresos: oculto: muy pocas personas. "), "{es}");
    assert!(es.ends_with("1 cifra oculta. Datos hasta el 24 nov 2026."), "{es}");
    let falls = |row: Row| match row.measure.as_str() {
        "mau.change_share" => Row { value: Some(-0.041), ..row }.within(-0.07, -0.012, IntervalMethod::Bootstrap),
        _ => row,
    };
    let fell = with_rows(&table, table.rows.iter().cloned().map(falls).collect());
    assert!(alt_text(&fell, Locale::Es).contains("bajó 4,1\u{a0}% [−7,0 a −1,2]."));
    assert!(alt_text(&fell, Locale::En).contains("fell 4.1% [−7.0 to −1.2]."));
}

#[test]
fn a_change_that_is_no_share_is_said_in_its_own_unit() {
    let changed = |unit, value: f64| {
        let measures = vec![measure("m", unit, "Cifra", "Figure"), measure("m.change", unit, "Cambio", "Change")];
        let rows = vec![row("m", &[], 0.5), row("m.change", &[], value).open(), row("m.change", &[], value)];
        alt_text(&table("q", Shape::Number, &[], measures, rows), Locale::Es).replace('\u{a0}', " ")
    };
    assert!(changed(Unit::People, 12.0).contains("Cifra subió 12 personas."));
    assert!(changed(Unit::Share, -0.031).contains("Cifra bajó 3,1 p. p."));
    assert!(changed(Unit::Days, 0.0).contains("Cifra no cambió."));
}

#[test]
fn all_together_has_a_name_of_its_own() {
    let text = well_formed(&svg(&samples::bars(), Locale::Es, Size::default()));
    assert!(text.lines().any(|line| line == "todos"), "{text}");
}

#[test]
fn sentences_tell_each_shape() {
    let told = |table: Table, parts: &[&str]| {
        let text = alt_text(&table, Locale::En).replace('\u{a0}', " ");
        parts.iter().for_each(|part| assert!(text.contains(part), "{part} is not in: {text}"));
    };
    told(
        samples::retention(),
        &[
            "Retention map by cohort: Monthly retention.",
            "Feb 2026 (n = 38): 13.2% [5.8–27.3] after 8 intervals.",
            "1 figure hidden",
        ],
    );
    told(samples::survival(), &["Cohorte 2024-A: 40.0%", "after 750 days", "at risk"]);
    told(
        samples::effect(),
        &["Milestones on time: +14.2 pp [2.1–25.8]", "association, not effect", "no facts of this kind"],
    );
    told(samples::funnel(), &["Funnel: From sign-up to the first session.", "4. Sesión realizada: 34.7%"]);
    told(
        samples::funnel_by_group(),
        &["Agro: step 1: 120 people; step 2: 90 people", "step 3: hidden: too few people"],
    );
    told(
        samples::daily(90),
        &[
            "Line over time: People active per day. People active per day rose 18.3% [12.1–24.4]. ",
            "people (22 Nov 2026); at first",
        ],
    );
    told(samples::waterfall(), &["Operación USD −38,000"]);
    told(samples::histogram(), &["The most frequent is 1 (180 people)"]);
}

#[test]
fn few_at_risk_end_a_curve() {
    let mut table = samples::survival();
    table.rows.retain(|row| row.group[0].as_deref() == Some("Cohorte 2025-A"));
    let text = well_formed(&svg(&table, Locale::En, Size::default()));
    assert!(text.contains("Not drawn where fewer than 10 are at risk.") && text.contains("<10"), "{text}");
    assert!(alt_text(&table, Locale::En).contains("after 570 days"), "{}", alt_text(&table, Locale::En));
}

#[test]
fn csv_is_safe_for_spreadsheets_and_reads_back() {
    let hostile =
        ["=1+1", "+SUM(A1)", "-2", "@x", "\ttab", "\rline", "  =lead", "＝wide", "a,b", "say \"hi\"", "two\nlines", ""];
    let rows: Vec<Row> = hostile.iter().map(|name| row("m", &[name], -1.5).of(7)).collect();
    let table = table("q", Shape::Bars, &["value"], vec![measure("m", Unit::Number, "=Título", "Title")], rows);
    let file = csv(&table, Locale::Es, ByteOrderMark::With);
    assert!(file.starts_with('\u{feff}') && file.ends_with("\r\n"));
    let mut reader = csv::Reader::from_reader(file.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|column| column == name).unwrap();
    for (record, name) in reader.records().zip(hostile) {
        let record = record.unwrap();
        // The dimension has the name of a column of the house.
        let cell = &record[at("dimension_value")];
        assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), name);
        assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{cell:?}");
        assert_eq!((&record[at("value")], &record[at("n")], &record[at("title")]), ("-1.5", "7", "'=Título"));
    }
}

#[test]
fn numbers_of_csv_are_the_numbers_of_the_table() {
    for value in [0.1, 1.0 / 3.0, -1e-9, 123_456_789.0, 1e21, f64::MIN_POSITIVE, -0.0] {
        let one =
            table("q", Shape::Number, &[], vec![measure("m", Unit::Number, "m", "m")], vec![row("m", &[], value)]);
        let file = csv(&one, Locale::Es, ByteOrderMark::Without);
        let record = csv::Reader::from_reader(file.as_bytes()).records().next().unwrap().unwrap();
        assert_eq!(record[4].parse::<f64>().unwrap(), value);
    }
}

#[cfg(feature = "arrow")]
#[test]
fn arrow_holds_what_the_table_holds() {
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Date32Type, Float64Type, Int64Type};
    let mut answered = samples::by_role();
    answered.notes.push(["Nota".into(), "Note".into()]);
    let batch = record_batch(&answered);
    let schema = batch.schema();
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let expected = "measure first_day end_day person.role value unit n numerator denominator lo hi level method complete suppressed verdict";
    assert_eq!(names.join(" "), expected);
    for (at, row) in answered.rows.iter().enumerate() {
        let value = batch["value"].as_primitive::<Float64Type>();
        assert_eq!(row.value, value.iter().nth(at).unwrap());
        assert_eq!(batch["first_day"].as_primitive::<Date32Type>().value(at), row.period.unwrap().from.0);
        assert_eq!(batch["person.role"].as_string::<i32>().value(at), row.group[0].as_deref().unwrap());
        assert_eq!(batch["n"].as_primitive::<Int64Type>().iter().nth(at).unwrap(), row.n);
    }
    let metadata = schema.metadata();
    assert_eq!(metadata["as_of"], "2026-11-24");
    assert_eq!(metadata["notes"], r#"[["Nota","Note"]]"#);
    assert!(metadata["definitions"].contains("5f1c"));
}

#[test]
fn columns_that_share_a_name_are_told_apart() {
    let one = Row { group: vec![Some("a".into()), Some("b".into()), Some("c".into())], ..row("m", &[], 1.0) };
    let table =
        table("q", Shape::Bars, &["n", "n", "dimension_n"], vec![measure("m", Unit::Number, "m", "m")], vec![one]);
    renders(&table, Locale::Es, Size::default());
    let file = csv(&table, Locale::Es, ByteOrderMark::Without);
    assert!(
        file.starts_with(
            "measure,title,first_day,end_day,dimension_n,dimension_dimension_n,dimension_dimension_dimension_n,value,"
        ),
        "{file}"
    );
}

/// The pictures are part of what the product promises: a change shows in a review. To accept one, run with `SEMILLERO_ACCEPT=1`.
#[test]
fn small_pictures_are_as_they_were() {
    let month = |at: &str| Grain::Month.around(day(at));
    let people = || vec![measure("mau", Unit::People, "Personas activas", "Active people")];
    let small = [
        (
            "number",
            table(
                "match",
                Shape::Number,
                &[],
                vec![measure("m", Unit::Share, "Emparejadas", "Matched")],
                vec![share("m", &[], 41, 57)],
            ),
        ),
        (
            "series",
            table(
                "mau",
                Shape::Series,
                &[],
                people(),
                vec![
                    row("mau", &[], 40.0).on(month("2026-01-01")),
                    row("mau", &[], 0.0).on(month("2026-02-01")).hidden(Suppression::SmallCell),
                    row("mau", &[], 52.0).on(month("2026-03-01")),
                    row("mau", &[], 31.0).on(month("2026-04-01")).open(),
                ],
            ),
        ),
        (
            "bars",
            table(
                "mau",
                Shape::Bars,
                &["role"],
                people(),
                vec![row("mau", &["<b>&"], 3.0), row("mau", &["x"], 0.0).missing(Verdict::Undefined)],
            ),
        ),
    ];
    for (name, table) in small {
        for locale in LOCALES {
            let drawn = svg(&table, locale, Size { width: 360, height: 220 });
            let path = format!("{}/tests/suite/pictures/{name}-{}.svg", env!("CARGO_MANIFEST_DIR"), locale.tag());
            if std::env::var_os("SEMILLERO_ACCEPT").is_some() {
                std::fs::write(&path, &drawn).unwrap();
            }
            assert!(
                std::fs::read_to_string(&path).unwrap() == drawn,
                "{path} differs; look at it, then run with SEMILLERO_ACCEPT=1"
            );
        }
    }
}

fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(
            prop_oneof![
                Just("</text>"),
                Just("]]>"),
                Just("<script>alert(1)</script>"),
                Just("\" onload=\"x"),
                Just("'"),
                Just("&amp;"),
                Just("&#0;"),
                Just("\u{0}"),
                Just("\u{202e}"),
                Just("\u{fffe}"),
                Just("<!--"),
                Just("%s{}"),
                Just("=cmd|"),
                Just("ñandú"),
                Just("開発"),
                Just(" "),
                Just("long label without end "),
                Just("</svg></figure>")
            ],
            0..8
        )
        .prop_map(|parts| parts.concat()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_label_breaks_out(texts in proptest::collection::vec(label(), 8), which in 0_usize..20) {
        let all = short_samples();
        let sample = &all[which % all.len()];
        let mut hostile = sample.clone();
        let [query, es, en, dimension, note, hash, one, two] = texts.as_slice() else { unreachable!() };
        hostile.query = query.clone();
        hostile.notes = vec![[note.clone(), es.clone()]];
        for measure in &mut hostile.measures {
            measure.title = [es.clone(), en.clone()];
            measure.definition_hash = hash.clone();
        }
        for (at, row) in hostile.rows.iter_mut().enumerate() {
            for (dim, value) in row.group.iter_mut().enumerate() {
                // What stands along the shape keeps its numbers, now and then.
                if at % 3 != 2 || dim == 0 {
                    *value = Some(if at % 2 == 0 { one.clone() } else { two.clone() });
                }
            }
        }
        if let Some(first) = hostile.dimensions.first_mut() {
            *first = dimension.clone();
        }
        renders(&hostile, LOCALES[which % 2], SIZES[which % 3]);
        well_formed(&html(&hostile, Locale::En));
    }
}
