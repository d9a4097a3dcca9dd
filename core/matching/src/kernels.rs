//! The inner loops, for 512 mentors at a time: one bit or one 16-bit number for each.
//!
//! All paths compute the same integers in the same order of no consequence (additions of integers commute), so they
//! give the same bits. This is the only place with `unsafe`: calls of code compiled for instructions that were detected
//! before, and loads and stores of whole vectors within arrays of fixed size.

mod avx2;
mod avx512;
mod block;
mod portable;

use serde::{Deserialize, Serialize};

use crate::DIMENSIONS;
pub(crate) use block::{Bits, Block, Bound, Filter, Lanes, Lookup, Program, Run, Scratch, Threshold};
use block::{Kernel, gate, score};

/// How many mentors a block holds.
pub(crate) const LANES: usize = 512;

/// A set of instructions. Every path gives the same result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Path {
    /// Portable code, for vectors of 128 bits (SSE2, NEON, WebAssembly) or none.
    Portable,
    /// AVX2: 256 bits.
    Avx2,
    /// AVX-512 with BW, VBMI2 and VNNI (Intel since Ice Lake, 2019; AMD since Zen 4, 2022).
    Avx512,
}

impl Path {
    /// Every path, the slowest first.
    pub const ALL: [Self; 3] = [Self::Portable, Self::Avx2, Self::Avx512];

    /// Whether this machine can take the path.
    pub fn is_available(self) -> bool {
        match self {
            Self::Portable => true,
            Self::Avx2 => avx2::is_available(),
            Self::Avx512 => avx512::is_available(),
        }
    }

    /// The fastest path that this machine can take.
    ///
    /// ```
    /// use semillero_matching::Path;
    /// assert!(Path::best().is_available());
    /// ```
    pub fn best() -> Self {
        Self::ALL.into_iter().rev().find(|path| path.is_available()).unwrap_or(Self::Portable)
    }

    /// This path if the machine can take it, otherwise the portable one.
    pub(crate) fn or_portable(self) -> Checked {
        Checked(if self.is_available() { self } else { Self::Portable })
    }
}

/// A path that was found to be available: only [`Path::or_portable`] makes one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Checked(Path);

#[cfg_attr(target_arch = "x86_64", expect(unsafe_code, reason = "calls code for instructions that were detected"))]
impl Checked {
    /// Closes what the row's gates close and counts what its rules need; whether anybody is left.
    pub(crate) fn gate(self, block: &Block<'_>, program: &Program, scratch: &mut Scratch) -> bool {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `or_portable` found every instruction set that the function enables.
            Path::Avx512 => unsafe { avx512::gate(block, program, scratch) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `or_portable` found every instruction set that the function enables.
            Path::Avx2 => unsafe { avx2::gate(block, program, scratch) },
            _ => gate::<portable::Portable>(block, program, scratch),
        }
    }

    /// Adds up what the rules give and leaves in the mask those who may reach the threshold; whether anybody does.
    pub(crate) fn score(
        self,
        block: &Block<'_>,
        program: &Program,
        filter: &Filter,
        threshold: Threshold<'_>,
        scratch: &mut Scratch,
    ) -> bool {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `or_portable` found every instruction set that the function enables.
            Path::Avx512 => unsafe { avx512::score(block, program, filter, threshold, scratch) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `or_portable` found every instruction set that the function enables.
            Path::Avx2 => unsafe { avx2::score(block, program, filter, threshold, scratch) },
            _ => score::<portable::Portable>(block, program, filter, threshold, scratch),
        }
    }

    /// The `k`-th greatest score of candidates, of which there are at least `k`, all scoring `from` or more. The score is
    /// the upper 16 bits, at most 10,000.
    pub(crate) fn kth_score(self, entries: &[u64], k: usize, from: u16, buffer: &mut Vec<u16>) -> u16 {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `or_portable` found every instruction set that the function enables.
            Path::Avx512 => unsafe { avx512::kth_score(entries, k, from, buffer) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `or_portable` found every instruction set that the function enables.
            Path::Avx2 => unsafe { avx2::kth_score(entries, k, from, buffer) },
            _ => block::kth_score(entries, k, from, buffer),
        }
    }

    /// The inner products of one vector with those of some lanes, no more than [`LANES`].
    pub(crate) fn dots(self, x: &[i8; DIMENSIONS], texts: &[[i8; DIMENSIONS]], lanes: &[u16], dots: &mut [i32; LANES]) {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `or_portable` found every instruction set that the function enables.
            Path::Avx512 => unsafe { avx512::dots(x, texts, lanes, dots) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `or_portable` found every instruction set that the function enables.
            Path::Avx2 => unsafe { avx2::dots(x, texts, lanes, dots) },
            _ => block::dots::<portable::Portable>(x, texts, lanes, dots),
        }
    }
}
