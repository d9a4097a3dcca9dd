//! A table as HTML: a semantic table, and a fragment with the chart above it.

use super::svg::{Size, svg_of};
use super::text::escape;
use super::view::View;
use super::words::{self, Locale};
use super::{cells, numbers};
use crate::answer::{Row, Table};
use crate::gate::Gated;

/// The table as an HTML `table`: a caption, one row per figure with period, group, figure, interval, n, what to make of it, and notes below.
/// Every text is escaped; hidden figures say so.
///
/// ```
/// # use semillero_analytics::{Day, Shape, Table};
/// use semillero_analytics::charts::{Locale, html_table};
/// # let table = Table { query: "a<b".into(), shape: Shape::Number, dimensions: vec![], measures: vec![], rows: vec![], as_of: Day(0), notes: vec![] };
/// # let table = semillero_analytics::Gated::rows_are_readable(table, semillero_analytics::Readable::OwnersOfTheFacts);
/// assert!(html_table(&table, Locale::Es).contains("<caption>A&lt;b"));
/// ```
#[must_use]
pub fn html_table(table: &Gated<Table>, locale: Locale) -> String {
    let table = table.get();
    table_of(&View::new(table, locale))
}

/// Chart and table as one piece of HTML without scripts, for notebooks and pages: the table is folded below the chart.
///
/// ```
/// # use semillero_analytics::{Day, Shape, Table};
/// use semillero_analytics::charts::{Locale, html};
/// # let table = Table { query: "mau".into(), shape: Shape::Number, dimensions: vec![], measures: vec![], rows: vec![], as_of: Day(0), notes: vec![] };
/// # let table = semillero_analytics::Gated::rows_are_readable(table, semillero_analytics::Readable::OwnersOfTheFacts);
/// assert!(html(&table, Locale::Es).contains("<details><summary>Los datos como tabla</summary>"));
/// ```
#[must_use]
pub fn html(table: &Gated<Table>, locale: Locale) -> String {
    let table = table.get();
    let view = View::new(table, locale);
    let summary = locale.pick("Los datos como tabla", "The data as a table");
    let chart = svg_of(&view, Size::default());
    let rows = table_of(&view);
    format!(
        "<figure class=\"sm-figure\" lang=\"{}\" style=\"margin:0\">{chart}<details><summary>{summary}</summary>{rows}</details></figure>\n",
        locale.tag()
    )
}

/// The columns that a table of this kind fills.
struct Columns {
    measure: bool,
    period: bool,
    interval: bool,
    n: bool,
    ratio: bool,
}

fn table_of(view: &View<'_>) -> String {
    let rows = &view.table.rows;
    let columns = Columns {
        measure: view.table.measures.len() > 1,
        period: rows.iter().any(|row| row.period.is_some()),
        interval: rows.iter().any(|row| cells::interval(row).is_some()),
        n: rows.iter().any(|row| cells::n(row).is_some()),
        ratio: rows.iter().any(|row| cells::ratio(row).is_some()),
    };
    let locale = view.locale;
    let mut out = format!(
        "<table class=\"sm-table\" lang=\"{}\"><caption>{}. {}</caption>\n",
        locale.tag(),
        escape(&view.title()),
        escape(&view.as_of())
    );
    out.push_str(&head(view, &columns));
    out.push_str("<tbody>\n");
    for row in rows {
        out.push_str(&line(view, row, &columns));
    }
    let width = head_names(view, &columns).len();
    if rows.is_empty() {
        out.push_str(&format!(
            "<tr><td colspan=\"{width}\">{}</td></tr>\n",
            locale.pick("No hay cifras", "There are no figures")
        ));
    }
    out.push_str("</tbody>\n");
    let notes = notes(view);
    if !notes.is_empty() {
        let lines: String =
            notes.iter().map(|note| format!("<tr><td colspan=\"{width}\">{}</td></tr>\n", escape(note))).collect();
        out.push_str(&format!("<tfoot>\n{lines}</tfoot>\n"));
    }
    out.push_str("</table>\n");
    out
}

