//! Exact sets of ordinals, which stay exact when they are merged.

use super::bytes::{Reader, StateError, Writer};
use super::portable::{self, PLAIN, WITH_RUNS};
use crate::facts::Ordinal;
use roaring::RoaringBitmap;

const TAG: [u8; 4] = *b"SUSR";
const VERSION: u8 = 1;
/// The bytes of a container in the header of a portable Roaring bitmap.
const HEADER: usize = 4;

/// A set of people, projects or whatever else has an ordinal.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Users(pub(crate) RoaringBitmap);

impl Users {
    /// How many.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.len()
    }

    /// Whether this one is in it.
    #[must_use]
    pub fn has(&self, ordinal: Ordinal) -> bool {
        self.0.contains(ordinal)
    }

    /// Puts one in.
    pub fn insert(&mut self, ordinal: Ordinal) {
        self.0.insert(ordinal);
    }

    /// Takes one out.
    pub fn remove(&mut self, ordinal: Ordinal) {
        self.0.remove(ordinal);
    }

    /// Those in either.
    pub fn add(&mut self, other: &Self) {
        self.0 |= &other.0;
    }

    /// Those in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self(&self.0 & &other.0)
    }

    /// How many are in either.
    #[must_use]
    pub fn union_count(&self, other: &Self) -> u64 {
        self.0.union_len(&other.0)
    }

    /// How many are in both.
    #[must_use]
    pub fn shared_count(&self, other: &Self) -> u64 {
        self.0.intersection_len(&other.0)
    }

    /// Those here and not there.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    /// Whether nobody is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The greatest.
    #[must_use]
    pub fn last(&self) -> Option<Ordinal> {
        self.0.max()
    }

    /// Takes those out that are there.
    pub fn take_out(&mut self, other: &Self) {
        self.0 -= &other.0;
    }

    /// In rising order.
    pub fn iter(&self) -> impl Iterator<Item = Ordinal> + '_ {
        self.0.iter()
    }
}

impl Users {
    /// A tag, a version, and the portable Roaring format in its smallest form: equal sets have equal bytes.
    ///
    /// ```
    /// # use semillero_analytics::Users;
    /// let some: Users = [3, 1, 2, 70_000].into_iter().collect();
    /// let more: Users = (0..1000).collect();
    /// let mut both = more.clone();
    /// both.add(&some);
    /// assert_eq!(Users::from_bytes(&both.to_bytes())?, both);
    /// # Ok::<(), semillero_analytics::StateError>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut smallest = self.0.clone();
        // Where a list and its runs take equal room, `optimize` leaves either, so the runs go first.
        smallest.remove_run_compression();
        smallest.optimize();
        let mut writer = Writer::tagged(TAG, VERSION);
        writer.0.reserve_exact(smallest.serialized_size());
        // Writing into memory cannot fail.
        let _ = smallest.serialize_into(&mut writer.0);
        writer.0
    }

    /// What [`to_bytes`](Self::to_bytes) wrote, or the same set in another form of the portable format.
    ///
    /// # Errors
    /// When the bytes are no such set.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StateError> {
        Self::read(Reader::new("users", bytes))
    }

    /// The set whose members are the places of the bits that are set, from the lowest of the first byte on.
    #[cfg(feature = "arrow")]
    pub(crate) fn from_bits(bits: &[u8]) -> Self {
        Self(RoaringBitmap::from_lsb0_bytes(0, bits))
    }

    /// Sets the bit of each member, as far as there are bits: word by word where the set has them so, which its iterator does not.
    pub(super) fn put_bits(&self, bits: &mut [u64]) {
        let mut bytes = Vec::with_capacity(self.0.serialized_size());
        // Writing into memory cannot fail.
        let _ = self.0.serialize_into(&mut bytes);
        if portable::put_bits(&bytes, bits).is_none() {
            // A form of a later Roaring; the slow way knows it.
            self.iter().for_each(|ordinal| {
                if let Some(word) = usize::try_from(ordinal >> 6).ok().and_then(|at| bits.get_mut(at)) {
                    *word |= 1 << (ordinal & 63);
                }
            });
        }
    }

    pub(super) fn read(mut reader: Reader<'_>) -> Result<Self, StateError> {
        reader.tag(TAG, VERSION)?;
        let bytes = reader.rest();
        let header = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
        // What the header promises must be there before room is made for it.
        let containers = match header(0) {
            Some(PLAIN) => header(4),
            Some(cookie) if cookie & 0xffff == WITH_RUNS => Some((cookie >> 16) + 1),
            _ => None,
        };
        let enough = |count: u32| usize::try_from(count).is_ok_and(|count| count <= bytes.len() / HEADER);
        if !containers.is_some_and(enough) {
            return Err(reader.fails("no Roaring bitmap"));
        }
        let mut left = bytes;
        let set = RoaringBitmap::deserialize_from(&mut left).map_err(|_| reader.fails("a damaged Roaring bitmap"))?;
        if left.is_empty() { Ok(Self(set)) } else { Err(reader.fails("bytes after the end")) }
    }
}

impl FromIterator<Ordinal> for Users {
    fn from_iter<I: IntoIterator<Item = Ordinal>>(ordinals: I) -> Self {
        Self(ordinals.into_iter().collect())
    }
}
