//! A plan that is kept at its optimum while people come and go.

mod apply;
mod bytes;
mod delta;
mod error;
mod event;
mod limited;
mod live;
mod pool;
mod view;

pub use bytes::events_from_bytes;
pub use delta::{Delta, Moved};
pub use error::SessionError;
pub use event::{Event, Newcomer, Offer, Party};
pub use live::Session;
