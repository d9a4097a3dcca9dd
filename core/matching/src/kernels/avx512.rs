//! The AVX-512 path: sums under masks, tables in registers, inner products of bytes.

#[cfg(not(target_arch = "x86_64"))]
pub(super) const fn is_available() -> bool {
    false
}

#[cfg(target_arch = "x86_64")]
pub(super) use x86::*;

#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "vectors of 512 bits; each block says why it is sound")]
#[expect(clippy::indexing_slicing, reason = "a program only names planes that its layout made")]
mod x86 {
    use std::arch::x86_64::*;

    use crate::DIMENSIONS;
    use crate::kernels::block::{self, Bits, Block, Bound, Filter, Kernel, Lanes, Program, Scratch, Threshold};

    pub(in crate::kernels) fn is_available() -> bool {
        std::arch::is_x86_feature_detected!("avx512f")
            && std::arch::is_x86_feature_detected!("avx512bw")
            && std::arch::is_x86_feature_detected!("avx512vnni")
    }

    /// Used only inside the functions below, which the detected instructions guard.
    struct Avx512;

    /// Parts of 64 bytes in a text.
    const PARTS: usize = DIMENSIONS / 64;

    /// Vectors of 32 lanes in a block.
    const VECTORS: usize = 16;

    #[inline(always)]
    fn load(lanes: &Lanes, vector: usize) -> __m512i {
        // SAFETY: 16 vectors of 64 bytes are the 1,024 bytes of `Lanes`, which is aligned to 64; `vector` is below 16.
        unsafe { _mm512_load_si512(lanes.0.as_ptr().cast::<__m512i>().add(vector)) }
    }

    #[inline(always)]
    fn store(lanes: &mut Lanes, vector: usize, value: __m512i) {
        // SAFETY: as in `load`.
        unsafe { _mm512_store_si512(lanes.0.as_mut_ptr().cast::<__m512i>().add(vector), value) }
    }

    #[inline(always)]
    const fn half(bits: &Bits, vector: usize) -> u32 {
        (bits.0[vector / 2] >> (vector % 2 * 32)) as u32
    }

    impl Kernel for Avx512 {
        #[inline(always)]
        fn adds(sums: &mut Lanes, planes: &[Bits], ops: &[(u32, u16)]) {
            let mut vectors: [__m512i; VECTORS] = std::array::from_fn(|at| load(sums, at));
            for &(plane, points) in ops {
                let bits = &planes[plane as usize];
                // SAFETY: register arithmetic; the instructions were detected.
                let points = unsafe { _mm512_set1_epi16(points as i16) };
                for (at, vector) in vectors.iter_mut().enumerate() {
                    // SAFETY: as above.
                    *vector = unsafe { _mm512_mask_add_epi16(*vector, half(bits, at), *vector, points) };
                }
            }
            for (at, vector) in vectors.into_iter().enumerate() {
                store(sums, at, vector);
            }
        }

        #[inline(always)]
        fn look_up(sums: &mut Lanes, index: &Lanes, table: &[u16; 64]) {
            // SAFETY: the table has 128 bytes.
            let (low, high) = unsafe {
                let start = table.as_ptr().cast::<__m512i>();
                (_mm512_loadu_si512(start), _mm512_loadu_si512(start.add(1)))
            };
            for at in 0..VECTORS {
                // SAFETY: register arithmetic; the instruction takes six bits of each index.
                let sum =
                    unsafe { _mm512_add_epi16(load(sums, at), _mm512_permutex2var_epi16(low, load(index, at), high)) };
                store(sums, at, sum);
            }
        }

