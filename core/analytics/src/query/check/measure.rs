//! What is wrong with the definition of a measure beyond its grammar.

use super::super::document::{Asked, Query};
use super::super::expression::{Expression, Stuck};
use super::super::mistake::{Code, Mistake, shown};
use super::super::nearest::nearest;
use super::super::vocabulary::{CURRENCY, END, SUBJECT};
use super::super::walk::Walk;
use crate::answer::Unit;
use crate::metrics::{Definition, EffectMeasure, Numbers, Outcome, Return, Span, Things, catalogue, metric};

/// Whether figures made from these things may be broken down or filtered by a dimension.
pub(crate) fn fits(dimension: &str, things: Things) -> bool {
    match dimension {
        CURRENCY => things == Things::Money,
        END => things == Things::Spells,
        SUBJECT => matches!(things, Things::Events | Things::Money | Things::Spells),
        // Ventures and projects are not people; everything else may say something of anybody.
        _ if dimension.starts_with("venture.") || dimension.starts_with("project.") => {
            !matches!(things, Things::People | Things::Carriers)
        }
        _ => true,
    }
}

impl Asked {
    /// How it is made; a metric of the catalogue stands for its definition.
    pub(crate) fn definition(&self) -> Option<&Definition> {
        self.definition.as_ref().or_else(|| Some(&metric(self.metric.as_deref()?)?.definition))
    }
}

impl Query {
    /// What a name in an expression stands for: a measure of the query, else a metric of the catalogue.
    pub(crate) fn named(&self, name: &str) -> Option<&Definition> {
        let own = self.measures.iter().find(|asked| asked.name == name).and_then(Asked::definition);
        own.or_else(|| metric(name).map(|metric| &metric.definition))
    }

    /// The figures that a definition is made from in the end, itself unless it is derived; those of a cycle only once.
    pub(crate) fn leaves<'q>(&'q self, definition: &'q Definition) -> Vec<&'q Definition> {
        let mut leaves = Vec::new();
        let mut open = vec![definition];
        let mut seen: Vec<String> = Vec::new();
        while let Some(definition) = open.pop() {
            match definition {
                Definition::Derived { expression } => {
                    for name in super::super::names_of(expression) {
                        if !seen.contains(&name) {
                            open.extend(self.named(&name));
                            seen.push(name);
                        }
                    }
                }
                Definition::Ratio { numerator, denominator } => open.extend([&**numerator, &**denominator]),
                Definition::Cumulative { of } | Definition::Growth { of, .. } => open.push(of),
                other => leaves.push(other),
            }
        }
        leaves
    }

    /// What a definition counts here.
    pub(crate) fn unit(&self, definition: &Definition) -> Unit {
        self.unit_within(definition, 0).ok().flatten().unwrap_or(Unit::Number)
    }

    fn unit_within(&self, definition: &Definition, depth: usize) -> Result<Option<Unit>, (Unit, Unit)> {
        let Definition::Derived { expression } = definition else { return Ok(definition.unit()) };
        let Ok(expression) = Expression::read(expression) else { return Ok(None) };
        if depth > 8 {
            return Ok(None);
        }
        expression.unit(&|name| self.unit_within(self.named(name)?, depth + 1).ok()?)
    }

    /// Whether a measure is made from itself.
    fn turns_in_circles(&self, name: &str) -> bool {
        let mut open = vec![name.to_owned()];
        let mut seen: Vec<String> = Vec::new();
        while let Some(next) = open.pop() {
            if let Some(Definition::Derived { expression }) = self.named(&next) {
                for inner in super::super::names_of(expression) {
                    if inner == name {
                        return true;
                    }
                    if !seen.contains(&inner) {
                        seen.push(inner.clone());
                        open.push(inner);
                    }
                }
            }
        }
        false
    }
}

/// Notes what is wrong with a measure.
pub(super) fn check(query: &Query, asked: &Asked, at: &str, walk: &mut Walk<'_>) {
    let Some(definition) = asked.definition.as_ref() else { return };
    definition_of(query, asked, definition, at, walk);
}

