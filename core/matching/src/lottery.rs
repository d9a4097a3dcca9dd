//! The seeded lottery that breaks ties.

/// Flips the seed for the order in which a mentee breaks ties among mentors of equal rank, so that this order says
/// nothing about the order in which the mentors' side breaks its own.
pub const MENTEE_TIES: u64 = 0x6d65_6e74_6565_2121;

/// Draws the lottery number of `(a, b)` under `seed`; the smaller number wins a tie.
///
/// The two ids are read as four little-endian 64-bit words `w`, `a` first. Starting from `x = seed`, each word does
/// `x = mix(x ^ w)`, where `mix` is one step of SplitMix64:
///
/// ```text
/// z = x + 0x9e3779b97f4a7c15;  z = (z ^ z>>30) * 0xbf58476d1ce4e5b9;  z = (z ^ z>>27) * 0x94d049bb133111eb;  z ^ z>>31
/// ```
///
/// all modulo 2^64. Anyone with the seed and the ids can draw it again, which makes the result auditable:
///
/// ```
/// use semillero_matching::{Id, lottery};
/// let (ana, luz) = (Id::from_u128(1), Id::from_u128(2));
/// assert_ne!(lottery(7, ana.as_bytes(), luz.as_bytes()), lottery(8, ana.as_bytes(), luz.as_bytes()));
/// ```
///
/// It is a hash, not a cipher: who may choose ids after the seed is known can choose winning ones. Publish the seed
/// after applications close.
pub fn lottery(seed: u64, a: &[u8; 16], b: &[u8; 16]) -> u64 {
    let mut state = seed;
    for pair in [a, b] {
        let number = u128::from_le_bytes(*pair);
        for word in [number as u64, (number >> 64) as u64] {
            state = mix(state ^ word);
        }
    }
    state
}

pub(crate) fn mix(x: u64) -> u64 {
    let z = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixes_like_the_published_generator() {
        // First two outputs of SplitMix64 from state 0, as published with the Java and C versions.
        assert_eq!(mix(0), 0xe220_a839_7b1d_cdaf);
        assert_eq!(mix(0x9e37_79b9_7f4a_7c15), 0x6e78_9e6a_a1b9_65f4);
    }

    #[test]
    fn depends_on_order_and_on_every_byte() {
        let base = lottery(1, &[0; 16], &[1; 16]);
        assert_ne!(base, lottery(1, &[1; 16], &[0; 16]));
        for position in 0..16 {
            let mut other = [0; 16];
            other[position] = 1;
            assert_ne!(base, lottery(1, &other, &[1; 16]));
        }
    }
}
