//! From figures to a table.

use super::compare::compared;
use super::effect::detectable;
use super::evaluate::{BEGINNING, is_empty_zero, verdict};
use super::facts::{has_facts, has_table_facts};
use super::figure::{Fig, Group, Groups};
use super::world::{View, World};
use crate::answer::{Measure, Row, Shape, Table, Unit, Verdict};
use crate::calendar::Period;
use crate::metrics::{Definition, EffectMeasure, Things};
use crate::query::check::own_dimension;
use crate::query::document::{Align, Compare, CompareTo, Query};
use crate::query::figures::Figure;
use crate::query::filter::Filter;
use crate::query::mistake::{Code, Mistake, escaped};
use crate::query::range::{self, Periods};
use crate::query::vocabulary::CURRENCY;
use std::collections::BTreeSet;

/// At most so many rows in a table.
const ROWS: usize = 200_000;
/// At most so many steps of work, one of them about a hundred nanoseconds.
const WORK: u64 = 500_000_000;

type Lookup<'l> = dyn Fn(&str) -> Option<String> + 'l;

/// The figures of one measure by period.
struct Column {
    measure: Measure,
    definition: Option<Definition>,
    cells: Vec<(Option<Period>, Groups)>,
}

pub(super) fn answer(world: &World<'_>, name: &str, query: &Query, params: &Lookup<'_>) -> Result<Table, Box<Mistake>> {
    let at = format!("/queries/{}", escaped(name));
    let range = range::resolve(query, world.as_of);
    let all = Period { from: BEGINNING, to: world.as_of.plus(1) };
    let periods: Vec<(Option<Period>, Period)> = match &range {
        Some(range) => range.periods.iter().map(|period| (Some(*period), *period)).collect(),
        None => match query.grain {
            // All of time in periods begins with the first fact.
            Some(grain) => {
                let from = world.first.unwrap_or(world.as_of);
                grain.periods(Period { from, to: all.to }).into_iter().map(|period| (Some(period), period)).collect()
            }
            None => vec![(None, all)],
        },
    };
    cost(world, query, periods.len(), &at)?;
    let mut dimensions = query.dimensions.clone();
    dimensions.extend(query.funnel.iter().filter_map(|funnel| funnel.by.clone()));
    let shared = query.filters.as_ref().and_then(|filter| filter.resolved(params));
    let mut columns = Vec::new();
    let mut notes = notes(query, range.as_ref());
    for figure in query.figures() {
        let own = figure.filters.as_ref().and_then(|filter| filter.resolved(params));
        let filters = match (shared.clone(), own) {
            (Some(a), Some(b)) => Some(Filter::All { all: vec![a, b] }),
            (a, b) => a.or(b),
        };
        let view = View { world, filters, dimensions: &dimensions };
        columns.extend(column(&view, query, figure, &periods, range.as_ref(), &mut notes));
    }
    dimensions.extend(own_dimensions(query));
    let rows = rows(&columns, dimensions.len(), &at)?;
    Ok(Table {
        query: name.to_owned(),
        shape: shape(query),
        dimensions,
        measures: columns.into_iter().map(|column| column.measure).collect(),
        rows,
        as_of: world.as_of,
        notes,
    })
}

