//! What a query answers: one row per measure, period and group, each figure with what it was made from.

use crate::calendar::{Day, Period};
use serde::{Deserialize, Serialize};

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// People, counted once each.
    People,
    /// Projects or ventures.
    Projects,
    /// Things that happened.
    Events,
    /// A share or ratio, 1 = 100 %.
    Share,
    /// Civil days, with parts of one where an interval is meant.
    Days,
    /// Hours.
    Hours,
    /// Points of a scale, such as a rating of 1 to 5 or an NPS of −100 to 100.
    Points,
    /// Hundredths (or what the currency has) of a currency; the currency is a dimension of the row.
    MinorUnits,
    /// A number without a unit, such as a Gini coefficient or an effect size.
    Number,
}

/// Where the true value lies with the given confidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// The lower end; nothing when it has none.
    pub lo: Option<f64>,
    /// The upper end; nothing when it has none.
    pub hi: Option<f64>,
    /// The confidence, 0.95 unless said otherwise.
    pub level: f64,
    /// How it was made.
    pub method: IntervalMethod,
}

/// How an interval was made; each is described in [`crate::stats`] with its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntervalMethod {
    /// Wilson's score interval of a share.
    Wilson,
    /// Newcombe's interval of a difference of two shares.
    Newcombe,
    /// Student's t.
    StudentT,
    /// The adjusted Wald interval of an NPS.
    AdjustedWald,
    /// Greenwood's variance on the log–log scale of a survival curve.
    GreenwoodLogLog,
    /// Brookmeyer and Crowley's interval of a survival quantile.
    BrookmeyerCrowley,
    /// Order statistics of a quantile.
    OrderStatistics,
    /// The deterministic Poisson bootstrap over units.
    Bootstrap,
    /// The variance of Aalen and Johansen's cumulative incidence.
    AalenJohansen,
    /// Normal approximation of an effect size.
    Normal,
    /// A low and a high scenario, where nothing is random.
    Scenario,
}

/// What to make of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Enough stands behind it to compare.
    Good,
    /// Too little stands behind it to conclude anything.
    Insufficient,
    /// There is no such figure: nothing divided by nothing, or no median yet. Never 0.
    Undefined,
    /// The domain has no facts of this kind.
    NoFacts,
    /// It goes along with something and is not caused by it as far as anybody knows: there is no comparison group.
    Association,
    /// Hidden by the gate.
    Suppressed,
}

/// Why a figure is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suppression {
    /// Fewer people than the policy asks stand behind it or behind its complement, or it would give such a figure away. What leaves the gate
    /// says no more than this, since to tell which figures are the small ones would narrow down the others.
    SmallCell,
    /// It would give a hidden one away.
    Complementary,
    /// One contributor makes most of the amount.
    Dominance,
}

/// How many stand behind a figure; the gate reads it and it never leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Behind {
    /// People behind what was counted; `None` when the figure is not about people.
    pub people: Option<u64>,
    /// People behind the rest of the denominator; `None` where there is none.
    pub rest: Option<u64>,
    /// Of an amount of money, the share of the largest contributor in ten-thousandths.
    pub largest_bp: Option<u64>,
    /// Σ of the record keys of who is behind it, modulo 2⁶⁴, for the noise of cell keys.
    pub cell_key: u64,
}

/// One figure. It has no wire form of its own: tables leave as [`Gated`](crate::Gated).
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which measure of the table.
    pub measure: String,
    /// The time it speaks of; nothing for a figure of all time or at [`Table::as_of`].
    pub period: Option<Period>,
    /// Its group, one value per dimension of the table; nothing means all together.
    pub group: Vec<Option<String>>,
    /// The figure.
    pub value: Option<f64>,
    /// Of how many it speaks.
    pub n: Option<i64>,
    /// Of a ratio, what was counted.
    pub numerator: Option<i64>,
    /// Of a ratio, out of how many.
    pub denominator: Option<i64>,
    /// Where the true value lies.
    pub interval: Option<Interval>,
    /// Whether everything that it counts has come to an end.
    pub complete: bool,
    /// Why it is hidden, if it is.
    pub suppressed: Option<Suppression>,
    /// What to make of it.
    pub verdict: Verdict,
    /// Who is behind it.
    pub behind: Behind,
}

/// What a measure of a table is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Its name in the query.
    pub name: String,
    /// The catalogue entry that it is made from.
    pub metric: String,
    /// Its title, Spanish then English.
    pub title: [String; 2],
    /// What it counts.
    pub unit: Unit,
    /// BLAKE3 of its definition, in hex: equal hashes mean equal definitions.
    pub definition_hash: String,
}

/// What a table shows, which decides its chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// One figure per measure.
    Number,
    /// Figures over periods.
    Series,
    /// Figures over groups.
    Bars,
    /// New, returning, resurrecting and dormant people over periods.
    Lifecycle,
    /// Steps of a funnel; the dimension `step` counts from 1.
    Funnel,
    /// Cohorts by time since their start; dimensions `cohort` and `offset`.
    Retention,
    /// A survival or incidence curve; dimension `day` counts days since the start.
    Survival,
    /// Counts by value; dimension `value`.
    Histogram,
    /// Differences between two arms, one per outcome.
    Effect,
    /// Parts that add up, such as benefits and costs; dimension `part`.
    Waterfall,
}

/// The answer of one query. It has no wire form of its own: it leaves as [`Gated`](crate::Gated).
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The name of the query in its document.
    pub query: String,
    /// What it shows.
    pub shape: Shape,
    /// The names of its dimensions, in the order of [`Row::group`].
    pub dimensions: Vec<String>,
    /// Its measures.
    pub measures: Vec<Measure>,
    /// Its figures, by measure, period and group.
    pub rows: Vec<Row>,
    /// Facts up to the end of this day are in it.
    pub as_of: Day,
    /// What the reader should know, Spanish then English: incomplete periods left out, and the like.
    pub notes: Vec<[String; 2]>,
}
