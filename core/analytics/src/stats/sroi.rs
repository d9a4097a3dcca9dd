//! Social return on investment: a range, never one ratio.

use super::estimate::{Estimate, finite, real};
use crate::answer::{Interval, IntervalMethod};

/// A quantity with the least and the most that it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub low: i64,
    /// What is thought.
    pub base: i64,
    /// The most.
    pub high: i64,
}

impl Range {
    /// Without doubt.
    #[must_use]
    pub fn exactly(value: i64) -> Self {
        Self { low: value, base: value, high: value }
    }
}

/// Something that changed for somebody, and what it is taken to be worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// How much of it happened in the first year.
    pub quantity: Range,
    /// What one of it is worth a year, in minor units.
    pub proxy: Range,
    /// What would have happened anyway, in ten-thousandths.
    pub deadweight_bp: Range,
    /// What went missing elsewhere, in ten-thousandths.
    pub displacement_bp: Range,
    /// What is owed to others, in ten-thousandths.
    pub attribution_bp: Range,
    /// How much less of it there is every following year, in ten-thousandths.
    pub drop_off_bp: Range,
    /// How many years it lasts, at most 100.
    pub years: u32,
}

/// All that a ratio of social return is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct SocialReturn<'a> {
    /// What changed.
    pub outcomes: &'a [Outcome],
    /// The present value of what was put in, volunteers' hours included, in minor units.
    pub inputs: f64,
    /// The rate per year, in ten-thousandths; 350 unless somebody decided otherwise.
    pub rate_bp: Range,
}

/// What a tornado chart turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Factor {
    /// How much happened.
    Quantity,
    /// What one is worth.
    Proxy,
    /// What would have happened anyway.
    Deadweight,
    /// What went missing elsewhere.
    Displacement,
    /// What is owed to others.
    Attribution,
    /// How fast it fades.
    DropOff,
    /// The discount rate, of all outcomes.
    Rate,
}

/// The ratio when one factor alone is at its ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Of which outcome; nothing for [`Factor::Rate`].
    pub outcome: Option<usize>,
    /// Which factor.
    pub factor: Factor,
    /// The ratio with the end that makes it smaller.
    pub low: f64,
    /// The ratio with the end that makes it larger.
    pub high: f64,
}

/// A ratio of social return.
#[derive(Debug, Clone, PartialEq)]
pub struct Sroi {
    /// "x : 1", with the ratio where everything is at its worse end and at its better one. Nothing is random, so its level is 1: nothing that
    /// the ranges allow lies outside.
    pub ratio: Estimate,
    /// The present value of all outcomes, in minor units.
    pub value: f64,
    /// What each factor alone does, the widest first; factors without doubt are left out.
    pub tornado: Vec<Bar>,
}

/// Why there is no ratio.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum SroiError {
    /// A range that is none.
    #[error(
        "`{factor:?}` of outcome {outcome:?} ranges over {low}, {base}, {high}; they rise, and lie between {least} and {most}"
    )]
    Range {
        /// Of which outcome; nothing for the rate.
        outcome: Option<usize>,
        /// Which factor.
        factor: Factor,
        /// As given.
        low: i64,
        /// As given.
        base: i64,
        /// As given.
        high: i64,
        /// What is allowed.
        least: i64,
        /// What is allowed.
        most: i64,
    },
    /// Lasts too long.
    #[error("outcome {outcome} lasts {years} years; at most 100 are counted")]
    Years {
        /// Of which outcome.
        outcome: usize,
        /// As given.
        years: u32,
    },
    /// Nothing was put in, so there is no ratio.
    #[error("`inputs` is {0}; a ratio needs something above 0 that was put in")]
    NoInputs(f64),
}