/// The columns of one figure: itself, and what it is compared with.
fn column(
    view: &View<'_, '_>,
    query: &Query,
    figure: Figure,
    periods: &[(Option<Period>, Period)],
    range: Option<&Periods>,
    notes: &mut Vec<[String; 2]>,
) -> Vec<Column> {
    let measure = Measure {
        name: figure.name.clone(),
        metric: figure.metric.clone().unwrap_or_else(|| "custom".to_owned()),
        title: figure.title.clone(),
        unit: figure.unit,
        definition_hash: figure.hash.clone(),
    };
    let Some(definition) = figure.definition else {
        // A range with a grain is one stretch for funnels, retention and survival.
        let (shown, whole) = match (periods.first(), periods.last()) {
            (Some((Some(first), _)), Some((Some(last), _))) => {
                let whole = Period { from: first.from, to: last.to };
                (Some(whole), whole)
            }
            (Some((_, period)), _) => (None, *period),
            _ => return Vec::new(),
        };
        let groups = if has_table_facts(view.world.book, query) {
            special(view, query, whole, notes)
        } else {
            no_facts(query, view)
        };
        return vec![Column { measure, definition: None, cells: vec![(shown, groups)] }];
    };
    if !has_facts(view.world.book, query, &definition) {
        let cells = vec![(None, no_facts(query, view))];
        return vec![Column { measure, definition: Some(definition), cells }];
    }
    let cells: Vec<(Option<Period>, Groups)> =
        periods.iter().map(|(shown, period)| (*shown, figures(view, query, &definition, *period))).collect();
    let mut columns = Vec::new();
    if let (Some(asked), Some(range)) = (query.compare, range) {
        let mut beside = [Vec::new(), Vec::new(), Vec::new()];
        for (shown, now) in &cells {
            let Some(period) = shown else { continue };
            let then = figures(view, query, &definition, earlier(view, query, asked, range, *period));
            let all = compared(now, &then, is_empty_zero(&definition));
            for (cells, groups) in beside.iter_mut().zip(all) {
                cells.push((Some(*period), groups));
            }
        }
        let kinds = [
            ("previous", ["antes", "before"], measure.unit),
            ("change", ["cambio", "change"], measure.unit),
            ("change_share", ["cambio relativo", "relative change"], Unit::Share),
        ];
        for ((kind, words, unit), cells) in kinds.into_iter().zip(beside) {
            let [es, en] = &measure.title;
            let [of_es, of_en] = words;
            let measure = Measure {
                name: format!("{}.{kind}", measure.name),
                title: [format!("{es}: {of_es}"), format!("{en}: {of_en}")],
                unit,
                ..measure.clone()
            };
            columns.push(Column { measure, definition: Some(definition.clone()), cells });
        }
    }
    if let Definition::Effect { measure: EffectMeasure::HedgesG | EffectMeasure::RiskDifference, .. } = &definition {
        columns.push(least_shown(&measure, &definition, &cells));
    }
    columns.insert(0, Column { measure, definition: Some(definition), cells });
    columns
}

/// The figures of a definition; of money none that would add currencies up.
fn figures(view: &View<'_, '_>, query: &Query, definition: &Definition, period: Period) -> Groups {
    let mut groups = view.evaluate(query, definition, period);
    let currency = view.dimensions.iter().position(|dimension| dimension == CURRENCY);
    if let Some(place) = currency
        && query.leaves(definition).iter().any(|leaf| leaf.of_what() == Things::Money)
    {
        groups.retain(|group, _| group.get(place).is_some_and(Option::is_some));
    }
    groups
}

/// Beside an effect the least that so many people could show.
fn least_shown(measure: &Measure, definition: &Definition, cells: &[(Option<Period>, Groups)]) -> Column {
    let kind = match definition {
        Definition::Effect { measure, .. } => *measure,
        _ => EffectMeasure::default(),
    };
    let each =
        |groups: &Groups| groups.iter().map(|(group, figure)| (group.clone(), detectable(figure, kind))).collect();
    let [es, en] = &measure.title;
    let measure = Measure {
        name: format!("{}.detectable", measure.name),
        title: [format!("{es}: lo menor que se vería"), format!("{en}: the least that would show")],
        ..measure.clone()
    };
    let cells = cells.iter().map(|(period, groups)| (*period, each(groups))).collect();
    Column { measure, definition: Some(definition.clone()), cells }
}

/// The earlier stretch; of a period that still runs as much of it as is over in this one.
fn earlier(view: &View<'_, '_>, query: &Query, asked: Compare, range: &Periods, period: Period) -> Period {
    let before = range::before(query, asked, range, period);
    let known = view.world.known(period);
    if known.to < period.to {
        let to = before.from.plus(known.days());
        return Period { from: before.from, to: to.min(before.to) };
    }
    before
}

fn special(view: &View<'_, '_>, query: &Query, period: Period, notes: &mut Vec<[String; 2]>) -> Groups {
    if let Some(funnel) = &query.funnel {
        let (groups, open) = view.funnel_table(funnel, period);
        if open {
            notes.push([
                "Quienes entraron y aún están a tiempo no cuentan, hayan llegado o no.".into(),
                "Who entered and still has time counts nowhere, arrived or not.".into(),
            ]);
        }
        return groups;
    }
    if let Some(retention) = &query.retention {
        return view.retention_table(retention, period);
    }
    query.survival.as_ref().map(|survival| view.survival_table(survival, period)).unwrap_or_default()
}

