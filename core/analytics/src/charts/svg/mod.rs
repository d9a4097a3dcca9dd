//! Charts as SVG that stands alone: text as text, patterns beside colours, light and dark, no scripts.

mod bars;
mod canvas;
mod effect;
mod funnel;
mod histogram;
mod lifecycle;
mod number;
mod palette;
mod pen;
mod retention;
mod scale;
mod series;
mod sheet;
mod survival;
mod times;
mod waterfall;

mod draw;

pub(super) use draw::svg_of;
pub(super) use effect::{arms, figure, under};
pub(super) use lifecycle::role;
pub(super) use number::reach;
pub(super) use palette::{dashes, tone};
pub(super) use survival::AT_RISK;

pub use draw::{Size, svg};
