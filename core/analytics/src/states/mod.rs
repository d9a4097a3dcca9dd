//! What facts fold into: states that merge in any order and answer every metric.

mod attributes;
mod book;
mod bytes;
mod forget;
mod funnel;
mod key;
mod log;
mod name;
mod rows;
mod spells;
mod steps;
mod users;
mod walk;

pub use attributes::Attributes;
pub use book::Book;
pub use bytes::StateError;
pub use funnel::{Exclusion, Funnel, FunnelError, FunnelMode, Hold};
pub use key::{Family, Key};
pub use log::Entry;
pub use name::Name;
pub use spells::Spell;
pub use steps::{Hit, Steps, Walk};
pub use users::Users;
