//! What a chart says, in sentences, made from its figures.

use super::view::{Line, View};
use super::words::Locale;
use super::{cells, dates, numbers};
use crate::answer::{Row, Shape, Table, Verdict};

/// Groups and parts beyond this many are counted instead of named.
const NAMED: usize = 6;

/// The alternative text of the chart of a table: what it shows, its figures with their intervals, what is hidden, and as of when.
///
/// ```
/// # use semillero_analytics::{Behind, Day, Measure, Row, Shape, Table, Unit, Verdict};
/// use semillero_analytics::charts::{Locale, alt_text};
/// # let measure = Measure { name: "mau".into(), metric: "mau".into(), title: ["Personas activas".into(), "Active people".into()], unit: Unit::People, definition_hash: "0".into() };
/// # let row = Row { measure: "mau".into(), period: None, group: vec![], value: Some(1234.0), n: None, numerator: None, denominator: None, interval: None, complete: true, suppressed: None, verdict: Verdict::Good, behind: Behind::default() };
/// # let table = Table { query: "mau".into(), shape: Shape::Number, dimensions: vec![], measures: vec![measure], rows: vec![row], as_of: Day(20_000), notes: vec![] };
/// assert_eq!(alt_text(&table, Locale::En), "Active people: 1,234\u{a0}people. Data up to 4 Oct 2024.");
/// ```
#[must_use]
pub fn alt_text(table: &Table, locale: Locale) -> String {
    sentences(&View::new(table, locale))
}

pub(super) fn sentences(view: &View<'_>) -> String {
    let locale = view.locale;
    let mut said: Vec<String> = Vec::new();
    if view.table.shape != Shape::Number {
        said.push(format!("{}: {}", kind(view.table.shape, locale), view.title()));
    }
    if view.lines.is_empty() {
        said.push(locale.pick("No hay cifras", "There are no figures").to_owned());
    }
    for line in view.lines.iter().take(NAMED) {
        said.extend(change(view, line));
        said.extend(body(view, line));
    }
    if let Some(more) = view.lines.len().checked_sub(NAMED).filter(|more| *more > 0) {
        said.push(locale.pick("y {n} más en la tabla", "and {n} more in the table").replace("{n}", &more.to_string()));
    }
    said.extend(counts(view));
    said.push(view.as_of());
    let mut text = String::new();
    for sentence in said.iter().filter(|sentence| !sentence.is_empty()) {
        let mut letters = sentence.chars();
        text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        text.push_str(letters.as_str());
        text.push_str(". ");
    }
    text.trim_end().to_owned()
}

/// What kind of chart it is.
fn kind(shape: Shape, locale: Locale) -> &'static str {
    match shape {
        Shape::Number => locale.pick("Cifra", "Figure"),
        Shape::Series => locale.pick("Línea en el tiempo", "Line over time"),
        Shape::Bars => locale.pick("Barras", "Bars"),
        Shape::Lifecycle => locale.pick("Barras apiladas en el tiempo", "Stacked bars over time"),
        Shape::Funnel => locale.pick("Embudo", "Funnel"),
        Shape::Retention => locale.pick("Mapa de retención por cohorte", "Retention map by cohort"),
        Shape::Survival => locale.pick("Curva escalonada", "Step curve"),
        Shape::Histogram => locale.pick("Histograma", "Histogram"),
        Shape::Effect => locale.pick("Diferencias con su intervalo", "Differences with their intervals"),
        Shape::Waterfall => locale.pick("Partes de un total", "Parts of a total"),
    }
}

/// `MAU subió 4,1 % [1,2–7,0]`, or in the unit of the figure where the change is no share of it.
pub(super) fn change(view: &View<'_>, line: &Line<'_>) -> Option<String> {
    let row = line.change()?;
    let value = cells::shown(row)?;
    let (locale, style) = (view.locale, view.style(row));
    let points =
        style.unit == crate::Unit::Share && line.style.unit == crate::Unit::Share && row.measure.ends_with(".change");
    let write = |value: f64| match points {
        true => format!("{}\u{a0}{}", style.bare(value), locale.pick("p.\u{a0}p.", "pp")),
        false => style.long(value),
    };
    let subject =
        if line.label == line.title { line.title.clone() } else { format!("{} ({})", line.title, line.label) };
    let size = write(value.abs());
    if size == write(0.0) {
        return Some(format!("{subject} {}", locale.pick("no cambió", "did not change")));
    }
    let verb = if value > 0.0 { locale.pick("subió", "rose") } else { locale.pick("bajó", "fell") };
    let interval =
        cells::interval(row).and_then(|found| style.interval(found.lo, found.hi)).map(|ends| format!(" {ends}"));
    let weak = match row.verdict {
        Verdict::Insufficient => format!(" ({})", super::words::verdict(row.verdict, locale)),
        _ => String::new(),
    };
    Some(format!("{subject} {verb} {size}{}{weak}", interval.unwrap_or_default()))
}

fn body(view: &View<'_>, line: &Line<'_>) -> Option<String> {
    match view.table.shape {
        Shape::Series | Shape::Lifecycle => course(view, line),
        Shape::Retention => cohort(view, line),
        Shape::Survival => end_of_curve(view, line),
        Shape::Histogram if line.rows.iter().all(|row| view.along(row).is_some()) => mode(view, line),
        _ => list(view, line),
    }
}

