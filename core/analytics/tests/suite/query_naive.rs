//! Every metric against the same figure counted by hand from the list of facts, without a book.

use crate::common::{FIRST, ecosystem};
use proptest::prelude::*;
use semillero_analytics::{
    Book, Checks, Day, Event, Fact, Grain, Period, Query, Row, Scope, SpellStep, Table, Vocabulary, ask,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone)]
struct Spell {
    id: u32,
    subject: u32,
    cluster: Option<u32>,
    began: Day,
    began_at: i64,
    due: Option<(Day, Day)>,
    weight: i64,
    ended: Option<(Day, String)>,
}

struct Naive<'f> {
    facts: &'f [Fact],
    as_of: Day,
}

const QUALIFYING: [&str; 11] = [
    "signed_in",
    "profile_completed",
    "match_requested",
    "match_accepted",
    "session_booked",
    "session_completed",
    "mentoring_given",
    "milestone_reached",
    "progress_reported",
    "session_rated",
    "nps_answered",
];

impl Naive<'_> {
    fn events(&self, kinds: &[&str], period: Period) -> Vec<&Event> {
        let is = |fact: &&Fact| matches!(fact, Fact::Event(e) if kinds.contains(&e.kind.as_str()) && period.has(e.day) && e.day <= self.as_of);
        self.facts
            .iter()
            .filter(is)
            .filter_map(|fact| match fact {
                Fact::Event(e) => Some(e),
                _ => None,
            })
            .collect()
    }

    fn attribute(&self, ordinal: u32, name: &str, day: Day) -> Option<&str> {
        let mut best: Option<(Day, u64, Option<&str>)> = None;
        for fact in self.facts {
            if let Fact::Attribute(a) = fact
                && a.ordinal == ordinal
                && a.attribute == name
                && a.from <= day
                && best.is_none_or(|(from, seq, _)| (from, seq) < (a.from, a.seq))
            {
                best = Some((a.from, a.seq, a.value.as_deref()));
            }
        }
        best.and_then(|(_, _, value)| value)
    }

    fn staff(&self, ordinal: u32, day: Day) -> bool {
        self.attribute(ordinal, "person.staff", day) == Some("yes")
    }

    fn spells(&self, entity: &str, state: Day) -> Vec<Spell> {
        let mut all: BTreeMap<u32, Vec<(u64, &SpellStep)>> = BTreeMap::new();
        for fact in self.facts {
            if let Fact::Spell(change) = fact
                && change.entity == entity
            {
                all.entry(change.id).or_default().push((change.seq, &change.what));
            }
        }
        let mut spells = Vec::new();
        for (id, mut steps) in all {
            steps.sort();
            let (mut began, mut first, mut last, mut ended) = (None, None, None, None);
            for (_, step) in steps {
                match step {
                    SpellStep::Began { at, day, subject, cluster } => began = Some((*at, *day, *subject, *cluster)),
                    SpellStep::Due { day, weight } => {
                        first = first.or(Some(*day));
                        last = Some((*day, *weight));
                    }
                    SpellStep::Ended { day, end, .. } => ended = Some((*day, end.clone())),
                    SpellStep::Reopened => ended = None,
                }
            }
            let Some((began_at, began, subject, cluster)) = began else { continue };
            if began <= state {
                let due = first.zip(last.map(|(day, _)| day));
                let weight = last.map_or(1, |(_, weight)| weight);
                let ended = ended.filter(|(day, _)| *day <= state);
                spells.push(Spell { id, subject, cluster, began, began_at, due, weight, ended });
            }
        }
        spells
    }

    /// Whether a cohort is the wanted one: `None` is everybody, the empty text those without.
    fn in_group(&self, chain: &[Option<u32>], group: Option<&str>, day: Day) -> bool {
        let Some(group) = group else { return true };
        let value = chain.iter().flatten().find_map(|ordinal| self.attribute(*ordinal, "cohort", day));
        value.unwrap_or("") == group
    }

    fn people(&self, kinds: &[&str], period: Period, group: Option<&str>, day: Day) -> BTreeSet<u32> {
        let actors = self.events(kinds, period).into_iter().map(|event| event.actor).collect::<BTreeSet<_>>();
        actors.into_iter().filter(|who| !self.staff(*who, day) && self.in_group(&[Some(*who)], group, day)).collect()
    }

    fn counted(&self, spells: Vec<Spell>, group: Option<&str>, day: Day) -> Vec<Spell> {
        let staff =
            |spell: &Spell| self.staff(spell.subject, day) || spell.cluster.is_some_and(|who| self.staff(who, day));
        spells
            .into_iter()
            .filter(|spell| {
                !staff(spell) && self.in_group(&[Some(spell.id), Some(spell.subject), spell.cluster], group, day)
            })
            .collect()
    }

    fn about(
        &self,
        kinds: &[&str],
        unit: &str,
        period: Period,
        group: Option<&str>,
        day: Day,
        by_subject: bool,
    ) -> Vec<&Event> {
        let mut events = self.events(kinds, period);
        events.retain(|e| e.value.is_some() && (e.unit == unit || (unit == "money" && e.unit.len() == 3)));
        events.retain(|e| {
            let whose = if by_subject { e.subject.unwrap_or(e.actor) } else { e.actor };
            let chain = if by_subject { [e.subject, Some(e.actor)] } else { [Some(e.actor), e.subject] };
            !self.staff(whose, day) && self.in_group(&chain, group, day)
        });
        events
    }
}

