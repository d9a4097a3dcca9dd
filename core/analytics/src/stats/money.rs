//! What money over time is worth. Amounts are in minor units of one currency; exchange is the caller's.

use super::estimate::{finite, real, real128};
use crate::calendar::Day;

/// Money that comes (positive) or goes (negative) on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flow {
    /// When.
    pub day: Day,
    /// How much, in minor units.
    pub minor: i64,
}

/// The sums of flows by day, in rising days, without days on which nothing remains.
pub(super) fn by_day(flows: &[Flow]) -> Vec<(Day, i128)> {
    let mut sorted = flows.to_vec();
    sorted.sort_unstable();
    let sum = |group: &[Flow]| group.iter().map(|flow| i128::from(flow.minor)).sum();
    let days = sorted.chunk_by(|a, b| a.day == b.day);
    days.filter_map(|group| group.first().map(|flow| (flow.day, sum(group)))).filter(|(_, sum)| *sum != 0).collect()
}

/// What some flows are worth on a day at a rate per year (0.035 is 3.5 %): `Σ flow · (1 + rate)^(−days/365)`, days counted as they are
/// (Act/365). Flows of a cost are negative. 0 of no flows; nothing for a rate of −1 or below, or a sum that is no number.
///
/// ```
/// # use semillero_analytics::{Day, stats::{Flow, net_present_value}};
/// let flows = [Flow { day: Day(0), minor: -100_00 }, Flow { day: Day(365), minor: 110_00 }];
/// assert!((net_present_value(&flows, 0.1, Day(0)).unwrap()).abs() < 1e-9);
/// ```
#[must_use]
pub fn net_present_value(flows: &[Flow], rate: f64, on: Day) -> Option<f64> {
    if !(rate > -1.0 && rate.is_finite()) {
        return None;
    }
    let log = libm::log1p(rate);
    let worth = |(day, sum): (Day, i128)| {
        let years = real(i64::from(day.0) - i64::from(on.0)) / 365.0;
        real128(sum) * libm::exp(-log * years)
    };
    finite(by_day(flows).into_iter().map(worth).sum())
}

/// Benefits over costs: (PV of benefits − PV of costs) ÷ PV of costs, both as positive flows. Nothing where nothing was spent.
///
/// ```
/// # use semillero_analytics::{Day, stats::{Flow, return_on_investment}};
/// let (cost, benefit) = ([Flow { day: Day(0), minor: 200 }], [Flow { day: Day(0), minor: 500 }]);
/// assert_eq!(return_on_investment(&benefit, &cost, 0.035, Day(0)), Some(1.5));
/// assert_eq!(return_on_investment(&benefit, &[], 0.035, Day(0)), None);
/// ```
#[must_use]
pub fn return_on_investment(benefits: &[Flow], costs: &[Flow], rate: f64, on: Day) -> Option<f64> {
    let spent = net_present_value(costs, rate, on)?;
    let gained = net_present_value(benefits, rate, on)?;
    if spent > 0.0 { finite((gained - spent) / spent) } else { None }
}

/// The first day from which on all that has come is at least all that has gone, not discounted. Nothing where that never happens, or where
/// nothing ever was to be paid back.
///
/// ```
/// # use semillero_analytics::{Day, stats::{Flow, payback}};
/// let flow = |day, minor| Flow { day: Day(day), minor };
/// assert_eq!(payback(&[flow(0, -100), flow(30, 60), flow(60, 60)]), Some(Day(60)));
/// assert_eq!(payback(&[flow(0, -100), flow(30, 60)]), None);
/// ```
#[must_use]
pub fn payback(flows: &[Flow]) -> Option<Day> {
    let (mut balance, mut was_short, mut back) = (0_i128, false, None);
    for (day, sum) in by_day(flows) {
        balance += sum;
        if balance < 0 {
            (was_short, back) = (true, None);
        } else if was_short && back.is_none() {
            back = Some(day);
        }
    }
    back
}
