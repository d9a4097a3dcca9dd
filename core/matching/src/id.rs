//! Sixteen-byte ids and 32-byte digests, written as lower-case hex.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Says why a text is no [`Id`] or [`Digest`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("expected {expected} hex digits, hyphens aside")]
pub struct ParseHexError {
    /// How many digits the type has.
    pub expected: usize,
}

/// Identifies a mentee, a mentor or an organisation.
///
/// Ids compare by bytes. Their text is that of a UUID; reading ignores hyphens and letter case. A mentee and a mentor
/// may share an id (one person in two roles), two mentees may not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(pub [u8; 16]);

impl Id {
    /// Makes an id whose byte order is the order of the number: handy in tests and file readers.
    pub const fn from_u128(number: u128) -> Self {
        Self(number.to_be_bytes())
    }

    /// Gives the bytes, as the [`lottery`](fn@crate::lottery) wants them.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// A BLAKE3 digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(pub [u8; 32]);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, byte) in self.0.iter().enumerate() {
            if matches!(position, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

fn bytes_from_hex<const N: usize>(text: &str) -> Result<[u8; N], ParseHexError> {
    let wrong = ParseHexError { expected: N * 2 };
    let mut bytes = [0_u8; N];
    let mut digits = text.chars().filter(|&c| c != '-').map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()));
    for byte in &mut bytes {
        let (Some(Some(high)), Some(Some(low))) = (digits.next(), digits.next()) else { return Err(wrong) };
        *byte = (high << 4) | low;
    }
    if digits.next().is_some() { Err(wrong) } else { Ok(bytes) }
}

macro_rules! hex_text {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = ParseHexError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                bytes_from_hex(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = ParseHexError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    )+};
}

hex_text!(Id, Digest);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let id = Id::from_u128(0x0198_0000_0000_7000_8000_0000_0000_00ab);
        assert_eq!(id.to_string(), "01980000-0000-7000-8000-0000000000ab");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("019800000000700080000000000000AB".parse(), Ok(id));
    }

    #[test]
    fn refuses_other_lengths_and_letters() {
        for text in ["", "01", "01980000-0000-7000-8000-0000000000abc", "g1980000-0000-7000-8000-0000000000ab", "é"] {
            assert_eq!(text.parse::<Id>(), Err(ParseHexError { expected: 32 }), "{text}");
        }
    }
}
