//! What a chart says, in sentences, made from its figures.

use super::view::{Line, View};
use super::words::Locale;
use super::{cells, dates, numbers};
use crate::answer::{Row, Shape, Table, Verdict};
use crate::gate::Gated;

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
/// # let table = semillero_analytics::Gated::rows_are_readable(table, semillero_analytics::Readable::OwnersOfTheFacts);
/// assert_eq!(alt_text(&table, Locale::En), "Active people: 1,234\u{a0}people. Data up to 4 Oct 2024.");
/// ```
#[must_use]
pub fn alt_text(table: &Gated<Table>, locale: Locale) -> String {
    let table = table.get();
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
    // Lines of one figure each are short.
    let named = if view.lines.iter().all(|line| line.rows.len() < 2) { 2 * NAMED } else { NAMED };
    for line in view.lines.iter().take(named) {
        said.extend(change(view, line));
        said.extend(body(view, line));
    }
    if let Some(more) = view.lines.len().checked_sub(named).filter(|more| *more > 0) {
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

/// What a line says of itself: its name, unless the title has said it, and its figures.
fn body(view: &View<'_>, line: &Line<'_>) -> Option<String> {
    let figures = match view.table.shape {
        Shape::Series | Shape::Lifecycle => course(view, line),
        Shape::Retention => cohort(view, line),
        Shape::Survival => end_of_curve(view, line),
        Shape::Histogram if line.rows.iter().all(|row| view.along(row).is_some()) => mode(view, line),
        _ => list(view, line),
    }?;
    let alone = view.lines.len() == 1 && line.label == view.title() && view.table.shape != Shape::Number;
    let separator = if view.table.shape == Shape::Retention { "" } else { ": " };
    Some(if alone { figures } else { format!("{}{separator}{figures}", view.nice(&line.label)) })
}

/// The last figure of a period that is over, the first, and the extremes between.
fn course(view: &View<'_>, line: &Line<'_>) -> Option<String> {
    let locale = view.locale;
    let when = |row: &Row| row.period.map(|period| format!(" ({})", dates::period(period, locale))).unwrap_or_default();
    let shown: Vec<(&Row, f64)> = line.rows.iter().filter_map(|row| Some((*row, cells::shown(row)?))).collect();
    let over: Vec<(&Row, f64)> = shown.iter().filter(|(row, _)| row.complete).copied().collect();
    let told = if over.is_empty() { shown } else { over };
    let (Some((first, from)), Some((last, _))) = (told.first(), told.last()) else {
        return line.rows.first().map(|row| cells::absence(view, row));
    };
    let mut text = format!("{}{}", cells::says(view, last), when(last));
    if told.len() > 1 {
        let least = told.iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
        let most = told.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
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

/// The last interval that is over for a whole cohort.
fn cohort(view: &View<'_>, line: &Line<'_>) -> Option<String> {
    let last = line.rows.iter().rfind(|row| row.complete && cells::shown(row).is_some()).or(line.rows.last())?;
    let after = view.along(last).unwrap_or_default();
    let number = |of| format!(" (n\u{a0}=\u{a0}{})", numbers::whole(of, view.locale));
    let size = cells::ratio(last).map(|(_, of)| number(of)).unwrap_or_default();
    let when = view.locale.pick("tras {k} intervalos", "after {k} intervals").replace("{k}", after);
    Some(format!("{size}: {} {when}", cells::says(view, last)))
}

/// The last point of a curve that is drawn.
fn end_of_curve(view: &View<'_>, line: &Line<'_>) -> Option<String> {
    let enough = |row: &Row| cells::at_risk(row).is_none_or(|n| n >= super::svg::AT_RISK);
    let last = line.rows.iter().rfind(|row| cells::shown(row).is_some() && enough(row)).or(line.rows.first())?;
    let day = view.along(last).unwrap_or_default();
    let at_risk = view.locale.pick("en riesgo", "at risk");
    let n = cells::at_risk(last).map(|n| format!(", {} {at_risk}", numbers::whole(n, view.locale)));
    let when = view.locale.pick("a los {d} días", "after {d} days").replace("{d}", day);
    Some(format!("{} {when}{}", cells::says(view, last), n.unwrap_or_default()))
}

fn mode(view: &View<'_>, line: &Line<'_>) -> Option<String> {
    let shown = line.rows.iter().filter_map(|row| Some((*row, cells::shown(row)?)));
    let Some((most, _)) = shown.max_by(|a, b| a.1.total_cmp(&b.1)) else {
        return line.rows.first().map(|row| cells::absence(view, row));
    };
    let at = view.along(most).unwrap_or_default();
    let says = cells::says(view, most);
    Some(format!("{} {at} ({says})", view.locale.pick("lo más frecuente es", "the most frequent is")))
}

/// Every row, the first ones by name.
fn list(view: &View<'_>, line: &Line<'_>) -> Option<String> {
    let told: Vec<String> = line.rows.iter().take(NAMED * 2).map(|row| told(view, line, row)).collect();
    let mut text = told.join("; ");
    let more = line.rows.len().saturating_sub(NAMED * 2);
    if more > 0 {
        text.push_str(&format!(
            "; {}",
            view.locale.pick("y {n} más", "and {n} more").replace("{n}", &more.to_string())
        ));
    }
    (!line.rows.is_empty()).then_some(text)
}

fn told(view: &View<'_>, line: &Line<'_>, row: &Row) -> String {
    let at = match (view.along(row), row.period) {
        (Some(at), _) if view.table.shape == Shape::Funnel => format!("{}: ", step(at, view.locale)),
        (Some(at), _) => format!("{at} "),
        (None, Some(period)) => format!("{} ", dates::period(period, view.locale)),
        (None, None) => String::new(),
    };
    let figure = match view.table.shape {
        Shape::Effect => super::svg::figure(view, &line.style, row),
        _ => cells::says(view, row),
    };
    let weak = cells::shown(row).is_some() && !matches!(row.verdict, Verdict::Good);
    let verdict = if weak { format!(" ({})", super::words::verdict(row.verdict, view.locale)) } else { String::new() };
    format!("{at}{figure}{verdict}")
}

/// The name of a step of a funnel, which may be its number only.
pub(super) fn step(name: &str, locale: Locale) -> String {
    match name.parse::<u32>() {
        Ok(number) => format!("{} {number}", locale.pick("paso", "step")),
        Err(_) => name.to_owned(),
    }
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
