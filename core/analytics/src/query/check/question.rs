//! What is wrong with a query beyond its grammar.

use super::super::document::{Buckets, CompareTo, FunnelMode, Query};
use super::super::filter::{Filter, Op};
use super::super::mistake::{Code, Mistake, shown};
use super::super::nearest::nearest;
use super::super::range::{self, shift_days};
use super::super::vocabulary::CURRENCY;
use super::super::walk::Walk;
use super::measure::{self, fits, in_days};
use super::{Checks, duplicate};
use crate::calendar::{Day, Grain};
use crate::metrics::{Definition, Things, Window};
use std::collections::BTreeSet;

/// At most so many figures for each group.
const CELLS: usize = 20_000;

fn note(walk: &mut Walk<'_>, at: &str, code: Code, message: [&str; 2], remedy: [&str; 2]) {
    walk.note(Mistake::new(at, code, message.map(str::to_owned), remedy.map(str::to_owned)));
}

pub(super) fn check(query: &Query, at: &str, params: &BTreeSet<&str>, checks: Checks<'_>, walk: &mut Walk<'_>) {
    forms(query, at, walk);
    let mut seen = BTreeSet::new();
    for (i, asked) in query.measures.iter().enumerate() {
        let at = format!("{at}/measures/{i}");
        if !seen.insert(&asked.name) {
            walk.note(duplicate(&at, &asked.name));
        }
        measure::check(query, asked, &at, walk);
    }
    let mut seen = BTreeSet::new();
    for (i, dimension) in query.dimensions.iter().enumerate() {
        if !seen.insert(dimension) {
            walk.note(duplicate(&format!("{at}/dimensions/{i}"), dimension));
        }
    }
    funnel(query, at, walk);
    retention(query, at, walk);
    survival(query, at, walk);
    if let Some(effect) = &query.effect {
        for (i, outcome) in effect.outcomes.iter().enumerate() {
            measure::outcome(&outcome.of, &format!("{at}/effect/outcomes/{i}/of"), walk);
            measure::effect_fits(&outcome.of, outcome.measure, &format!("{at}/effect/outcomes/{i}/measure"), walk);
        }
    }
    dimensions(query, at, walk);
    filters(query, at, params, walk);
    times(query, at, checks, walk);
}

/// Exactly one kind of question.
fn forms(query: &Query, at: &str, walk: &mut Walk<'_>) {
    let forms = [
        ("measures", !query.measures.is_empty()),
        ("funnel", query.funnel.is_some()),
        ("retention", query.retention.is_some()),
        ("survival", query.survival.is_some()),
        ("effect", query.effect.is_some()),
    ];
    let mut there = forms.iter().filter(|(_, there)| *there).map(|(name, _)| *name);
    match (there.next(), there.next()) {
        // What was asked for may have been dropped for its own mistakes.
        (None, _) if forms.iter().any(|(name, _)| walk.has_below(&format!("{at}/{name}"))) => {}
        (None, _) => {
            let message = ["la consulta no pide nada", "the query asks for nothing"];
            let remedy = [
                "agregue measures, funnel, retention, survival o effect",
                "add measures, funnel, retention, survival or effect",
            ];
            note(walk, at, Code::NoInputs, message, remedy);
        }
        (Some(a), Some(b)) => {
            let message = [format!("`{a}` y `{b}` se excluyen"), format!("`{a}` and `{b}` exclude each other")];
            let remedy = ["haga dos consultas", "make two queries"].map(str::to_owned);
            walk.note(Mistake::new(at, Code::Exclusive, message, remedy));
        }
        _ => {}
    }
    // Tables have one set of dimensions, so a histogram stands alone.
    let own: BTreeSet<Option<&str>> =
        query.measures.iter().filter_map(|asked| asked.definition()).map(own_dimension).collect();
    if own.len() > 1 {
        let message = ["estas medidas no caben en una tabla", "these measures do not fit in one table"];
        note(walk, &format!("{at}/measures"), Code::Exclusive, message, ["haga dos consultas", "make two queries"]);
    }
}

/// The dimension that a measure adds to its table.
pub(crate) fn own_dimension(definition: &Definition) -> Option<&'static str> {
    match definition {
        Definition::Distribution { .. } => Some("value"),
        Definition::ShrunkMean { .. } => Some("subject"),
        _ => None,
    }
}

