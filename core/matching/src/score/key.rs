//! The order in which candidates are better, as one number.

/// Packs what decides between two candidates of one person; the greater number is the better candidate: score, then the
/// other side's score, then the smaller lottery number, then the smaller id (as its rank among the ids).
pub(crate) const fn key(score: u32, reverse_side: u32, lottery: u64, id_rank: u32) -> u128 {
    ((score as u128) << 112) | ((reverse_side as u128 & 0xffff) << 96) | ((!lottery as u128) << 32) | (!id_rank) as u128
}

/// The score in a key.
pub(crate) const fn score_of(key: u128) -> u16 {
    (key >> 112) as u16
}

/// The rank of the id in a key.
pub(crate) const fn rank_of(key: u128) -> u32 {
    !(key as u32)
}
