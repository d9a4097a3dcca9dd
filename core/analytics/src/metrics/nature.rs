//! What follows from a definition: which facts it reads, what it counts, what it may be broken down by, which chart suits it.

use super::choices::{MoneyFigure, Shown};
use super::definition::{Definition, Numbers, Outcome};
use crate::answer::{IntervalMethod, Shape, Unit};
use crate::calendar::Grain;
use serde::Serialize;
use std::collections::BTreeSet;

/// The facts that a figure is made from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Reads {
    /// Kinds of events.
    pub events: BTreeSet<String>,
    /// Entities with spells.
    pub entities: BTreeSet<String>,
    /// Attributes, beside those of dimensions and filters.
    pub attributes: BTreeSet<String>,
}

/// How a figure is made, by family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it; the documents describe each")]
pub enum MeasureKind {
    Simple,
    Ratio,
    Cumulative,
    Derived,
    Conversion,
    Survival,
    Quantile,
    Effect,
    Distribution,
}

/// What the single things are that a figure is made from, which decides what it may be broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Things {
    /// People.
    People,
    /// Events.
    Events,
    /// Events with money, which are kept apart by currency.
    Money,
    /// Spells.
    Spells,
    /// Those who carry a load.
    Carriers,
    /// Two arms of a comparison.
    Arms,
    /// Other measures.
    Measures,
}

fn all(lists: &[&[String]]) -> BTreeSet<String> {
    lists.iter().flat_map(|list| list.iter().cloned()).collect()
}

impl Reads {
    fn events(lists: &[&[String]]) -> Self {
        Self { events: all(lists), ..Self::default() }
    }

    fn entity(entity: &str) -> Self {
        Self { entities: BTreeSet::from([entity.to_owned()]), ..Self::default() }
    }

    fn with(mut self, attribute: &str) -> Self {
        self.attributes.insert(attribute.to_owned());
        self
    }

    /// Those of either.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.events.extend(other.events);
        self.entities.extend(other.entities);
        self.attributes.extend(other.attributes);
        self
    }
}

impl Numbers {
    pub(crate) fn reads(&self) -> Reads {
        match self {
            Self::Values { events, .. } | Self::Totals { events, .. } | Self::ActiveDays { events, .. } => {
                Reads::events(&[events])
            }
            Self::Durations { entity, .. } | Self::Slips { entity, .. } => Reads::entity(entity),
            Self::Loads { entity, among } => Reads::entity(entity).with(among),
        }
    }

    pub(crate) fn unit(&self) -> Unit {
        match self {
            Self::Values { unit, .. } | Self::Totals { unit, .. } => match unit.as_str() {
                "rating" | "nps" => Unit::Points,
                _ => Unit::Number,
            },
            Self::ActiveDays { .. } | Self::Durations { .. } | Self::Slips { .. } => Unit::Days,
            Self::Loads { .. } => Unit::Number,
        }
    }

    pub(crate) fn of_what(&self) -> Things {
        match self {
            Self::Values { .. } | Self::Totals { .. } => Things::Events,
            Self::ActiveDays { .. } => Things::People,
            Self::Durations { .. } | Self::Slips { .. } => Things::Spells,
            Self::Loads { .. } => Things::Carriers,
        }
    }
}

impl Outcome {
    pub(crate) fn reads(&self) -> Reads {
        match self {
            Self::Ended { entity, .. } => Reads::entity(entity),
            Self::Number { of } => of.reads(),
        }
    }
}

impl Definition {
    /// The facts that it is made from; a derived figure reads those of its measures as well.
    #[must_use]
    pub fn reads(&self) -> Reads {
        match self {
            Self::People { events, .. }
            | Self::Stickiness { events, .. }
            | Self::Lifecycle { events, .. }
            | Self::Count { events, .. }
            | Self::Sum { events, .. }
            | Self::Nps { events } => Reads::events(&[events]),
            Self::Adoption { events, among } => Reads::events(&[events]).with(among),
            Self::Retention { start, back, .. } => Reads::events(&[start, back]),
            Self::Conversion { from, to, .. } => Reads::events(&[from, to]),
            Self::ResponseRate { asked, answered } => Reads::events(&[asked, answered]),
            Self::Spells { entity, .. }
            | Self::Subjects { entity, .. }
            | Self::SpellShare { entity, .. }
            | Self::Earned { entity, .. }
            | Self::Survival { entity, .. }
            | Self::TimeTo { entity, .. } => Reads::entity(entity),
            Self::Load { entity, capacity } => Reads::entity(entity).with(capacity),
            Self::Ratio { numerator, denominator } => numerator.reads().and(denominator.reads()),
            Self::Cumulative { of } | Self::Growth { of, .. } => of.reads(),
            Self::Derived { .. } => Reads::default(),
            Self::Quantile { of, .. }
            | Self::Mean { of }
            | Self::Distribution { of }
            | Self::Gini { of }
            | Self::TopShare { of, .. }
            | Self::ShrunkMean { of }
            | Self::TopBox { of, .. } => of.reads(),
            Self::Effect { outcome, arm, .. } => outcome.reads().with(arm),
            Self::Cashflow { costs, benefits, .. } => Reads::events(&[costs, benefits]),
            Self::Sroi { outcomes, costs, .. } => outcomes
                .iter()
                .fold(Reads::events(&[costs]), |reads, outcome| reads.and(Reads::events(&[&outcome.events]))),
        }
    }

