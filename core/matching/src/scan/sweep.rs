#![expect(clippy::indexing_slicing, reason = "every index comes from the layout")]
//! Runs mentees over blocks of mentors.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::layout::Layout;
use super::plan::Step;
use super::row::Row;
use crate::kernels::{Bound, Checked, LANES, Lanes, Scratch, Threshold};
use crate::score::{ScanError, Scorer, Sides, cosine_points};

/// So many mentees go over a block before the next block is fetched.
pub(crate) const BATCH: usize = 64;

/// A pair that passed all gates and may reach the threshold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Survivor {
    /// The number of the mentee in its batch.
    pub(crate) slot: usize,
    pub(crate) mentee: u32,
    /// The place of the mentor.
    pub(crate) place: u32,
    pub(crate) sides: Sides,
}

/// What is done with the pairs.
pub(crate) trait Sink {
    /// What a score must reach to be taken, or nothing if none can.
    fn threshold(&self, slot: usize, mentee: u32, block: usize) -> Option<Threshold<'_>>;

    /// Takes a pair; it may be below the threshold.
    fn take(&mut self, survivor: Survivor);

    /// Takes pairs of which one side has an opinion: the places from `start` on, and the scores of all lanes.
    fn take_scores(&mut self, slot: usize, mentee: u32, start: u32, lanes: &[u16], scores: &Lanes) {
        for &lane in lanes {
            let score = u32::from(scores.0[usize::from(lane)]);
            let sides = Sides { mentee_side: score, mentor_side: score, score };
            self.take(Survivor { slot, mentee, place: start + u32::from(lane), sides });
        }
    }

    /// The mentee has seen all blocks.
    fn finish(&mut self, slot: usize, mentee: u32) -> Result<(), ScanError>;
}

/// Runs some mentees over some blocks.
pub(crate) fn sweep(
    scorer: &Scorer,
    layout: &Layout,
    path: Checked,
    mentees: Range<usize>,
    blocks: Range<usize>,
    sink: &mut impl Sink,
) -> Result<(), ScanError> {
    let mut rows: Vec<Row> = std::iter::repeat_with(Row::default).take(BATCH.min(mentees.len())).collect();
    let mut scratch = Scratch::default();
    scratch.counters.resize(layout.plan.counter_len as usize, crate::kernels::Bits::NONE);
    for first in mentees.clone().step_by(BATCH) {
        let batch = first..mentees.end.min(first + BATCH);
        for (row, mentee) in rows.iter_mut().zip(batch.clone()) {
            row.set(scorer, layout, mentee);
        }
        for block in blocks.clone() {
            for (slot, row) in rows.iter_mut().enumerate().take(batch.len()) {
                if !row.open || !row.begin(layout, block, &mut scratch) {
                    continue;
                }
                if !path.gate(&layout.block(block), &row.program, &mut scratch) {
                    continue;
                }
                row.scatter(layout, block, &mut scratch);
                let Some(threshold) = sink.threshold(slot, row.mentee as u32, block) else { continue };
                if path.score(&layout.block(block), &row.program, &layout.filter, threshold, &mut scratch) {
                    settle((scorer, layout, path), row, (slot, block), &mut scratch, sink);
                }
            }
        }
        for (slot, mentee) in batch.enumerate() {
            sink.finish(slot, mentee as u32)?;
        }
    }
    Ok(())
}