fn definition_of(query: &Query, asked: &Asked, definition: &Definition, at: &str, walk: &mut Walk<'_>) {
    match definition {
        Definition::Stickiness { over, .. } => in_days(*over, &format!("{at}/stickiness/over"), walk),
        Definition::Conversion { within, .. } => in_days(*within, &format!("{at}/conversion/within"), walk),
        Definition::Retention { mode, day, from, .. } => retention(*mode, *day, *from, at, walk),
        Definition::Spells { entity, ends, .. } => known_ends(entity, ends, &format!("{at}/spells/ends"), walk),
        Definition::Subjects { entity, ends, .. } => known_ends(entity, ends, &format!("{at}/subjects/ends"), walk),
        Definition::SpellShare { entity, ends, within, .. } => {
            known_ends(entity, ends, &format!("{at}/spell_share/ends"), walk);
            within.iter().for_each(|span| in_days(*span, &format!("{at}/spell_share/within"), walk));
        }
        Definition::Earned { entity, ends } => {
            known_ends(entity, ends, &format!("{at}/earned/ends"), walk);
            some_end(ends, &format!("{at}/earned/ends"), walk);
        }
        Definition::Survival { entity, events, competing, at: span, .. } => {
            survival(entity, events, competing, &format!("{at}/survival"), ("events", "competing"), walk);
            in_days(*span, &format!("{at}/survival/at"), walk);
        }
        Definition::TimeTo { entity, events, .. } => {
            known_ends(entity, events, &format!("{at}/time_to/events"), walk);
            some_end(events, &format!("{at}/time_to/events"), walk);
        }
        Definition::Quantile { of, .. } => numbers(of, &format!("{at}/quantile/of"), walk),
        Definition::Mean { of } => numbers(of, &format!("{at}/mean/of"), walk),
        Definition::Distribution { of } => numbers(of, &format!("{at}/distribution/of"), walk),
        Definition::Gini { of } => numbers(of, &format!("{at}/gini/of"), walk),
        Definition::TopShare { of, .. } => numbers(of, &format!("{at}/top_share/of"), walk),
        Definition::ShrunkMean { of } => numbers(of, &format!("{at}/shrunk_mean/of"), walk),
        Definition::TopBox { of, .. } => numbers(of, &format!("{at}/top_box/of"), walk),
        Definition::Effect { outcome: of, measure, .. } => {
            outcome(of, &format!("{at}/effect/outcome"), walk);
            effect_fits(of, *measure, &format!("{at}/effect/measure"), walk);
        }
        Definition::Ratio { numerator, denominator } => {
            countable(query, asked, numerator, &format!("{at}/ratio/numerator"), walk);
            countable(query, asked, denominator, &format!("{at}/ratio/denominator"), walk);
        }
        Definition::Cumulative { of } => countable(query, asked, of, &format!("{at}/cumulative/of"), walk),
        Definition::Growth { of, .. } => countable(query, asked, of, &format!("{at}/growth/of"), walk),
        Definition::Derived { expression } => {
            derived(query, asked, expression, &format!("{at}/derived/expression"), walk)
        }
        _ => {}
    }
}

/// Inside a ratio, a running total or a growth only what can be counted stands.
fn countable(query: &Query, asked: &Asked, definition: &Definition, at: &str, walk: &mut Walk<'_>) {
    if is_countable(definition) {
        definition_of(query, asked, definition, at, walk);
        return;
    }
    let message =
        ["aquí van people, count, sum, spells o subjects", "people, count, sum, spells or subjects stand here"];
    let remedy = ["use `derived` para lo demás", "use `derived` for the rest"];
    walk.note(Mistake::new(at, Code::UnknownChoice, message.map(str::to_owned), remedy.map(str::to_owned)));
}

pub(crate) fn is_countable(definition: &Definition) -> bool {
    matches!(
        definition,
        Definition::People { .. }
            | Definition::Count { .. }
            | Definition::Sum { .. }
            | Definition::Spells { .. }
            | Definition::Subjects { .. }
    )
}

