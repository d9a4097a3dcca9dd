//! The survival curve of Kaplan and Meier, and what is read off it.

use super::curve::{Curve, Point};
use super::table::LifeTable;
use crate::answer::{Interval, IntervalMethod};
use crate::stats::estimate::{Estimate, Level, finite, interval, natural, real};

/// A step of the curve that reaches a level on paper may miss it by the rounding of a few products.
const ROUNDING: f64 = 1e-12;

/// The share that has not ended by each time, whatever the end, with Greenwood's variance and the interval on log(−log S). Nothing of no
/// spells.
///
/// There is no interval on a curve at 0, where all that were still at risk ended: Greenwood's sum has no finite term there.
///
/// Sources: E. L. Kaplan and P. Meier, JASA 53 (1958); M. Greenwood, *The natural duration of cancer* (1926); J. D. Kalbfleisch and R. L.
/// Prentice, *The Statistical Analysis of Failure Time Data* (1980), for the scale.
///
/// ```
/// # use semillero_analytics::stats::{Level, LifeTable, Observed, kaplan_meier};
/// let spell = |exit, end| Observed { entry: 0, exit, end, count: 1 };
/// let table = LifeTable::of(&[spell(3, Some(0)), spell(5, None), spell(8, Some(0)), spell(9, None)])?;
/// let curve = kaplan_meier(&table, Level::default()).unwrap();
/// assert_eq!((curve.at(2), curve.at(3), curve.at(8), curve.at(10)), (Some(1.0), Some(0.75), Some(0.375), None));
/// # Ok::<(), semillero_analytics::stats::ObservedError>(())
/// ```
#[must_use]
pub fn kaplan_meier(table: &LifeTable, level: Level) -> Option<Curve> {
    let (z, mut points) = (level.z(), Vec::new());
    let (mut run, mut greenwood) = (Run::default(), 0.0);
    for row in table.rows().iter().filter(|row| row.ended > 0) {
        let left = row.at_risk - row.ended;
        let value = run.step(row.at_risk, left);
        let mut point =
            Point { time: row.time, at_risk: row.at_risk, ended: row.ended, value, variance: 0.0, interval: None };
        if value > 0.0 {
            greenwood += natural(row.ended) / (natural(row.at_risk) * natural(left));
            point.variance = value * value * greenwood;
            let log = -libm::log(value);
            let factor = libm::exp(z * greenwood.sqrt() / log);
            let (lo, hi) = (libm::exp(-log * factor), libm::exp(-log / factor));
            point.interval = interval(lo, hi, level, IntervalMethod::GreenwoodLogLog);
        }
        points.push(point);
    }
    Some(Curve { start: 1.0, points, last: table.last()? })
}

/// The product of survival with as few roundings as there are: while nobody comes or goes otherwise, `(n−1)/n · (n−2)/(n−1) …` is one
/// fraction.
struct Run {
    base: f64,
    from: u64,
    left: u64,
}

impl Default for Run {
    fn default() -> Self {
        Self { base: 1.0, from: 0, left: 0 }
    }
}

impl Run {
    fn step(&mut self, at_risk: u64, left: u64) -> f64 {
        if at_risk != self.left || self.from == 0 {
            if self.from > 0 {
                self.base *= natural(self.left) / natural(self.from);
            }
            self.from = at_risk;
        }
        self.left = left;
        self.base * (natural(left) / natural(self.from))
    }
}

/// The least time by which `q_bp` ten-thousandths have ended (5,000 gives the median), with the interval of Brookmeyer and Crowley read off the
/// band. Nothing while the curve has not come down that far: then the answer is "more than [`Curve::last`]".
///
/// It takes a curve of [`kaplan_meier`]. The interval goes from the first time at which the lower end of the band has reached the level to the
/// first at which the upper end has; it is open above when that has not happened.
///
/// Source: R. Brookmeyer and J. Crowley, *A confidence interval for the median survival time*, Biometrics 38 (1982), on the scale log(−log S) as
/// the band is.
///
/// ```
/// # use semillero_analytics::stats::{Level, LifeTable, Observed, kaplan_meier, survival_quantile};
/// let spells: Vec<_> = (1..=20).map(|exit| Observed { entry: 0, exit, end: Some(0), count: 1 }).collect();
/// let curve = kaplan_meier(&LifeTable::of(&spells)?, Level::default()).unwrap();
/// assert_eq!(survival_quantile(&curve, 5_000, Level::default()).unwrap().value, 10.0);
/// # Ok::<(), semillero_analytics::stats::ObservedError>(())
/// ```
#[must_use]
pub fn survival_quantile(curve: &Curve, q_bp: u32, level: Level) -> Option<Estimate> {
    if q_bp == 0 || q_bp > 10_000 {
        return None;
    }
    let target = f64::from(10_000 - q_bp) / 10_000.0 + ROUNDING;
    let first = |of: &dyn Fn(&Point) -> Option<f64>| {
        let reached = |point: &&Point| of(point).is_some_and(|value| value <= target);
        curve.points.iter().find(reached).map(|point| real(point.time))
    };
    let value = first(&|point| Some(point.value))?;
    // On a curve at 0 everybody is gone: both ends are 0.
    let end = |point: &Point, of: fn(&Interval) -> Option<f64>| {
        if point.value == 0.0 { Some(0.0) } else { point.interval.as_ref().and_then(of) }
    };
    let lo = first(&|point| end(point, |interval| interval.lo));
    let hi = first(&|point| end(point, |interval| interval.hi));
    let interval = (lo.is_some() || hi.is_some()).then_some(Interval {
        lo,
        hi,
        level: level.get(),
        method: IntervalMethod::BrookmeyerCrowley,
    });
    Some(Estimate { value, interval })
}

/// The mean time up to a horizon, the area under the curve, with a normal interval; nothing where nothing was watched that long. Of
/// use where the median is undefined.
///
/// Source: the variance `Σ Aᵢ² d/(r(r−d))`, Aᵢ the area after the step, as in J. P. Klein and M. L. Moeschberger, *Survival Analysis*, 2nd
/// ed. (2003), section 4.5.
#[must_use]
pub fn restricted_mean(table: &LifeTable, horizon: i64, level: Level) -> Option<Estimate> {
    let curve = kaplan_meier(table, level)?;
    if horizon <= 0 || horizon > curve.last {
        return None;
    }
    let (mut area, mut variance, mut until) = (0.0, 0.0, horizon);
    for point in curve.points.iter().rev().filter(|point| point.time < horizon) {
        area += point.value * real(until - point.time);
        until = point.time;
        let left = natural(point.at_risk - point.ended);
        if left > 0.0 {
            variance += area * area * natural(point.ended) / (natural(point.at_risk) * left);
        }
    }
    area += real(until);
    let half = level.z() * finite(variance)?.sqrt();
    Estimate::new(area, Some((area - half, area + half)), level, IntervalMethod::Normal)
}