/// The last figure, the first, and the extremes between.
fn course(view: &View<'_>, line: &Line<'_>) -> Option<String> {
    let locale = view.locale;
    let when = |row: &Row| row.period.map(|period| format!(" ({})", dates::period(period, locale))).unwrap_or_default();
    let shown: Vec<(&Row, f64)> = line.rows.iter().filter_map(|row| Some((*row, cells::shown(row)?))).collect();
    let (Some((first, from)), Some((last, _))) = (shown.first(), shown.last()) else {
        let row = line.rows.first()?;
        return Some(format!("{}: {}", line.label, cells::absence(view, row)));
    };
    let mut text = format!("{}: {}{}", line.label, cells::says(view, last), when(last));
    if shown.len() > 1 {
        let least = shown.iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
        let most = shown.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        text.push_str(&format!(
            "; {} {}{}",
            locale.pick("al comienzo", "at first"),
            line.style.short(*from),
            when(first)
        ));
        text.push_str(&format!("; {} {}{}", locale.pick("mínimo", "least"), line.style.short(least.1), when(least.0)));
        text.push_str(&format!("; {} {}{}", locale.pick("máximo", "most"), line.style.short(most.1), when(most.0)));
    }
    Some(text)
}

fn cohort(view: &View<'_>, line: &Line<'_>) -> Option<String> {
    let last = line.rows.iter().rfind(|row| row.complete && cells::shown(row).is_some()).or(line.rows.last())?;
    let after = view.along(last).unwrap_or_default();
    let size = cells::ratio(last)
        .map(|(_, of)| format!(" (n\u{a0}=\u{a0}{})", numbers::whole(of, view.locale)))
        .unwrap_or_default();
    Some(format!(
        "{}{size}: {} {} {after}",
        view.nice(&line.label),
        cells::says(view, last),
        view.locale.pick("en el tiempo", "at time")
    ))
}

fn end_of_curve(view: &View<'_>, line: &Line<'_>) -> Option<String> {
    let last = line
        .rows
        .iter()
        .rfind(|row| cells::shown(row).is_some() && cells::at_risk(row).is_none_or(|n| n >= super::svg::AT_RISK))
        .or(line.rows.first())?;
    let day = view.along(last).unwrap_or_default();
    let n = cells::at_risk(last)
        .map(|n| format!(", {} {}", numbers::whole(n, view.locale), view.locale.pick("en riesgo", "at risk")))
        .unwrap_or_default();
    Some(format!(
        "{}: {} {}{n}",
        line.label,
        cells::says(view, last),
        view.locale.pick("a los {d} días", "after {d} days").replace("{d}", day)
    ))
}

fn mode(view: &View<'_>, line: &Line<'_>) -> Option<String> {
    let shown = line.rows.iter().filter_map(|row| Some((*row, cells::shown(row)?)));
    let Some((most, _)) = shown.max_by(|a, b| a.1.total_cmp(&b.1)) else {
        return line.rows.first().map(|row| format!("{}: {}", line.label, cells::absence(view, row)));
    };
    let at = view.along(most).unwrap_or_default();
    Some(format!(
        "{}: {} {at} ({})",
        line.label,
        view.locale.pick("lo más frecuente es", "the most frequent is"),
        cells::says(view, most)
    ))
}

/// Every row, the first ones by name.
fn list(view: &View<'_>, line: &Line<'_>) -> Option<String> {
    let told: Vec<String> = line.rows.iter().take(NAMED * 2).map(|row| told(view, row)).collect();
    let more = line.rows.len().saturating_sub(NAMED * 2);
    let mut text = format!("{}: {}", line.label, told.join("; "));
    if more > 0 {
        text.push_str(&format!(
            "; {}",
            view.locale.pick("y {n} más", "and {n} more").replace("{n}", &more.to_string())
        ));
    }
    (!line.rows.is_empty()).then_some(text)
}

fn told(view: &View<'_>, row: &Row) -> String {
    let at = match (view.along(row), row.period) {
        (Some(at), _) => format!("{at} "),
        (None, Some(period)) => format!("{} ", dates::period(period, view.locale)),
        (None, None) => String::new(),
    };
    let weak = cells::shown(row).is_some() && !matches!(row.verdict, Verdict::Good);
    let verdict = if weak { format!(" ({})", super::words::verdict(row.verdict, view.locale)) } else { String::new() };
    format!("{at}{}{verdict}", cells::says(view, row))
}

/// How many figures are hidden, and how many periods are still open.
fn counts(view: &View<'_>) -> Vec<String> {
    let locale = view.locale;
    let hidden = view.table.rows.iter().filter(|row| cells::cell(row) == cells::Cell::Hidden).count();
    let open = view.table.rows.iter().filter(|row| !row.complete && cells::cell(row) != cells::Cell::Hidden).count();
    let say = |count: usize, es: [&str; 2], en: [&str; 2]| {
        let [one, many] = match locale {
            Locale::Es => es,
            Locale::En => en,
        };
        (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
    };
    let hidden = say(hidden, ["cifra oculta", "cifras ocultas"], ["figure hidden", "figures hidden"]);
    let open = say(
        open,
        ["cifra de un periodo incompleto", "cifras de periodos incompletos"],
        ["figure of an incomplete period", "figures of incomplete periods"],
    );
    hidden.into_iter().chain(open).collect()
}
