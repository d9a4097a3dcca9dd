//! From figures to places: round marks on an axis.

use crate::charts::numbers::Style;

/// An axis from one place to another, in tenths of a pixel.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    lo: f64,
    hi: f64,
    from: i64,
    to: i64,
}

impl Scale {
    pub(super) fn new(lo: f64, hi: f64, from: i64, to: i64) -> Self {
        Self { lo, hi, from, to }
    }

    /// Where a figure stands; what is outside stands at the end.
    pub(super) fn at(&self, value: f64) -> i64 {
        let length = self.hi - self.lo;
        let share = if length > 0.0 { ((value - self.lo) / length).clamp(0.0, 1.0) } else { 0.5 };
        // Places are below a million tenths, so that the conversion is exact.
        self.from + (share * (self.to - self.from) as f64).round() as i64
    }
}

/// Round marks that cover a range.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Marks {
    pub(super) lo: f64,
    pub(super) hi: f64,
    pub(super) step: f64,
    pub(super) at: Vec<f64>,
}

impl Marks {
    /// The text of a mark, in the same unit as all others.
    pub(super) fn text(&self, mark: f64, style: &Style) -> String {
        style.tick(mark, self.step, self.lo.abs().max(self.hi.abs()))
    }
}

/// At most so many marks, 1, 2 or 5 times a power of ten apart, around a range of finite figures; whole numbers where asked.
pub(super) fn marks(lo: f64, hi: f64, most: usize, whole: bool) -> Marks {
    // So small a figure has no round marks that can be told apart from zero.
    let tidy = |end: f64| if end.abs() < 1e-200 { 0.0 } else { end };
    let (lo, hi) = if lo <= hi { (tidy(lo), tidy(hi)) } else { (tidy(hi), tidy(lo)) };
    // A flat line gets room above or below.
    let (lo, hi) = match hi - lo > hi.abs().max(lo.abs()) * 1e-12 {
        true => (lo, hi),
        false if hi > 0.0 => (0.0, hi),
        false if lo < 0.0 => (lo, 0.0),
        false => (0.0, 1.0),
    };
    let want = (hi - lo) / most.max(2) as f64;
    let mut power = 1.0;
    while power > want {
        power /= 10.0;
    }
    while power * 10.0 <= want {
        power *= 10.0;
    }
    if whole && power < 1.0 {
        power = 1.0;
    }
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0].map(|times| times * power);
    let count = |step: f64| (hi / step).ceil() - (lo / step).floor();
    let step = steps.into_iter().find(|step| count(*step) <= most.max(2) as f64).unwrap_or(power * 50.0);
    let (first, last) = ((lo / step).floor(), (hi / step).ceil());
    let many = (last - first) as usize;
    Marks {
        lo: first * step,
        hi: last * step,
        step,
        at: (0..=many.min(64)).map(|at| (first + at as f64) * step).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_cover_the_range() {
        assert_eq!(marks(0.0, 97.0, 5, true).at, [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(marks(0.0, 1.0, 5, true).at, [0.0, 1.0]);
        assert_eq!(marks(-3.0, 8.0, 5, false).lo, -5.0);
        assert_eq!(marks(0.0, 0.0, 5, false).hi, 1.0);
        for (lo, hi) in [(1e-9, 3e-9), (-1e300, 1e300), (5.0, 5.0), (-2.0, -2.0), (1e300, 1e300), (0.0, 1e-320)] {
            let found = marks(lo, hi, 5, false);
            assert!(found.lo <= lo && hi <= found.hi && found.at.len() <= 8, "{lo} {hi} {found:?}");
        }
    }

    #[test]
    fn figures_outside_stand_at_the_end() {
        let scale = Scale::new(0.0, 10.0, 1000, 0);
        assert_eq!((scale.at(5.0), scale.at(20.0), scale.at(-1.0)), (500, 0, 1000));
        assert_eq!(Scale::new(3.0, 3.0, 0, 100).at(3.0), 50);
    }
}
