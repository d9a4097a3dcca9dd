//! What a stretch of time does to a funnel: one person's days, compacted, that join without their events.
#![expect(clippy::indexing_slicing, reason = "steps are counted here, and every table has one place per pair of them")]

use super::bytes::{Reader, StateError, Writer};

const TAG: [u8; 4] = *b"SSEG";
const VERSION: u8 = 1;
const MOST: usize = 32;

/// One person's events of a stretch of time, as far as a re-entry funnel of at most 32 steps must know them.
///
/// Stretches join in the order of time ([`then`](Self::then)); where the year is cut and in which order the pieces are joined makes no
/// difference. Joining is not commutative: what comes late must be put into the stretch it belongs to.
///
/// ```
/// # use semillero_analytics::Seg;
/// // Steps as bits: the first, the second, the third.
/// let [asked, got, met] = [(10, 1), (20, 2), (35, 4)].map(|(at, steps)| Seg::event(3, 15, at, steps));
/// assert_eq!(asked.then(&got).then(&met).level(), 2, "25 after the first is too late");
/// assert_eq!(asked.then(&got.then(&met)), asked.then(&got).then(&met));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seg {
    steps: usize,
    within: i64,
    /// For each step the latest start from which it was reached in time.
    starts: Vec<Option<i64>>,
    /// For steps j < k the earliest end of a chain of the steps after j up to k.
    ends: Vec<Option<i64>>,
    level: usize,
}

impl Seg {
    /// A stretch in which nothing happened, of a funnel of some steps (at most 32) that takes so long at most.
    #[must_use]
    pub fn empty(steps: usize, within: i64) -> Self {
        let steps = steps.min(MOST);
        Self { steps, within, starts: vec![None; steps], ends: vec![None; steps * steps], level: 0 }
    }

    /// The stretch of one moment, with all the steps that happened in it as bits from the lowest on.
    #[must_use]
    pub fn event(steps: usize, within: i64, at: i64, bits: u32) -> Self {
        let mut seg = Self::empty(steps, within);
        for step in (0..seg.steps).filter(|step| bits >> step & 1 != 0) {
            let place = seg.place(step, step + 1);
            seg.ends[place] = Some(at);
        }
        if steps > 0 && bits & 1 != 0 {
            seg.starts[0] = Some(at);
            seg.level = 1;
        }
        seg
    }

    fn place(&self, after: usize, to: usize) -> usize {
        after * self.steps + to - 1
    }

    /// The earliest end of a chain of the steps after one up to another.
    fn end(&self, after: usize, to: usize) -> Option<i64> {
        self.ends[self.place(after, to)]
    }

    /// How many steps were taken.
    #[must_use]
    pub fn level(&self) -> usize {
        self.level
    }

    /// This stretch and one after it, of the same funnel.
    #[must_use]
    pub fn then(&self, later: &Self) -> Self {
        let mut both = self.clone();
        both.level = self.level.max(later.level);
        for to in 1..=self.steps {
            let in_time = |after: &usize| {
                let start = self.starts[*after - 1]?;
                let end = later.end(*after, to)?;
                (end.checked_sub(start)? <= self.within).then_some(start)
            };
            let across = (1..to).filter_map(|after| in_time(&after)).max();
            if across.is_some() {
                both.level = both.level.max(to);
            }
            both.starts[to - 1] = self.starts[to - 1].max(later.starts[to - 1]).max(across);
            for after in 0..to {
                let place = self.place(after, to);
                // Whatever ends here ends before all that ends later.
                both.ends[place] = self.ends[place].or_else(|| {
                    let reached = |step: &usize| *step == after || self.end(after, *step).is_some();
                    (after..to).filter(reached).filter_map(|step| later.end(step, to)).min()
                });
            }
        }
        both
    }

    /// A tag, a version, the funnel, the level, and each time that there is.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::tagged(TAG, VERSION);
        writer.length(self.steps);
        writer.signed(self.within);
        writer.length(self.level);
        for time in self.starts.iter().chain(&self.ends) {
            writer.unsigned(u64::from(time.is_some()));
            time.iter().for_each(|time| writer.signed(*time));
        }
        writer.0
    }

    /// What [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StateError> {
        let mut reader = Reader::new("seg", bytes);
        reader.tag(TAG, VERSION)?;
        let steps = usize::from(reader.byte()?);
        if steps > MOST {
            return Err(reader.fails("more than 32 steps"));
        }
        let mut seg = Self::empty(steps, reader.signed()?);
        seg.level = usize::from(reader.byte()?);
        for time in seg.starts.iter_mut().chain(&mut seg.ends) {
            *time = match reader.byte()? {
                0 => None,
                1 => Some(reader.signed()?),
                _ => return Err(reader.fails("a time that is neither there nor not")),
            };
        }
        reader.end()?;
        let reached = seg.starts.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        if seg.level != reached { Err(reader.fails("a level that was not reached")) } else { Ok(seg) }
    }
}
