//! Plain data as the bytes that are digested: one way to write each value, and no two values alike.

use std::fmt::Display;

use serde::ser::{self, Serialize};
use thiserror::Error;

use crate::Digest;

/// Digests a value after a tag; nothing when some of it has no bytes here. [`Problem::digest`](super::Problem::digest) says how.
///
/// Fields and variants go by name, so that a new one changes no digest of what has none of it.
pub(super) fn digest<T: Serialize>(tag: &str, value: &T) -> Option<Digest> {
    let mut writer = Writer { hasher: blake3::Hasher::new(), waiting: Vec::with_capacity(2 * CHUNK) };
    writer.raw(tag.as_bytes());
    value.serialize(&mut writer).ok()?;
    writer.hasher.update(&writer.waiting);
    Some(Digest(*writer.hasher.finalize().as_bytes()))
}

/// How many bytes are hashed at once: the hash is fast on many and slow on four.
const CHUNK: usize = 1 << 16;

struct Writer {
    hasher: blake3::Hasher,
    waiting: Vec<u8>,
}

impl Writer {
    #[inline]
    fn raw(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
    }

    fn text(&mut self, text: &str) {
        self.raw(&(text.len() as u64).to_le_bytes());
        self.raw(text.as_bytes());
    }

    /// Starts a list, whose length must be known.
    fn list(&mut self, length: Option<usize>) -> Result<&mut Self, NotPlain> {
        self.flush();
        self.raw(&(length.ok_or(NotPlain)? as u64).to_le_bytes());
        Ok(self)
    }

    fn flush(&mut self) {
        if self.waiting.len() >= CHUNK {
            self.hasher.update(&self.waiting);
            self.waiting.clear();
        }
    }
}

/// A value that has no bytes here: a float, a map, a list of unknown length.
#[derive(Debug, Error)]
#[error("not plain data")]
struct NotPlain;

impl ser::Error for NotPlain {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

macro_rules! numbers {
    ($($name:ident: $type:ty),*) => {
        $(#[inline]
        fn $name(self, number: $type) -> Result<(), NotPlain> {
            self.raw(&number.to_le_bytes());
            Ok(())
        })*
    };
}

impl ser::Serializer for &mut Writer {
    type Ok = ();
    type Error = NotPlain;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = ser::Impossible<(), NotPlain>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128
    }

    fn serialize_bool(self, value: bool) -> Result<(), NotPlain> {
        self.serialize_u8(u8::from(value))
    }

    fn serialize_f32(self, _: f32) -> Result<(), NotPlain> {
        Err(NotPlain)
    }

    fn serialize_f64(self, _: f64) -> Result<(), NotPlain> {
        Err(NotPlain)
    }

    fn serialize_char(self, value: char) -> Result<(), NotPlain> {
        self.serialize_u32(u32::from(value))
    }

    fn serialize_str(self, text: &str) -> Result<(), NotPlain> {
        self.text(text);
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), NotPlain> {
        self.raw(&(bytes.len() as u64).to_le_bytes());
        self.raw(bytes);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), NotPlain> {
        self.serialize_u8(0)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NotPlain> {
        self.raw(&[1]);
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), NotPlain> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), NotPlain> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), NotPlain> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), NotPlain> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), NotPlain> {
        self.text(variant);
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, NotPlain> {
        self.list(length)
    }

    fn serialize_tuple(self, length: usize) -> Result<Self, NotPlain> {
        self.list(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Self, NotPlain> {
        self.list(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self, NotPlain> {
        self.text(variant);
        self.list(Some(length))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, NotPlain> {
        Err(NotPlain)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, NotPlain> {
        self.flush();
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, NotPlain> {
        self.text(variant);
        Ok(self)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

macro_rules! lists {
    ($($name:ident: $entry:ident),*) => {
        $(impl ser::$name for &mut Writer {
            type Ok = ();
            type Error = NotPlain;

            #[inline]
            fn $entry<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotPlain> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), NotPlain> {
                Ok(())
            }
        })*
    };
}

lists!(
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
);

macro_rules! structures {
    ($($name:ident),*) => {
        $(impl ser::$name for &mut Writer {
            type Ok = ();
            type Error = NotPlain;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), NotPlain> {
                self.text(name);
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), NotPlain> {
                self.text("");
                Ok(())
            }
        })*
    };
}

structures!(SerializeStruct, SerializeStructVariant);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Choices, Id, Person, Unlisted, Value};

    fn person(values: Vec<Value>, tiers: Vec<Vec<u32>>, organisation: Option<u32>) -> Person {
        let choices = Choices { tiers, unlisted: Unlisted::Allowed };
        Person { id: Id::from_u128(7), capacity: 1, organisation, values, choices }
    }

    #[test]
    fn no_two_values_are_alike() {
        let all = [
            person(vec![], vec![], None),
            person(vec![], vec![], Some(0)),
            person(vec![], vec![vec![]], None),
            person(vec![], vec![vec![], vec![]], None),
            person(vec![], vec![vec![1, 2]], None),
            person(vec![], vec![vec![1], vec![2]], None),
            person(vec![Value::Unknown], vec![], None),
            person(vec![Value::Key(0)], vec![], None),
            person(vec![Value::Place(0)], vec![], None),
            person(vec![Value::Set(vec![0])], vec![], None),
            person(vec![Value::Set(vec![]), Value::Set(vec![])], vec![], None),
            person(vec![Value::Slots(vec![0, 0])], vec![], None),
            person(vec![Value::Vector(vec![0; 4])], vec![], None),
            person(vec![Value::Vector(vec![0; 300_000]), Value::Key(1)], vec![], None),
            person(vec![Value::Vector(vec![0; 300_000]), Value::Key(2)], vec![], None),
        ];
        let digests: std::collections::BTreeSet<String> =
            all.iter().map(|person| digest("", person).unwrap().to_string()).collect();
        assert_eq!(digests.len(), all.len());
        assert_ne!(digest("", &all[0]), digest("tag", &all[0]));
        assert_eq!(digest("", &(1_u8, 0.5_f64)), None);
    }

    #[test]
    fn the_bytes_are_those_that_are_documented() {
        let text = |bytes: &mut Vec<u8>, text: &str| {
            bytes.extend((text.len() as u64).to_le_bytes());
            bytes.extend(text.as_bytes());
        };
        let mut bytes = b"tag".to_vec();
        text(&mut bytes, "tiers");
        bytes.extend(1_u64.to_le_bytes());
        bytes.extend(2_u64.to_le_bytes());
        bytes.extend([3, 0, 0, 0, 5, 0, 0, 0]);
        text(&mut bytes, "unlisted");
        text(&mut bytes, "refused");
        text(&mut bytes, "");
        let choices = Choices { tiers: vec![vec![3, 5]], unlisted: Unlisted::Refused };
        assert_eq!(digest("tag", &choices), Some(Digest(*blake3::hash(&bytes).as_bytes())));
    }
}