fn funnel(query: &Query, at: &str, walk: &mut Walk<'_>) {
    let Some(funnel) = &query.funnel else { return };
    let at = format!("{at}/funnel");
    in_days(funnel.within, &format!("{at}/within"), walk);
    let distinct: BTreeSet<_> = funnel.steps.iter().collect();
    if funnel.mode == FunnelMode::AnyOrder && distinct.len() < funnel.steps.len() {
        let message = [
            "un paso repetido no se distingue en cualquier orden",
            "a repeated step cannot be told apart in any order",
        ];
        note(
            walk,
            &format!("{at}/steps"),
            Code::StepDuplicateAmbiguous,
            message,
            ["use otro `mode`", "use another `mode`"],
        );
    }
    for (i, excluded) in funnel.exclude.iter().enumerate() {
        if excluded.after >= excluded.before || excluded.before > funnel.steps.len() {
            let message = ["entre esos pasos no hay nada", "there is nothing between these steps"];
            let remedy =
                ["`after` es menor que `before`, y este un paso", "`after` is less than `before`, and that is a step"];
            note(walk, &format!("{at}/exclude/{i}"), Code::RangeEmpty, message, remedy);
        }
    }
    if let Some(by) = funnel.by.as_ref().filter(|by| query.dimensions.contains(by)) {
        walk.note(duplicate(&format!("{at}/by"), by));
    }
}

fn retention(query: &Query, at: &str, walk: &mut Walk<'_>) {
    let Some(retention) = &query.retention else { return };
    let at = format!("{at}/retention");
    if retention.buckets == Buckets::Calendar && retention.cohort != retention.every {
        let message =
            ["por calendario, cohorte e intervalo son iguales", "by the calendar, cohort and interval are the same"];
        let remedy = ["iguálelos o use `rolling`", "make them equal or use `rolling`"];
        note(walk, &format!("{at}/every"), Code::WindowNotMultipleOfGrain, message, remedy);
    }
    for (field, events) in [("start", &retention.start), ("back", &retention.back)] {
        if events.is_empty() {
            let message = ["no hay ningún evento", "there is no event"];
            note(walk, &format!("{at}/{field}"), Code::NoInputs, message, ["nombre uno", "name one"]);
        }
    }
}

fn survival(query: &Query, at: &str, walk: &mut Walk<'_>) {
    let Some(survival) = &query.survival else { return };
    let at = format!("{at}/survival");
    measure::survival(&survival.spell, &survival.event, &survival.competing, &at, ("event", "competing"), walk);
    for (i, span) in survival.at.iter().enumerate() {
        in_days(*span, &format!("{at}/at/{i}"), walk);
    }
}

