//! The domain's events as facts of the analytics engine.

mod beside;
mod map;
mod ordinals;

pub(crate) use beside::Beside;
pub(crate) use map::facts_of;
pub(crate) use ordinals::Ordinals;
