//! From the ids of a host to dense numbers.

use super::Ordinal;
use crate::states::{Reader, StateError, Writer};
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;

const TAG: [u8; 4] = *b"SORD";
const VERSION: u8 = 1;
/// A slot of the tables that holds nobody; no ordinal is this large.
const NOBODY: Ordinal = Ordinal::MAX;
/// How many slots are looked at before a key goes elsewhere, so that keys made to collide cannot make look-ups slow.
const PROBES: usize = 64;

/// Who or what, as the host calls it. Ids of different forms never are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Id<'a> {
    /// The bytes of a UUID, or any other 16 bytes, such as the beginning of a keyed hash.
    Uuid([u8; 16]),
    /// A number.
    Number(u64),
    /// A text.
    Text(&'a str),
}

/// Every number is given away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("4294967295 ordinals are in use, which is all there are; split the ecosystem")]
pub struct OrdinalsFull;

/// Gives each id a number, 0, 1, 2 … in the order in which they come, and remembers it.
///
/// This is the one thing that leads from a figure back to a person: a host keeps it apart from the states, and hands in keyed hashes instead
/// of ids where nobody is to be found at all. Numbers are never given twice, not even after [`forget`](Self::forget).
///
/// ```
/// # use semillero_analytics::{Id, Ordinals};
/// let mut ordinals = Ordinals::default();
/// assert_eq!(ordinals.assign(Id::Uuid([9; 16]))?, 0);
/// assert_eq!(ordinals.assign(Id::Number(5))?, 1);
/// assert_eq!(ordinals.assign(Id::Uuid([9; 16]))?, 0);
/// assert_eq!(ordinals.forget(Id::Uuid([9; 16])), Some(0));
/// assert_eq!(ordinals.assign(Id::Uuid([9; 16]))?, 2, "another person as far as anybody can tell");
/// # Ok::<(), semillero_analytics::OrdinalsFull>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Ordinals {
    next: Ordinal,
    uuids: Table<Sixteen>,
    numbers: Table<u64>,
    texts: HashMap<Box<str>, Ordinal, BuildHasherDefault<DefaultHasher>>,
}

impl Ordinals {
    /// The number of an id that has one.
    #[must_use]
    pub fn get(&self, id: Id<'_>) -> Option<Ordinal> {
        match id {
            Id::Uuid(bytes) => self.uuids.get(Sixteen::from(bytes)),
            Id::Number(number) => self.numbers.get(number),
            Id::Text(text) => self.texts.get(text).copied(),
        }
    }

    /// The number of an id, which gets the next one if it has none.
    ///
    /// # Errors
    /// When all numbers are given away.
    pub fn assign(&mut self, id: Id<'_>) -> Result<Ordinal, OrdinalsFull> {
        let next = self.next;
        let ordinal = match id {
            Id::Uuid(bytes) => self.uuids.get_or_insert(Sixteen::from(bytes), next),
            Id::Number(number) => self.numbers.get_or_insert(number, next),
            Id::Text(text) => match self.texts.get(text) {
                Some(ordinal) => *ordinal,
                None if next == NOBODY => NOBODY,
                None => *self.texts.entry(text.into()).or_insert(next),
            },
        };
        if ordinal == NOBODY {
            return Err(OrdinalsFull);
        }
        if ordinal == next {
            self.next += 1;
        }
        Ok(ordinal)
    }

    /// As [`assign`](Self::assign), of many.
    #[cfg(feature = "arrow")]
    pub(super) fn assign_uuids(&mut self, ids: &[[u8; 16]]) -> Result<Vec<Ordinal>, OrdinalsFull> {
        self.uuids.get_or_insert_all(ids.iter().map(|bytes| Sixteen::from(*bytes)), &mut self.next)
    }

    /// As [`assign`](Self::assign), of many.
    #[cfg(feature = "arrow")]
    pub(super) fn assign_numbers(&mut self, ids: &[u64]) -> Result<Vec<Ordinal>, OrdinalsFull> {
        self.numbers.get_or_insert_all(ids.iter().copied(), &mut self.next)
    }

    /// Forgets whose number it was; the number stays in the states, and leads to nobody.
    pub fn forget(&mut self, id: Id<'_>) -> Option<Ordinal> {
        match id {
            Id::Uuid(bytes) => self.uuids.remove(Sixteen::from(bytes)),
            Id::Number(number) => self.numbers.remove(number),
            Id::Text(text) => self.texts.remove(text),
        }
    }

    /// How many numbers are given, those of forgotten ones included.
    #[must_use]
    pub fn given(&self) -> u32 {
        self.next
    }

