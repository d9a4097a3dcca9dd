//! Query and dashboard documents as they are once nothing is wrong with them.

use super::filter::Filter;
use crate::calendar::{Day, Grain};
use crate::metrics::{Definition, EffectMeasure, Outcome, Read, Span, Window, choices};
use serde::ser::{Error as _, SerializeMap};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;

/// A dashboard: queries by name, their parameters and how they are laid out. Comes from [`Dashboard::read`] alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dashboard {
    pub(crate) v: u32,
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<[String; 2]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) timezone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) audience: Option<Audience>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) params: Vec<Param>,
    pub(crate) queries: BTreeMap<String, Query>,
    #[serde(default)]
    pub(crate) privacy: Privacy,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) layout: Vec<Tile>,
}

impl Dashboard {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its title, Spanish then English.
    #[must_use]
    pub fn title(&self) -> Option<&[String; 2]> {
        self.title.as_ref()
    }

    /// The IANA zone that its days are meant in; facts carry their days, so it is for the reader.
    #[must_use]
    pub fn timezone(&self) -> Option<&str> {
        self.timezone.as_deref()
    }

    /// For whom it is.
    #[must_use]
    pub fn audience(&self) -> Option<Audience> {
        self.audience
    }

    /// What may be chosen when it is run.
    #[must_use]
    pub fn params(&self) -> &[Param] {
        &self.params
    }

    /// Its queries by name.
    #[must_use]
    pub fn queries(&self) -> &BTreeMap<String, Query> {
        &self.queries
    }

    /// What it asks of the gate; the policy may ask more.
    #[must_use]
    pub fn privacy(&self) -> Privacy {
        self.privacy
    }

    /// Which query stands where, in order.
    #[must_use]
    pub fn layout(&self) -> &[Tile] {
        &self.layout
    }
}

choices! {
    /// For whom a dashboard is.
    pub Audience {
        /// Who runs a programme.
        #[default]
        ProgrammeManager = "programme_manager",
        /// A mentor.
        Mentor = "mentor",
        /// An entrepreneur.
        Entrepreneur = "entrepreneur",
        /// Who pays.
        Funder = "funder",
        /// Who runs the product.
        Admin = "admin",
        /// Anybody.
        Public = "public",
    }
    /// What a parameter is.
    pub ParamType {
        /// A value of a dimension.
        #[default]
        Dimension = "dimension",
    }
    /// In what order the steps of a funnel must come.
    pub(crate) FunnelMode {
        /// One after another, other things between them; any first step may open.
        #[default]
        Reentry = "reentry",
        /// The same, but only somebody's very first first step opens.
        First = "first",
        /// Nothing of the funnel's between a step and the next.
        Strict = "strict",
        /// In any order.
        AnyOrder = "any_order",
    }
    /// What all events of one way through a funnel share.
    pub(crate) Held {
        /// Who did them.
        #[default]
        Nothing = "nothing",
        /// What they are about as well, such as the mentorship.
        Subject = "subject",
    }
    /// What a funnel counts.
    pub(crate) FunnelUnit {
        /// People.
        #[default]
        Person = "person",
    }
    /// When somebody must come back to be kept.
    pub(crate) Kept {
        /// In that interval.
        #[default]
        On = "on",
        /// In that interval or a later one.
        OnOrAfter = "on_or_after",
        /// In every interval up to that one.
        Streak = "streak",
    }
    /// How intervals after a first event are counted.
    pub(crate) Buckets {
        /// From somebody's own first day.
        #[default]
        Rolling = "rolling",
        /// By the calendar, from the period of the first day.
        Calendar = "calendar",
    }
    /// Where a range ends.
    pub(crate) RangeEnd {
        /// With the last period that is over.
        #[default]
        LastComplete = "last_complete",
        /// With the last day known, the period still running.
        Today = "today",
    }
    /// With what a figure is compared.
    pub(crate) CompareTo {
        /// The stretch of the same length just before.
        #[default]
        PreviousPeriod = "previous_period",
        /// A year earlier.
        PreviousYear = "previous_year",
    }
    /// How the days of both sides meet.
    pub(crate) Align {
        /// The same weekdays: whole multiples of 28 days, or 364 for a year.
        #[default]
        Weekday = "weekday",
        /// The same days of the calendar.
        Calendar = "calendar",
    }
    /// How a table is drawn.
    pub Chart {
        /// As suits its shape.
        #[default]
        Auto = "auto",
        /// One figure.
        Number = "number",
        /// A line.
        Line = "line",
        /// Bars.
        Bars = "bars",
        /// Stacked bars above and below zero.
        Lifecycle = "lifecycle",
        /// Steps.
        Funnel = "funnel",
        /// A triangle of cohorts.
        Retention = "retention",
        /// A survival curve.
        Km = "km",
        /// A histogram.
        Histogram = "histogram",
        /// Points with intervals.
        Forest = "forest",
        /// Parts that add up.
        Waterfall = "waterfall",
        /// The table alone.
        Table = "table",
    }
}

