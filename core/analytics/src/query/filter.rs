//! Conditions on dimensions.

use serde::{Deserialize, Serialize};

/// A condition: `{"all": […]}`, `{"any": […]}`, `{"not": …}` or `{"dim": …, "op": …, "value": …}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Filter {
    All { all: Vec<Filter> },
    Any { any: Vec<Filter> },
    Not { not: Box<Filter> },
    Is(Condition),
}

/// One condition; of several values one is enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Condition {
    pub(crate) dim: String,
    pub(crate) op: Op,
    #[serde(default)]
    pub(crate) value: Vec<String>,
}

crate::metrics::choices! {
    /// How a dimension is held against values.
    pub(crate) Op {
        /// It is the value.
        #[default]
        Is = "is",
        /// It is not, or is not known.
        IsNot = "is_not",
        /// It is one of them.
        In = "in",
        /// It is none of them, or is not known.
        NotIn = "not_in",
        /// There is a value.
        Known = "known",
        /// There is none.
        Unknown = "unknown",
    }
}

impl Filter {
    /// Every condition in it, with its pointer below `at`.
    pub(crate) fn conditions<'a>(&'a self, at: &str, found: &mut Vec<(String, &'a Condition)>) {
        match self {
            Self::All { all } => {
                all.iter().enumerate().for_each(|(i, one)| one.conditions(&format!("{at}/all/{i}"), found))
            }
            Self::Any { any } => {
                any.iter().enumerate().for_each(|(i, one)| one.conditions(&format!("{at}/any/{i}"), found))
            }
            Self::Not { not } => not.conditions(&format!("{at}/not"), found),
            Self::Is(condition) => found.push((at.to_owned(), condition)),
        }
    }

    /// The same with parameters in place; a condition on a parameter without a value drops out.
    pub(crate) fn resolved(&self, params: &dyn Fn(&str) -> Option<String>) -> Option<Self> {
        let each = |parts: &[Self]| parts.iter().filter_map(|one| one.resolved(params)).collect::<Vec<_>>();
        match self {
            Self::All { all } => {
                let left = each(all);
                (all.is_empty() || !left.is_empty()).then_some(Self::All { all: left })
            }
            Self::Any { any } => {
                let left = each(any);
                (any.is_empty() || !left.is_empty()).then_some(Self::Any { any: left })
            }
            Self::Not { not } => not.resolved(params).map(|not| Self::Not { not: Box::new(not) }),
            Self::Is(condition) => {
                let chosen = |text: &String| match text.strip_prefix('$') {
                    None => Some(text.clone()),
                    Some(id) => params(id),
                };
                let value = condition.value.iter().map(chosen).collect::<Option<Vec<_>>>()?;
                Some(Self::Is(Condition { value, ..condition.clone() }))
            }
        }
    }

    /// Whether it holds, where `value` looks a dimension up.
    pub(crate) fn holds<'v>(&self, value: &mut dyn FnMut(&str) -> Option<std::borrow::Cow<'v, str>>) -> bool {
        match self {
            Self::All { all } => all.iter().all(|one| one.holds(value)),
            Self::Any { any } => any.iter().any(|one| one.holds(value)),
            Self::Not { not } => !not.holds(value),
            Self::Is(condition) => condition.holds(value(&condition.dim).as_deref()),
        }
    }
}

impl Condition {
    pub(crate) fn holds(&self, value: Option<&str>) -> bool {
        let among = || value.is_some_and(|value| self.value.iter().any(|one| one == value));
        match self.op {
            Op::Is | Op::In => among(),
            Op::IsNot | Op::NotIn => !among(),
            Op::Known => value.is_some(),
            Op::Unknown => value.is_none(),
        }
    }
}