    /// Whom there is, by number. Forgotten ones are left out.
    #[must_use]
    pub fn ids(&self) -> BTreeMap<Ordinal, Id<'_>> {
        let uuids = self.uuids.iter().map(|(id, ordinal)| (ordinal, Id::Uuid(id.bytes())));
        let numbers = self.numbers.iter().map(|(id, ordinal)| (ordinal, Id::Number(id)));
        let texts = self.texts.iter().map(|(id, ordinal)| (*ordinal, Id::Text(id)));
        uuids.chain(numbers).chain(texts).collect()
    }

    /// A tag, a version, and the ids by number.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::tagged(TAG, VERSION);
        writer.unsigned(self.next.into());
        let ids = self.ids();
        writer.length(ids.len());
        let mut expected = 0;
        for (ordinal, id) in ids {
            writer.unsigned((ordinal - expected).into());
            expected = ordinal + 1;
            match id {
                Id::Uuid(bytes) => {
                    writer.unsigned(0);
                    writer.0.extend(bytes);
                }
                Id::Number(number) => {
                    writer.unsigned(1);
                    writer.unsigned(number);
                }
                Id::Text(text) => {
                    writer.unsigned(2);
                    writer.bytes(text.as_bytes());
                }
            }
        }
        writer.0
    }

    /// What [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// When the bytes are no ordinals.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StateError> {
        let mut reader = Reader::new("ordinals", bytes);
        reader.tag(TAG, VERSION)?;
        let next = reader.small()?;
        let mut ordinals = Self::default();
        let mut expected = 0_u32;
        for _ in 0..reader.length()? {
            let ordinal = expected.checked_add(reader.small()?).filter(|ordinal| *ordinal < next);
            let ordinal = ordinal.ok_or_else(|| reader.fails("an ordinal that was not given yet"))?;
            expected = ordinal + 1;
            let id = match reader.unsigned()? {
                0 => Id::Uuid(reader.take(16)?.try_into().map_err(|_| reader.fails("too few bytes"))?),
                1 => Id::Number(reader.unsigned()?),
                2 => Id::Text(reader.text()?),
                _ => return Err(reader.fails("an id of unknown form")),
            };
            ordinals.next = ordinal;
            if ordinals.assign(id) != Ok(ordinal) {
                return Err(reader.fails("an id that is there twice"));
            }
        }
        reader.end()?;
        ordinals.next = next;
        Ok(ordinals)
    }
}

impl PartialEq for Ordinals {
    fn eq(&self, other: &Self) -> bool {
        self.next == other.next && self.ids() == other.ids()
    }
}

impl Eq for Ordinals {}

/// A key that spreads over a table.
trait Spread: Copy + Ord {
    fn spread(self) -> u64;
}

impl Spread for u64 {
    fn spread(self) -> u64 {
        mix(self, 0)
    }
}

/// Sixteen bytes as two halves, so that a slot takes 24 bytes; one of `u128` would take 32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Sixteen(u64, u64);

impl From<[u8; 16]> for Sixteen {
    fn from(bytes: [u8; 16]) -> Self {
        let all = u128::from_le_bytes(bytes);
        let half = |half: u128| u64::try_from(half & u128::from(u64::MAX)).unwrap_or_default();
        Self(half(all), half(all >> 64))
    }
}

impl Sixteen {
    fn bytes(self) -> [u8; 16] {
        (u128::from(self.0) | u128::from(self.1) << 64).to_le_bytes()
    }
}

impl Spread for Sixteen {
    fn spread(self) -> u64 {
        mix(self.0, self.1)
    }
}

/// The halves of a product of 128 bits, folded; the constants are digits of π.
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x243f_6a88_85a3_08d3) * u128::from(b ^ 0x1319_8a2e_0370_7344);
    let [low, high] = [product, product >> 64].map(|half| u64::try_from(half & u128::from(u64::MAX)).unwrap_or(0));
    low ^ high
}

/// Keys and their numbers with open addressing; few keys that find no room near their place stand in `far`.
#[derive(Debug, Clone)]
struct Table<K> {
    slots: Vec<(K, Ordinal)>,
    used: usize,
    far: BTreeMap<K, Ordinal>,
}

impl<K> Default for Table<K> {
    fn default() -> Self {
        Self { slots: Vec::new(), used: 0, far: BTreeMap::new() }
    }
}

