//! Cumulative incidence where there are several ways to end.

use super::curve::{Curve, Point};
use super::table::LifeTable;
use crate::answer::IntervalMethod;
use crate::stats::estimate::{Level, interval, natural};

/// The share that has ended in one way by each time, the other ways competing; nothing of no spells. Over all ways the shares and the
/// survival of [`super::kaplan_meier`] add up to 1; one minus a survival curve that takes the other ends as censored would be too high.
///
/// Sources: O. O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5 (1978); the variance by the delta method as in E. Marubini and
/// M. G. Valsecchi, *Analysing Survival Data* (1995), section 10.4, with sums that only ever add what is positive; the interval on log(−log F).
///
/// ```
/// # use semillero_analytics::stats::{Level, LifeTable, Observed, cumulative_incidence};
/// let spell = |exit, end| Observed { entry: 0, exit, end, count: 1 };
/// let table = LifeTable::of(&[spell(1, Some(0)), spell(2, Some(1)), spell(3, Some(0)), spell(4, None)])?;
/// let succeeded = cumulative_incidence(&table, 0, Level::default()).unwrap();
/// assert_eq!((succeeded.at(0), succeeded.at(1), succeeded.at(4)), (Some(0.0), Some(0.25), Some(0.5)));
/// # Ok::<(), semillero_analytics::stats::ObservedError>(())
/// ```
#[must_use]
pub fn cumulative_incidence(table: &LifeTable, end: u16, level: Level) -> Option<Curve> {
    let (z, mut points, mut sums) = (level.z(), Vec::new(), Sums::default());
    let (mut value, mut surviving) = (0.0, 1.0);
    for row in table.rows().iter().filter(|row| row.ended > 0) {
        let ended = row.by_end.iter().find(|(kind, _)| *kind == end).map_or(0, |(_, count)| *count);
        let (at_risk, all, mine) = (natural(row.at_risk), natural(row.ended), natural(ended));
        let rise = surviving * (mine / at_risk);
        sums.rise(rise);
        value += rise;
        sums.add(surviving, at_risk, all, mine);
        surviving *= natural(row.at_risk - row.ended) / at_risk;
        if ended == 0 {
            continue;
        }
        let variance = sums.variance();
        let mut point = Point { time: row.time, at_risk: row.at_risk, ended, value, variance, interval: None };
        if value < 1.0 {
            let log = -libm::log(value);
            let factor = libm::exp(z * variance.sqrt() / (value * log));
            let (lo, hi) = (libm::exp(-log * factor), libm::exp(-log / factor));
            point.interval = interval(lo, hi, level, IntervalMethod::AalenJohansen);
        }
        points.push(point);
    }
    Some(Curve { start: 0.0, points, last: table.last()? })
}

/// The sums of the variance. With F the incidence now and Fⱼ that after step j:
/// `Σ (F−Fⱼ)² d/(r(r−d)) + Σ S² dₖ(r−dₖ)/r³ − 2 Σ (F−Fⱼ) S dₖ/r²`.
#[derive(Default)]
struct Sums {
    /// Σ d/(r(r−d)), Σ (F−Fⱼ) of it, Σ (F−Fⱼ)² of it.
    all: [f64; 3],
    /// Σ S dₖ/r², Σ (F−Fⱼ) of it.
    cross: [f64; 2],
    own: f64,
}

impl Sums {
    /// F grows by so much.
    fn rise(&mut self, by: f64) {
        let [zero, one, two] = self.all;
        self.all = [zero, one + by * zero, two + 2.0 * by * one + by * by * zero];
        let [zero, one] = self.cross;
        self.cross = [zero, one + by * zero];
    }

    /// A step at which F already is what it is after it.
    fn add(&mut self, surviving: f64, at_risk: f64, all: f64, mine: f64) {
        let left = at_risk - all;
        // Where everybody ended F never grows again.
        if left > 0.0 {
            self.all = [self.all[0] + all / (at_risk * left), self.all[1], self.all[2]];
        }
        self.cross = [self.cross[0] + surviving * mine / (at_risk * at_risk), self.cross[1]];
        self.own += surviving * surviving * mine * (at_risk - mine) / (at_risk * at_risk * at_risk);
    }

    fn variance(&self) -> f64 {
        (self.all[2] + self.own - 2.0 * self.cross[1]).max(0.0)
    }
}
