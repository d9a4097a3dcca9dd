//! Numbers with a range.

/// A number outside its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{value} is not between {least} and {most}")]
pub struct RangeError {
    /// The number given.
    pub value: i64,
    /// The least number allowed.
    pub least: i64,
    /// The greatest number allowed.
    pub most: i64,
}

macro_rules! ranged {
    ($($(#[$meta:meta])* $name:ident in $least:literal..=$most:literal),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i32);

        impl $name {
            /// The least value.
            pub const LEAST: i32 = $least;
            /// The greatest value.
            pub const MOST: i32 = $most;
            /// Checks the range.
            ///
            /// # Errors
            /// When the number is outside.
            pub fn new(value: i32) -> Result<Self, RangeError> {
                if ($least..=$most).contains(&value) { Ok(Self(value)) } else {
                    Err(RangeError { value: value.into(), least: $least, most: $most })
                }
            }
            /// The number.
            #[must_use]
            pub const fn get(self) -> i32 { self.0 }
        }
        impl $crate::store::Field for $name {
            const KIND: $crate::store::Kind = $crate::store::Kind::Int;
            fn to_value(&self) -> $crate::store::Value { $crate::store::Value::Int(self.0.into()) }
            fn from_value(value: $crate::store::Value) -> Option<Self> {
                match value { $crate::store::Value::Int(n) => Self::new(i32::try_from(n).ok()?).ok(), _ => None }
            }
        }
    )+ };
}

ranged! {
    /// How many mentees an ally takes at once; 0 takes nobody new.
    Capacity in 0..=20,
    /// A rating, 5 is best.
    Rating in 1..=5,
    /// How many mentors one mentee may have in a cohort.
    MentorsPerMentee in 1..=5,
    /// The planned length of a session in minutes.
    SessionMinutes in 5..=480,
}

impl Default for Capacity {
    fn default() -> Self {
        Self(3)
    }
}

impl Default for MentorsPerMentee {
    fn default() -> Self {
        Self(1)
    }
}
