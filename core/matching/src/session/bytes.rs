//! Events from bytes, for fuzzing and random tests.

use super::{Event, Newcomer, Offer, Party};
use crate::Id;

/// Reads any bytes as a sequence of events over few ids, so that most make sense and some do not.
///
/// An event is one byte for its kind and then what it needs; bytes that run out count as 0. Mentees have the ids 1..=8, mentors
/// 11..=18, organisations 21..=24; scores are 0, 250000, … 1000000 with the low bits of the byte added.
pub fn events_from_bytes(bytes: &[u8]) -> Vec<Event> {
    let mut reader = Reader { bytes };
    let mut events = Vec::new();
    while !reader.bytes.is_empty() && events.len() < 256 {
        events.push(reader.event());
    }
    events
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
    fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        first
    }

    fn id(&mut self, base: u128, count: u8) -> Id {
        Id::from_u128(base + u128::from(self.byte() % count))
    }

    fn mentee(&mut self) -> Id {
        self.id(1, 8)
    }

    fn mentor(&mut self) -> Id {
        self.id(11, 8)
    }

    fn organisation(&mut self) -> Id {
        self.id(21, 4)
    }

    fn party(&mut self) -> Party {
        match self.byte() % 5 {
            0 | 1 => Party::Mentee(self.mentee()),
            2 | 3 => Party::Mentor(self.mentor()),
            _ => Party::Organisation(self.organisation()),
        }
    }

    fn capacity(&mut self) -> u32 {
        match self.byte() {
            255 => u32::MAX,
            byte => u32::from(byte % 4),
        }
    }

    /// Each bit of one byte is one of the eight of the other side.
    fn offers(&mut self, base: u128) -> Vec<Offer> {
        let mask = self.byte();
        let mut offers = Vec::new();
        for place in 0..8_u32 {
            if mask & (1 << place) == 0 {
                continue;
            }
            let (score, rank) = (u32::from(self.byte()), u32::from(self.byte()));
            offers.push(Offer {
                with: Id::from_u128(base + u128::from(place)),
                mentee_rank: 1 + rank % 4,
                mentor_rank: 1 + rank / 4 % 4,
                score: (score % 5) * 250_000 + u32::from(score == 4) + if score % 5 == 4 { 0 } else { score / 16 },
                terms: Vec::new(),
            });
        }
        offers
    }

    fn event(&mut self) -> Event {
        match self.byte() % 16 {
            0..=3 => {
                let (id, capacity) = (self.mentee(), self.capacity());
                Event::Join(Newcomer::Mentee { id, capacity, pairs: self.offers(11) })
            }
            4..=6 => {
                let (id, capacity) = (self.mentor(), self.capacity());
                let organisation = self.byte().is_multiple_of(2).then(|| self.organisation());
                Event::Join(Newcomer::Mentor { id, capacity, organisation, pairs: self.offers(1) })
            }
            7 => Event::Join(Newcomer::Organisation { id: self.organisation(), capacity: self.capacity() }),
            8 | 9 => Event::Leave(self.party()),
            10 | 11 => Event::CapacityChange { of: self.party(), capacity: self.capacity() },
            12 | 13 => Event::Decline { mentee: self.mentee(), mentor: self.mentor() },
            _ => match self.party() {
                of @ Party::Mentee(_) => Event::Rescore { of, pairs: self.offers(11) },
                of => Event::Rescore { of, pairs: self.offers(1) },
            },
        }
    }
}
