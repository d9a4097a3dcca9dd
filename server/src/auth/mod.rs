//! Signing in with a password: plain functions for the pages, without HTML.
//!
//! A page takes a [`Visitor`] (who asks, from where, in which language) and, where somebody must be signed in, a [`SignedIn`].
//! The functions give [`Cookies`] to send along, or a [`Refused`] in the visitor's language. REST takes bearer tokens only: no
//! cookie opens it.

mod brute_force;
mod cookies;
pub mod csrf;
mod flows;
mod password;
mod refused;
mod rules;
mod session;
mod state;
mod visitor;

pub use brute_force::{Limits, Policy};
pub use cookies::{CookiePolicy, Cookies};
pub use flows::{
    accept_as, accept_invitation, change_password, set_password, set_up, sign_in, sign_out, sign_out_everywhere,
};
pub use password::{Passwords, Strength};
pub use refused::Refused;
pub use rules::{LEAST, MOST, check as check_password};
pub use session::{MaybeSignedIn, SignInPage, SignedIn, own_path};
pub use state::{Auth, Settings};
pub use visitor::{Peer, Visitor};
