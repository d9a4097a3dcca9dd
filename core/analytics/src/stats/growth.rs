//! Growth, and the ratios that go with it.

use super::estimate::{Estimate, Level, finite, real, real128};
use super::share::wilson_ends;
use crate::answer::IntervalMethod;

/// How much something has grown from one period to a later one, 0.2 for 20 %; nothing from a base of 0 or below. For amounts; for counts see
/// [`growth`].
///
/// ```
/// # use semillero_analytics::stats::relative_change;
/// assert_eq!((relative_change(50, 60), relative_change(0, 60)), (Some(0.2), None));
/// ```
#[must_use]
pub fn relative_change(earlier: i128, later: i128) -> Option<f64> {
    (earlier > 0).then(|| real128(later.saturating_sub(earlier)) / real128(earlier)).and_then(finite)
}

/// How much a count has grown from one period to the next, with its interval; nothing from a base of 0. The same as [`cmgr`] over one
/// period.
///
/// ```
/// # use semillero_analytics::stats::{Level, growth};
/// assert_eq!(growth(50, 60, Level::default()).unwrap().value, 0.2);
/// assert_eq!(growth(0, 60, Level::default()), None);
/// ```
#[must_use]
pub fn growth(earlier: i64, later: i64, level: Level) -> Option<Estimate> {
    cmgr(earlier, later, 1, level)
}

/// The compound growth rate per period of a count over some periods, `(later/earlier)^(1/periods) − 1`, with its interval; nothing from a base of 0.
///
/// The interval is that of the ratio of two Poisson counts: given their sum the later one is a share of it, whose Wilson ends `s` give ratios
/// `s/(1 − s)`. Counts of people who are partly the same in both periods vary less together than that, so it is rather too wide than
/// too narrow.
///
/// Sources: J. Przyborowski and H. Wilenski, Biometrika 31 (1940); N. E. Breslow and N. E. Day, *Statistical Methods in Cancer Research* II
/// (1987), for the score interval.
///
/// ```
/// # use semillero_analytics::stats::{Level, cmgr};
/// assert!((cmgr(100, 144, 2, Level::default()).unwrap().value - 0.2).abs() < 1e-15);
/// ```
#[must_use]
pub fn cmgr(earlier: i64, later: i64, periods: u32, level: Level) -> Option<Estimate> {
    if earlier <= 0 || later < 0 || periods == 0 {
        return None;
    }
    let per_period = |log: f64| libm::expm1(log / f64::from(periods));
    let change = real128(i128::from(later) - i128::from(earlier)) / real(earlier);
    let value = if periods == 1 { change } else { per_period(libm::log1p(change)) };
    let ends = earlier.checked_add(later).and_then(|both| {
        let z = level.z();
        let (of_later, of_earlier) = (wilson_ends(later, both, z)?, wilson_ends(earlier, both, z)?);
        let (lo, hi) = (libm::log(of_later.0 / of_earlier.1), libm::log(of_later.1 / of_earlier.0));
        // What is lost to rounding must not put the value outside.
        Some((per_period(lo).min(value), per_period(hi).max(value)))
    });
    Estimate::new(value, ends, level, IntervalMethod::Wilson)
}

/// How many came for one that went: (new + resurrecting) ÷ dormant; nothing when nobody went.
///
/// ```
/// # use semillero_analytics::stats::quick_ratio;
/// assert_eq!((quick_ratio(8, 2, 5), quick_ratio(8, 2, 0)), (Some(2.0), None));
/// ```
#[must_use]
pub fn quick_ratio(new: i64, resurrecting: i64, dormant: i64) -> Option<f64> {
    ratio(i128::from(new) + i128::from(resurrecting), i128::from(dormant))
}

/// One sum divided by another that is above 0, such as booked by available hours, or earned by planned weight (the schedule performance index);
/// else nothing.
///
/// ```
/// # use semillero_analytics::stats::ratio;
/// assert_eq!((ratio(3, 4), ratio(0, 0)), (Some(0.75), None));
/// ```
#[must_use]
pub fn ratio(of: i128, by: i128) -> Option<f64> {
    (by > 0).then(|| real128(of) / real128(by)).and_then(finite)
}

/// The mean over days of how many of the active people of the last 28 days were active on that day, each day `(daily, monthly)`. Days without
/// anybody in their 28 days are undefined and left out; nothing when all are.
///
/// ```
/// # use semillero_analytics::stats::stickiness;
/// assert_eq!(stickiness(&[(1, 2), (0, 0), (3, 4)]), Some(0.625));
/// ```
#[must_use]
pub fn stickiness(days: &[(u64, u64)]) -> Option<f64> {
    let (mut sum, mut n) = (0.0, 0.0);
    for (daily, monthly) in days {
        if let Some(share) = ratio(i128::from(*daily), i128::from(*monthly)) {
            sum += share;
            n += 1.0;
        }
    }
    if n > 0.0 { finite(sum / n) } else { None }
}