/// Something that may be chosen when a dashboard is run; filters name it as `$id`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Param {
    /// Its name.
    pub id: String,
    /// What it is.
    #[serde(rename = "type", default)]
    pub kind: ParamType,
    /// Of which dimension it is a value.
    pub of: String,
    /// What it is when nothing is chosen; without it a condition on nothing holds for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
}

/// What a document asks of the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// Below how many people a figure is hidden.
    #[serde(default = "five")]
    pub k: u32,
    /// Whether figures are hidden as well from which a hidden one would follow.
    #[serde(default = "yes")]
    pub secondary: bool,
    /// To what counts are rounded; 1 not at all.
    #[serde(default = "one")]
    pub round: u32,
}

fn five() -> u32 {
    5
}

fn one() -> u32 {
    1
}

fn yes() -> bool {
    true
}

impl Default for Privacy {
    fn default() -> Self {
        Self { k: five(), secondary: true, round: 1 }
    }
}

/// Where a query stands and how it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tile {
    /// The name of the query.
    pub query: String,
    /// How it is drawn.
    #[serde(default)]
    pub chart: Chart,
    /// How many of twelve columns it takes.
    #[serde(default = "twelve")]
    pub w: u32,
    /// Its title, Spanish then English; the query's own without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<[String; 2]>,
}

fn twelve() -> u32 {
    12
}

/// One question.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<[String; 2]>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) measures: Vec<Asked>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) funnel: Option<Funnel>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) retention: Option<Retention>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) survival: Option<Survival>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) effect: Option<Effect>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) dimensions: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) filters: Option<Filter>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) grain: Option<Grain>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) range: Option<Range>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) window: Option<Window>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) compare: Option<Compare>,
}

impl Query {
    /// Its title, Spanish then English.
    #[must_use]
    pub fn title(&self) -> Option<&[String; 2]> {
        self.title.as_ref()
    }
}

/// A measure that a query asks for; exactly one of `metric` and `definition` is there.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) metric: Option<String>,
    #[serde(default)]
    pub(crate) definition: Option<Definition>,
    #[serde(default)]
    pub(crate) title: Option<[String; 2]>,
    #[serde(default)]
    pub(crate) filters: Option<Filter>,
}

/// As documents write it, the definition's key beside the name.
impl Serialize for Asked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        self.metric.iter().try_for_each(|metric| map.serialize_entry("metric", metric))?;
        if let Some(serde_json::Value::Object(definition)) =
            self.definition.as_ref().map(serde_json::to_value).transpose().map_err(S::Error::custom)?
        {
            definition.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
        }
        self.title.iter().try_for_each(|title| map.serialize_entry("title", title))?;
        self.filters.iter().try_for_each(|filters| map.serialize_entry("filters", filters))?;
        map.end()
    }
}

/// Who takes how many steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Funnel {
    #[serde(default)]
    pub(crate) unit: FunnelUnit,
    pub(crate) steps: Vec<String>,
    pub(crate) within: Span,
    #[serde(default)]
    pub(crate) mode: FunnelMode,
    #[serde(default)]
    pub(crate) hold: Held,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) exclude: Vec<Excluded>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<String>,
}

/// Whoever does this between two steps is left out of the whole funnel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Excluded {
    pub(crate) event: String,
    pub(crate) after: usize,
    pub(crate) before: usize,
}

/// Who comes back after how long.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Retention {
    pub(crate) start: Vec<String>,
    pub(crate) back: Vec<String>,
    pub(crate) cohort: Grain,
    pub(crate) every: Grain,
    pub(crate) count: u32,
    #[serde(default)]
    pub(crate) mode: Kept,
    #[serde(default)]
    pub(crate) buckets: Buckets,
}

/// How long spells last and how they end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Survival {
    pub(crate) spell: String,
    pub(crate) event: Vec<String>,
    #[serde(default)]
    pub(crate) competing: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cohort: Option<Grain>,
    #[serde(default)]
    pub(crate) at: Vec<Span>,
    #[serde(default)]
    pub(crate) read: Read,
}

/// Differences between two arms, one per outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Effect {
    pub(crate) arm: String,
    pub(crate) treated: String,
    pub(crate) comparison: Vec<String>,
    pub(crate) outcomes: Vec<EffectOutcome>,
}

/// One outcome of an effect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EffectOutcome {
    pub(crate) name: String,
    pub(crate) of: Outcome,
    pub(crate) measure: EffectMeasure,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<[String; 2]>,
}

/// Which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Range {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<RangeEnd>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) to: Option<Day>,
}

/// With what figures are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Compare {
    pub(crate) to: CompareTo,
    #[serde(default)]
    pub(crate) align: Align,
}
