//! A table as CSV, RFC 4180 (2005): one line per figure, numbers as programs read them.

use super::view::View;
use super::words::{self, Locale};
use super::{cells, columns};
use crate::answer::{Row, Table};
use crate::gate::Gated;

/// Whether a file begins with the mark by which Excel knows UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByteOrderMark {
    /// It does, for spreadsheets.
    With,
    /// It does not, for programs.
    Without,
}

/// The table as comma-separated values with a head; lines end in CRLF.
///
/// Numbers have a decimal point in every language; the columns `title` and `reading` are in the language asked for. Hidden figures are
/// empty and `suppressed` says why. A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a
/// line break, or one of the full-width forms of these) gets an apostrophe in front.
///
/// ```
/// # use semillero_analytics::{Day, Shape, Table};
/// use semillero_analytics::charts::{ByteOrderMark, Locale, csv};
/// # let table = Table { query: "mau".into(), shape: Shape::Number, dimensions: vec![], measures: vec![], rows: vec![], as_of: Day(0), notes: vec![] };
/// # let table = semillero_analytics::Gated::rows_are_readable(table, semillero_analytics::Readable::OwnersOfTheFacts);
/// assert!(csv(&table, Locale::En, ByteOrderMark::Without).starts_with("measure,title,first_day,"));
/// ```
#[must_use]
pub fn csv(table: &Gated<Table>, locale: Locale, mark: ByteOrderMark) -> String {
    let table = table.get();
    let view = View::new(table, locale);
    let mut out = String::new();
    if mark == ByteOrderMark::With {
        out.push('\u{feff}');
    }
    let [measure, from, to] = columns::BEFORE;
    let [title, reading, hash, as_of] = columns::WORDS;
    let mut head: Vec<String> = [measure, title, from, to].map(ToOwned::to_owned).into();
    head.extend(columns::dimensions(table).iter().map(|name| text(name)));
    head.extend(columns::AFTER.iter().chain(&[reading, hash, as_of]).map(|name| (*name).to_owned()));
    push(&mut out, &head);
    for row in &table.rows {
        push(&mut out, &line(&view, row));
    }
    out
}

fn line(view: &View<'_>, row: &Row) -> Vec<String> {
    let table = view.table;
    let measure = view.measure(&row.measure);
    let interval = cells::interval(row);
    let counts = |count: Option<i64>| {
        count.filter(|_| cells::cell(row) != cells::Cell::Hidden).map(|n| n.to_string()).unwrap_or_default()
    };
    let reading = match cells::shown(row) {
        Some(_) => words::verdict(row.verdict, view.locale).to_owned(),
        None => cells::absence(view, row),
    };
    let mut line = vec![text(&row.measure), text(view.title_of(row))];
    line.extend(
        [row.period.map(|period| period.from), row.period.map(|period| period.to)]
            .map(|day| day.map(|day| day.to_string()).unwrap_or_default()),
    );
    let groups =
        table.dimensions.iter().enumerate().map(|(at, _)| row.group.get(at).and_then(|value| value.as_deref()));
    line.extend(groups.map(|value| text(value.unwrap_or_default())));
    line.extend([
        number(cells::shown(row)),
        measure.map(|measure| words::unit_code(measure.unit)).unwrap_or_default().to_owned(),
        counts(row.n),
        counts(row.numerator),
        counts(row.denominator),
        number(interval.and_then(|interval| interval.lo)),
        number(interval.and_then(|interval| interval.hi)),
        number(interval.map(|interval| interval.level)),
        interval.map(|interval| words::method_code(interval.method)).unwrap_or_default().to_owned(),
        row.complete.to_string(),
        row.suppressed.map(words::suppression_code).unwrap_or_default().to_owned(),
        words::verdict_code(row.verdict).to_owned(),
        text(&reading),
        text(measure.map(|measure| measure.definition_hash.as_str()).unwrap_or_default()),
        table.as_of.to_string(),
    ]);
    line
}

/// Ours, so never a formula: the shortest digits that read back as the same number.
fn number(value: Option<f64>) -> String {
    match value {
        Some(value) if value == value.round() && value.abs() < 1e15 => format!("{value:.0}"),
        Some(value) => format!("{value:?}"),
        None => String::new(),
    }
}

fn text(text: &str) -> String {
    let risky = |letter: char| matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    let runs = text.starts_with(risky) || text.trim_start().starts_with(risky);
    let quoted = text.contains([',', '"', '\r', '\n', ';', '\t']);
    let guarded = format!("{}{text}", if runs { "'" } else { "" });
    if quoted || guarded.starts_with(' ') || guarded.ends_with(' ') {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

fn push(out: &mut String, fields: &[String]) {
    out.push_str(&fields.join(","));
    out.push_str("\r\n");
}
