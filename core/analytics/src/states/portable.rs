//! Bits out of a portable Roaring bitmap (the format specification of RoaringBitmap.org).

/// The first bytes of one without and with runs.
pub(super) const PLAIN: u32 = 12_346;
pub(super) const WITH_RUNS: u32 = 12_347;

/// From so many containers on one with runs has offsets.
const OFFSETS_FROM: usize = 4;
/// So many members at most are a list.
const LIST: usize = 4096;
/// Words of a container.
const WORDS: usize = 1024;

/// Sets the bits of a valid bitmap, as far as there are bits; nothing when it is of another form.
pub(super) fn put_bits(bytes: &[u8], bits: &mut [u64]) -> Option<()> {
    let (cookie, mut bytes) = word(bytes)?;
    let (count, runs) = match cookie {
        PLAIN => {
            let (count, rest) = word(bytes)?;
            bytes = rest;
            (usize::try_from(count).ok()?, &[][..])
        }
        _ if cookie & 0xffff == WITH_RUNS => {
            let count = usize::try_from(cookie >> 16).ok()? + 1;
            let (runs, rest) = bytes.split_at_checked(count.div_ceil(8))?;
            bytes = rest;
            (count, runs)
        }
        _ => return None,
    };
    let (headers, rest) = bytes.split_at_checked(count * 4)?;
    bytes = if runs.is_empty() || count >= OFFSETS_FROM { rest.get(count * 4..)? } else { rest };
    for (at, header) in headers.as_chunks::<4>().0.iter().enumerate() {
        let [key, members] = [[header[0], header[1]], [header[2], header[3]]].map(u16::from_le_bytes);
        let here = bits.get_mut(usize::from(key) * WORDS..).unwrap_or_default();
        let members = usize::from(members) + 1;
        if runs.get(at / 8).is_some_and(|run| run >> (at % 8) & 1 != 0) {
            let (count, rest) = bytes.split_first_chunk::<2>()?;
            let (all, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*count)) * 4)?;
            for run in all.as_chunks::<4>().0 {
                let [first, more] = [[run[0], run[1]], [run[2], run[3]]].map(u16::from_le_bytes);
                (first..=first.saturating_add(more)).for_each(|low| put(here, low));
            }
            bytes = rest;
        } else if members <= LIST {
            let (list, rest) = bytes.split_at_checked(members * 2)?;
            list.as_chunks::<2>().0.iter().for_each(|low| put(here, u16::from_le_bytes(*low)));
            bytes = rest;
        } else {
            let (words, rest) = bytes.split_at_checked(WORDS * 8)?;
            let words = words.as_chunks::<8>().0.iter();
            here.iter_mut().zip(words).for_each(|(mine, word)| *mine |= u64::from_le_bytes(*word));
            bytes = rest;
        }
    }
    Some(())
}

fn put(words: &mut [u64], low: u16) {
    if let Some(word) = words.get_mut(usize::from(low >> 6)) {
        *word |= 1 << (low & 63);
    }
}

fn word(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (word, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*word), rest))
}
