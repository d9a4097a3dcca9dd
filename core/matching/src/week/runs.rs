//! From timetables to slots and back.

use super::hours::DAY;
use super::{Hours, SLOT_MINUTES, UtcOffset, WEEK_SLOTS, Week, Weekday};

/// Minutes of a week.
const WEEK: u16 = 7 * DAY;

impl Week {
    /// Makes the week of somebody whose clock is `offset` ahead of UTC and who is free during `hours`, in any order.
    ///
    /// Lines that touch or overlap count as one; after that, a slot is free only when all its fifteen minutes are.
    ///
    /// ```
    /// use semillero_matching::{Hours, UtcOffset, Week, Weekday};
    /// let utc = UtcOffset::default();
    /// let odd = Week::from_hours(&[Hours::new(Weekday::Monday, 10, 50)?], utc);
    /// assert_eq!(odd.slots(), 2, "00:15 to 00:45");
    ///
    /// let india = Week::from_hours(&[Hours::new(Weekday::Monday, 0, 60)?], UtcOffset::new(5 * 60 + 30)?);
    /// assert_eq!(india.runs(utc)[0].to_string(), "Sunday 18:30–19:30");
    /// # Ok::<(), semillero_matching::HoursError>(())
    /// ```
    pub fn from_hours(hours: &[Hours], offset: UtcOffset) -> Self {
        let mut spans: Vec<(u16, u16)> = Vec::with_capacity(hours.len() + 1);
        for line in hours {
            let local = i32::from(line.weekday().number() * DAY + line.from());
            let from = (local - offset.minutes()).rem_euclid(i32::from(WEEK)) as u16;
            let to = from + line.minutes();
            spans.push((from, to.min(WEEK)));
            if to > WEEK {
                spans.push((0, to - WEEK));
            }
        }
        // The end of the week is the end of a slot, so what was cut there loses nothing by rounding.
        spans.sort_unstable();
        let mut week = Self::EMPTY;
        let mut open: Option<(u16, u16)> = None;
        for (from, to) in spans {
            open = match open {
                Some((start, end)) if from <= end => Some((start, end.max(to))),
                _ => {
                    week.free(open);
                    Some((from, to))
                }
            };
        }
        week.free(open);
        week
    }

    /// Frees the slots that lie wholly in a span of minutes.
    fn free(&mut self, minutes: Option<(u16, u16)>) {
        if let Some((from, to)) = minutes {
            self.set(from.div_ceil(SLOT_MINUTES), to / SLOT_MINUTES);
        }
    }

    /// Counts the slots of the longest stretch without a break; the end of the week is none.
    ///
    /// ```
    /// assert_eq!(semillero_matching::Week::FULL.longest_run(), 672);
    /// ```
    pub fn longest_run(&self) -> u16 {
        self.stretches().into_iter().map(|(_, length)| length).max().unwrap_or(0)
    }

    /// Writes the week down for somebody whose clock is `offset` ahead of UTC, by weekday and time.
    ///
    /// A stretch of less than a day is one line, over midnight too; a longer one is cut at every midnight of that clock.
    /// [`from_hours`](Self::from_hours) with the same offset makes the same week of it.
    ///
    /// ```
    /// use semillero_matching::{Hours, UtcOffset, Week, Weekday};
    /// let offset = UtcOffset::new(-210)?;
    /// let friday = Hours::new(Weekday::Friday, 18 * 60, 19 * 60 + 30)?;
    /// let week = Week::from_hours(&[friday], offset);
    /// assert_eq!(week.runs(offset), [friday]);
    /// assert_eq!(week.runs(UtcOffset::new(345)?)[0].to_string(), "Saturday 03:15–04:45");
    /// # Ok::<(), semillero_matching::HoursError>(())
    /// ```
    pub fn runs(&self, offset: UtcOffset) -> Vec<Hours> {
        let mut lines = Vec::new();
        for (slot, length) in self.stretches() {
            // Around the whole week there is no first slot, so the days begin at midnight.
            let start = if length == WEEK_SLOTS { 0 } else { i32::from(slot * SLOT_MINUTES) + offset.minutes() };
            let mut from = start.rem_euclid(i32::from(WEEK)) as u16;
            let mut left = length * SLOT_MINUTES;
            let cut = left >= DAY;
            while left > 0 {
                let minutes = if cut { left.min(DAY - from % DAY) } else { left };
                let to = (from + minutes) % DAY;
                lines.extend(Hours::new(Weekday::of_minute(from), from % DAY, if to == 0 { DAY } else { to }));
                from = (from + minutes) % WEEK;
                left -= minutes;
            }
        }
        lines.sort_unstable();
        lines
    }

    /// The first slot and the length of every stretch around the circle.
    fn stretches(&self) -> Vec<(u16, u16)> {
        let mut stretches: Vec<(u16, u16)> = self.ranges().into_iter().map(|(from, to)| (from, to - from)).collect();
        if let [(0, first), .., (from, last)] = stretches[..]
            && from + last == WEEK_SLOTS
        {
            stretches.pop();
            if let Some(stretch) = stretches.first_mut() {
                *stretch = (from, first + last);
            }
        }
        stretches
    }
}
