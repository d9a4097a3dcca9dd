//! The internal rate of return.

use super::estimate::{finite, real, real128};
use super::money::{Flow, by_day};

/// Why there is no internal rate of return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoIrr {
    /// Money only comes or only goes, or there is none.
    #[error("all flows have one sign; a rate of return needs money that goes and money that comes")]
    OneSign,
    /// More than one rate may fit, so none is *the* rate.
    #[error(
        "the flows change their sign {changes} times; with more than one change several rates may fit: use the net present value"
    )]
    SeveralSignChanges {
        /// How often.
        changes: u32,
    },
    /// No rate that can be written as a number.
    #[error("the rate is beyond all numbers; the flows lie too close together")]
    OutOfRange,
}

/// The rate per year at which the flows are worth nothing, Act/365; only where their sums by day change sign exactly once, so that there is
/// exactly one such rate (Descartes).
///
/// # Errors
/// Why there is none.
///
/// ```
/// # use semillero_analytics::{Day, stats::{Flow, NoIrr, internal_rate_of_return}};
/// let flow = |day, minor| Flow { day: Day(day), minor };
/// assert!((internal_rate_of_return(&[flow(0, -100), flow(365, 110)]).unwrap() - 0.1).abs() < 1e-14);
/// assert_eq!(internal_rate_of_return(&[flow(0, 100)]), Err(NoIrr::OneSign));
/// let twice = [flow(0, -100), flow(365, 230), flow(730, -132)];
/// assert_eq!(internal_rate_of_return(&twice), Err(NoIrr::SeveralSignChanges { changes: 2 }));
/// ```
pub fn internal_rate_of_return(flows: &[Flow]) -> Result<f64, NoIrr> {
    let sums = by_day(flows);
    let changes = sums.windows(2).filter(|pair| matches!(pair, [(_, a), (_, b)] if (*a < 0) != (*b < 0))).count();
    match changes {
        0 => return Err(NoIrr::OneSign),
        1 => {}
        _ => return Err(NoIrr::SeveralSignChanges { changes: u32::try_from(changes).unwrap_or(u32::MAX) }),
    }
    let (Some((first, early)), Some((last, _))) = (sums.first(), sums.last()) else { return Err(NoIrr::OneSign) };
    let years = |from: i32, to: i32| real(i64::from(to) - i64::from(from)) / 365.0;
    // With x = ln(1 + rate) the value is Σ c e^(−xt): seen from the first day for x ≥ 0 and from the last for x < 0, no term overflows.
    let value = |x: f64| -> f64 {
        let from = if x < 0.0 { last.0 } else { first.0 };
        sums.iter().map(|(day, sum)| real128(*sum) * libm::exp(-x * years(from, day.0))).sum()
    };
    // Far above, the first flow decides; far below, the last.
    let is_above = |x: f64| (value(x) < 0.0) == (*early < 0);
    let (mut low, mut high) = (-1.0, 1.0);
    while !is_above(high) {
        (low, high) = (high, 2.0 * high);
        if high > 1024.0 {
            return Err(NoIrr::OutOfRange);
        }
    }
    while is_above(low) {
        (high, low) = (low.min(high), 2.0 * low);
        if low < -1024.0 {
            return Err(NoIrr::OutOfRange);
        }
    }
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            return finite(libm::expm1(middle)).filter(|rate| *rate > -1.0).ok_or(NoIrr::OutOfRange);
        }
        if is_above(middle) { high = middle } else { low = middle }
    }
}
