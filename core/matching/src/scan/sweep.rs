#![expect(clippy::indexing_slicing, reason = "every index comes from the layout")]
//! Runs mentees over blocks of mentors.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::layout::Layout;
use super::plan::Step;
use super::row::Row;
use crate::kernels::{Checked, LANES, Scratch, Threshold};
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
    let mut dots = vec![];
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
                    settle(scorer, layout, path, row, (slot, block), &mut scratch, &mut dots, sink);
                }
            }
        }
        for (slot, mentee) in batch.enumerate() {
            sink.finish(slot, mentee as u32)?;
        }
    }
    Ok(())
}

/// Computes the rest of those in the mask and hands them on.
#[expect(clippy::too_many_arguments, reason = "the state of the sweep, taken apart for the borrow checker")]
fn settle(
    scorer: &Scorer,
    layout: &Layout,
    path: Checked,
    row: &Row,
    (slot, block): (usize, usize),
    scratch: &mut Scratch,
    dots: &mut Vec<i32>,
    sink: &mut impl Sink,
) {
    let start = block * LANES;
    if layout.plan.late_gates {
        for lane in scratch.mask.lanes() {
            if !scorer.is_open(row.mentee, layout.order[start + lane] as usize) {
                scratch.mask.clear(lane);
            }
        }
    }
    for &rule in &layout.plan.late {
        let weights = scorer.rules[rule].weights;
        match layout.plan.steps[rule] {
            Step::Text { text } => {
                let (vector, factors) = &row.texts[text];
                let text = &layout.texts[text];
                path.dots(vector, &text.rows[start..], &scratch.mask, dots);
                for (lane, &dot) in scratch.mask.lanes().zip(&*dots) {
                    for side in 0..2 {
                        if weights[side] > 0 && dot > 0 {
                            let inverse = text.inverses[start + lane];
                            scratch.sums[side].0[lane] +=
                                cosine_points(weights[side], dot, factors[side], inverse) as u16;
                        }
                    }
                }
            }
            _ => {
                for lane in scratch.mask.lanes() {
                    let mentor = layout.order[start + lane] as usize;
                    let points = scorer.measure(&scorer.rules[rule], row.mentee, mentor);
                    scratch.sums[0].0[lane] += points[0] as u16;
                    scratch.sums[1].0[lane] += points[1] as u16;
                }
            }
        }
    }
    for lane in scratch.mask.lanes() {
        let [a, b] = [0, 1].map(|side| u32::from(scratch.sums[side].0[lane]));
        let sides = scorer.fused(a, b);
        sink.take(Survivor { slot, mentee: row.mentee as u32, place: (start + lane) as u32, sides });
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