fn no_facts(query: &Query, view: &View<'_, '_>) -> Groups {
    let group: Group = view.total().into_iter().chain(own_dimensions(query).map(|_| None)).collect();
    Groups::from([(group, Fig { verdict: Some(Verdict::NoFacts), ..Fig::default() })])
}

/// The dimensions that the kind of question adds.
fn own_dimensions(query: &Query) -> impl Iterator<Item = String> + use<> {
    let names: Vec<&str> = match query {
        Query { funnel: Some(_), .. } => vec!["step"],
        Query { retention: Some(_), .. } => vec!["cohort", "offset"],
        Query { survival: Some(survival), .. } if survival.cohort.is_some() => vec!["cohort", "day"],
        Query { survival: Some(_), .. } => vec!["day"],
        _ => query.measures.iter().filter_map(|asked| asked.definition()).find_map(own_dimension).into_iter().collect(),
    };
    names.into_iter().map(str::to_owned).collect::<Vec<_>>().into_iter()
}

fn shape(query: &Query) -> Shape {
    if query.funnel.is_some() {
        return Shape::Funnel;
    }
    if query.retention.is_some() {
        return Shape::Retention;
    }
    if query.survival.is_some() {
        return Shape::Survival;
    }
    if query.effect.is_some() {
        return Shape::Effect;
    }
    let definitions: Vec<&Definition> = query.measures.iter().filter_map(|asked| asked.definition()).collect();
    let all = |fits: fn(&&Definition) -> bool| !definitions.is_empty() && definitions.iter().all(fits);
    if all(|one| matches!(one, Definition::Distribution { .. })) {
        Shape::Histogram
    } else if all(|one| matches!(one, Definition::Effect { .. })) {
        Shape::Effect
    } else if query.grain.is_some() && all(|one| matches!(one, Definition::Lifecycle { .. })) {
        Shape::Lifecycle
    } else if query.grain.is_some() {
        Shape::Series
    } else if !query.dimensions.is_empty() || all(|one| matches!(one, Definition::ShrunkMean { .. })) {
        Shape::Bars
    } else {
        Shape::Number
    }
}

fn notes(query: &Query, range: Option<&Periods>) -> Vec<[String; 2]> {
    let mut notes = Vec::new();
    if let Some(left) = range.and_then(|range| range.left_out) {
        let (from, to) = (left.from, left.to.plus(-1));
        notes.push([
            format!("El período del {from} al {to} aún corre y no se muestra."),
            format!("The period from {from} to {to} still runs and is not shown."),
        ]);
    }
    if let Some(compare) = query.compare {
        let [es, en] = match (compare.to, compare.align) {
            (CompareTo::PreviousPeriod, Align::Weekday) => {
                ["el tramo anterior, por día de la semana", "the stretch before, by weekday"]
            }
            (CompareTo::PreviousPeriod, Align::Calendar) => ["el tramo anterior", "the stretch before"],
            (CompareTo::PreviousYear, _) => ["un año antes", "a year earlier"],
        };
        notes.push([
            format!("Se compara con {es}; de un período que aún corre, con su misma parte."),
            format!("Compared with {en}; a period that still runs with the same part of it."),
        ]);
    }
    if !query.dimensions.is_empty() || query.filters.is_some() {
        notes.push([
            "Grupos y filtros según los valores al final de cada período.".into(),
            "Groups and filters by the values at the end of each period.".into(),
        ]);
    }
    notes
}

/// Where a value of a group stands: all together, numbers by their size, then texts.
fn place(value: &Option<String>) -> (bool, Option<i64>, &str) {
    let number = value.as_deref().and_then(|value| value.parse().ok());
    (value.is_some(), number.or(value.is_some().then_some(i64::MAX)), value.as_deref().unwrap_or_default())
}