/// The social return: `Σ quantity·proxy·(1−deadweight)(1−displacement)(1−attribution)(1−drop-off)^(t−1) / (1+rate)^t` over years t from 1,
/// divided by the inputs.
///
/// Source: *A guide to Social Return on Investment*, The SROI Network (2012).
///
/// # Errors
/// Ranges that do not rise or are out of bounds; more than 100 years; no inputs.
///
/// ```
/// # use semillero_analytics::stats::{Outcome, Range, SocialReturn, social_return};
/// let jobs = Outcome {
///     quantity: Range { low: 8, base: 10, high: 12 },
///     proxy: Range::exactly(1_000_00),
///     deadweight_bp: Range { low: 1_000, base: 2_000, high: 3_000 },
///     displacement_bp: Range::exactly(0),
///     attribution_bp: Range::exactly(2_500),
///     drop_off_bp: Range::exactly(0),
///     years: 1,
/// };
/// let case = SocialReturn { outcomes: &[jobs], inputs: 3_000_00.0, rate_bp: Range::exactly(0) };
/// let sroi = social_return(&case)?;
/// assert_eq!(sroi.ratio.value, 2.0);
/// assert_eq!(sroi.ratio.interval.unwrap().lo, Some(1.4));
/// assert_eq!(sroi.tornado.len(), 2);
/// # Ok::<(), semillero_analytics::stats::SroiError>(())
/// ```
pub fn social_return(case: &SocialReturn<'_>) -> Result<Sroi, SroiError> {
    check(case)?;
    let base: Vec<Chosen> = case.outcomes.iter().map(|outcome| Chosen::of(outcome, |range, _| range.base)).collect();
    let at_end = |better: bool| -> f64 {
        let all = case.outcomes.iter().map(|outcome| Chosen::of(outcome, |range, factor| end(range, factor, better)));
        all.map(|chosen| chosen.worth(end(case.rate_bp, Factor::Rate, better))).sum::<f64>() / case.inputs
    };
    let worths: Vec<f64> = base.iter().map(|chosen| chosen.worth(case.rate_bp.base)).collect();
    let value: f64 = worths.iter().sum();
    let (low, high) = (at_end(false), at_end(true));
    let ratio = value / case.inputs;
    let not_a_number = || SroiError::NoInputs(case.inputs);
    let ratio = Estimate {
        value: finite(ratio).ok_or_else(not_a_number)?,
        interval: Some(Interval { lo: finite(low), hi: finite(high), level: 1.0, method: IntervalMethod::Scenario }),
    };
    let mut tornado = Vec::new();
    if case.rate_bp.low < case.rate_bp.high {
        let at = |better| base.iter().map(|chosen| chosen.worth(end(case.rate_bp, Factor::Rate, better))).sum::<f64>();
        push(&mut tornado, None, Factor::Rate, at(false) / case.inputs, at(true) / case.inputs);
    }
    for (index, (outcome, worth)) in case.outcomes.iter().zip(&worths).enumerate() {
        for (factor, _) in factors(outcome).into_iter().filter(|(_, range)| range.low < range.high) {
            let at = |better| {
                let turned = |range: Range, of| if of == factor { end(range, of, better) } else { range.base };
                (value - worth + Chosen::of(outcome, turned).worth(case.rate_bp.base)) / case.inputs
            };
            push(&mut tornado, Some(index), factor, at(false), at(true));
        }
    }
    tornado.sort_by(|a, b| {
        (b.high - b.low).total_cmp(&(a.high - a.low)).then((a.outcome, a.factor).cmp(&(b.outcome, b.factor)))
    });
    Ok(Sroi { ratio, value: finite(value).ok_or_else(not_a_number)?, tornado })
}

fn push(bars: &mut Vec<Bar>, outcome: Option<usize>, factor: Factor, low: f64, high: f64) {
    if let (Some(low), Some(high)) = (finite(low), finite(high)) {
        bars.push(Bar { outcome, factor, low, high });
    }
}

fn factors(outcome: &Outcome) -> [(Factor, Range); 6] {
    [
        (Factor::Quantity, outcome.quantity),
        (Factor::Proxy, outcome.proxy),
        (Factor::Deadweight, outcome.deadweight_bp),
        (Factor::Displacement, outcome.displacement_bp),
        (Factor::Attribution, outcome.attribution_bp),
        (Factor::DropOff, outcome.drop_off_bp),
    ]
}

fn check(case: &SocialReturn<'_>) -> Result<(), SroiError> {
    if !(case.inputs > 0.0 && case.inputs.is_finite()) {
        return Err(SroiError::NoInputs(case.inputs));
    }
    let rises = |outcome, factor, range: Range| {
        let (least, most) = match factor {
            Factor::Quantity | Factor::Proxy => (0, 1 << 53),
            Factor::Rate => (0, 100_000),
            _ => (0, 10_000),
        };
        let Range { low, base, high } = range;
        let sound = least <= low && low <= base && base <= high && high <= most;
        if sound { Ok(()) } else { Err(SroiError::Range { outcome, factor, low, base, high, least, most }) }
    };
    rises(None, Factor::Rate, case.rate_bp)?;
    for (index, outcome) in case.outcomes.iter().enumerate() {
        if outcome.years > 100 {
            return Err(SroiError::Years { outcome: index, years: outcome.years });
        }
        for (factor, range) in factors(outcome) {
            rises(Some(index), factor, range)?;
        }
    }
    Ok(())
}

/// The end of a range that makes the ratio larger, or smaller.
fn end(range: Range, factor: Factor, better: bool) -> i64 {
    let more_is_better = matches!(factor, Factor::Quantity | Factor::Proxy);
    if more_is_better == better { range.high } else { range.low }
}

/// An outcome with one number chosen from each range.
struct Chosen {
    first_year: f64,
    stays: f64,
    years: u32,
}

impl Chosen {
    fn of(outcome: &Outcome, choose: impl Fn(Range, Factor) -> i64) -> Self {
        let [quantity, proxy, deadweight, displacement, attribution, drop_off] =
            factors(outcome).map(|(factor, range)| real(choose(range, factor)));
        let remains = |bp: f64| (10_000.0 - bp) / 10_000.0;
        let first_year = quantity * proxy * remains(deadweight) * remains(displacement) * remains(attribution);
        Self { first_year, stays: remains(drop_off), years: outcome.years }
    }

    fn worth(&self, rate_bp: i64) -> f64 {
        let (mut sum, mut year, discount) = (0.0, self.first_year, 1.0 + real(rate_bp) / 10_000.0);
        for _ in 0..self.years {
            year /= discount;
            sum += year;
            year *= self.stays;
        }
        sum
    }
}