fn derived(query: &Query, asked: &Asked, expression: &str, at: &str, walk: &mut Walk<'_>) {
    let read = match Expression::read(expression) {
        Ok(read) => read,
        Err(Stuck(place)) => {
            let place = place + 1;
            let message = [
                format!("la expresión no se entiende desde el carácter {place}"),
                format!("the expression makes no sense from character {place} on"),
            ];
            let remedy = ["use nombres, números, + - * / y paréntesis", "use names, numbers, + - * / and parentheses"];
            walk.note(Mistake::new(at, Code::Malformed, message, remedy.map(str::to_owned)));
            return;
        }
    };
    let names = read.names();
    if names.is_empty() {
        let message = ["la expresión no lee ninguna medida", "the expression reads no measure"].map(str::to_owned);
        let remedy = ["nombre al menos una", "name at least one"].map(str::to_owned);
        walk.note(Mistake::new(at, Code::NoInputs, message, remedy));
    }
    for name in &names {
        if query.named(name).is_none() {
            let own = query.measures.iter().map(|asked| asked.name.as_str());
            let near = nearest(name, own.chain(catalogue().iter().map(|metric| metric.id)));
            let name = shown(name);
            let message = [format!("no hay medida `{name}`"), format!("there is no measure `{name}`")];
            let remedy = ["vea `describe`", "see `describe`"].map(str::to_owned);
            walk.note(Mistake::new(at, Code::UnknownMeasure, message, remedy).near(near));
        } else if !query.leaves(&Definition::Derived { expression: (*name).to_owned() }).iter().all(|leaf| single(leaf))
        {
            let message = [format!("`{name}` no es una sola cifra"), format!("`{name}` is not a single figure")];
            let remedy = ["use una medida de una cifra", "use a measure of one figure"].map(str::to_owned);
            walk.note(Mistake::new(at, Code::FanOut, message, remedy));
        }
    }
    if query.turns_in_circles(&asked.name) {
        let name = shown(&asked.name);
        let message = [format!("`{name}` se define con sí misma"), format!("`{name}` is made from itself")];
        let remedy = ["rompa el círculo", "break the circle"].map(str::to_owned);
        walk.note(Mistake::new(at, Code::Cycle, message, remedy));
        return;
    }
    if let Err((a, b)) = query.unit_within(&Definition::Derived { expression: expression.to_owned() }, 0) {
        let (a, b) = (unit_text(a), unit_text(b));
        let message = [format!("{} y {} no se suman", a[0], b[0]), format!("{} and {} do not add up", a[1], b[1])];
        let remedy = ["sume solo lo que cuenta lo mismo", "add only what counts the same"].map(str::to_owned);
        walk.note(Mistake::new(at, Code::UnitMismatch, message, remedy));
    }
}

/// Whether a definition gives one figure per period and group.
pub(crate) fn single(definition: &Definition) -> bool {
    !matches!(definition, Definition::Distribution { .. } | Definition::ShrunkMean { .. })
}

pub(crate) fn unit_text(unit: Unit) -> [&'static str; 2] {
    match unit {
        Unit::People => ["personas", "people"],
        Unit::Projects => ["proyectos", "projects"],
        Unit::Events => ["cosas", "things"],
        Unit::Share => ["partes", "shares"],
        Unit::Days => ["días", "days"],
        Unit::Hours => ["horas", "hours"],
        Unit::Points => ["puntos", "points"],
        Unit::MinorUnits => ["dinero", "money"],
        Unit::Number => ["números", "numbers"],
    }
}

fn retention(mode: Return, day: u32, from: Option<u32>, at: &str, walk: &mut Walk<'_>) {
    let at = format!("{at}/retention/from");
    let needs = matches!(mode, Return::Bracket | Return::Streak);
    let (code, es, en) = match from {
        None if needs => (Code::MissingField, "falta `from`", "`from` is missing"),
        Some(_) if !needs => {
            (Code::Exclusive, "`from` es de `bracket` y `streak`", "`from` belongs to `bracket` and `streak`")
        }
        Some(from) if from > day => (Code::RangeEmpty, "`from` pasa de `day`", "`from` is after `day`"),
        Some(from) if mode == Return::Streak && !day.is_multiple_of(from) => {
            (Code::WindowNotMultipleOfGrain, "`day` no es múltiplo de `from`", "`day` is no multiple of `from`")
        }
        _ => return,
    };
    let remedy = ["corrija `from`", "correct `from`"].map(str::to_owned);
    walk.note(Mistake::new(&at, code, [es.to_owned(), en.to_owned()], remedy));
}

