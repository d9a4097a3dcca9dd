//! Charts as Vega-Lite specifications, for notebooks and for hosts that draw themselves.

mod cohorts;
mod data;
mod groups;
mod parts;
mod spec;
mod times;

pub use spec::vega_lite;
