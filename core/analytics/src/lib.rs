//! The analytics engine of Semillero: facts in, honest figures out. No domain types, no I/O, no clock; usable alone.
//!
//! [`Fact`]s fold into a [`Book`] of mergeable states (integers only, canonical bytes: any order and any sharding of the facts gives the
//! same book). A query document reads a book and answers [`Table`]s, whose every row carries what it was made from. Before a table
//! leaves for somebody who may not read the rows, the gate hides what would tell of single people.

mod answer;
mod calendar;
mod facts;
mod gate;
mod states;

pub use answer::{Behind, Interval, IntervalMethod, Measure, Row, Shape, Suppression, Table, Unit, Verdict};
pub use calendar::{Day, DayError, Grain, Period};
pub use facts::standard;
pub use facts::{AttributeChange, Event, Fact, Ordinal, SpellChange, SpellStep};
pub use gate::{
    AdhocRefusal, AskedOf, Candidate, CellKey, Counted, Frozen, GateContext, GateError, GatePolicy, Gated, LEAST_K,
    PolicyMistake, PolicyMistakeCode, Readable, Release, ReleaseError, StricterK, Withheld, WithheldReason, gate,
    refuse_adhoc,
};
pub use states::{Attributes, Book, Entry, Spell, Users};
