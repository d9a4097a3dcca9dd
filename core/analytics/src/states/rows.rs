//! A book as rows that a host stores one by one, and as one piece of bytes.

use super::attributes::Attributes;
use super::book::{Book, under};
use super::bytes::{Reader, StateError, Writer};
use super::key::{Family, Key};
use super::users::Users;
use super::{log, spells};
use crate::calendar::Day;
use std::collections::BTreeSet;

const TAG: [u8; 4] = *b"SBOK";
const VERSION: u8 = 1;

impl Book {
    /// Its rows in the order of their keys. Their bytes are canonical: the same facts give the same rows.
    pub fn rows(&self) -> impl Iterator<Item = (Key, Vec<u8>)> {
        self.keys().filter_map(|key| self.row(&key).map(|bytes| (key, bytes)))
    }

    /// The keys of its rows, in order.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        let key = |family, name: &str, part, bucket| Key { family, name: name.to_owned(), part, bucket };
        let attributes = self.attributes.iter().flat_map(move |(name, values)| {
            values.parts().into_iter().map(move |part| key(Family::Attributes, name, part, 0))
        });
        let log = self
            .log
            .iter()
            .flat_map(move |(name, months)| months.keys().map(move |month| key(Family::Log, name, 0, *month)));
        let spells = self.spells.iter().flat_map(move |(name, spells)| {
            let parts: BTreeSet<u32> = spells.keys().map(|id| id / spells::PART).collect();
            parts.into_iter().map(move |part| key(Family::Spells, name, part, 0))
        });
        let users = self
            .users
            .iter()
            .flat_map(move |(name, days)| days.keys().map(move |day| key(Family::Users, name, 0, day.0)));
        attributes.chain(log).chain(spells).chain(users)
    }

    /// The bytes of one row; nothing when the book has nothing there, and then a stored row is to go.
    #[must_use]
    pub fn row(&self, key: &Key) -> Option<Vec<u8>> {
        match key.family {
            Family::Attributes => self.attributes.get(&key.name)?.to_bytes(key.part),
            Family::Log => self.log.get(&key.name)?.get(&key.bucket).map(log::to_bytes),
            Family::Spells => spells::to_bytes(self.spells.get(&key.name)?, key.part),
            Family::Users => self.users.get(&key.name)?.get(&Day(key.bucket)).map(Users::to_bytes),
        }
    }

    /// Takes a row in, in addition to what is there.
    ///
    /// # Errors
    /// When the bytes are no state of that key; the book is then as before.
    pub fn take_row(&mut self, key: &Key, bytes: &[u8]) -> Result<(), StateError> {
        let of = key.to_string();
        let reader = Reader::new(&of, bytes);
        let one_time = matches!(key.family, Family::Attributes | Family::Spells);
        if (one_time && key.bucket != 0) || (!one_time && key.part != 0) {
            return Err(reader.fails("a key that no book has"));
        }
        match key.family {
            Family::Attributes => {
                let read = Attributes::read(reader, key.part)?;
                under(&mut self.attributes, &key.name, |mine| mine.merge(&read));
            }
            Family::Log => {
                let mut read = log::read(reader, key.bucket)?;
                under(&mut self.log, &key.name, |mine| mine.entry(key.bucket).or_default().append(&mut read));
            }
            Family::Spells => {
                let read = spells::read(reader, key.part)?;
                under(&mut self.spells, &key.name, |mine| {
                    read.iter().for_each(|(id, known)| mine.entry(*id).or_default().merge(known));
                });
            }
            Family::Users => {
                let read = Users::read(reader.clone())?;
                if read.is_empty() {
                    return Err(reader.fails("an empty set, which has no row"));
                }
                under(&mut self.users, &key.name, |mine| mine.entry(Day(key.bucket)).or_default().add(&read));
            }
        }
        Ok(())
    }

    /// The book of some rows: all of a store, or just those that somebody needs.
    ///
    /// ```
    /// # use semillero_analytics::{Book, Day, Event, Fact, Key};
    /// # let event = |seq, actor| {
    /// #     let kind = "signed_in".into();
    /// #     Fact::Event(Event { seq, at: 0, day: Day(0), kind, actor, subject: None, value: None, unit: String::new() })
    /// # };
    /// use std::collections::BTreeMap;
    /// let mut store: BTreeMap<Key, Vec<u8>> = Book::of(&[event(1, 7)]).rows().collect();
    ///
    /// let news = event(2, 8);
    /// let touched: Vec<Key> = Key::of(&news).collect();
    /// let mut book = Book::from_rows(touched.iter().filter_map(|key| Some((key, store.get(key)?))))?;
    /// book.apply(&news);
    /// store.extend(book.rows());
    ///
    /// assert_eq!(Book::from_rows(&store)?, Book::of(&[event(1, 7), event(2, 8)]));
    /// # Ok::<(), semillero_analytics::StateError>(())
    /// ```
    ///
    /// # Errors
    /// When the bytes of a row are no state of its key.
    pub fn from_rows<'a, B: AsRef<[u8]> + 'a>(
        rows: impl IntoIterator<Item = (&'a Key, B)>,
    ) -> Result<Self, StateError> {
        let mut book = Self::default();
        rows.into_iter().try_for_each(|(key, bytes)| book.take_row(key, bytes.as_ref()))?;
        Ok(book)
    }

    /// The whole book: a tag, a version, and its rows.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::tagged(TAG, VERSION);
        writer.length(self.keys().count());
        for (key, bytes) in self.rows() {
            writer.length(Family::ALL.into_iter().take_while(|family| *family != key.family).count());
            writer.bytes(key.name.as_bytes());
            writer.unsigned(key.part.into());
            writer.signed(key.bucket.into());
            writer.bytes(&bytes);
        }
        writer.0
    }

    /// What [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// When the bytes are no book.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StateError> {
        let mut reader = Reader::new("book", bytes);
        reader.tag(TAG, VERSION)?;
        let mut book = Self::default();
        let mut before = None;
        for _ in 0..reader.length()? {
            let family = usize::try_from(reader.unsigned()?).ok().and_then(|at| Family::ALL.get(at).copied());
            let family = family.ok_or_else(|| reader.fails("a family that this release does not know"))?;
            let name = reader.text()?.to_owned();
            let key = Key { family, name, part: reader.small()?, bucket: reader.small_signed()? };
            if before.as_ref() >= Some(&key) {
                return Err(reader.fails("a row out of order"));
            }
            book.take_row(&key, reader.bytes()?)?;
            before = Some(key);
        }
        reader.end()?;
        Ok(book)
    }

    /// BLAKE3 of [its bytes](Self::to_bytes): equal digests mean equal books, on every platform and in every language.
    ///
    /// For caches and test vectors; never shown to somebody behind the gate, who could guess a count from it.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        *blake3::hash(&self.to_bytes()).as_bytes()
    }
}