type Hand = (Option<f64>, Option<i64>, Option<i64>, Option<i64>);

fn share(hits: usize, all: usize) -> Hand {
    let value = (all > 0).then(|| hits as f64 / all as f64);
    (value, Some(all as i64), Some(hits as i64), Some(all as i64))
}

fn number(value: usize) -> Hand {
    (Some(value as f64), None, None, None)
}

fn value(value: Option<f64>) -> Hand {
    (value, None, None, None)
}

/// The figure of a metric in a month, by hand.
fn by_hand(naive: &Naive<'_>, metric: &str, period: Period, group: Option<&str>) -> Option<Hand> {
    let day = period.to.plus(-1).min(naive.as_of);
    let as_of = naive.as_of;
    let trailing = |days: i32| Period { from: day.plus(1 - days), to: day.plus(1) };
    let active = |period: Period| naive.people(&QUALIFYING, period, group, day);
    let before = Grain::Month.around(period.from.plus(-1));
    let ever = || active(Period { from: Day(-1_000_000), to: period.from });
    let spells = |entity: &str, state: Day| naive.counted(naive.spells(entity, state), group, day);
    let ended = |spell: &Spell, end: &str| spell.ended.as_ref().is_some_and(|(_, how)| how == end);
    let ended_in = |spell: &Spell| spell.ended.as_ref().is_some_and(|(day, _)| period.has(*day));
    let due_latest = |spell: &Spell| spell.due.map(|(_, last)| last).or(spell.ended.as_ref().map(|(day, _)| *day));
    let births = || {
        let mut births: BTreeMap<u32, Day> = BTreeMap::new();
        for event in naive.events(&QUALIFYING, Period { from: Day(-1_000_000), to: Day(1_000_000) }) {
            let birth = births.entry(event.actor).or_insert(event.day);
            *birth = (*birth).min(event.day);
        }
        births.retain(|who, birth| {
            period.has(*birth) && !naive.staff(*who, day) && naive.in_group(&[Some(*who)], group, day)
        });
        births
    };
    let came = |who: u32, from: Day, to: Day| {
        naive.events(&QUALIFYING, Period { from, to: to.plus(1) }).iter().any(|event| event.actor == who)
    };
    let kept = |last: i32, came: &dyn Fn(u32, Day) -> bool| {
        let eligible: Vec<_> = births().into_iter().filter(|(_, birth)| birth.plus(last) <= as_of).collect();
        share(eligible.iter().filter(|(who, birth)| came(*who, *birth)).count(), eligible.len())
    };
    let session = |end: &str| {
        let due: Vec<_> = spells("session", as_of)
            .into_iter()
            .filter(|one| due_latest(one).is_some_and(|day| period.has(day) && day <= as_of))
            .collect();
        let hit = |one: &&Spell| if end.is_empty() { one.ended.is_none() } else { ended(one, end) };
        share(due.iter().filter(hit).count(), due.len())
    };
    let request = |end: &str| {
        let old: Vec<_> = spells("request", as_of)
            .into_iter()
            .filter(|one| period.has(one.began) && one.began.plus(14) <= as_of)
            .collect();
        let hit = |one: &&Spell| one.ended.as_ref().is_some_and(|(day, how)| how == end && *day <= one.began.plus(14));
        share(old.iter().filter(hit).count(), old.len())
    };
    let milestones = || -> Vec<Spell> {
        spells("milestone", as_of)
            .into_iter()
            .filter(|one| one.due.is_some_and(|(first, _)| period.has(first) && first <= as_of))
            .collect()
    };
    let status = |end: &str| {
        let begun: Vec<_> = spells("project", as_of).into_iter().filter(|one| period.has(one.began)).collect();
        let hit = |one: &&Spell| if end.is_empty() { one.ended.is_none() } else { ended(one, end) };
        share(begun.iter().filter(hit).count(), begun.len())
    };
    let loads = || -> BTreeMap<u32, i64> {
        let people: BTreeSet<u32> = naive
            .facts
            .iter()
            .filter_map(|fact| match fact {
                Fact::Attribute(a) => Some(a.ordinal),
                _ => None,
            })
            .collect();
        let mut loads: BTreeMap<u32, i64> = people
            .into_iter()
            .filter(|who| {
                naive.attribute(*who, "mentor.capacity", day).is_some()
                    && !naive.staff(*who, day)
                    && naive.in_group(&[Some(*who)], group, day)
            })
            .map(|who| (who, 0))
            .collect();
        for one in naive.spells("mentorship", day).iter().filter(|one| one.ended.is_none()) {
            if let Some(load) = one.cluster.and_then(|who| loads.get_mut(&who)) {
                *load += 1;
            }
        }
        loads
    };
    let latest = || -> Vec<i64> {
        let mut by: BTreeMap<u32, ((i64, u64), i64)> = BTreeMap::new();
        for event in naive.about(&["nps_answered"], "nps", period, group, day, false) {
            let at = (event.at, event.seq);
            let known = by.entry(event.actor).or_insert((at, event.value.unwrap()));
            if known.0 <= at {
                *known = (at, event.value.unwrap());
            }
        }
        by.into_values().map(|(_, mark)| mark).collect()
    };
    let ratings = || -> Vec<i64> {
        naive.about(&["session_rated"], "rating", period, group, day, true).iter().map(|e| e.value.unwrap()).collect()
    };
    let sum = |kind: &str, unit: &str, by_subject: bool| -> i64 {
        naive.about(&[kind], unit, period, group, day, by_subject).iter().map(|e| e.value.unwrap()).sum()
    };
    let survival = |event: &str, competing: &[&str]| {
        incidence(
            &spells("project", as_of).into_iter().filter(|one| period.has(one.began)).collect::<Vec<_>>(),
            event,
            competing,
            as_of,
        )
    };
    Some(match metric {
        "active_subjects" => number(active(Period { from: period.from, to: day.plus(1) }).len()),
        "daily_active" => number(active(trailing(1)).len()),
        "weekly_active" => number(active(trailing(7)).len()),
        "monthly_active" => number(active(trailing(28)).len()),
        "monthly_active_calendar" => number(active(period).len()),
        "events" => {
            let of = naive.events(&QUALIFYING, period);
            number(
                of.iter()
                    .filter(|e| !naive.staff(e.actor, day) && naive.in_group(&[Some(e.actor), e.subject], group, day))
                    .count(),
            )
        }
        "stickiness" => {
            let visits: usize =
                (0..28).map(|back| active(Period { from: day.plus(-back), to: day.plus(1 - back) }).len()).sum();
            let all = active(trailing(28)).len();
            (
                (all > 0).then(|| visits as f64 / (28 * all) as f64),
                Some(all as i64),
                Some(visits as i64),
                Some(28 * all as i64),
            )
        }
        "active_days_median" => {
            let days = |who: &u32| {
                (0..28)
                    .filter(|back| active(Period { from: day.plus(-back), to: day.plus(1 - back) }).contains(who))
                    .count() as i64
            };
            value(median(active(trailing(28)).iter().map(days).collect()))
        }
        "new_subjects" => number(active(period).difference(&ever()).count()),
        "returning_subjects" => number(active(period).intersection(&active(before)).count()),
        "resurrecting_subjects" => {
            number(active(period).intersection(&ever()).filter(|who| !active(before).contains(who)).count())
        }
        "dormant_subjects" => number(active(before).difference(&active(period)).count()),
        "retention_day_7" => kept(7, &|who, birth| came(who, birth.plus(7), birth.plus(7))),
        "retention_week_4" => kept(28, &|who, birth| came(who, birth.plus(22), birth.plus(28))),
        "rolling_retention_day_28" => kept(28, &|who, birth| came(who, birth.plus(28), Day(900_000))),
        "streak_week_4" => {
            kept(28, &|who, birth| (0..4).all(|week| came(who, birth.plus(week * 7 + 1), birth.plus(week * 7 + 7))))
        }
        "growth" => {
            // Each period by its own end, so that it is the growth of what a chart of people shows.
            let then = naive.people(&QUALIFYING, before, group, before.to.plus(-1)).len();
            let now = active(period).len();
            value((then > 0).then(|| now as f64 / then as f64 - 1.0))
        }
        "people_ever" => number(active(Period { from: Day(-1_000_000), to: day.plus(1) }).len()),
        "quick_ratio" => {
            let came = active(period).iter().filter(|who| !active(before).contains(who)).count();
            let lost = active(before).difference(&active(period)).count();
            value((lost > 0).then(|| came as f64 / lost as f64))
        }
        "requests" => number(spells("request", as_of).iter().filter(|one| period.has(one.began)).count()),
        "match_rate" => request("accepted"),
        "match_withdrawn_rate" => request("withdrawn"),
        "waiting" => number(
            spells("wait", day)
                .iter()
                .filter(|one| one.ended.is_none())
                .map(|one| one.subject)
                .collect::<BTreeSet<_>>()
                .len(),
        ),
        "mentorships_started" => number(spells("mentorship", as_of).iter().filter(|one| period.has(one.began)).count()),
        "mentorships_open" => number(spells("mentorship", day).iter().filter(|one| one.ended.is_none()).count()),
        "mentorship_completion" => {
            let over: Vec<_> = spells("mentorship", as_of).into_iter().filter(ended_in).collect();
            share(over.iter().filter(|one| ended(one, "completed")).count(), over.len())
        }
        "session_completion" => session("held"),
        "session_no_show_mentee" => session("no_show_mentee"),
        "session_no_show_mentor" => session("no_show_mentor"),
        "session_cancelled_late" => session("cancelled_late"),
        "session_cancelled" => session("cancelled"),
        "session_unrecorded" => session(""),
        "sessions_held" => {
            number(spells("session", as_of).iter().filter(|one| ended_in(one) && ended(one, "held")).count())
        }
        "people_advised" => {
            let held = spells("session", as_of);
            number(
                held.iter()
                    .filter(|one| ended_in(one) && ended(one, "held"))
                    .map(|one| one.subject)
                    .collect::<BTreeSet<_>>()
                    .len(),
            )
        }
        "hours_given" => value(Some(sum("mentoring_given", "minutes", false) as f64 / 60.0)),
        "mentor_load" => {
            let loads = loads();
            let room: i64 = loads
                .keys()
                .map(|who| naive.attribute(*who, "mentor.capacity", day).unwrap().parse::<i64>().unwrap())
                .sum();
            value((room > 0).then(|| loads.values().sum::<i64>() as f64 / room as f64))
        }
        "mentor_load_gini" => {
            let mut loads: Vec<i64> = loads().into_values().collect();
            loads.sort_unstable();
            let (n, total) = (loads.len() as f64, loads.iter().sum::<i64>() as f64);
            let above: f64 = loads.iter().zip(1..).map(|(x, i)| (2.0 * f64::from(i) - n - 1.0) * *x as f64).sum();
            value((n >= 2.0 && total > 0.0).then(|| above / (n * total) * n / (n - 1.0)))
        }
        "nps" => {
            let marks = latest();
            let count = |fits: fn(&i64) -> bool| marks.iter().filter(|mark| fits(mark)).count() as i64;
            let (p, d, n) = (count(|mark| *mark >= 9), count(|mark| *mark <= 6), marks.len() as i64);
            ((n > 0).then(|| 100.0 * (p - d) as f64 / n as f64), Some(n), Some(p - d), Some(n))
        }
        "nps_response_rate" => {
            let asked = naive.people(&["survey_sent"], period, group, day);
            let answered = naive.people(&["nps_answered"], period, group, day);
            share(asked.intersection(&answered).count(), asked.len())
        }
        "recommendation_mean" => value(mean(&latest())),
        "rating_mean" => value(mean(&ratings())),
        "csat" => share(ratings().iter().filter(|mark| **mark >= 4).count(), ratings().len()),
        "projects_started" => number(spells("project", as_of).iter().filter(|one| period.has(one.began)).count()),
        "projects_open" => number(spells("project", day).iter().filter(|one| one.ended.is_none()).count()),
        "ventures_supported" => number(
            spells("project", day)
                .iter()
                .filter(|one| one.ended.is_none())
                .map(|one| one.subject)
                .collect::<BTreeSet<_>>()
                .len(),
        ),
        "ventures_new" => {
            let mut first: BTreeMap<u32, (i64, u32)> = BTreeMap::new();
            for one in naive.spells("project", as_of) {
                let known = first.entry(one.subject).or_insert((one.began_at, one.id));
                *known = (*known).min((one.began_at, one.id));
            }
            number(
                spells("project", as_of)
                    .iter()
                    .filter(|one| period.has(one.began) && first[&one.subject].1 == one.id)
                    .count(),
            )
        }
        "milestones_reached" => {
            number(spells("milestone", as_of).iter().filter(|one| ended_in(one) && ended(one, "reached")).count())
        }
        "milestones_overdue" => number(
            spells("milestone", day)
                .iter()
                .filter(|one| one.ended.is_none() && one.due.is_some_and(|(_, last)| last < day))
                .count(),
        ),
        "milestone_on_time" => {
            let due = milestones();
            let hit = |one: &&Spell| ended(one, "reached") && one.ended.as_ref().unwrap().0 <= one.due.unwrap().0;
            share(due.iter().filter(hit).count(), due.len())
        }
        "milestone_moved" => {
            let due = milestones();
            share(due.iter().filter(|one| one.due.is_some_and(|(first, last)| first != last)).count(), due.len())
        }
        "milestone_slip" => {
            let over = spells("milestone", as_of)
                .into_iter()
                .filter(|one| ended_in(one) && ended(one, "reached") && one.due.is_some());
            value(median(over.map(|one| i64::from(one.ended.unwrap().0.0 - one.due.unwrap().0.0)).collect()))
        }
        "spi" => {
            let all = spells("milestone", day);
            let weight =
                |fits: &dyn Fn(&Spell) -> bool| all.iter().filter(|one| fits(one)).map(|one| one.weight).sum::<i64>();
            let (earned, planned) =
                (weight(&|one| ended(one, "reached")), weight(&|one| one.due.is_some_and(|(first, _)| first <= day)));
            value((planned > 0).then(|| earned as f64 / planned as f64))
        }
        "project_share_succeeded" => status("succeeded"),
        "project_share_failed" => status("failed"),
        "project_share_merged" => status("merged"),
        "project_share_open" => status(""),
        "project_success" => value(survival("succeeded", &["failed", "merged"])),
        "project_failure" => value(survival("failed", &["succeeded", "merged"])),
        "project_survival" => value(survival("failed", &[]).map(|failed| 1.0 - failed)),
        "jobs_created" => value(Some(
            naive
                .about(&["jobs"], "jobs", period, group, day, true)
                .iter()
                .map(|e| e.value.unwrap().max(0))
                .sum::<i64>() as f64,
        )),
        "jobs_net" => value(Some(sum("jobs", "jobs", true) as f64)),
        "utilisation" => {
            let (booked, free) = (sum("resource_booked", "minutes", true), sum("resource_available", "minutes", true));
            value((free > 0).then(|| booked as f64 / free as f64))
        }
        _ => return None,
    })
}

