//! The analytics engine of Semillero: facts in, honest figures out. No domain types, no I/O, no clock; usable alone.
//!
//! [`Fact`]s fold into a [`Book`] of mergeable states (integers only, canonical bytes: any order and any sharding of the facts gives the
//! same book). A query document reads a book and answers [`Table`]s, whose every row carries what it was made from. Before a table
//! leaves for somebody who may not read the rows, the gate hides what would tell of single people.

mod answer;
mod calendar;
pub mod charts;
mod facts;
mod gate;
mod metrics;
mod query;
mod states;
pub mod stats;

pub use answer::{Behind, Interval, IntervalMethod, Measure, Row, Shape, Suppression, Table, Unit, Verdict};
pub use calendar::{Day, DayError, Grain, Period};
pub use facts::standard;
pub use facts::{AttributeChange, Event, Fact, Id, Ordinal, Ordinals, OrdinalsFull, SpellChange, SpellStep};
#[cfg(feature = "arrow")]
pub use facts::{
    Fold, FoldError, HistFold, LogKinds, StepsFold, attribute_schema, event_schema, money_schema, spell_schema,
};
pub use gate::{
    AdhocRefusal, AskedOf, Candidate, Counted, Frozen, GateContext, GateError, GatePolicy, Gated, LEAST_K, NoiseKey,
    PolicyMistake, PolicyMistakeCode, Readable, Release, ReleaseError, StricterK, Withheld, WithheldReason, gate,
    refuse_adhoc,
};
pub use metrics::{
    About, Definition, Due, EffectMeasure, MeasureKind, Metric, MoneyFigure, Numbers, Outcome, Part, Read, Reads,
    Return, Shown, Sign, SocialOutcome, Span, SpanError, Things, When, Window, catalogue, metric,
};
pub use query::{
    Audience, Chart, Checks, Choices, Code, Dashboard, Described, DimensionEntry, Explained, Mistake, Param, ParamType,
    Privacy, Query, Scope, Selection, Tile, Told, Vocabulary, ask, describe, explain, run, schema, standard_dashboard,
};
pub use states::{
    Attributes, Book, CellKey, Entry, Exclusion, Family, Funnel, FunnelError, FunnelMode, Hist, Hit, Hold, Key, Km,
    LogHist, Moments, Name, Rolling, Seg, Spell, StateError, Steps, Tally, Users, Walk,
};
