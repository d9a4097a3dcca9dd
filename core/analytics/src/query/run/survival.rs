//! How long spells last and how they end, with those still open counted for as long as they are known.

use super::figure::{Fig, Group, Groups, distinct, whole};
use super::world::View;
use crate::answer::Behind;
use crate::calendar::{Grain, Period};
use crate::metrics::{Due, Read, Span, When};
use crate::query::document::Survival;
use crate::states::Spell;
use crate::stats::{Curve, Level, LifeTable, Observed, cumulative_incidence, kaplan_meier, survival_quantile};
use std::collections::BTreeMap;

/// The end that counts; another that makes it impossible.
const EVENT: u16 = 0;
const COMPETING: u16 = 1;

impl<'a> View<'_, 'a> {
    /// What was seen of each spell by the day asked about, in civil days. An end that neither is the event nor competes is the end of
    /// watching.
    fn observed(&self, spells: &[Spell<'_>], events: &[String], competing: &[String]) -> Vec<Observed> {
        let each = |spell: &Spell<'_>| {
            let until = spell.ended.map_or(self.world.as_of, |(_, day, _)| day);
            let exit = (i64::from(until.0) - i64::from(spell.began.0)).max(0);
            let is = |ends: &[String]| spell.ended.is_some_and(|(_, _, end)| ends.iter().any(|one| one == end));
            let end = if is(events) {
                Some(EVENT)
            } else if is(competing) {
                Some(COMPETING)
            } else {
                None
            };
            Observed { entry: 0, exit, end, count: 1 }
        };
        spells.iter().map(each).collect()
    }

    /// The share that has seen the event by each time, and how many were at risk.
    fn curve(&self, spells: &[Spell<'_>], events: &[String], competing: &[String]) -> Option<(Curve, LifeTable)> {
        let table = LifeTable::of(&self.observed(spells, events, competing)).ok()?;
        let curve = if competing.is_empty() {
            kaplan_meier(&table, Level::default())
        } else {
            cumulative_incidence(&table, EVENT, Level::default())
        };
        Some((curve?, table))
    }

    fn reading(&self, spells: &[Spell<'_>], (events, competing): (&[String], &[String]), at: i64, read: Read) -> Fig {
        let behind = |some: bool| {
            let is = |spell: &&Spell<'_>| {
                let so = spell.ended.is_some_and(|(_, day, end)| {
                    events.iter().any(|one| one == end) && i64::from(day.0) - i64::from(spell.began.0) <= at
                });
                so == some
            };
            Some(distinct(spells.iter().filter(is).map(|spell| spell.subject)))
        };
        let mut figure = Fig {
            n: Some(whole(u64::try_from(spells.len()).unwrap_or(u64::MAX))),
            behind: Behind {
                people: behind(read == Read::Incidence),
                rest: behind(read != Read::Incidence),
                ..Behind::default()
            },
            ..Fig::default()
        };
        let Some((curve, table)) = self.curve(spells, events, competing) else { return figure };
        // Survival curves fall from 1, incidence curves rise from 0; the other reading is what is missing to 1.
        let as_read = (read == Read::Survival) == competing.is_empty();
        let flip = |value: f64| if as_read { value } else { 1.0 - value };
        figure.value = curve.at(at).map(flip);
        figure.interval = curve.point(at).filter(|_| figure.value.is_some()).and_then(|point| point.interval);
        if !as_read {
            figure.interval = figure.interval.map(|mut interval| {
                (interval.lo, interval.hi) = (interval.hi.map(|hi| 1.0 - hi), interval.lo.map(|lo| 1.0 - lo));
                interval
            });
        }
        // Where few are left to watch the curve is hearsay.
        let at_risk = table.at_risk(at);
        figure.at_risk = Some(whole(at_risk));
        if figure.value.is_some() && at_risk < 10 {
            figure.verdict = Some(crate::answer::Verdict::Insufficient);
        }
        let followed =
            |spell: &Spell<'_>| spell.ended.is_some() || i64::from(self.world.as_of.0) - i64::from(spell.began.0) >= at;
        figure.complete(spells.iter().all(followed))
    }

    pub(super) fn survival_at(
        &self,
        entity: &str,
        ends: (&[String], &[String]),
        at: Span,
        read: Read,
        period: Period,
    ) -> Groups {
        let spells = self.spells(entity, When::Began, Due::Latest, period);
        let complete = self.is_over(period);
        let at = i64::from(at.days().unwrap_or(0));
        self.sort(spells, self.world.last(period))
            .iter()
            .map(|(group, spells)| (group.clone(), self.reading(spells, ends, at, read).complete(complete)))
            .collect()
    }

    pub(super) fn time_to(&self, entity: &str, events: &[String], percent: u32, period: Period) -> Groups {
        let spells = self.spells(entity, When::Began, Due::Latest, period);
        let complete = self.is_over(period);
        let figure = |spells: &[Spell<'_>]| {
            let open = spells.iter().any(|spell| spell.ended.is_none());
            let curve = self.curve(spells, events, &[]);
            let quantile = |curve: &Curve| survival_quantile(curve, percent.saturating_mul(100), Level::default());
            Fig {
                n: Some(whole(u64::try_from(spells.len()).unwrap_or(u64::MAX))),
                behind: Behind {
                    people: Some(distinct(spells.iter().map(|spell| spell.subject))),
                    ..Behind::default()
                },
                ..Fig::default()
            }
            .with(curve.and_then(|(curve, _)| quantile(&curve)))
            .complete(complete && !open)
        };
        self.sort(spells, self.world.last(period))
            .iter()
            .map(|(group, spells)| (group.clone(), figure(spells)))
            .collect()
    }

    /// A curve for each group and cohort: rows by day, `None` first for the whole follow-up that is known.
    pub(super) fn survival_table(&self, asked: &Survival, period: Period) -> Groups {
        let spells = self.spells(&asked.spell, When::Began, Due::Latest, period);
        let sorted = self.sort(spells, self.world.last(period));
        let mut groups = Groups::new();
        for (group, spells) in sorted {
            for (cohort, spells) in cohorts(&spells, asked.cohort) {
                let mut days: Vec<i64> = asked.at.iter().filter_map(|span| span.days()).map(i64::from).collect();
                if days.is_empty()
                    && let Some((curve, _)) = self.curve(&spells, &asked.event, &asked.competing)
                {
                    days = [0].into_iter().chain(curve.points.iter().map(|point| point.time)).collect();
                }
                days.sort_unstable();
                days.dedup();
                for day in days {
                    let mut key: Group = group.clone();
                    if asked.cohort.is_some() {
                        key.push(cohort.clone());
                    }
                    key.push(Some(day.to_string()));
                    let mut figure = self.reading(&spells, (&asked.event, &asked.competing), day, asked.read);
                    // A point of a curve speaks of those who are still watched.
                    figure.n = figure.at_risk;
                    groups.insert(key, figure);
                }
            }
        }
        groups
    }
}

/// All spells, then those of each cohort by the first day of its period.
fn cohorts<'s>(spells: &[Spell<'s>], grain: Option<Grain>) -> BTreeMap<Option<String>, Vec<Spell<'s>>> {
    let mut cohorts = BTreeMap::from([(None, spells.to_vec())]);
    for spell in spells {
        if let Some(grain) = grain {
            cohorts.entry(Some(grain.around(spell.began).from.to_string())).or_insert_with(Vec::new).push(*spell);
        }
    }
    cohorts
}