fn numbers(of: &Numbers, at: &str, walk: &mut Walk<'_>) {
    match of {
        Numbers::ActiveDays { over, .. } => in_days(*over, &format!("{at}/active_days/over"), walk),
        Numbers::Durations { entity, ends } => known_ends(entity, ends, &format!("{at}/durations/ends"), walk),
        Numbers::Slips { entity, ends } => known_ends(entity, ends, &format!("{at}/slips/ends"), walk),
        Numbers::Values { .. } | Numbers::Totals { .. } | Numbers::Loads { .. } => {}
    }
}

pub(super) fn outcome(of: &Outcome, at: &str, walk: &mut Walk<'_>) {
    match of {
        Outcome::Ended { entity, ends, .. } => {
            known_ends(entity, ends, &format!("{at}/ended/ends"), walk);
            some_end(ends, &format!("{at}/ended/ends"), walk);
        }
        Outcome::Number { of } => numbers(of, &format!("{at}/number/of"), walk),
    }
}

/// Shares and odds are of things that end in some way or not.
pub(super) fn effect_fits(of: &Outcome, measure: EffectMeasure, at: &str, walk: &mut Walk<'_>) {
    let is_share = matches!(measure, EffectMeasure::RiskDifference | EffectMeasure::OddsRatio);
    if is_share && matches!(of, Outcome::Number { .. }) {
        let message =
            ["una diferencia de partes compara fines", "a difference of shares compares ends"].map(str::to_owned);
        let remedy =
            ["use hedges_g o cliff_delta, o `ended`", "use hedges_g or cliff_delta, or `ended`"].map(str::to_owned);
        walk.note(Mistake::new(at, Code::UnitMismatch, message, remedy));
    }
}

pub(super) fn survival(
    entity: &str,
    events: &[String],
    competing: &[String],
    at: &str,
    fields: (&str, &str),
    walk: &mut Walk<'_>,
) {
    known_ends(entity, events, &format!("{at}/{}", fields.0), walk);
    known_ends(entity, competing, &format!("{at}/{}", fields.1), walk);
    some_end(events, &format!("{at}/{}", fields.0), walk);
    if let Some(both) = events.iter().find(|end| competing.contains(end)) {
        walk.note(super::duplicate(&format!("{at}/{}", fields.1), both));
    }
}

/// Without an end that counts nothing can be a success.
fn some_end(ends: &[String], at: &str, walk: &mut Walk<'_>) {
    if ends.is_empty() {
        let message = ["ningún fin cuenta como el evento", "no end counts as the event"].map(str::to_owned);
        let remedy = ["nombre al menos uno", "name at least one"].map(str::to_owned);
        walk.note(Mistake::new(at, Code::SuccessPredicateUnset, message, remedy));
    }
}

pub(super) fn known_ends(entity: &str, ends: &[String], at: &str, walk: &mut Walk<'_>) {
    let Some(known) = walk.names.ends(entity) else { return };
    let known: Vec<&str> = known.collect();
    for end in ends.iter().filter(|end| !known.contains(&end.as_str())) {
        let near = nearest(end, known.iter().copied());
        let (text, all) = (shown(end), known.join(", "));
        let message = [format!("`{entity}` no termina en `{text}`"), format!("`{entity}` does not end in `{text}`")];
        let remedy = [format!("termina en {all}"), format!("it ends in {all}")];
        walk.note(Mistake::new(at, Code::UnknownEnd, message, remedy).near(near));
    }
}

pub(super) fn in_days(span: Span, at: &str, walk: &mut Walk<'_>) {
    if span.days().is_none() {
        let message =
            [format!("`{span}` no tiene siempre los mismos días"), format!("`{span}` is not always as many days")];
        let remedy = ["use días o semanas", "use days or weeks"].map(str::to_owned);
        walk.note(Mistake::new(at, Code::Malformed, message, remedy));
    }
}
