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
    use crate::kernels::LANES;
    use crate::kernels::block::{self, Block, Filter, Kernel, Program, Scratch, Threshold};

    pub(in crate::kernels) fn is_available() -> bool {
        std::arch::is_x86_feature_detected!("avx2")
            && std::arch::is_x86_feature_detected!("bmi1")
            && std::arch::is_x86_feature_detected!("popcnt")
    }

    struct Avx2;

    impl Kernel for Avx2 {}

    /// # Safety
    /// The machine has AVX2, BMI1 and popcnt.
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    pub(in crate::kernels) unsafe fn kth_score(entries: &[u64], k: usize, from: u16, buffer: &mut Vec<u16>) -> u16 {
        block::kth_score(entries, k, from, buffer)
    }

    /// # Safety
    /// The machine has AVX2, BMI1 and popcnt.
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    pub(in crate::kernels) unsafe fn gate(block: &Block<'_>, program: &Program, scratch: &mut Scratch) -> bool {
        block::gate::<Avx2>(block, program, scratch)
    }

    /// # Safety
    /// The machine has AVX2, BMI1 and popcnt.
    #[target_feature(enable = "avx2,bmi1,popcnt")]
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
    /// The machine has AVX2, BMI1 and popcnt.
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    pub(in crate::kernels) unsafe fn dots(
        x: &[i8; DIMENSIONS],
        texts: &[[i8; DIMENSIONS]],
        lanes: &[u16],
        dots: &mut [i32; LANES],
    ) {
        block::dots::<Avx2>(x, texts, lanes, dots);
    }
}
