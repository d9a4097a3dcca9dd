#![expect(clippy::indexing_slicing, reason = "a program only names planes, lanes and tables that its layout made")]
//! What is done to a block, in terms of what each path does its own way.

use super::LANES;
use crate::DIMENSIONS;

/// One bit for each mentor of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(C, align(64))]
pub(crate) struct Bits(pub(crate) [u64; 8]);

/// One number for each mentor of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(C, align(64))]
pub(crate) struct Lanes(pub(crate) [u16; LANES]);

impl Bits {
    pub(crate) const NONE: Self = Self([0; 8]);

    #[inline(always)]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().fold(0, |all, word| all | word) == 0
    }

    pub(crate) fn set(&mut self, lane: usize) {
        self.0[lane / 64] |= 1 << (lane % 64);
    }

    pub(crate) fn clear(&mut self, lane: usize) {
        self.0[lane / 64] &= !(1 << (lane % 64));
    }

    /// Writes the numbers of the set bits, ascending, and gives how many they are.
    #[inline]
    pub(crate) fn list(&self, lanes: &mut [u16; LANES]) -> usize {
        let mut count = 0;
        for (at, &word) in (0..).zip(&self.0) {
            let mut word = word;
            while word != 0 {
                lanes[count & (LANES - 1)] = at * 64 + word.trailing_zeros() as u16;
                count += 1;
                word &= word - 1;
            }
        }
        count
    }
}

impl Lanes {
    pub(crate) const ZERO: Self = Self([0; LANES]);
}

/// What is known of the mentors of a block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block<'a> {
    /// One bit each: who has a category, a slot.
    pub(crate) planes: &'a [Bits],
    /// One number each: class of size, place, points for covering a category.
    pub(crate) lanes: &'a [Lanes],
}

/// Planes of the layout, and after these the sparse ones.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Planes<'a> {
    dense: &'a [Bits],
    sparse: &'a [Bits],
}

impl<'a> Planes<'a> {
    #[inline(always)]
    pub(super) fn get(self, at: u32) -> &'a Bits {
        let at = at as usize;
        if at < self.dense.len() { &self.dense[at] } else { &self.sparse[at - self.dense.len()] }
    }
}

/// What one mentee wants to know of every block.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    /// Planes that must be set, and planes that must not.
    pub(crate) all: Vec<u32>,
    pub(crate) none: Vec<u32>,
    /// What is counted, as ranges of `counted`.
    pub(crate) runs: Vec<Run>,
    /// Planes; those from the block's number of planes on are the sparse ones of the scratch.
    pub(crate) counted: Vec<u32>,
    /// Planes and what they add, for each side.
    pub(crate) adds: [Vec<(u32, u16)>; 2],
    /// Counters of the scratch and what they add.
    pub(crate) steps: [Vec<(u32, u16)>; 2],
    /// Lanes that are added as they are.
    pub(crate) wides: [Vec<u32>; 2],
    pub(crate) lookups: Vec<Lookup>,
    pub(crate) tables: Vec<u16>,
}

/// A number of common entries, counted as bits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// Where its planes are in [`Program::counted`].
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// Where its counters start in [`Scratch::counters`], and how many there are.
    pub(crate) counters: u32,
    pub(crate) len: u32,
    /// Unary: counter `i` says that there are more than `i`. Otherwise counter `i` is bit `i` of the number.
    pub(crate) unary: bool,
    /// How many there must be; 0 for any number. Unary only.
    pub(crate) needed: u32,
}

/// Points that depend on a number for each mentor and a count.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lookup {
    /// The lanes that the index starts from, if any.
    pub(crate) lanes: Option<u32>,
    /// Counters that are added to it as bits, and what the lowest is worth.
    pub(crate) counters: u32,
    pub(crate) bits: u32,
    pub(crate) stride: u16,
    /// Where the table of each side starts in [`Program::tables`]; nothing for a side without weight.
    pub(crate) tables: [Option<u32>; 2],
    /// How long each is. Tables of up to 64 are filled up to 64.
    pub(crate) len: u32,
}

/// What is computed for a block.
#[derive(Debug)]
pub(crate) struct Scratch {
    /// Who is still in.
    pub(crate) mask: Bits,
    /// Planes made for this block out of lists.
    pub(crate) sparse: Vec<Bits>,
    pub(crate) counters: Vec<Bits>,
    /// The points for each side.
    pub(crate) sums: [Lanes; 2],
    /// Who is still in, as numbers.
    pub(crate) lanes: [u16; LANES],
    /// How many they are.
    pub(crate) count: usize,
    /// An inner product for each of these.
    pub(crate) dots: [i32; LANES],
}

