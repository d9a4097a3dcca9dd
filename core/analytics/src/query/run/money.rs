//! Figures about money over time.

use super::events::{is_currency, largest};
use super::figure::{Fig, Group, Groups, distinct, float, whole};
use super::world::{Happened, View};
use crate::answer::Behind;
use crate::calendar::Period;
use crate::metrics::{About, MoneyFigure, SocialOutcome};
use crate::query::filter::Filter;
use crate::query::vocabulary::CURRENCY;
use crate::stats::{
    Flow, Outcome, Range, SocialReturn, internal_rate_of_return, net_present_value, payback, return_on_investment,
    social_return,
};
use std::collections::BTreeMap;

fn flows(things: &[Happened<'_>], sign: i64) -> Vec<Flow> {
    let flow = |one: &Happened<'_>| Some(Flow { day: one.entry.day, minor: one.entry.value?.saturating_mul(sign) });
    things.iter().filter_map(flow).collect()
}

fn rate(rate_bp: u32) -> f64 {
    f64::from(rate_bp) / 10_000.0
}

impl<'a> View<'_, 'a> {
    fn money(&self, events: &[String], period: Period) -> BTreeMap<Group, Vec<Happened<'a>>> {
        let happened = self.happened(events, About::Subject, period);
        let money = happened.filter(|one| one.entry.value.is_some() && is_currency(&one.entry.unit));
        self.sort(money, self.world.last(period))
    }

    pub(super) fn cashflow(
        &self,
        (costs, benefits): (&[String], &[String]),
        rate_bp: u32,
        figure: MoneyFigure,
        period: Period,
    ) -> Groups {
        let (mut costs, benefits) = (self.money(costs, period), self.money(benefits, period));
        for group in benefits.keys() {
            costs.entry(group.clone()).or_default();
        }
        let complete = self.is_over(period);
        let nothing = Vec::new();
        let each = |group: &Group, costs: &[Happened<'_>]| {
            let gained = benefits.get(group).unwrap_or(&nothing);
            let (spent, came) = (flows(costs, 1), flows(gained, 1));
            let mut both = flows(costs, -1);
            both.extend_from_slice(&came);
            let first = both.iter().map(|flow| flow.day).min();
            let value = first.and_then(|first| match figure {
                MoneyFigure::Roi => return_on_investment(&came, &spent, rate(rate_bp), first),
                MoneyFigure::Npv => net_present_value(&both, rate(rate_bp), first),
                MoneyFigure::Irr => internal_rate_of_return(&both).ok(),
                MoneyFigure::Payback => payback(&both).map(|day| float(i128::from(day.0) - i128::from(first.0))),
            });
            let sum =
                |flows: &[Flow]| i64::try_from(flows.iter().map(|flow| i128::from(flow.minor)).sum::<i128>()).ok();
            let all = costs.iter().chain(gained);
            let amounts = all.clone().map(|one| (one.whose(), i128::from(one.entry.value.unwrap_or(0)).abs()));
            Fig {
                value,
                n: Some(whole(u64::try_from(both.len()).unwrap_or(u64::MAX))),
                numerator: sum(&came),
                denominator: sum(&spent),
                behind: Behind {
                    people: Some(distinct(all.clone().map(Happened::whose))),
                    largest_bp: largest(amounts),
                    ..Behind::default()
                },
                ..Fig::default()
            }
            .complete(complete)
        };
        costs.iter().map(|(group, things)| (group.clone(), each(group, things))).collect()
    }

    /// Outcomes carry no currency: what they are worth is in that of the costs.
    pub(super) fn sroi(&self, outcomes: &[SocialOutcome], costs: &[String], rate_bp: u32, period: Period) -> Groups {
        let costs = self.money(costs, period);
        let plain: Vec<String> = self.dimensions.iter().filter(|name| *name != CURRENCY).cloned().collect();
        let filters = self.filters.as_ref().and_then(without_currency);
        let view = View { world: self.world, filters, dimensions: &plain };
        let quantities: Vec<BTreeMap<Group, Vec<Happened<'_>>>> = outcomes
            .iter()
            .map(|outcome| {
                let happened = view.happened(&outcome.events, About::Subject, period);
                let fits = happened.filter(|one| {
                    outcome
                        .unit
                        .as_ref()
                        .is_none_or(|unit| &*one.entry.unit == unit.as_str() && one.entry.value.is_some())
                });
                view.sort(fits, self.world.last(period))
            })
            .collect();
        let complete = self.is_over(period);
        let each = |group: &Group, costs: &[Happened<'_>]| {
            let named = self.dimensions.iter().zip(group).filter(|(name, _)| *name != CURRENCY);
            let key: Group = named.map(|(_, value)| value.clone()).collect();
            let case: Vec<Outcome> = outcomes
                .iter()
                .zip(&quantities)
                .map(|(outcome, by)| {
                    let things = by.get(&key).map(Vec::as_slice).unwrap_or_default();
                    let each =
                        |one: &Happened<'_>| if outcome.unit.is_some() { one.entry.value.unwrap_or(0) } else { 1 };
                    let quantity = things.iter().map(each).fold(0_i64, i64::saturating_add).max(0);
                    let [low, base, high] = outcome.proxy;
                    Outcome {
                        quantity: Range::exactly(quantity),
                        proxy: Range { low, base, high },
                        deadweight_bp: Range::exactly(outcome.deadweight_bp.into()),
                        displacement_bp: Range::exactly(outcome.displacement_bp.into()),
                        attribution_bp: Range::exactly(outcome.attribution_bp.into()),
                        drop_off_bp: Range::exactly(outcome.drop_off_bp.into()),
                        years: outcome.years,
                    }
                })
                .collect();
            let spent = flows(costs, 1);
            let first = spent.iter().map(|flow| flow.day).min();
            let inputs = first.and_then(|first| net_present_value(&spent, rate(rate_bp), first)).unwrap_or(0.0);
            let rate_bp = Range::exactly(rate_bp.into());
            let answer = social_return(&SocialReturn { outcomes: &case, inputs, rate_bp }).ok();
            let ratio = answer.filter(|_| !case.is_empty()).map(|answer| answer.ratio);
            Fig {
                n: Some(whole(u64::try_from(costs.len()).unwrap_or(u64::MAX))),
                behind: Behind {
                    people: Some(distinct(costs.iter().map(Happened::whose))),
                    largest_bp: largest(
                        costs.iter().map(|one| (one.whose(), i128::from(one.entry.value.unwrap_or(0)))),
                    ),
                    ..Behind::default()
                },
                ..Fig::default()
            }
            .with(ratio)
            .complete(complete)
        };
        costs.iter().map(|(group, things)| (group.clone(), each(group, things))).collect()
    }
}

/// A filter without its conditions on the currency.
fn without_currency(filter: &Filter) -> Option<Filter> {
    match filter {
        Filter::All { all } => Some(Filter::All { all: all.iter().filter_map(without_currency).collect() }),
        Filter::Is(condition) if condition.dim == CURRENCY => None,
        other => Some(other.clone()),
    }
}
