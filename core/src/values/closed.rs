//! Closed sets of words: an enum in code, one snake_case word on the wire and in a store.

/// Defines an enum whose variants are stored and sent as words.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:tt),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word on the wire.
            #[must_use]
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word),+ } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.word()) }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::values::UnknownWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text { $($word => Ok(Self::$variant),)+ _ => Err($crate::values::UnknownWord(text.to_owned())) }
            }
        }
        impl $crate::store::Field for $name {
            const KIND: $crate::store::Kind = $crate::store::Kind::Text;
            fn to_value(&self) -> $crate::store::Value { $crate::store::Value::Text(self.word().to_owned()) }
            fn from_value(value: $crate::store::Value) -> Option<Self> {
                match value { $crate::store::Value::Text(text) => text.parse().ok(), _ => None }
            }
        }
    };
}
pub(crate) use words;

/// A word that is not in a closed set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not one of the known words")]
pub struct UnknownWord(pub String);

words! {
    /// The language a person reads.
    #[derive(Default)]
    pub enum Locale {
        /// Spanish, the default.
        #[default]
        Es = "es",
        /// English.
        En = "en",
    }
}

impl Locale {
    /// The better of two texts for this reader.
    #[must_use]
    pub fn pick<'a>(self, es: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Es => es,
            Self::En => en,
        }
    }
}
