//! From a definition to its figures in one period.

use super::effect::Arms;
use super::events::ratio;
use super::figure::{Fig, Groups, Sample};
use super::people::previous;
use super::world::View;
use crate::answer::{Behind, Verdict};
use crate::calendar::{Day, Period};
use crate::metrics::Definition;
use crate::query::check::is_countable;
use crate::query::document::Query;
use crate::query::expression::Expression;
use std::collections::{BTreeMap, BTreeSet};

/// The first day that can be counted: before it are no facts.
pub(super) const BEGINNING: Day = Day(-719_162);

impl View<'_, '_> {
    /// The figures of a definition in a period, by group.
    pub(super) fn evaluate(&self, query: &Query, definition: &Definition, period: Period) -> Groups {
        match definition {
            Definition::People { events, window } => self.active_people(events, *window, period),
            Definition::Stickiness { events, over } => self.stickiness(events, *over, period),
            Definition::Lifecycle { events, part } => self.lifecycle(events, *part, period, query.grain),
            Definition::Adoption { events, among } => self.adoption(events, among, period),
            Definition::Retention { start, back, mode, day, from } => {
                self.retention((start, back), *mode, (*from, *day), period)
            }
            Definition::Conversion { from, to, within } => self.conversion(from, to, *within, period),
            Definition::Count { events, about } => self.count(events, *about, period),
            Definition::Sum { events, unit, about, sign, per, .. } => {
                self.sum((events, unit.as_deref(), *about), (*sign, *per), period)
            }
            Definition::Spells { entity, when, ends } => self.spell_count(entity, *when, ends, period),
            Definition::Subjects { entity, when, ends, first, .. } => {
                self.subject_count(entity, *when, (ends, *first), period)
            }
            Definition::SpellShare { entity, when, ends, within, due } => {
                self.spell_share(entity, *when, ends, (*within, *due), period)
            }
            Definition::Earned { entity, ends } => self.earned(entity, ends, period),
            Definition::Ratio { numerator, denominator } => {
                let (above, below) =
                    (self.evaluate(query, numerator, period), self.evaluate(query, denominator, period));
                let none = Fig::count(0, 0, Some(0));
                let groups: BTreeSet<_> = above.keys().chain(below.keys()).cloned().collect();
                let each = |group| ratio(above.get(group).unwrap_or(&none), below.get(group));
                groups.iter().map(|group| (group.clone(), each(group))).collect()
            }
            Definition::Cumulative { of } => {
                self.evaluate(query, of, Period { from: BEGINNING, to: self.world.last(period).plus(1) })
            }
            Definition::Derived { expression } => self.derived(query, expression, period, 0),
            Definition::Growth { of, back } => {
                let then = (0..*back).fold(period, |at, _| previous(at, query.grain));
                let (now, then) = (self.evaluate(query, of, period), self.evaluate(query, of, then));
                let none = Fig::count(0, 0, Some(0));
                let groups: BTreeSet<_> = now.keys().chain(then.keys()).cloned().collect();
                let each = |group| Self::growth(now.get(group).unwrap_or(&none), then.get(group), *back);
                groups.iter().map(|group| (group.clone(), each(group))).collect()
            }
            Definition::Survival { entity, events, competing, at, read } => {
                self.survival_at(entity, (events, competing), *at, *read, period)
            }
            Definition::TimeTo { entity, events, percent } => self.time_to(entity, events, *percent, period),
            Definition::Quantile { of, percent } => self.quantile(of, *percent, period),
            Definition::Mean { of } => self.mean(of, period),
            Definition::Distribution { of } => self.distribution(of, period),
            Definition::Gini { of } => self.gini(of, period),
            Definition::TopShare { of, percent } => self.top_share(of, *percent, period),
            Definition::ShrunkMean { of } => self.shrunk(of, period),
            Definition::TopBox { of, least } => self.top_box(of, *least, period),
            Definition::Nps { events } => self.nps(events, period),
            Definition::ResponseRate { asked, answered } => self.response_rate(asked, answered, period),
            Definition::Load { entity, capacity } => self.load(entity, capacity, period),
            Definition::Effect { outcome, arm, treated, comparison, measure } => {
                self.effect(outcome, &Arms { attribute: arm, treated, comparison }, *measure, period)
            }
            Definition::Cashflow { costs, benefits, rate_bp, figure } => {
                self.cashflow((costs, benefits), *rate_bp, *figure, period)
            }
            Definition::Sroi { outcomes, costs, rate_bp } => self.sroi(outcomes, costs, *rate_bp, period),
        }
    }

    fn derived(&self, query: &Query, expression: &str, period: Period, depth: usize) -> Groups {
        let Ok(expression) = Expression::read(expression) else { return Groups::new() };
        let mut inputs: BTreeMap<&str, (Groups, bool)> = BTreeMap::new();
        for name in expression.names() {
            let Some(definition) = query.named(name).filter(|_| depth < 8) else { continue };
            let definition = query.effective(definition);
            let groups = match &definition {
                Definition::Derived { expression } => self.derived(query, expression, period, depth + 1),
                other => self.evaluate(query, other, period),
            };
            inputs.insert(name, (groups, is_empty_zero(&definition)));
        }
        let groups: BTreeSet<_> = inputs.values().flat_map(|(groups, _)| groups.keys().cloned()).collect();
        let none = Fig::count(0, 0, Some(0));
        let missing = Fig::default();
        let mut answers = Groups::new();
        for group in groups {
            let parts: BTreeMap<&str, &Fig> = inputs
                .iter()
                .map(|(name, (groups, zero))| {
                    (*name, groups.get(&group).unwrap_or(if *zero { &none } else { &missing }))
                })
                .collect();
            let people = parts.values().map(|part| part.behind.people.unwrap_or(u64::MAX)).min();
            let figure = Fig {
                value: expression.value(&|name| parts.get(name).and_then(|part| part.value)),
                n: parts.values().filter_map(|part| part.n).min(),
                complete: parts.values().all(|part| part.complete),
                behind: Behind {
                    people: people.filter(|people| *people < u64::MAX),
                    largest_bp: parts.values().filter_map(|part| part.behind.largest_bp).max(),
                    ..Behind::default()
                },
                sample: Sample::None,
                ..Fig::default()
            };
            answers.insert(group, figure);
        }
        answers
    }
}

/// Whether a group that nothing fell into has the figure 0.
pub(super) fn is_empty_zero(definition: &Definition) -> bool {
    is_countable(definition)
        || matches!(
            definition,
            Definition::Lifecycle { .. } | Definition::Distribution { .. } | Definition::Cumulative { .. }
        )
}

/// Whether it is a plain fact about everybody, which no sample size makes truer.
fn is_census(definition: &Definition) -> bool {
    is_empty_zero(definition)
        || matches!(
            definition,
            Definition::Ratio { .. }
                | Definition::Derived { .. }
                | Definition::Load { .. }
                | Definition::Earned { .. }
                | Definition::Cashflow { .. }
                | Definition::Sroi { .. }
        )
}

/// What to make of a figure.
pub(super) fn verdict(definition: &Definition, figure: &Fig) -> Verdict {
    match figure.verdict {
        Some(verdict) => verdict,
        None if figure.value.is_none() => Verdict::Undefined,
        None if is_census(definition) => Verdict::Good,
        None if figure.n.unwrap_or(0) < definition.least() => Verdict::Insufficient,
        None => Verdict::Good,
    }
}
