//! The way of a request: load, decide, commit.
//!
//! An [`Ecosystem`] holds a store, a clock, a source of ids and the observers. [`Ecosystem::acting_as`] gives a handle for one
//! caller, and the handle has one method per operation. A method loads what it needs, asks the rule table once, decides in pure
//! code and commits one change set; when somebody else was faster, it loads and decides again.

mod accounts;
mod call;
mod clock;
mod consumers;
mod handle;
mod host;
mod progress;
mod run;
mod set_up;
mod sign_ins;
pub mod simulated;
#[cfg(feature = "system")]
mod system;
mod tokens;
mod work;

pub use accounts::{AccountOf, Tries};
pub use call::CallContext;
pub use clock::{Clock, IdSource};
pub(crate) use consumers::{ANALYTICS, CONSUMERS, DurableReader};
pub use handle::{Acting, Builder, Ecosystem, FailureLog, Observer};
pub use progress::Progress;
pub(crate) use run::{Run, Turn};
pub use set_up::{Invited, NewSetUpLink};
pub use sign_ins::{NewSignIn, SignInPolicy, SignedInAs};
#[cfg(feature = "system")]
pub use system::{SystemClock, SystemIds};
pub use tokens::NewToken;
pub(crate) use work::{Work, kind_of, subject_text};
