//! What a caller is restricted to.

use super::filter::{Condition, Filter, Op};
use crate::states::Users;

/// What a caller is restricted to, such as one programme. Both parts must hold where both are given.
///
/// ```
/// # use semillero_analytics::Scope;
/// let mine = Scope::of("programme", ["p1", "p2"]);
/// assert_ne!(mine, Scope::everything());
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scope {
    pub(crate) only: Option<Users>,
    pub(crate) condition: Option<Filter>,
}

impl Scope {
    /// No restriction.
    #[must_use]
    pub fn everything() -> Self {
        Self::default()
    }

    /// Only what has one of these values of an attribute at the end of the period: an event by whom it is about, else by who did it; a spell by
    /// its own value, else its subject's, else its cluster's. The restriction to choose where facts carry the attribute, since a mentee
    /// of two programmes brings the sessions of one only.
    #[must_use]
    pub fn of<V: Into<String>>(attribute: &str, values: impl IntoIterator<Item = V>) -> Self {
        let value = values.into_iter().map(Into::into).collect();
        Self { only: None, condition: Some(Filter::Is(Condition { dim: attribute.to_owned(), op: Op::In, value })) }
    }

    /// Only these: people by themselves, events by whom they are about (who did it where they are about nobody), spells by their own
    /// ordinal, or by subject and cluster together.
    #[must_use]
    pub fn only(ordinals: Users) -> Self {
        Self { only: Some(ordinals), condition: None }
    }
}