fn rows(columns: &[Column], width: usize, at: &str) -> Result<Vec<Row>, Box<Mistake>> {
    let mut rows = Vec::new();
    for column in columns {
        let zero = column.definition.as_ref().is_some_and(is_empty_zero);
        // A group that is empty in one period is 0 there, not missing; which are undefined says the verdict.
        let seen: BTreeSet<&Group> = column.cells.iter().flat_map(|(_, groups)| groups.keys()).collect();
        let is_series = column.cells.len() > 1;
        for (period, groups) in &column.cells {
            let complete = groups.values().next().is_none_or(|figure| figure.complete);
            let filler =
                if zero { Fig::count(0, 0, Some(0)).complete(complete) } else { Fig::default().complete(complete) };
            for group in &seen {
                let Some(figure) = groups.get(*group).or(is_series.then_some(&filler)) else { continue };
                if rows.len() >= ROWS {
                    let message =
                        [format!("la tabla pasa de {ROWS} filas"), format!("the table has more than {ROWS} rows")];
                    let remedy = ["use menos dimensiones o un grano mayor", "use fewer dimensions or a coarser grain"];
                    return Err(Box::new(Mistake::new(at, Code::CostLimit, message, remedy.map(str::to_owned))));
                }
                rows.push(row(column, *period, group, figure, width));
            }
        }
    }
    // Days and other numbers stand in their own order and not in that of their digits; within a measure and a period, that is.
    for part in rows.chunk_by_mut(|a: &Row, b: &Row| (&a.measure, a.period) == (&b.measure, b.period)) {
        part.sort_by(|a, b| a.group.iter().map(place).cmp(b.group.iter().map(place)));
    }
    Ok(rows)
}

fn row(column: &Column, period: Option<Period>, group: &Group, figure: &Fig, width: usize) -> Row {
    let mut group = group.clone();
    group.resize(width, None);
    let verdict = match &column.definition {
        Some(definition) => verdict(definition, figure),
        None => match figure.verdict {
            Some(verdict) => verdict,
            None if figure.value.is_none() => Verdict::Undefined,
            None if figure.n.unwrap_or(0) < 10 => Verdict::Insufficient,
            None => Verdict::Good,
        },
    };
    Row {
        measure: column.measure.name.clone(),
        period,
        group,
        value: figure.value,
        n: figure.n,
        numerator: figure.numerator,
        denominator: figure.denominator,
        interval: figure.interval,
        complete: figure.complete,
        suppressed: None,
        verdict,
        behind: figure.behind,
    }
}

/// Refuses what would take too long: work is periods times what each of them reads.
fn cost(world: &World<'_>, query: &Query, periods: usize, at: &str) -> Result<(), Box<Mistake>> {
    let periods = u64::try_from(periods).unwrap_or(u64::MAX);
    let sides = if query.compare.is_some() { 2 } else { 1 };
    let mut work: u64 = 0;
    for figure in query.figures() {
        let Some(definition) = &figure.definition else { continue };
        for leaf in query.leaves(definition) {
            let spells: u64 = leaf
                .reads()
                .entities
                .iter()
                .map(|entity| u64::try_from(world.book.spells(entity, world.as_of).count()).unwrap_or(u64::MAX))
                .fold(0, u64::saturating_add);
            // Births and walks read all events up to the day asked about, for each period anew.
            let events: u64 = match leaf {
                Definition::Retention { .. } | Definition::Conversion { .. } => leaf
                    .reads()
                    .events
                    .iter()
                    .map(|kind| {
                        u64::try_from(world.book.entries(kind, super::world::ALWAYS).count()).unwrap_or(u64::MAX)
                    })
                    .fold(0, u64::saturating_add),
                _ => 1_000,
            };
            let each = spells.saturating_add(events);
            work = work.saturating_add(each.saturating_mul(periods).saturating_mul(sides));
        }
    }
    if work <= WORK {
        return Ok(());
    }
    let message = [
        format!("serían unos {work} pasos, y caben {WORK}"),
        format!("it would take about {work} steps, where {WORK} fit"),
    ];
    let remedy = ["acorte el rango o use un grano mayor", "shorten the range or use a coarser grain"];
    Err(Box::new(Mistake::new(&format!("{at}/range"), Code::CostLimit, message, remedy.map(str::to_owned))))
}