    /// What it counts; nothing for a derived figure, whose unit follows from its expression.
    #[must_use]
    pub fn unit(&self) -> Option<Unit> {
        Some(match self {
            Self::People { .. } | Self::Lifecycle { .. } => Unit::People,
            Self::Count { .. } | Self::Spells { .. } => Unit::Events,
            Self::Sum { shown, .. } | Self::Subjects { shown, .. } => match shown {
                Shown::Events => Unit::Events,
                Shown::People => Unit::People,
                Shown::Projects => Unit::Projects,
                Shown::Hours => Unit::Hours,
                Shown::Days => Unit::Days,
                Shown::Points => Unit::Points,
                Shown::MinorUnits => Unit::MinorUnits,
                Shown::Number => Unit::Number,
            },
            Self::Stickiness { .. }
            | Self::Adoption { .. }
            | Self::Retention { .. }
            | Self::Conversion { .. }
            | Self::SpellShare { .. }
            | Self::Earned { .. }
            | Self::Survival { .. }
            | Self::TopBox { .. }
            | Self::ResponseRate { .. }
            | Self::Load { .. }
            | Self::TopShare { .. }
            | Self::Growth { .. } => Unit::Share,
            Self::Ratio { numerator, denominator } => {
                if numerator.unit()? == denominator.unit()? {
                    Unit::Share
                } else {
                    Unit::Number
                }
            }
            Self::Cumulative { of } => of.unit()?,
            Self::Derived { .. } => return None,
            Self::TimeTo { .. } => Unit::Days,
            Self::Quantile { of, .. } | Self::Mean { of } | Self::ShrunkMean { of } => of.unit(),
            Self::Distribution { of } => match of {
                Numbers::ActiveDays { .. } | Numbers::Loads { .. } => Unit::People,
                _ => Unit::Events,
            },
            Self::Gini { .. } | Self::Effect { .. } => Unit::Number,
            Self::Nps { .. } => Unit::Points,
            Self::Cashflow { figure, .. } => match figure {
                MoneyFigure::Roi | MoneyFigure::Irr => Unit::Share,
                MoneyFigure::Npv => Unit::MinorUnits,
                MoneyFigure::Payback => Unit::Days,
            },
            Self::Sroi { .. } => Unit::Number,
        })
    }

    /// Its family.
    #[must_use]
    pub fn kind(&self) -> MeasureKind {
        match self {
            Self::People { .. }
            | Self::Lifecycle { .. }
            | Self::Count { .. }
            | Self::Sum { .. }
            | Self::Spells { .. }
            | Self::Subjects { .. }
            | Self::Mean { .. }
            | Self::Nps { .. } => MeasureKind::Simple,
            Self::Stickiness { .. }
            | Self::Adoption { .. }
            | Self::SpellShare { .. }
            | Self::Earned { .. }
            | Self::Ratio { .. }
            | Self::TopBox { .. }
            | Self::ResponseRate { .. }
            | Self::Load { .. }
            | Self::TopShare { .. }
            | Self::Gini { .. }
            | Self::ShrunkMean { .. }
            | Self::Cashflow { .. }
            | Self::Sroi { .. } => MeasureKind::Ratio,
            Self::Cumulative { .. } => MeasureKind::Cumulative,
            Self::Derived { .. } | Self::Growth { .. } => MeasureKind::Derived,
            Self::Retention { .. } | Self::Conversion { .. } => MeasureKind::Conversion,
            Self::Survival { .. } => MeasureKind::Survival,
            Self::TimeTo { .. } | Self::Quantile { .. } => MeasureKind::Quantile,
            Self::Effect { .. } => MeasureKind::Effect,
            Self::Distribution { .. } => MeasureKind::Distribution,
        }
    }