/// Each column with whether it holds numbers.
fn head_names(view: &View<'_>, columns: &Columns) -> Vec<(String, bool)> {
    let locale = view.locale;
    let say = |es: &str, en: &str| locale.pick(es, en).to_owned();
    let mut names: Vec<(String, bool)> = Vec::new();
    if columns.measure {
        names.push((say("Medida", "Measure"), false));
    }
    if columns.period {
        names.push((say("Periodo", "Period"), false));
    }
    names.extend(view.table.dimensions.iter().map(|name| (name.clone(), false)));
    names.push((say("Cifra", "Figure"), true));
    if columns.interval {
        names.push((say("Intervalo", "Interval"), true));
    }
    if columns.ratio {
        names.push((say("De ellos", "Out of"), true));
    }
    if columns.n {
        names.push(("n".to_owned(), true));
    }
    names.push((say("Lectura", "Reading"), false));
    names
}

fn head(view: &View<'_>, columns: &Columns) -> String {
    let cells = head_names(view, columns).into_iter().map(|(name, number)| {
        let class = if number { " class=\"number\"" } else { "" };
        format!("<th scope=\"col\"{class}>{}</th>", escape(&name))
    });
    format!("<thead><tr>{}</tr></thead>\n", cells.collect::<String>())
}

fn line(view: &View<'_>, row: &Row, columns: &Columns) -> String {
    let locale = view.locale;
    // The first cell names the row.
    let mut scope: Vec<String> = Vec::new();
    if columns.measure {
        scope.push(view.title_of(row).to_owned());
    }
    if columns.period {
        scope.push(row.period.map(|period| super::dates::period(period, locale)).unwrap_or_default());
    }
    let all = locale.pick("todos", "all");
    let groups = view.table.dimensions.iter().enumerate();
    scope.extend(groups.map(|(at, _)| row.group.get(at).and_then(|value| value.as_deref()).unwrap_or(all).to_owned()));
    if scope.is_empty() {
        scope.push(String::new());
    }
    let mut out = String::from("<tr>");
    let named = columns.measure || columns.period || !view.table.dimensions.is_empty();
    for (at, text) in scope.iter().enumerate().filter(|_| named) {
        let (open, close) = if at == 0 { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
        out.push_str(&format!("{open}{}{close}", escape(text)));
    }
    let style = view.style(row);
    let mut number = |text: String| out.push_str(&format!("<td class=\"number\">{}</td>", escape(&text)));
    let missing = || "—".to_owned();
    number(match (cells::shown(row), cells::cell(row)) {
        (Some(value), _) => style.short(value),
        (None, cells::Cell::Hidden) => words::hidden(locale).to_owned(),
        (None, _) => missing(),
    });
    if columns.interval {
        let ends = cells::interval(row).and_then(|found| style.interval(found.lo, found.hi));
        number(ends.unwrap_or_else(missing));
    }
    if columns.ratio {
        let ratio = cells::ratio(row).map(|(counted, of)| {
            format!("{} {} {}", numbers::whole(counted, locale), locale.pick("de", "of"), numbers::whole(of, locale))
        });
        number(ratio.unwrap_or_else(missing));
    }
    if columns.n {
        number(cells::n(row).map_or_else(missing, |n| numbers::whole(n, locale)));
    }
    out.push_str(&format!("<td>{}</td></tr>\n", escape(&reading(view, row))));
    out
}

/// What to make of a figure, and that its period is not over.
fn reading(view: &View<'_>, row: &Row) -> String {
    let locale = view.locale;
    let verdict = match cells::shown(row) {
        Some(_) => words::verdict(row.verdict, locale).to_owned(),
        None => cells::absence(view, row),
    };
    if row.complete {
        verdict
    } else {
        format!("{verdict}; {}", locale.pick("periodo incompleto", "incomplete period"))
    }
}

/// What stands below: units, how intervals were made, and the notes of the table.
fn notes(view: &View<'_>) -> Vec<String> {
    let locale = view.locale;
    let mut notes = Vec::new();
    let mut methods: Vec<String> = Vec::new();
    for interval in view.table.rows.iter().filter_map(cells::interval) {
        let level = numbers::decimal(interval.level * 100.0, 0, locale);
        let said = format!("{}{} ({})", level, locale.pick("\u{a0}%", "%"), words::method(interval.method, locale));
        if !methods.contains(&said) {
            methods.push(said);
        }
    }
    if !methods.is_empty() {
        notes.push(format!("{}: {}", locale.pick("Intervalos al", "Intervals at"), methods.join("; ")));
    }
    notes.extend(view.table.notes.iter().map(|note| locale.of(note).to_owned()));
    notes
}
