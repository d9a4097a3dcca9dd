//! Who may do what: one rule table, asked for one thing by [`decide`] and for lists by [`scope`].

mod decide;
mod rules;
mod scope;

pub use decide::{Actor, Decision, Relation, Relations, Resource, Who, decide};
pub use rules::{Action, RULES, Rule, render_rules};
pub use scope::{Scoped, scope};