/// Computes the rest of those in the mask and hands on those that reach the threshold.
fn settle(
    (scorer, layout, path): (&Scorer, &Layout, Checked),
    row: &Row,
    (slot, block): (usize, usize),
    scratch: &mut Scratch,
    sink: &mut impl Sink,
) {
    let start = block * LANES;
    let Scratch { sums, lanes, count, dots, .. } = scratch;
    let mut count = *count;
    if layout.plan.late_gates {
        let mut kept = 0;
        for at in 0..count {
            let lane = lanes[at];
            lanes[kept] = lane;
            kept += usize::from(scorer.is_open(row.mentee, layout.order[start + usize::from(lane)] as usize));
        }
        count = kept;
    }
    let lanes = &lanes[..count];
    for &rule in &layout.plan.late {
        let weights = scorer.rules[rule].weights;
        match layout.plan.steps[rule] {
            Step::Text { text } => {
                let (vector, factors) = &row.texts[text];
                let text = &layout.texts[text];
                path.dots(vector, &text.rows[start..], lanes, dots);
                let inverses = &text.inverses[start..];
                for side in (0..2).filter(|&side| weights[side] > 0) {
                    let (weight, factor, sums) = (weights[side], factors[side], &mut sums[side].0);
                    let inverses = &inverses[..LANES.min(inverses.len())];
                    for (&lane, &dot) in lanes.iter().zip(dots.iter()) {
                        let lane = usize::from(lane) & (LANES - 1);
                        sums[lane] += cosine_points(weight, dot, factor, inverses[lane]) as u16;
                    }
                }
            }
            _ => {
                for &lane in lanes {
                    let lane = usize::from(lane);
                    let mentor = layout.order[start + lane] as usize;
                    let points = scorer.measure(&scorer.rules[rule], row.mentee, mentor);
                    sums[0].0[lane] += points[0] as u16;
                    sums[1].0[lane] += points[1] as u16;
                }
            }
        }
    }
    let mentee = row.mentee as u32;
    if let Bound::Side(side) = layout.filter.bound {
        // The common case of one side with an opinion: nothing to fuse.
        sink.take_scores(slot, mentee, start as u32, lanes, &sums[side]);
        return;
    }
    for &lane in lanes {
        let [a, b] = [0, 1].map(|side| u32::from(sums[side].0[usize::from(lane)]));
        sink.take(Survivor { slot, mentee, place: start as u32 + u32::from(lane), sides: scorer.fused(a, b) });
    }
}

/// Runs numbered tasks on some threads and gives the results in order of their numbers.
///
/// `watch` hears how many tasks are done and says whether to go on.
pub(crate) fn in_parallel<T: Send>(
    tasks: usize,
    threads: usize,
    watch: &(dyn Fn(usize) -> bool + Sync),
    run: impl Fn(usize) -> Result<T, ScanError> + Sync,
) -> Result<Vec<T>, ScanError> {
    let (next, done, stop) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
    let work = || -> Result<Vec<(usize, T)>, ScanError> {
        let mut results = vec![];
        loop {
            let task = next.fetch_add(1, Ordering::Relaxed);
            if task >= tasks {
                return Ok(results);
            }
            if stop.load(Ordering::Relaxed) || !watch(done.load(Ordering::Relaxed)) {
                stop.store(true, Ordering::Relaxed);
                return Err(ScanError::Stopped);
            }
            match run(task) {
                Ok(result) => results.push((task, result)),
                Err(error) => {
                    stop.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
            done.fetch_add(1, Ordering::Relaxed);
        }
    };
    let helpers = threads.clamp(1, tasks.max(1)) - 1;
    let shares: Vec<Result<Vec<(usize, T)>, ScanError>> = std::thread::scope(|scope| {
        let spawned: Vec<_> = (0..helpers).map(|_| scope.spawn(work)).collect();
        let mut shares = vec![work()];
        for helper in spawned {
            // A helper panics only where this thread would have: hand the panic on.
            shares.push(helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        shares
    });
    // An error of its own says more than that another thread had one.
    if let Some(error) = shares.iter().filter_map(|share| share.as_ref().err()).find(|&&e| e != ScanError::Stopped) {
        return Err(*error);
    }
    let mut results = vec![];
    for share in shares {
        results.extend(share?);
    }
    results.sort_unstable_by_key(|&(task, _)| task);
    Ok(results.into_iter().map(|(_, result)| result).collect())
}