/// What the figures of a query are made from, by where it is said.
fn things(query: &Query, at: &str) -> Vec<(String, Vec<Things>, Vec<String>)> {
    let own = |filters: &Option<Filter>| {
        let mut found = Vec::new();
        filters.iter().for_each(|filter| filter.conditions("", &mut found));
        found.into_iter().map(|(_, condition)| condition.dim.clone()).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    for (i, asked) in query.measures.iter().enumerate() {
        let leaves = asked.definition().map(|definition| query.leaves(definition)).unwrap_or_default();
        let things = leaves.iter().map(|leaf| leaf.of_what()).collect();
        all.push((format!("{at}/measures/{i}"), things, own(&asked.filters)));
    }
    if query.funnel.is_some() {
        all.push((format!("{at}/funnel"), vec![Things::People], vec![]));
    }
    if query.retention.is_some() {
        all.push((format!("{at}/retention"), vec![Things::People], vec![]));
    }
    if query.survival.is_some() {
        all.push((format!("{at}/survival"), vec![Things::Spells], vec![]));
    }
    if query.effect.is_some() {
        all.push((format!("{at}/effect"), vec![Things::Arms], vec![]));
    }
    all
}

fn dimensions(query: &Query, at: &str, walk: &mut Walk<'_>) {
    let mut used: Vec<String> = query.dimensions.clone();
    used.extend(query.funnel.iter().filter_map(|funnel| funnel.by.clone()));
    let mut conditions = Vec::new();
    query.filters.iter().for_each(|filter| filter.conditions(&format!("{at}/filters"), &mut conditions));
    used.extend(conditions.iter().map(|(_, condition)| condition.dim.clone()));
    used.sort();
    used.dedup();
    for (place, things, own) in things(query, at) {
        for dimension in used.iter().chain(&own) {
            let fitting = things.iter().filter(|things| fits(dimension, **things)).count();
            if fitting == things.len() {
                continue;
            }
            let dimension = shown(dimension);
            if fitting == 0 {
                let message = [
                    format!("esta medida no se divide ni filtra por `{dimension}`"),
                    format!("this measure cannot be broken down or filtered by `{dimension}`"),
                ];
                let remedy = ["vea en `describe` qué dimensiones sirven", "see `describe` for the dimensions that fit"];
                walk.note(Mistake::new(&place, Code::IncompatibleDimension, message, remedy.map(str::to_owned)));
            } else {
                let message = [
                    format!("`{dimension}` divide un lado de la medida y el otro no"),
                    format!("`{dimension}` breaks down one side of the measure and not the other"),
                ];
                let remedy =
                    ["quite la dimensión o separe las medidas", "leave the dimension out or ask for the sides apart"];
                walk.note(Mistake::new(&place, Code::FanOut, message, remedy.map(str::to_owned)));
            }
        }
        let one_currency = |filter: &Filter| one_currency(filter);
        let chosen = query.dimensions.iter().any(|dimension| dimension == CURRENCY)
            || query.filters.as_ref().is_some_and(one_currency)
            || own.iter().any(|dimension| dimension == CURRENCY);
        if things.contains(&Things::Money) && !chosen {
            let message = ["se sumarían monedas distintas", "different currencies would be added"];
            let remedy = [
                "agregue la dimensión `currency` o un filtro de una moneda",
                "add the dimension `currency` or a filter on one currency",
            ];
            note(walk, &place, Code::CurrencyMixed, message, remedy);
        }
    }
    let reserved: &[&str] = match query {
        Query { retention: Some(_), .. } => &["cohort", "offset"],
        Query { survival: Some(survival), .. } if survival.cohort.is_some() => &["cohort", "day"],
        Query { measures, .. }
            if measures.iter().filter_map(|asked| asked.definition()).any(|d| own_dimension(d) == Some("subject")) =>
        {
            &["subject"]
        }
        _ => &[],
    };
    for (i, dimension) in query.dimensions.iter().enumerate().filter(|(_, name)| reserved.contains(&name.as_str())) {
        walk.note(duplicate(&format!("{at}/dimensions/{i}"), dimension));
    }
}

/// Whether only money of one currency passes.
fn one_currency(filter: &Filter) -> bool {
    match filter {
        Filter::All { all } => all.iter().any(one_currency),
        Filter::Is(condition) => {
            condition.dim == CURRENCY && matches!(condition.op, Op::Is | Op::In) && condition.value.len() == 1
        }
        _ => false,
    }
}

fn filters(query: &Query, at: &str, params: &BTreeSet<&str>, walk: &mut Walk<'_>) {
    let mut found = Vec::new();
    query.filters.iter().for_each(|filter| filter.conditions(&format!("{at}/filters"), &mut found));
    for (i, asked) in query.measures.iter().enumerate() {
        asked.filters.iter().for_each(|filter| filter.conditions(&format!("{at}/measures/{i}/filters"), &mut found));
    }
    for (place, condition) in found {
        let values = condition.value.len();
        let fits = match condition.op {
            Op::Is | Op::IsNot => values == 1,
            Op::In | Op::NotIn => values > 0,
            Op::Known | Op::Unknown => values == 0,
        };
        if !fits {
            let message = ["la condición no lleva tantos valores", "the condition does not take so many values"];
            let remedy = [
                "`is` lleva uno, `in` al menos uno, `known` ninguno",
                "`is` takes one, `in` at least one, `known` none",
            ];
            note(walk, &format!("{place}/value"), Code::OutOfRange, message, remedy);
        }
        for id in condition.value.iter().filter_map(|value| value.strip_prefix('$')).filter(|id| !params.contains(id)) {
            let near = nearest(id, params.iter().copied());
            let id = shown(id);
            let message = [format!("no hay parámetro `{id}`"), format!("there is no parameter `{id}`")];
            let remedy = ["decláralo en `params`", "declare it in `params`"].map(str::to_owned);
            walk.note(Mistake::new(&format!("{place}/value"), Code::UnknownParameter, message, remedy).near(near));
        }
    }
}

fn times(query: &Query, at: &str, checks: Checks<'_>, walk: &mut Walk<'_>) {
    if let Some(range) = &query.range {
        let at = format!("{at}/range");
        let message = match (range.last, range.end, range.from, range.to) {
            (Some(_), _, None, None) | (None, None, Some(_), Some(_)) => None,
            (Some(_), ..) => Some((
                Code::Exclusive,
                ["`last` y `from`, `to` se excluyen", "`last` and `from`, `to` exclude each other"],
            )),
            (None, Some(_), ..) => Some((Code::Exclusive, ["`end` va con `last`", "`end` goes with `last`"])),
            _ => Some((
                Code::MissingField,
                ["faltan `last`, o `from` y `to`", "`last`, or `from` and `to`, are missing"],
            )),
        };
        if let Some((code, message)) = message {
            note(walk, &at, code, message, ["escriba `last`, o `from` y `to`", "write `last`, or `from` and `to`"]);
            return;
        }
        if let (Some(from), Some(to)) = (range.from, range.to) {
            if from >= to {
                let message =
                    [format!("de {from} a {to} no hay ningún día"), format!("there is no day from {from} to {to}")];
                let remedy = ["`to` es el día después del último", "`to` is the day after the last"].map(str::to_owned);
                walk.note(Mistake::new(&at, Code::RangeEmpty, message, remedy));
                return;
            }
            if let Some(as_of) = checks.as_of.filter(|as_of| from > *as_of) {
                let message = [
                    format!("{from} es después de {as_of}, lo último que se sabe"),
                    format!("{from} is after {as_of}, the last day that is known"),
                ];
                let remedy = ["empiece antes", "begin earlier"].map(str::to_owned);
                walk.note(Mistake::new(&at, Code::RangeInFuture, message, remedy));
                return;
            }
        }
    }
    let as_of = checks.as_of.unwrap_or(Day(20_000));
    let periods = range::resolve(query, as_of).map_or(1, |range| range.periods.len());
    let cells = periods.saturating_mul(query.measures.len().max(1));
    if cells > CELLS {
        let message = [
            format!("{cells} cifras por grupo, y caben {CELLS}"),
            format!("{cells} figures for each group, where {CELLS} fit"),
        ];
        let remedy =
            ["acorte el rango o use un grano mayor", "shorten the range or use a coarser grain"].map(str::to_owned);
        walk.note(Mistake::new(&format!("{at}/range"), Code::CostLimit, message, remedy));
    }
    window(query, at, walk);
    compare(query, at, as_of, walk);
}

fn window(query: &Query, at: &str, walk: &mut Walk<'_>) {
    let Some(window) = query.window else { return };
    let at = format!("{at}/window");
    let reads =
        query.measures.iter().filter_map(|asked| asked.definition()).flat_map(|definition| query.leaves(definition));
    if !reads.into_iter().any(|leaf| matches!(leaf, Definition::People { window: None, .. })) {
        let message = ["ninguna medida lee la ventana", "no measure reads the window"];
        note(
            walk,
            &at,
            Code::Exclusive,
            message,
            ["use `active_subjects` o `people`", "use `active_subjects` or `people`"],
        );
    }
    let Some(grain) = query.grain else { return };
    let fits = match (window, grain) {
        (Window::Trailing(_), Grain::Day) => true,
        (Window::Trailing(span), Grain::Week) => span.days().is_some_and(|days| days % 7 == 0),
        (Window::Trailing(span), Grain::Month) => span.months().is_some(),
        (Window::Trailing(span), Grain::Quarter) => span.months().is_some_and(|months| months % 3 == 0),
        (Window::Trailing(span), Grain::Year) => span.months().is_some_and(|months| months % 12 == 0),
        (Window::Calendar(of), grain) => of >= grain && (grain != Grain::Week || of == Grain::Week),
    };
    if !fits {
        let message = ["la ventana no es un número entero de períodos", "the window is no whole number of periods"];
        note(
            walk,
            &at,
            Code::WindowNotMultipleOfGrain,
            message,
            ["cambie la ventana o el grano", "change the window or the grain"],
        );
    }
}

fn compare(query: &Query, at: &str, as_of: Day, walk: &mut Walk<'_>) {
    let Some(compare) = query.compare else { return };
    let at = format!("{at}/compare");
    if query.measures.is_empty()
        || query.measures.iter().filter_map(|asked| asked.definition()).any(|d| own_dimension(d).is_some())
    {
        let message = ["solo se comparan cifras sueltas", "only single figures are compared"];
        note(walk, &at, Code::Exclusive, message, ["quite `compare`", "leave `compare` out"]);
        return;
    }
    if query.range.is_none() && compare.to == CompareTo::PreviousPeriod {
        let message = ["sin rango no hay período anterior", "without a range there is no period before"];
        note(walk, &at, Code::MissingField, message, ["agregue `range`", "add `range`"]);
        return;
    }
    let Some(range) = range::resolve(query, as_of) else { return };
    let shift = shift_days(query, compare, &range);
    let longest = query.window.map_or(0, |window| match window {
        Window::Trailing(span) => span.days().unwrap_or_else(|| span.months().unwrap_or(0).saturating_mul(28)),
        Window::Calendar(_) => 0,
    });
    if longest > shift {
        let message =
            ["la ventana alcanza los días con que se compara", "the window reaches the days that it is compared with"];
        note(
            walk,
            &at,
            Code::CompareOverlaps,
            message,
            ["acorte la ventana o alargue el rango", "shorten the window or lengthen the range"],
        );
    }
}