impl<K: Spread + Default> Table<K> {
    /// Where a key is, or the free slot where it would be; nothing when there is no such slot near its place.
    fn find(&self, key: K) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let start = usize::try_from(key.spread() >> 33).unwrap_or(0);
        (start..start + PROBES)
            .map(|at| at & last)
            .find(|at| self.slots.get(*at).is_some_and(|(other, ordinal)| *other == key || *ordinal == NOBODY))
    }

    fn get(&self, key: K) -> Option<Ordinal> {
        let near = self.find(key).and_then(|at| self.slots.get(at)).filter(|(other, _)| *other == key);
        near.map(|(_, ordinal)| *ordinal).filter(|ordinal| *ordinal != NOBODY).or_else(|| self.far.get(&key).copied())
    }

    fn get_or_insert(&mut self, key: K, next: Ordinal) -> Ordinal {
        if let Some((other, ordinal)) = self.find(key).and_then(|at| self.slots.get(at))
            && *ordinal != NOBODY
            && *other == key
        {
            return *ordinal;
        }
        self.insert_new(key, next)
    }

    /// Many at a time: what is at the places of some keys is fetched before any of it is looked at, so that the waits for memory overlap.
    #[cfg(feature = "arrow")]
    fn get_or_insert_all(
        &mut self,
        mut keys: impl Iterator<Item = K>,
        next: &mut Ordinal,
    ) -> Result<Vec<Ordinal>, OrdinalsFull> {
        const AHEAD: usize = 32;
        let mut ordinals = Vec::with_capacity(keys.size_hint().0);
        let mut ahead = [(K::default(), (K::default(), NOBODY)); AHEAD];
        loop {
            let last = self.slots.len().wrapping_sub(1);
            let mut some = 0;
            for (place, key) in ahead.iter_mut().zip(&mut keys) {
                let at = usize::try_from(key.spread() >> 33).unwrap_or(0) & last;
                *place = (key, self.slots.get(at).copied().unwrap_or((key, NOBODY)));
                some += 1;
            }
            for (key, (other, ordinal)) in ahead.iter().take(some) {
                if key == other && *ordinal != NOBODY {
                    ordinals.push(*ordinal);
                    continue;
                }
                let ordinal = self.get_or_insert(*key, *next);
                if ordinal == NOBODY {
                    return Err(OrdinalsFull);
                }
                if ordinal == *next {
                    *next += 1;
                }
                ordinals.push(ordinal);
            }
            if some < AHEAD {
                return Ok(ordinals);
            }
        }
    }

    #[cold]
    fn insert_new(&mut self, key: K, next: Ordinal) -> Ordinal {
        if let Some(ordinal) = self.far.get(&key) {
            return *ordinal;
        }
        if next == NOBODY {
            return NOBODY;
        }
        if (self.used + 1) * 3 > self.slots.len() * 2 {
            self.grow();
        }
        self.place(key, next);
        next
    }

    fn place(&mut self, key: K, ordinal: Ordinal) {
        match self.find(key).and_then(|at| self.slots.get_mut(at)) {
            Some(slot) => {
                *slot = (key, ordinal);
                self.used += 1;
            }
            None => {
                self.far.insert(key, ordinal);
            }
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(16);
        let old = std::mem::replace(&mut self.slots, vec![(K::default(), NOBODY); size]);
        self.used = 0;
        let far = std::mem::take(&mut self.far);
        old.into_iter()
            .filter(|(_, ordinal)| *ordinal != NOBODY)
            .chain(far)
            .for_each(|(key, ordinal)| self.place(key, ordinal));
    }

    /// Keys behind a freed slot would not be found any more, so all are placed anew; nobody is forgotten often.
    fn remove(&mut self, key: K) -> Option<Ordinal> {
        let ordinal = self.get(key)?;
        let rest: Vec<(K, Ordinal)> = self.iter().filter(|(other, _)| *other != key).collect();
        self.slots.fill((K::default(), NOBODY));
        self.used = 0;
        self.far.clear();
        rest.into_iter().for_each(|(key, ordinal)| self.place(key, ordinal));
        Some(ordinal)
    }

    fn iter(&self) -> impl Iterator<Item = (K, Ordinal)> {
        let near = self.slots.iter().copied().filter(|(_, ordinal)| *ordinal != NOBODY);
        near.chain(self.far.iter().map(|(key, ordinal)| (*key, *ordinal)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All of these want the same slot.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
    struct Crowded(u32);

    impl Spread for Crowded {
        fn spread(self) -> u64 {
            7 << 33
        }
    }

    #[test]
    fn keys_made_to_collide_are_found_as_well() {
        let mut table = Table::default();
        for n in 0..1000 {
            assert_eq!(table.get_or_insert(Crowded(n), n), n);
            assert_eq!(table.get_or_insert(Crowded(n / 2), n + 1), n / 2);
        }
        assert_eq!(table.remove(Crowded(3)), Some(3));
        assert!((0..1000).all(|n| table.get(Crowded(n)) == (n != 3).then_some(n)));
        assert_eq!(table.get(Crowded(1000)), None);
    }
}
