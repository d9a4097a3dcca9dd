//! What facts fold into: states that merge in any order and answer every metric.

mod attributes;
mod book;
mod bytes;
mod cell_key;
mod forget;
mod funnel;
mod hist;
mod key;
mod km;
mod log;
mod log_hist;
mod name;
mod numbers;
mod portable;
mod rolling;
mod rows;
mod seg;
mod spells;
mod steps;
mod users;
mod walk;

pub use attributes::Attributes;
pub use book::Book;
pub use bytes::StateError;
pub(crate) use bytes::{Reader, Writer};
pub use cell_key::CellKey;
pub use funnel::{Exclusion, Funnel, FunnelError, FunnelMode, Hold};
pub use hist::Hist;
pub use key::{Family, Key};
pub use km::Km;
pub use log::Entry;
#[cfg(feature = "arrow")]
pub(crate) use log::month_of;
pub use log_hist::LogHist;
pub use name::Name;
pub use numbers::{Moments, Tally};
pub use rolling::Rolling;
pub use seg::Seg;
pub use spells::Spell;
pub use steps::{Hit, Steps, Walk};
pub use users::Users;