impl Default for Scratch {
    fn default() -> Self {
        Self {
            mask: Bits::NONE,
            sparse: vec![],
            counters: vec![],
            sums: [Lanes::ZERO; 2],
            lanes: [0; LANES],
            count: 0,
            dots: [0; LANES],
        }
    }
}

/// A bound from above on the fused score, cheap enough for everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Filter {
    pub(crate) bound: Bound,
    /// What the rules that come later can still add for each side.
    pub(crate) late: [u16; 2],
}

/// The kind of bound; each is at least the fused score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// The score of one side.
    Side(usize),
    /// The smaller one.
    Min,
    /// Both by shares in 1/65,536 rounded up, and 3 for the rounding.
    Weighted([u16; 2]),
    /// The mean, and twice the smaller one.
    Harmonic,
    /// The larger one, unless both are above one half.
    CrossRatio,
}

/// What a score must reach.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Threshold<'a> {
    /// The same for all.
    Row(u16),
    /// For each its own number, plus `add`, minus `sub`, saturating.
    Columns { lanes: &'a Lanes, add: u16, sub: u16 },
}

/// What a path does its own way. The provided methods are portable; the compiler turns them into the vectors of the
/// function they are inlined into.
pub(crate) trait Kernel {
    /// Adds a number wherever a plane is set.
    #[inline(always)]
    fn adds(sums: &mut Lanes, planes: &[Bits], ops: &[(u32, u16)]) {
        for &(plane, points) in ops {
            let bits = &planes[plane as usize].0;
            for (chunk, sums) in sums.0.chunks_exact_mut(16).enumerate() {
                let word = (bits[chunk / 4] >> (chunk % 4 * 16)) as u16;
                for (lane, sum) in sums.iter_mut().enumerate() {
                    *sum += if word & (1 << lane) != 0 { points } else { 0 };
                }
            }
        }
    }

    /// Adds the entries of tables of 64 that the index points at: the base, plus the count times the stride.
    #[inline(always)]
    fn look_up(sums: &mut [Lanes; 2], base: &Lanes, counters: &[Bits], stride: u16, tables: [Option<&[u16; 64]>; 2]) {
        let index = index(base, counters, stride);
        for (sums, table) in sums.iter_mut().zip(tables) {
            let Some(table) = table else { continue };
            for (sum, &at) in sums.0.iter_mut().zip(&index.0) {
                *sum += table[usize::from(at & 63)];
            }
        }
    }

    /// Who reaches the threshold by the bound.
    #[inline(always)]
    fn reach(sums: &[Lanes; 2], filter: &Filter, threshold: Threshold<'_>) -> Bits {
        let mut reached = Bits::NONE;
        for (at, word) in reached.0.iter_mut().enumerate() {
            let mut pass = [0_u8; 64];
            for (lane, pass) in pass.iter_mut().enumerate() {
                let lane = at * 64 + lane;
                let need = match threshold {
                    Threshold::Row(need) => need,
                    Threshold::Columns { lanes, add, sub } => lanes.0[lane].saturating_add(add).saturating_sub(sub),
                };
                *pass = u8::from(reaches(filter, sums[0].0[lane], sums[1].0[lane], need));
            }
            // Gathers the lowest bit of eight bytes at a time: the products put each into the top byte.
            for (byte, eight) in pass.as_chunks::<8>().0.iter().enumerate() {
                let bits = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
                *word |= bits << (byte * 8);
            }
        }
        reached
    }

    /// Counts the planes in unary: counter `i` is set where more than `i` planes are.
    #[inline(always)]
    fn count_unary<const N: usize>(planes: &[u32], source: Planes<'_>, counters: &mut [Bits; N]) {
        let mut levels = [[0_u64; 8]; N];
        for &at in planes {
            let bits = source.get(at).0;
            for level in (1..N).rev() {
                let below = levels[level - 1];
                (0..8).for_each(|word| levels[level][word] |= below[word] & bits[word]);
            }
            (0..8).for_each(|word| levels[0][word] |= bits[word]);
        }
        for (counter, level) in counters.iter_mut().zip(levels) {
            counter.0 = level;
        }
    }