        #[inline(always)]
        fn reach(sums: &[Lanes; 2], filter: &Filter, threshold: Threshold<'_>) -> Bits {
            let mut reached = Bits::NONE;
            // SAFETY: register arithmetic; the instructions were detected.
            unsafe {
                let set = |number: u16| _mm512_set1_epi16(number as i16);
                let late = [set(filter.late[0]), set(filter.late[1])];
                for at in 0..VECTORS {
                    let need = match threshold {
                        Threshold::Row(need) => set(need),
                        Threshold::Columns { lanes, add, sub } => {
                            _mm512_subs_epu16(_mm512_adds_epu16(load(lanes, at), set(add)), set(sub))
                        }
                    };
                    let side = |side: usize| _mm512_add_epi16(load(&sums[side], at), late[side]);
                    let pass = match filter.bound {
                        Bound::Side(0) => _mm512_cmpge_epu16_mask(side(0), need),
                        Bound::Side(_) => _mm512_cmpge_epu16_mask(side(1), need),
                        Bound::Min => _mm512_cmpge_epu16_mask(_mm512_min_epu16(side(0), side(1)), need),
                        Bound::Weighted([s, t]) => {
                            let a = _mm512_mulhi_epu16(side(0), set(s));
                            let b = _mm512_mulhi_epu16(side(1), set(t));
                            _mm512_cmpge_epu16_mask(_mm512_add_epi16(_mm512_add_epi16(a, b), set(3)), need)
                        }
                        Bound::Harmonic => {
                            let (a, b) = (side(0), side(1));
                            let less = _mm512_min_epu16(a, b);
                            let twice = _mm512_add_epi16(less, less);
                            _mm512_cmpge_epu16_mask(_mm512_min_epu16(_mm512_avg_epu16(a, b), twice), need)
                        }
                        Bound::CrossRatio => {
                            let (a, b) = (side(0), side(1));
                            _mm512_cmpge_epu16_mask(_mm512_max_epu16(a, b), need)
                                | _mm512_cmpgt_epu16_mask(_mm512_min_epu16(a, b), set(5_000))
                        }
                    };
                    reached.0[at / 2] |= u64::from(pass) << (at % 2 * 32);
                }
            }
            reached
        }
    }

    /// # Safety
    /// The machine has AVX-512 F and BW.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub(in crate::kernels) unsafe fn gate(block: &Block<'_>, program: &Program, scratch: &mut Scratch) -> bool {
        block::gate::<Avx512>(block, program, scratch)
    }

    /// # Safety
    /// The machine has AVX-512 F and BW.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub(in crate::kernels) unsafe fn score(
        block: &Block<'_>,
        program: &Program,
        filter: &Filter,
        threshold: Threshold<'_>,
        scratch: &mut Scratch,
    ) -> bool {
        block::score::<Avx512>(block, program, filter, threshold, scratch)
    }

    /// # Safety
    /// The machine has AVX-512 F, BW and VNNI.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub(in crate::kernels) unsafe fn dots(
        x: &[i8; DIMENSIONS],
        texts: &[[i8; DIMENSIONS]],
        mask: &Bits,
        dots: &mut Vec<i32>,
    ) {
        dots.clear();
        let part_of = |vector: &[i8; DIMENSIONS], part: usize| {
            // SAFETY: a vector has PARTS times 64 bytes, and `part` is below PARTS.
            unsafe { _mm512_loadu_si512(vector.as_ptr().cast::<__m512i>().add(part)) }
        };
        let parts: [__m512i; PARTS] = std::array::from_fn(|part| part_of(x, part));
        // The instruction multiplies unsigned by signed bytes: y + 128 is unsigned, and 128 times the sum of x too much.
        let flip = _mm512_set1_epi8(i8::MIN);
        let too_much: i32 = 128 * x.iter().map(|&x| i32::from(x)).sum::<i32>();
        let zero = _mm512_setzero_si512();
        for lane in mask.lanes() {
            let mut sum = zero;
            for (part, x) in parts.iter().enumerate() {
                sum = _mm512_dpbusd_epi32(sum, _mm512_xor_si512(part_of(&texts[lane], part), flip), *x);
            }
            dots.push(_mm512_reduce_add_epi32(sum) - too_much);
        }
    }
}
