//! The bytes of states: a tag of four letters, a version, then variable-length integers (LEB128; signed ones zigzag) and texts.
//!
//! Equal states have equal bytes. Whatever is read is checked: no length is believed before as many bytes are there.

use super::name::Name;

/// Why bytes are no state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{of}: {what} at byte {at}; store what `rows` gave, or fold the facts anew")]
pub struct StateError {
    /// Which state was read.
    pub of: String,
    /// What is wrong.
    pub what: &'static str,
    /// Where.
    pub at: usize,
}

/// Writes a state.
#[derive(Debug, Default)]
pub(crate) struct Writer(pub(crate) Vec<u8>);

impl Writer {
    pub(crate) fn tagged(tag: [u8; 4], version: u8) -> Self {
        let mut bytes = tag.to_vec();
        bytes.push(version);
        Self(bytes)
    }

    pub(crate) fn unsigned(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value.to_le_bytes()[0] | 0x80);
            value >>= 7;
        }
        self.0.push(value.to_le_bytes()[0]);
    }

    pub(crate) fn signed(&mut self, value: i64) {
        self.unsigned((value.cast_unsigned() << 1) ^ (value >> 63).cast_unsigned());
    }

    pub(crate) fn wide(&mut self, value: i128) {
        let zigzag = (value.cast_unsigned() << 1) ^ (value >> 127).cast_unsigned();
        let mut left = zigzag;
        while left >= 0x80 {
            self.0.push(left.to_le_bytes()[0] | 0x80);
            left >>= 7;
        }
        self.0.push(left.to_le_bytes()[0]);
    }

    pub(crate) fn length(&mut self, length: usize) {
        self.unsigned(u64::try_from(length).unwrap_or(u64::MAX));
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.length(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    /// The texts that entries refer to by their place.
    pub(crate) fn names(&mut self, names: &std::collections::BTreeSet<&str>) {
        self.length(names.len());
        for name in names {
            self.bytes(name.as_bytes());
        }
    }
}

/// Reads a state.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'a> {
    of: &'a str,
    all: usize,
    left: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(of: &'a str, bytes: &'a [u8]) -> Self {
        Self { of, all: bytes.len(), left: bytes }
    }

    pub(crate) fn fails(&self, what: &'static str) -> StateError {
        StateError { of: self.of.to_owned(), what, at: self.all - self.left.len() }
    }

    pub(crate) fn tag(&mut self, tag: [u8; 4], version: u8) -> Result<(), StateError> {
        if self.take(4)? != tag {
            return Err(self.fails("the tag of another state"));
        }
        if self.take(1)? != [version] {
            return Err(self.fails("a version that this release does not know"));
        }
        Ok(())
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], StateError> {
        let Some((taken, left)) = self.left.split_at_checked(length) else { return Err(self.fails("too few bytes")) };
        self.left = left;
        Ok(taken)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, StateError> {
        let Some((&first, left)) = self.left.split_first() else { return Err(self.fails("too few bytes")) };
        self.left = left;
        Ok(first)
    }

    pub(crate) fn wide_unsigned(&mut self) -> Result<u128, StateError> {
        let mut value = 0_u128;
        for shift in (0..128).step_by(7) {
            let byte = u128::from(self.byte()?);
            let bits = byte & 0x7f;
            if (bits << shift) >> shift != bits {
                return Err(self.fails("a number too large"));
            }
            value |= bits << shift;
            if byte < 0x80 {
                return if byte == 0 && shift > 0 {
                    Err(self.fails("a number with zeros in front"))
                } else {
                    Ok(value)
                };
            }
        }
        Err(self.fails("a number too large"))
    }

    pub(crate) fn unsigned(&mut self) -> Result<u64, StateError> {
        // The short way for most numbers.
        if let Some((&first, left)) = self.left.split_first()
            && first < 0x80
        {
            self.left = left;
            return Ok(u64::from(first));
        }
        u64::try_from(self.wide_unsigned()?).map_err(|_| self.fails("a number too large"))
    }

    pub(crate) fn signed(&mut self) -> Result<i64, StateError> {
        let zigzag = self.unsigned()?;
        Ok((zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed())
    }

    pub(crate) fn wide(&mut self) -> Result<i128, StateError> {
        let zigzag = self.wide_unsigned()?;
        Ok((zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed())
    }

    pub(crate) fn small(&mut self) -> Result<u32, StateError> {
        u32::try_from(self.unsigned()?).map_err(|_| self.fails("a number too large"))
    }

    pub(crate) fn small_signed(&mut self) -> Result<i32, StateError> {
        i32::try_from(self.signed()?).map_err(|_| self.fails("a number too large"))
    }

    /// How many things follow, each at least one byte long.
    pub(crate) fn length(&mut self) -> Result<usize, StateError> {
        let length = usize::try_from(self.unsigned()?).map_err(|_| self.fails("a number too large"))?;
        if length > self.left.len() { Err(self.fails("a length beyond the end")) } else { Ok(length) }
    }

    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], StateError> {
        let length = self.length()?;
        self.take(length)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, StateError> {
        let bytes = self.bytes()?;
        std::str::from_utf8(bytes).map_err(|_| self.fails("a text that is not UTF-8"))
    }

    pub(crate) fn names(&mut self) -> Result<Vec<Name>, StateError> {
        let length = self.length()?;
        (0..length).map(|_| self.text().map(Name::from)).collect()
    }

    pub(crate) fn rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.left)
    }

    pub(crate) fn end(&self) -> Result<(), StateError> {
        if self.left.is_empty() { Ok(()) } else { Err(self.fails("bytes after the end")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_only_the_shortest_form_is_read() {
        for value in [0, 1, -1, 63, -64, 64, i64::MAX, i64::MIN] {
            let mut writer = Writer::default();
            writer.signed(value);
            writer.wide(i128::from(value) << 64);
            let mut reader = Reader::new("", &writer.0);
            assert_eq!((reader.signed(), reader.wide()), (Ok(value), Ok(i128::from(value) << 64)));
            assert_eq!(reader.end(), Ok(()));
        }
        for bad in
            [&[0x80, 0][..], &[0xff; 10], &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2], &[0x80], &[]]
        {
            assert!(Reader::new("", bad).unsigned().is_err(), "{bad:?}");
        }
        assert!(Reader::new("", &[0xff; 19]).wide().is_err());
        assert!(Reader::new("", &[5, 1, 1]).bytes().is_err(), "a length beyond the end");
    }
}
