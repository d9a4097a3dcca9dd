//! People: who they are, what they may be, what they agreed to.

mod account;
mod ally;
mod availability;
mod consent;
mod invitation;
mod lifecycles;
pub(crate) mod secret;
mod token;
mod user;

pub use account::{Account, PasswordHash, SetUpLink, SignIn};
pub use ally::{AllyProfile, AllyState};
pub use availability::{ClockTime, ClockTimeError, FreeTime, FreeTimeError, Weekday, merged};
pub use consent::{Consent, ConsentDecision, Purpose};
pub use invitation::{Invitation, InvitationState};
pub use lifecycles::{ALLY_LIFECYCLE, GRANT_LIFECYCLE, INVITATION_LIFECYCLE, USER_LIFECYCLE};
pub use token::AccessToken;
pub use user::{Grant, GrantState, Role, User, UserState, label};