fn mean(of: &[i64]) -> Option<f64> {
    (!of.is_empty()).then(|| of.iter().sum::<i64>() as f64 / of.len() as f64)
}

fn median(mut of: Vec<i64>) -> Option<f64> {
    of.sort_unstable();
    let half = of.len() / 2;
    match of.len() {
        0 => None,
        n if n % 2 == 1 => Some(of[half] as f64),
        _ => Some((of[half - 1] + of[half]) as f64 / 2.0),
    }
}

/// Aalen and Johansen's incidence at 365 days, straight from its definition; nothing beyond what was watched.
fn incidence(spells: &[Spell], event: &str, competing: &[&str], as_of: Day) -> Option<f64> {
    let exits: Vec<(i32, u8)> = spells
        .iter()
        .map(|one| match &one.ended {
            Some((day, how)) if how == event => (day.0 - one.began.0, 1),
            Some((day, how)) if competing.contains(&how.as_str()) => (day.0 - one.began.0, 2),
            Some((day, _)) => (day.0 - one.began.0, 0),
            None => (as_of.0 - one.began.0, 0),
        })
        .map(|(exit, kind)| (exit.max(0), kind))
        .collect();
    let last = exits.iter().map(|(exit, _)| *exit).max()?;
    let (mut left, mut seen) = (1.0, 0.0);
    for time in 0..=last.min(365) {
        let at_risk = exits.iter().filter(|(exit, _)| *exit >= time).count() as f64;
        let events = exits.iter().filter(|(exit, kind)| *exit == time && *kind == 1).count() as f64;
        let others = exits.iter().filter(|(exit, kind)| *exit == time && *kind == 2).count() as f64;
        if at_risk > 0.0 {
            seen += left * events / at_risk;
            left *= 1.0 - (events + others) / at_risk;
        }
    }
    (last >= 365).then_some(seen)
}

