#![expect(clippy::indexing_slicing, reason = "every index comes from the layout")]
//! What is done with the pairs of a sweep: the best of each mentee, the best of each mentor, the underpriced ones.

use std::ops::Range;

use super::layout::Layout;
use super::sweep::{BATCH, Sink, Survivor};
use super::top::Top;
use crate::kernels::{LANES, Lanes, Threshold};
use crate::score::{Candidates, Pricing, ScanError, ScanOptions, Scorer, Underpriced};

/// How many mentors of a task have their best mentees in memory at once.
pub(crate) const MENTOR_ROWS: usize = 8 * LANES;

/// The best mentors of each mentee.
pub(crate) struct ByMentee<'a> {
    pub(crate) scorer: &'a Scorer,
    pub(crate) layout: &'a Layout,
    pub(crate) options: &'a ScanOptions,
    tops: Vec<Top>,
    pub(crate) found: Candidates,
    /// A bit and a score for each mentor, to put a row in order.
    bits: Vec<u64>,
    scores: Vec<u16>,
}

impl<'a> ByMentee<'a> {
    pub(crate) fn new(scorer: &'a Scorer, layout: &'a Layout, options: &'a ScanOptions) -> Self {
        let found = Candidates { starts: vec![0], ..Candidates::default() };
        let mentors = layout.order.len();
        let (bits, scores) = (vec![0; mentors.div_ceil(64)], vec![0; mentors]);
        Self { scorer, layout, options, tops: vec![Top::new(options.k, options.path()); BATCH], found, bits, scores }
    }
}

impl Sink for ByMentee<'_> {
    fn threshold(&self, slot: usize, _: u32, _: usize) -> Option<Threshold<'_>> {
        Some(Threshold::Row(self.tops[slot].threshold()))
    }

    #[inline(always)]
    fn take(&mut self, survivor: Survivor) {
        let Survivor { slot, mentee, place, sides } = survivor;
        let draw = |place: u32| self.scorer.tie(self.options.seed, mentee, self.layout.order[place as usize]);
        self.tops[slot].push(sides.score, sides.mentor_side, place, draw);
    }

    fn take_scores(&mut self, slot: usize, mentee: u32, start: u32, lanes: &[u16], scores: &Lanes) {
        let draw = |place: u32| self.scorer.tie(self.options.seed, mentee, self.layout.order[place as usize]);
        self.tops[slot].push_all(start, lanes, scores, draw);
    }

    fn finish(&mut self, slot: usize, mentee: u32) -> Result<(), ScanError> {
        let order = &self.layout.order;
        let draw = |place: u32| self.scorer.tie(self.options.seed, mentee, order[place as usize]);
        let best = self.tops[slot].finish(draw);
        if self.layout.in_order {
            // Blocks come in ascending order, so the places do.
            for (place, score) in best {
                self.found.others.push(place);
                self.found.scores.push(score);
            }
            self.tops[slot].clear();
            return self.found.end_row(self.options.most);
        }
        // Sorts by writing into a row of bits and reading it: quicker than comparing unless the row is very long.
        for (place, score) in best {
            let mentor = order[place as usize] as usize;
            self.bits[mentor / 64] |= 1 << (mentor % 64);
            self.scores[mentor] = score;
        }
        self.tops[slot].clear();
        for (at, word) in self.bits.iter_mut().enumerate() {
            while *word != 0 {
                let mentor = at * 64 + word.trailing_zeros() as usize;
                *word &= *word - 1;
                self.found.others.push(mentor as u32);
                self.found.scores.push(self.scores[mentor]);
            }
        }
        self.found.end_row(self.options.most)
    }
}

/// The best mentees of each mentor of some blocks.
pub(crate) struct ByMentor<'a> {
    scorer: &'a Scorer,
    layout: &'a Layout,
    options: &'a ScanOptions,
    first: usize,
    tops: Vec<Top>,
    floors: Vec<Lanes>,
}

impl<'a> ByMentor<'a> {
    pub(crate) fn new(scorer: &'a Scorer, layout: &'a Layout, options: &'a ScanOptions, blocks: &Range<usize>) -> Self {
        let (tops, floors) =
            (vec![Top::new(options.k, options.path()); blocks.len() * LANES], vec![Lanes::ZERO; blocks.len()]);
        Self { scorer, layout, options, first: blocks.start, tops, floors }
    }

