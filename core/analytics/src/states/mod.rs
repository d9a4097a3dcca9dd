//! What facts fold into: states that merge in any order and answer every metric.

mod attributes;
mod book;
mod bytes;
mod forget;
mod funnel;
mod hist;
mod key;
mod log;
mod name;
mod rolling;
mod rows;
mod spells;
mod steps;
mod users;
mod walk;

pub use attributes::Attributes;
pub use book::Book;
pub use bytes::StateError;
pub(crate) use bytes::{Reader, Writer};
pub use funnel::{Exclusion, Funnel, FunnelError, FunnelMode, Hold};
pub use hist::Hist;
pub use key::{Family, Key};
pub use log::Entry;
#[cfg(feature = "arrow")]
pub(crate) use log::month_of;
pub use name::Name;
pub use rolling::Rolling;
pub use spells::Spell;
#[cfg(feature = "arrow")]
pub(crate) use steps::Gather as GatherSteps;
pub use steps::{Hit, Steps, Walk};
pub use users::Users;