pub(crate) fn query(document: &Value) -> Query {
    let names = Vocabulary::standard();
    Query::read(document, Checks { names: &names, as_of: None, least_k: 5 })
        .unwrap_or_else(|mistakes| panic!("{document}: {mistakes:#?}"))
}

pub(crate) fn table(book: &Book, document: &Value, as_of: Day) -> Table {
    ask(book, &query(document), as_of, &Scope::everything())
        .unwrap_or_else(|mistakes| panic!("{document}: {mistakes:#?}"))
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * (1.0 + b.abs()),
        (a, b) => a == b,
    }
}

fn agrees(row: &Row, hand: Hand) -> bool {
    let (value, n, numerator, denominator) = hand;
    let fits = |ours: Option<i64>, theirs: Option<i64>| theirs.is_none() || ours.or(Some(0)) == theirs;
    near(row.value, value) && fits(row.n, n) && fits(row.numerator, numerator) && fits(row.denominator, denominator)
}

/// Metrics whose figures the oracle checks or that are a table of their own.
const ELSEWHERE: [&str; 27] = [
    "active_days",
    "adoption",
    "cmgr_3",
    "net_growth",
    "time_to_match",
    "mentor_load_top_10",
    "mentor_load_spread",
    "effect_milestones",
    "effect_milestones_odds",
    "effect_success",
    "effect_jobs",
    "effect_recommendation",
    "recommendation_spread",
    "rating_spread",
    "mentor_score",
    "revenue",
    "revenue_growth",
    "money_raised",
    "costs",
    "benefits",
    "roi",
    "npv",
    "irr",
    "payback",
    "sroi",
    "match_rate_x",
    "x",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn every_metric_is_what_counting_by_hand_gives(seed in any::<u64>(), people in 4..24_u32, days in 40..130_i32) {
        let facts = ecosystem(seed, people, days);
        let as_of = FIRST.plus(days - 10);
        let (book, naive) = (Book::of(&facts), Naive { facts: &facts, as_of });
        for metric in semillero_analytics::catalogue() {
            if ELSEWHERE.contains(&metric.id) {
                continue;
            }
            let document = json!({ "measures": [metric.id], "dimensions": ["cohort"], "grain": "month", "range": { "last": "3m", "end": "today" } });
            let table = table(&book, &document, as_of);
            prop_assert!(!table.rows.is_empty());
            for row in &table.rows {
                let Some(period) = row.period else { continue };
                let hand = by_hand(&naive, metric.id, period, row.group[0].as_deref());
                let Some(hand) = hand else { panic!("nobody counts {}", metric.id) };
                prop_assert!(agrees(row, hand), "{} {:?}: {row:#?}\nby hand {hand:?}", metric.id, row.group);
            }
        }
    }
}