    /// The best of each place of these blocks, in order of the places.
    pub(crate) fn into_rows(mut self) -> Vec<(u32, Vec<(u32, u16)>)> {
        let start = self.first * LANES;
        let mentors = self.layout.order.iter().skip(start);
        let rows = self.tops.iter_mut().zip(mentors).map(|(top, &mentor)| {
            let draw = |mentee: u32| self.scorer.tie_of_mentee(self.options.seed, mentee, mentor);
            (mentor, top.finish(draw).collect())
        });
        rows.collect()
    }
}

impl Sink for ByMentor<'_> {
    fn threshold(&self, _: usize, _: u32, block: usize) -> Option<Threshold<'_>> {
        Some(Threshold::Columns { lanes: &self.floors[block - self.first], add: 0, sub: 0 })
    }

    #[inline(always)]
    fn take(&mut self, survivor: Survivor) {
        let Survivor { mentee, place, sides, .. } = survivor;
        let mentor = self.layout.order[place as usize];
        let here = place as usize - self.first * LANES;
        let draw = |mentee: u32| self.scorer.tie_of_mentee(self.options.seed, mentee, mentor);
        self.tops[here].push(sides.score, sides.mentee_side, mentee, draw);
        self.floors[here / LANES].0[here % LANES] = self.tops[here].threshold();
    }

    fn finish(&mut self, _: usize, _: u32) -> Result<(), ScanError> {
        Ok(())
    }
}

/// The pairs worth more than their prices.
pub(crate) struct ByPrice<'a> {
    layout: &'a Layout,
    options: &'a ScanOptions,
    /// The price of each mentee less the bonus, and of each mentor.
    mentees: &'a [i64],
    mentors: &'a [i64],
    /// The least price of a mentor, and by how much each is above it, as far as 16 bits reach.
    least: i64,
    above: &'a [Lanes],
    found: Vec<Vec<Underpriced>>,
    pub(crate) pricing: Pricing,
}

impl<'a> ByPrice<'a> {
    pub(crate) fn new(
        layout: &'a Layout,
        options: &'a ScanOptions,
        [mentees, mentors]: [&'a [i64]; 2],
        (least, above): (i64, &'a [Lanes]),
    ) -> Self {
        let pricing = Pricing::default();
        Self { layout, options, mentees, mentors, least, above, found: vec![vec![]; BATCH], pricing }
    }

    /// Prepares the mentors' prices for [`Self::new`].
    pub(crate) fn above(layout: &Layout, mentors: &[i64]) -> (i64, Vec<Lanes>) {
        let least = mentors.iter().copied().min().unwrap_or(0);
        let mut above = vec![Lanes::ZERO; layout.blocks];
        for (place, &mentor) in layout.order.iter().enumerate() {
            let more = (mentors[mentor as usize] - least).min(i64::from(u16::MAX));
            above[place / LANES].0[place % LANES] = more as u16;
        }
        (least, above)
    }
}

impl Sink for ByPrice<'_> {
    fn threshold(&self, _: usize, mentee: u32, block: usize) -> Option<Threshold<'_>> {
        // A pair is underpriced if its score is more than the price, so at least one more.
        let need = self.mentees[mentee as usize] + self.least + 1;
        let lanes = &self.above[block];
        match need {
            10_001.. => None,
            0.. => Some(Threshold::Columns { lanes, add: need as u16, sub: 0 }),
            _ => Some(Threshold::Columns { lanes, add: 0, sub: need.unsigned_abs().min(65_535) as u16 }),
        }
    }

    #[inline(always)]
    fn take(&mut self, survivor: Survivor) {
        let Survivor { slot, mentee, place, sides } = survivor;
        let mentor = self.layout.order[place as usize];
        let price = self.mentees[mentee as usize] + self.mentors[mentor as usize];
        let reduced_cost = price - i64::from(sides.score);
        if reduced_cost < 0 {
            self.found[slot].push(Underpriced { reduced_cost, mentee, mentor, score: sides.score as u16 });
        }
    }

    fn finish(&mut self, slot: usize, _: u32) -> Result<(), ScanError> {
        self.pricing.add_row(&mut self.found[slot], self.options);
        Ok(())
    }
}
