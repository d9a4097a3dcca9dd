//! A step curve over time.

use crate::answer::Interval;

/// A curve where it steps, with its band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The time since the start.
    pub time: i64,
    /// How many were at risk just before it; where they are few (the design says 10) a chart stops.
    pub at_risk: u64,
    /// How many ended at it, in the way that the curve speaks of.
    pub ended: u64,
    /// The curve from this time until the next point.
    pub value: f64,
    /// Its variance.
    pub variance: f64,
    /// Its band; nothing where it has none, such as on a curve at 0.
    pub interval: Option<Interval>,
}

/// A curve that steps at [`Self::points`] and speaks of nothing after [`Self::last`].
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// What it is before its first point: 1 for survival, 0 for incidence.
    pub start: f64,
    /// Where it steps, in rising time.
    pub points: Vec<Point>,
    /// The longest time that anything was watched.
    pub last: i64,
}

impl Curve {
    /// The value at a time, if it was watched that long.
    #[must_use]
    pub fn at(&self, time: i64) -> Option<f64> {
        if time > self.last || time < 0 {
            return None;
        }
        Some(self.point(time).map_or(self.start, |point| point.value))
    }

    /// The last step up to a time; nothing before the first one.
    #[must_use]
    pub fn point(&self, time: i64) -> Option<&Point> {
        let after = self.points.partition_point(|point| point.time <= time);
        after.checked_sub(1).and_then(|index| self.points.get(index))
    }
}