    /// Counts the planes in binary: counter `i` is bit `i` of the number of planes that are set.
    #[inline(always)]
    fn count_binary<const N: usize>(planes: &[u32], source: Planes<'_>, counters: &mut [Bits; N]) {
        let mut digits = [[0_u64; 8]; N];
        for &at in planes {
            let mut carry = source.get(at).0;
            for digit in &mut digits {
                (0..8).for_each(|word| {
                    let both = digit[word] & carry[word];
                    digit[word] ^= carry[word];
                    carry[word] = both;
                });
            }
        }
        for (counter, digit) in counters.iter_mut().zip(digits) {
            counter.0 = digit;
        }
    }

    /// The numbers of the set bits, ascending, and how many they are.
    #[inline(always)]
    fn list(mask: &Bits, lanes: &mut [u16; LANES]) -> usize {
        mask.list(lanes)
    }

    /// The inner product.
    #[inline(always)]
    fn dot(x: &[i8; DIMENSIONS], y: &[i8; DIMENSIONS]) -> i32 {
        x.iter().zip(y).map(|(&x, &y)| i32::from(x) * i32::from(y)).sum()
    }
}

#[inline(always)]
fn index(base: &Lanes, counters: &[Bits], stride: u16) -> Lanes {
    let mut index = *base;
    for (bit, counter) in counters.iter().enumerate() {
        for (chunk, index) in index.0.chunks_exact_mut(16).enumerate() {
            let word = (counter.0[chunk / 4] >> (chunk % 4 * 16)) as u16;
            for (lane, index) in index.iter_mut().enumerate() {
                *index += if word & (1 << lane) != 0 { stride << bit } else { 0 };
            }
        }
    }
    index
}

#[inline(always)]
fn reaches(filter: &Filter, a: u16, b: u16, need: u16) -> bool {
    let (a, b) = (a + filter.late[0], b + filter.late[1]);
    match filter.bound {
        Bound::Side(0) => a >= need,
        Bound::Side(_) => b >= need,
        Bound::Min => a.min(b) >= need,
        Bound::Weighted([s, t]) => {
            let share = |x: u16, s: u16| (u32::from(x) * u32::from(s)) >> 16;
            share(a, s) + share(b, t) + 3 >= u32::from(need)
        }
        Bound::Harmonic => (u32::from(a) + u32::from(b)).div_ceil(2).min(2 * u32::from(a.min(b))) >= u32::from(need),
        Bound::CrossRatio => a.max(b) >= need || a.min(b) > 5_000,
    }
}

#[inline(always)]
pub(super) fn gate<K: Kernel>(block: &Block<'_>, program: &Program, scratch: &mut Scratch) -> bool {
    let Scratch { mask, sparse, counters, .. } = scratch;
    let mut open = mask.0;
    for &plane in &program.all {
        let bits = &block.planes[plane as usize].0;
        (0..8).for_each(|word| open[word] &= bits[word]);
    }
    for &plane in &program.none {
        let bits = &block.planes[plane as usize].0;
        (0..8).for_each(|word| open[word] &= !bits[word]);
    }
    for run in &program.runs {
        let planes = &program.counted[run.from as usize..run.to as usize];
        let counters = &mut counters[run.counters as usize..(run.counters + run.len) as usize];
        let source = Planes { dense: block.planes, sparse };
        if run.unary {
            match counters.len() {
                1 => unary::<K, 1>(planes, source, counters),
                2 => unary::<K, 2>(planes, source, counters),
                3 => unary::<K, 3>(planes, source, counters),
                4 => unary::<K, 4>(planes, source, counters),
                5 => unary::<K, 5>(planes, source, counters),
                6 => unary::<K, 6>(planes, source, counters),
                7 => unary::<K, 7>(planes, source, counters),
                _ => unary::<K, 8>(planes, source, counters),
            }
            if run.needed > 0 {
                let enough = &counters[run.needed as usize - 1].0;
                (0..8).for_each(|word| open[word] &= enough[word]);
                if open.iter().fold(0, |all, word| all | word) == 0 {
                    break;
                }
            }
        } else {
            // The number of planes bounds the sum, hence its digits.
            match 32 - (planes.len() as u32).leading_zeros() {
                0 => {}
                1 => binary::<K, 1>(planes, source, counters),
                2 => binary::<K, 2>(planes, source, counters),
                3 => binary::<K, 3>(planes, source, counters),
                4 => binary::<K, 4>(planes, source, counters),
                5..=7 => binary::<K, 7>(planes, source, counters),
                8..=10 => binary::<K, 10>(planes, source, counters),
                _ => binary::<K, 17>(planes, source, counters),
            }
        }
    }
    mask.0 = open;
    !mask.is_empty()
}

