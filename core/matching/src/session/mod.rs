//! A plan that is kept at its optimum while people come and go.
//!
//! * [`event`] is what can happen, [`error`] why it cannot, [`delta`] whom it moved.
//! * [`pool`] knows people by id and the details of pairs; `crate::residual` knows the network and finds the optimum.
//! * [`apply`] turns an event into changes of the network; [`limited`] goes only part of the way when few may move.
//! * [`amend`] goes from the plan of one question to that of a later one.
//! * [`view`] gives the session as an instance, a solution and prices, which equal those of a full run.

mod amend;
mod apply;
mod bytes;
mod delta;
mod error;
mod event;
mod limited;
mod live;
mod pool;
mod view;

pub use amend::{Amended, Amendment, amend, differences};
pub use bytes::events_from_bytes;
pub use delta::{Delta, Moved};
pub use error::SessionError;
pub use event::{Event, Newcomer, Offer, Party};
pub use live::Session;