    /// What the single things are that it is made from.
    #[must_use]
    pub fn of_what(&self) -> Things {
        match self {
            Self::People { .. }
            | Self::Stickiness { .. }
            | Self::Lifecycle { .. }
            | Self::Adoption { .. }
            | Self::Retention { .. }
            | Self::Conversion { .. }
            | Self::Nps { .. }
            | Self::ResponseRate { .. } => Things::People,
            Self::Sum { unit: None, .. } | Self::Cashflow { .. } | Self::Sroi { .. } => Things::Money,
            Self::Count { .. } | Self::Sum { .. } => Things::Events,
            Self::Spells { .. }
            | Self::Subjects { .. }
            | Self::SpellShare { .. }
            | Self::Earned { .. }
            | Self::Survival { .. }
            | Self::TimeTo { .. } => Things::Spells,
            Self::Load { .. } => Things::Carriers,
            Self::Ratio { numerator, denominator } => numerator.of_what().max(denominator.of_what()),
            Self::Cumulative { of } | Self::Growth { of, .. } => of.of_what(),
            Self::Derived { .. } => Things::Measures,
            Self::Quantile { of, .. }
            | Self::Mean { of }
            | Self::Distribution { of }
            | Self::Gini { of }
            | Self::TopShare { of, .. }
            | Self::ShrunkMean { of }
            | Self::TopBox { of, .. } => of.of_what(),
            Self::Effect { .. } => Things::Arms,
        }
    }

    /// How its interval is made, if it has one.
    #[must_use]
    pub fn interval(&self) -> Option<IntervalMethod> {
        use super::choices::EffectMeasure;
        match self {
            Self::SpellShare { entity, .. } if entity == crate::standard::spell::SESSION => {
                Some(IntervalMethod::Bootstrap)
            }
            Self::Adoption { .. }
            | Self::Retention { .. }
            | Self::Conversion { .. }
            | Self::SpellShare { .. }
            | Self::TopBox { .. }
            | Self::ResponseRate { .. } => Some(IntervalMethod::Wilson),
            Self::Survival { competing, .. } if competing.is_empty() => Some(IntervalMethod::GreenwoodLogLog),
            Self::Survival { .. } => Some(IntervalMethod::AalenJohansen),
            Self::TimeTo { .. } => Some(IntervalMethod::BrookmeyerCrowley),
            Self::Quantile { .. } => Some(IntervalMethod::OrderStatistics),
            Self::Mean { .. } => Some(IntervalMethod::StudentT),
            Self::Gini { .. } => Some(IntervalMethod::Bootstrap),
            Self::Nps { .. } => Some(IntervalMethod::AdjustedWald),
            Self::Effect { measure: EffectMeasure::RiskDifference, .. } => Some(IntervalMethod::Newcombe),
            Self::Effect { .. } => Some(IntervalMethod::Normal),
            Self::Sroi { .. } => Some(IntervalMethod::Scenario),
            _ => None,
        }
    }

    /// The least that must stand behind it before it is more than an anecdote: 10, and 30 for a net promoter score.
    #[must_use]
    pub fn least(&self) -> i64 {
        match self {
            Self::Nps { .. } => 30,
            _ => 10,
        }
    }

    /// The days before a period that it reads as well; a period whose days before are not all known is not complete.
    #[must_use]
    pub fn days_before(&self) -> u32 {
        use super::definition::Window;
        match self {
            Self::People { window: Some(Window::Trailing(span)), .. } | Self::Stickiness { over: span, .. } => {
                span.days().unwrap_or(0)
            }
            Self::Quantile { of: Numbers::ActiveDays { over, .. }, .. }
            | Self::Mean { of: Numbers::ActiveDays { over, .. } }
            | Self::Distribution { of: Numbers::ActiveDays { over, .. } } => over.days().unwrap_or(0),
            _ => 0,
        }
    }

    /// The chart that suits it best, with a grain and without.
    #[must_use]
    pub fn shape(&self, grain: Option<Grain>) -> Shape {
        match self {
            Self::Distribution { .. } => Shape::Histogram,
            Self::Effect { .. } => Shape::Effect,
            Self::Lifecycle { .. } if grain.is_some() => Shape::Lifecycle,
            _ if grain.is_some() => Shape::Series,
            Self::ShrunkMean { .. } => Shape::Bars,
            _ => Shape::Number,
        }
    }
}
