//! What facts fold into: states that merge in any order and answer every metric.

mod attributes;
mod book;
mod log;
mod spells;
mod users;

pub use attributes::Attributes;
pub use book::Book;
pub use log::Entry;
pub use spells::Spell;
pub use users::Users;
