//! Sets of ordinals while they are gathered: faster to put into than a compressed set, and never larger than a few bytes per row.

use crate::states::Users;

/// A list at first, bits where they take less room.
#[derive(Debug, Default)]
pub(super) struct Gather {
    bits: Vec<u8>,
    list: Vec<u32>,
    /// How long the list is to be before it is looked at again.
    look: usize,
}

const FIRST_LOOK: usize = 64;

impl Gather {
    #[inline]
    pub(super) fn put(&mut self, ordinal: u32) {
        let at = usize::try_from(ordinal >> 3).unwrap_or(usize::MAX);
        match self.bits.get_mut(at) {
            Some(byte) => *byte |= 1 << (ordinal & 7),
            None => self.beyond(ordinal),
        }
    }

    fn beyond(&mut self, ordinal: u32) {
        self.list.push(ordinal);
        if self.list.len() < self.look.max(FIRST_LOOK) {
            return;
        }
        let most =
            self.list.iter().max().map_or(0, |most| usize::try_from(most >> 3).unwrap_or(usize::MAX)).saturating_add(1);
        if most.saturating_sub(self.bits.len()) <= self.list.len().saturating_mul(8) {
            self.bits.resize(most, 0);
            let list = std::mem::take(&mut self.list);
            list.into_iter().for_each(|ordinal| self.put(ordinal));
            self.look = FIRST_LOOK;
        } else {
            self.look = self.list.len() * 2;
        }
    }

    /// Its room in bytes.
    pub(super) fn size(&self) -> usize {
        self.bits.len() + self.list.len() * 4
    }

    pub(super) fn into_users(mut self) -> Users {
        self.list.sort_unstable();
        let mut users = Users::from_bits(&self.bits);
        users.add(&self.list.into_iter().collect());
        users
    }
}
