//! The AVX2 path: the portable code, compiled for vectors of 256 bits.

#[cfg(not(target_arch = "x86_64"))]
pub(super) const fn is_available() -> bool {
    false
}

#[cfg(target_arch = "x86_64")]
pub(super) use x86::*;

#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "functions for instructions that are detected before they are called")]
mod x86 {
    use crate::DIMENSIONS;
    use crate::kernels::block::{self, Bits, Block, Filter, Kernel, Program, Scratch, Threshold};

    pub(in crate::kernels) fn is_available() -> bool {
        std::arch::is_x86_feature_detected!("avx2")
    }

    struct Avx2;

    impl Kernel for Avx2 {}

    /// # Safety
    /// The machine has AVX2.
    #[target_feature(enable = "avx2")]
    pub(in crate::kernels) unsafe fn gate(block: &Block<'_>, program: &Program, scratch: &mut Scratch) -> bool {
        block::gate::<Avx2>(block, program, scratch)
    }

    /// # Safety
    /// The machine has AVX2.
    #[target_feature(enable = "avx2")]
    pub(in crate::kernels) unsafe fn score(
        block: &Block<'_>,
        program: &Program,
        filter: &Filter,
        threshold: Threshold<'_>,
        scratch: &mut Scratch,
    ) -> bool {
        block::score::<Avx2>(block, program, filter, threshold, scratch)
    }

    /// # Safety
    /// The machine has AVX2.
    #[target_feature(enable = "avx2")]
    pub(in crate::kernels) unsafe fn dots(
        x: &[i8; DIMENSIONS],
        texts: &[[i8; DIMENSIONS]],
        mask: &Bits,
        dots: &mut Vec<i32>,
    ) {
        block::dots::<Avx2>(x, texts, mask, dots);
    }
}
