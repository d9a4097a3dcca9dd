//! Differences between those who had something and those who had not.

use super::figure::{Fig, Groups, distinct, whole};
use super::numbers::{Num, histogram, moments};
use super::world::View;
use crate::answer::{Behind, Verdict};
use crate::calendar::Period;
use crate::facts::Ordinal;
use crate::metrics::{Due, EffectMeasure, Outcome, When};
use crate::states::Spell;
use crate::stats::{Level, cliffs_delta, detectable_share, hedges_g, newcombe, odds_ratio, verdict_of_arms};

/// The two arms of a comparison.
pub(super) struct Arms<'q> {
    pub(super) attribute: &'q str,
    pub(super) treated: &'q str,
    pub(super) comparison: &'q [String],
}

impl View<'_, '_> {
    pub(super) fn effect(&self, outcome: &Outcome, arms: &Arms<'_>, measure: EffectMeasure, period: Period) -> Groups {
        let day = self.world.last(period);
        let arm = |chain: [Option<Ordinal>; 3]| {
            let attribute = self.world.book.attribute(arms.attribute)?;
            let value = chain.iter().flatten().find_map(|ordinal| attribute.at(*ordinal, day))?;
            match value {
                _ if value == arms.treated => Some(true),
                _ if arms.comparison.iter().any(|one| one == value) => Some(false),
                _ => None,
            }
        };
        let (sorted, complete) = match outcome {
            Outcome::Ended { entity, ends, on_time } => {
                let (when, due) = if *on_time { (When::Due, Due::Baseline) } else { (When::Ended, Due::Latest) };
                let hit = |spell: &Spell<'_>| {
                    spell.ended.is_some_and(|(_, ended, end)| {
                        ends.iter().any(|one| one == end)
                            && (!on_time || spell.due.is_some_and(|(first, _)| ended <= first))
                    })
                };
                let spells = self.sort(self.spells(entity, when, due, period), day);
                let number = |spell: &Spell<'_>| {
                    let arm = arm([Some(spell.id), Some(spell.subject), spell.cluster])?;
                    Some((arm, Num { value: hit(spell).into(), owner: spell.subject, by: spell.subject }))
                };
                let each = |spells: Vec<Spell<'_>>| spells.iter().filter_map(number).collect::<Vec<_>>();
                (spells.into_iter().map(|(group, spells)| (group, each(spells))).collect(), self.is_over(period))
            }
            Outcome::Number { of } => {
                let (sorted, complete) = self.numbers(of, period);
                let number = |one: Num| Some((arm([Some(one.owner), None, None])?, one));
                let each = |numbers: Vec<Num>| numbers.into_iter().filter_map(number).collect::<Vec<_>>();
                let sorted: std::collections::BTreeMap<_, _> =
                    sorted.into_iter().map(|(group, numbers)| (group, each(numbers))).collect();
                (sorted, complete)
            }
        };
        sorted.into_iter().map(|(group, numbers)| (group, difference(numbers, measure).complete(complete))).collect()
    }
}

fn difference(numbers: Vec<(bool, Num)>, measure: EffectMeasure) -> Fig {
    let (treated, compared) = arms(&numbers);
    let (n1, n0) = (size(&treated), size(&compared));
    let hits =
        |numbers: &[Num]| whole(numbers.iter().filter(|one| one.value > 0).count().try_into().unwrap_or(u64::MAX));
    let level = Level::default();
    let estimate = match measure {
        EffectMeasure::RiskDifference => newcombe(hits(&treated), n1, hits(&compared), n0, level),
        EffectMeasure::OddsRatio => odds_ratio(hits(&treated), n1, hits(&compared), n0, level),
        EffectMeasure::HedgesG => hedges_g(moments(&treated), moments(&compared), level),
        EffectMeasure::CliffDelta => cliffs_delta(&histogram(&treated), &histogram(&compared), level),
    };
    let people = |numbers: &[Num]| Some(distinct(numbers.iter().map(|one| one.by)));
    // Without anybody to compare with there is nothing but a coincidence.
    let verdict = match (n1, n0) {
        (0, 0) => Verdict::Undefined,
        (_, 0) => Verdict::Association,
        _ if estimate.is_none() => Verdict::Undefined,
        _ => verdict_of_arms(n1, n0),
    };
    Fig {
        n: n1.checked_add(n0),
        numerator: Some(n1),
        denominator: Some(n0),
        verdict: Some(verdict),
        behind: Behind { people: people(&treated), rest: people(&compared), ..Behind::default() },
        ..Fig::default()
    }
    .with(estimate)
}

fn arms(numbers: &[(bool, Num)]) -> (Vec<Num>, Vec<Num>) {
    let of = |arm: bool| numbers.iter().filter(|(treated, _)| *treated == arm).map(|(_, one)| *one).collect();
    (of(true), of(false))
}

fn size(numbers: &[Num]) -> i64 {
    whole(u64::try_from(numbers.len()).unwrap_or(u64::MAX))
}

/// The least difference that so many in each arm could show in four of five cases: of a share at one half, where it is largest; of
/// means in standard deviations. Nothing for measures without one.
pub(super) fn detectable(figure: &Fig, measure: EffectMeasure) -> Fig {
    let arms = || Some((u64::try_from(figure.numerator?).ok()?, u64::try_from(figure.denominator?).ok()?));
    let share = arms().and_then(|(n1, n0)| detectable_share(1, 2, n1, n0, Level::default(), 8_000));
    let value = match measure {
        EffectMeasure::RiskDifference => share,
        // The standard deviation of a share of one half is one half.
        EffectMeasure::HedgesG => share.map(|share| share * 2.0),
        EffectMeasure::CliffDelta | EffectMeasure::OddsRatio => None,
    };
    let verdict = figure.verdict.filter(|_| value.is_some()).or(Some(Verdict::Undefined));
    Fig { value, interval: None, verdict, ..figure.clone() }
}
