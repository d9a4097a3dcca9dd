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
    use crate::kernels::LANES;
    use crate::kernels::block::{self, Bits, Block, Bound, Filter, Kernel, Lanes, Planes, Program, Scratch, Threshold};

    pub(in crate::kernels) fn is_available() -> bool {
        std::arch::is_x86_feature_detected!("avx512f")
            && std::arch::is_x86_feature_detected!("avx512bw")
            && std::arch::is_x86_feature_detected!("avx512vbmi2")
            && std::arch::is_x86_feature_detected!("avx512vnni")
            && std::arch::is_x86_feature_detected!("popcnt")
    }

    /// Used only inside the functions below, which the detected instructions guard.
    struct Avx512;

    const FIRST_LANES: [u16; 32] = {
        let mut lanes = [0; 32];
        let mut at = 0;
        while at < 32 {
            lanes[at] = at as u16;
            at += 1;
        }
        lanes
    };

    /// Vectors of 32 lanes in a block.
    const VECTORS: usize = 16;

    #[inline(always)]
    fn load(lanes: &Lanes, vector: usize) -> __m512i {
        // SAFETY: 16 vectors of 64 bytes are the 1,024 bytes of `Lanes`, which is aligned to 64; `vector` is below 16.
        unsafe { _mm512_load_si512(lanes.0.as_ptr().cast::<__m512i>().add(vector)) }
    }

    #[inline(always)]
    fn all(lanes: &Lanes) -> [__m512i; VECTORS] {
        let mut vectors = [load(lanes, 0); VECTORS];
        for (at, vector) in vectors.iter_mut().enumerate() {
            *vector = load(lanes, at);
        }
        vectors
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
            let mut vectors = all(sums);
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
        fn look_up(
            sums: &mut [Lanes; 2],
            base: &Lanes,
            counters: &[Bits],
            stride: u16,
            tables: [Option<&[u16; 64]>; 2],
        ) {
            let mut index = all(base);
            for (bit, counter) in counters.iter().enumerate() {
                // SAFETY: register arithmetic; the instructions were detected.
                let worth = unsafe { _mm512_set1_epi16((stride << bit) as i16) };
                for (at, index) in index.iter_mut().enumerate() {
                    // SAFETY: as above.
                    *index = unsafe { _mm512_mask_add_epi16(*index, half(counter, at), *index, worth) };
                }
            }
            for (sums, table) in sums.iter_mut().zip(tables) {
                let Some(table) = table else { continue };
                // SAFETY: the table has 128 bytes.
                let (low, high) = unsafe {
                    let start = table.as_ptr().cast::<__m512i>();
                    (_mm512_loadu_si512(start), _mm512_loadu_si512(start.add(1)))
                };
                for (at, &index) in index.iter().enumerate() {
                    // SAFETY: register arithmetic; the instruction takes six bits of each index.
                    let sum = unsafe { _mm512_add_epi16(load(sums, at), _mm512_permutex2var_epi16(low, index, high)) };
                    store(sums, at, sum);
                }
            }
        }

        #[inline(always)]
        fn count_unary<const N: usize>(planes: &[u32], source: Planes<'_>, counters: &mut [Bits; N]) {
            // SAFETY: register arithmetic, and loads and stores of whole `Bits`, which have 64 bytes and are aligned so.
            unsafe {
                let mut levels = [_mm512_setzero_si512(); N];
                for &at in planes {
                    let bits = _mm512_load_si512(source.get(at).0.as_ptr().cast());
                    for level in (1..N).rev() {
                        // 0xf8: the first, or both others.
                        levels[level] = _mm512_ternarylogic_epi64::<0xf8>(levels[level], levels[level - 1], bits);
                    }
                    levels[0] = _mm512_or_si512(levels[0], bits);
                }
                for (counter, level) in counters.iter_mut().zip(levels) {
                    _mm512_store_si512(counter.0.as_mut_ptr().cast(), level);
                }
            }
        }

        #[inline(always)]
        fn count_binary<const N: usize>(planes: &[u32], source: Planes<'_>, counters: &mut [Bits; N]) {
            // SAFETY: as in `count_unary`.
            unsafe {
                let mut digits = [_mm512_setzero_si512(); N];
                for &at in planes {
                    let mut carry = _mm512_load_si512(source.get(at).0.as_ptr().cast());
                    for digit in &mut digits {
                        let both = _mm512_and_si512(*digit, carry);
                        *digit = _mm512_xor_si512(*digit, carry);
                        carry = both;
                    }
                }
                for (counter, digit) in counters.iter_mut().zip(digits) {
                    _mm512_store_si512(counter.0.as_mut_ptr().cast(), digit);
                }
            }
        }

        #[inline(always)]
        fn list(mask: &Bits, lanes: &mut [u16; LANES]) -> usize {
            let mut count = 0;
            // SAFETY: each store writes 64 bytes from entry `count` on; before vector `at` there are at most `32 * at`
            // entries, so the last store ends at entry 512 at most.
            unsafe {
                let mut numbers = _mm512_loadu_si512(FIRST_LANES.as_ptr().cast());
                for at in 0..VECTORS {
                    let bits = half(mask, at);
                    let packed = _mm512_maskz_compress_epi16(bits, numbers);
                    _mm512_storeu_si512(lanes.as_mut_ptr().add(count).cast(), packed);
                    count += bits.count_ones() as usize;
                    numbers = _mm512_add_epi16(numbers, _mm512_set1_epi16(32));
                }
            }
            count
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
    /// The machine has AVX-512 F, BW, VBMI2 and VNNI, and popcnt.
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,avx512vnni,popcnt")]
    pub(in crate::kernels) unsafe fn kth_score(entries: &[u64], k: usize, from: u16, buffer: &mut Vec<u16>) -> u16 {
        block::kth_score(entries, k, from, buffer)
    }

    /// # Safety
    /// The machine has AVX-512 F, BW, VBMI2 and VNNI, and popcnt.
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,avx512vnni,popcnt")]
    pub(in crate::kernels) unsafe fn gate(block: &Block<'_>, program: &Program, scratch: &mut Scratch) -> bool {
        block::gate::<Avx512>(block, program, scratch)
    }

    /// # Safety
    /// The machine has AVX-512 F, BW, VBMI2 and VNNI, and popcnt.
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,avx512vnni,popcnt")]
    pub(in crate::kernels) unsafe fn score(
        block: &Block<'_>,
        program: &Program,
        filter: &Filter,
        threshold: Threshold<'_>,
        scratch: &mut Scratch,
    ) -> bool {
        block::score::<Avx512>(block, program, filter, threshold, scratch)
    }

    /// Parts of 64 bytes in a text.
    const PARTS: usize = DIMENSIONS / 64;

    #[target_feature(enable = "avx512f")]
    #[inline]
    fn parts(vector: &[i8; DIMENSIONS]) -> [__m512i; PARTS] {
        // SAFETY: a vector has PARTS times 64 bytes, and `part` is below PARTS.
        std::array::from_fn(|part| unsafe { _mm512_loadu_si512(vector.as_ptr().cast::<__m512i>().add(part)) })
    }

    /// Sixteen sums of products of a text with the parts of a vector, the text's numbers being 128 too large.
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,avx512vnni,popcnt")]
    #[inline]
    fn sixteen(text: &[i8; DIMENSIONS], vector: &[__m512i; PARTS]) -> __m512i {
        let flip = _mm512_set1_epi8(i8::MIN);
        let mut sum = _mm512_setzero_si512();
        for (text, part) in parts(text).iter().zip(vector) {
            sum = _mm512_dpbusd_epi32(sum, _mm512_xor_si512(*text, flip), *part);
        }
        sum
    }

    /// # Safety
    /// The machine has AVX-512 F, BW, VBMI2 and VNNI, and popcnt.
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,avx512vnni,popcnt")]
    pub(in crate::kernels) unsafe fn dots(
        x: &[i8; DIMENSIONS],
        texts: &[[i8; DIMENSIONS]],
        lanes: &[u16],
        dots: &mut [i32; LANES],
    ) {
        let x = parts(x);
        // The instruction multiplies unsigned by signed bytes: y + 128 is unsigned, and 128 times the sum of x too much.
        let ones = _mm512_set1_epi8(1);
        let mut sum = _mm512_setzero_si512();
        for part in &x {
            sum = _mm512_dpbusd_epi32(sum, ones, *part);
        }
        let too_much = 128 * _mm512_reduce_add_epi32(sum);
        let (fours, rest) = lanes.as_chunks::<4>();
        let (out, out_rest) = dots.split_at_mut(fours.len() * 4);
        for (lanes, dots) in fours.iter().zip(out.as_chunks_mut::<4>().0) {
            // Four vectors of 16 sums become one of 4 × 4, then of 4.
            let a = sixteen(&texts[usize::from(lanes[0])], &x);
            let b = sixteen(&texts[usize::from(lanes[1])], &x);
            let c = sixteen(&texts[usize::from(lanes[2])], &x);
            let d = sixteen(&texts[usize::from(lanes[3])], &x);
            let ab = _mm512_add_epi32(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b));
            let cd = _mm512_add_epi32(_mm512_unpacklo_epi32(c, d), _mm512_unpackhi_epi32(c, d));
            let all = _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
            let half = _mm256_add_epi32(_mm512_castsi512_si256(all), _mm512_extracti64x4_epi64::<1>(all));
            let four = _mm_add_epi32(_mm256_castsi256_si128(half), _mm256_extracti128_si256::<1>(half));
            let four = _mm_sub_epi32(four, _mm_set1_epi32(too_much));
            // SAFETY: `dots` has 16 bytes.
            unsafe { _mm_storeu_si128(dots.as_mut_ptr().cast(), four) };
        }
        for (&lane, dot) in rest.iter().zip(out_rest) {
            *dot = _mm512_reduce_add_epi32(sixteen(&texts[usize::from(lane)], &x)) - too_much;
        }
    }
}