#[inline(always)]
fn unary<K: Kernel, const N: usize>(planes: &[u32], source: Planes<'_>, counters: &mut [Bits]) {
    if let Some(counters) = counters.first_chunk_mut::<N>() {
        K::count_unary(planes, source, counters);
    }
}

/// The higher digits are 0 and need no place.
#[inline(always)]
fn binary<K: Kernel, const N: usize>(planes: &[u32], source: Planes<'_>, counters: &mut [Bits]) {
    if let Some(counters) = counters.first_chunk_mut::<N>() {
        K::count_binary(planes, source, counters);
    } else {
        let mut digits = [Bits::NONE; N];
        K::count_binary(planes, source, &mut digits);
        counters.iter_mut().zip(digits).for_each(|(counter, digit)| *counter = digit);
    }
}

#[inline(always)]
pub(super) fn score<K: Kernel>(
    block: &Block<'_>,
    program: &Program,
    filter: &Filter,
    threshold: Threshold<'_>,
    scratch: &mut Scratch,
) -> bool {
    let Scratch { mask, counters, sums, lanes, count, .. } = scratch;
    for side in 0..2 {
        let sums = &mut sums[side];
        if !program.adds[side].is_empty() {
            K::adds(sums, block.planes, &program.adds[side]);
        }
        if !program.steps[side].is_empty() {
            K::adds(sums, counters, &program.steps[side]);
        }
        for &lanes in &program.wides[side] {
            sums.0.iter_mut().zip(&block.lanes[lanes as usize].0).for_each(|(sum, points)| *sum += points);
        }
    }
    for lookup in &program.lookups {
        let base = lookup.lanes.map_or(&Lanes::ZERO, |lanes| &block.lanes[lanes as usize]);
        let counters = &counters[lookup.counters as usize..(lookup.counters + lookup.bits) as usize];
        let tables = lookup.tables.map(|start| start.map(|start| &program.tables[start as usize..]));
        if lookup.len <= 64 {
            let tables = tables.map(|table| table.and_then(|table| table.first_chunk::<64>()));
            K::look_up(sums, base, counters, lookup.stride, tables);
        } else {
            let index = index(base, counters, lookup.stride);
            for (sums, table) in sums.iter_mut().zip(tables) {
                let Some(table) = table else { continue };
                sums.0.iter_mut().zip(&index.0).for_each(|(sum, &at)| *sum += table[usize::from(at)]);
            }
        }
    }
    let reached = K::reach(sums, filter, threshold);
    (0..8).for_each(|word| mask.0[word] &= reached.0[word]);
    *count = K::list(mask, lanes);
    *count > 0
}

#[inline(always)]
pub(super) fn dots<K: Kernel>(
    x: &[i8; DIMENSIONS],
    texts: &[[i8; DIMENSIONS]],
    lanes: &[u16],
    dots: &mut [i32; LANES],
) {
    for (dot, &lane) in dots.iter_mut().zip(lanes) {
        *dot = K::dot(x, &texts[usize::from(lane)]);
    }
}

/// Halves the range of scores until one is left: 14 counts of plain numbers, quicker than any partition.
#[inline(always)]
pub(super) fn kth_score(entries: &[u64], k: usize, from: u16, buffer: &mut Vec<u16>) -> u16 {
    buffer.clear();
    buffer.extend(entries.iter().map(|entry| (entry >> 48) as u16));
    let (mut reached, mut missed) = (from, 10_001);
    while missed - reached > 1 {
        let middle = reached + (missed - reached) / 2;
        // Chunks short enough for a count of 16 bits, which is as wide as the numbers.
        let counts = buffer
            .chunks(1 << 15)
            .map(|chunk| usize::from(chunk.iter().map(|&score| u16::from(score >= middle)).sum::<u16>()));
        if counts.sum::<usize>() >= k {
            reached = middle;
        } else {
            missed = middle;
        }
    }
    reached
}
