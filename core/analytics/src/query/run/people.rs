//! Figures about people: who was active, came back, converted, answered.

use super::figure::{Fig, Groups, whole};
use super::world::{ALWAYS, Happened, View};
use crate::calendar::{Day, Grain, Period};
use crate::facts::Ordinal;
use crate::metrics::{About, Part, Return, Span, Window};
use crate::states::{Funnel, Users};
use crate::stats::{Level, Wave, nps, stickiness};
use std::collections::BTreeMap;

/// The period before one: the one before of the same grain, or as many days.
pub(super) fn previous(period: Period, grain: Option<Grain>) -> Period {
    match grain {
        Some(grain) => grain.around(period.from.plus(-1)),
        None => super::figure::just_before(period),
    }
}

impl View<'_, '_> {
    /// The days that a window reads at the end of a period.
    pub(super) fn window(&self, window: Option<Window>, period: Period) -> Period {
        let to = self.world.last(period).plus(1);
        match window {
            None => Period { from: period.from, to },
            Some(Window::Trailing(span)) => span.before(to),
            Some(Window::Calendar(grain)) => Period { from: grain.around(to.plus(-1)).from, to },
        }
    }

    /// Whether a period is over and the facts reach back to a day.
    pub(super) fn is_whole(&self, period: Period, from: Day) -> bool {
        self.is_over(period) && self.world.first.is_some_and(|first| first <= from)
    }

    pub(super) fn is_over(&self, period: Period) -> bool {
        period.to <= self.world.as_of.plus(1)
    }

    pub(super) fn active_people(&self, events: &[String], window: Option<Window>, period: Period) -> Groups {
        let (reads, day) = (self.window(window, period), self.world.last(period));
        let complete = match window {
            Some(Window::Trailing(_)) => self.is_whole(period, reads.from),
            _ => self.is_over(period),
        };
        let people = match window {
            // A block of years would take more room than it saves time.
            Some(Window::Trailing(span)) if span.days().is_some_and(|days| days <= 92) => {
                self.people(self.world.window(events, reads.from, reads.days()), day)
            }
            _ => self.active(events, reads, day),
        };
        let groups = self.split(&people, day).into_iter();
        groups.map(|(group, people)| (group, Fig::people(&people).complete(complete))).collect()
    }

    pub(super) fn stickiness(&self, events: &[String], over: Span, period: Period) -> Groups {
        let (reads, day) = (self.window(Some(Window::Trailing(over)), period), self.world.last(period));
        let complete = self.is_whole(period, reads.from);
        let days: Vec<Users> = (reads.from.0..reads.to.0)
            .map(|at| self.active(events, Period { from: Day(at), to: Day(at).plus(1) }, day))
            .collect();
        let mut all = Users::default();
        days.iter().for_each(|users| all.add(users));
        let figure = |people: &Users| {
            let visits: u64 = days.iter().map(|users| users.and(people).count()).sum();
            let n = people.count();
            let pairs: Vec<(u64, u64)> = days.iter().map(|users| (users.and(people).count(), n)).collect();
            let mut figure = Fig::people(people).complete(complete);
            figure.value = stickiness(&pairs);
            figure.numerator = Some(whole(visits));
            figure.denominator = Some(whole(n.saturating_mul(pairs.len().try_into().unwrap_or(u64::MAX))));
            figure.sample = super::figure::Sample::None;
            figure
        };
        self.split(&all, day).iter().map(|(group, people)| (group.clone(), figure(people))).collect()
    }

    pub(super) fn lifecycle(&self, events: &[String], part: Part, period: Period, grain: Option<Grain>) -> Groups {
        let day = self.world.last(period);
        let before = previous(period, grain);
        let now = self.active(events, period, day);
        let then = self.active(events, before, day);
        let ever = self.people(self.world.ever(events, period.from), day);
        let people = match part {
            Part::New => now.without(&ever),
            Part::Returning => now.and(&then),
            Part::Resurrecting => now.and(&ever).without(&then),
            Part::Dormant => then.without(&now),
        };
        // Who is new is known only as far back as facts go: the first period has nobody but new people.
        let complete = self.is_whole(period, before.from);
        self.split(&people, day)
            .iter()
            .map(|(group, people)| (group.clone(), Fig::people(people).complete(complete)))
            .collect()
    }

    pub(super) fn adoption(&self, events: &[String], among: &str, period: Period) -> Groups {
        let day = self.world.last(period);
        let mut known = Users::default();
        self.world.values(among, day).values().for_each(|users| known.add(users));
        let known = self.people(known, day);
        let active = self.active(events, period, day);
        let complete = self.is_over(period);
        self.split(&known, day)
            .iter()
            .map(|(group, people)| (group.clone(), Fig::share_of(&active, people).complete(complete)))
            .collect()
    }

    /// Everybody's first day of these kinds, of those who count on a day.
    pub(super) fn births(&self, start: &[String], day: Day) -> BTreeMap<Ordinal, Day> {
        let mut births: BTreeMap<Ordinal, Day> = BTreeMap::new();
        for happened in self.happened(start, About::Actor, ALWAYS) {
            let birth = births.entry(happened.entry.actor).or_insert(happened.entry.day);
            *birth = (*birth).min(happened.entry.day);
        }
        let counting = self.people(births.keys().copied().collect(), day);
        births.retain(|person, _| counting.has(*person));
        births
    }

    /// The days of these kinds of everybody, in order.
    pub(super) fn days_of(&self, events: &[String], who: &BTreeMap<Ordinal, Day>) -> BTreeMap<Ordinal, Vec<Day>> {
        let mut days: BTreeMap<Ordinal, Vec<Day>> = BTreeMap::new();
        for happened in self.happened(events, About::Actor, ALWAYS).filter(|one| who.contains_key(&one.entry.actor)) {
            days.entry(happened.entry.actor).or_default().push(happened.entry.day);
        }
        for days in days.values_mut() {
            days.sort_unstable();
            days.dedup();
        }
        days
    }

    pub(super) fn retention(
        &self,
        (start, back): (&[String], &[String]),
        mode: Return,
        (from, day): (Option<u32>, u32),
        period: Period,
    ) -> Groups {
        let as_of = self.world.last(period);
        let mut births = self.births(start, as_of);
        births.retain(|_, birth| period.has(*birth));
        let days = self.days_of(back, &births);
        let offset = |days: u32| i32::try_from(days).unwrap_or(i32::MAX);
        // Whose day of return lies in the future is in neither part, come back or not.
        let eligible: Users = births
            .iter()
            .filter(|(_, birth)| birth.plus(offset(day)) <= self.world.as_of)
            .map(|(who, _)| *who)
            .collect();
        let came = |birth: Day, days: &[Day], from: i32, to: i32| {
            days.iter().any(|at| birth.plus(from) <= *at && *at <= birth.plus(to))
        };
        let kept = |who: &Ordinal, birth: Day| {
            let days = days.get(who).map(Vec::as_slice).unwrap_or_default();
            let last = offset(day);
            match mode {
                Return::On => came(birth, days, last, last),
                Return::OnOrAfter => days.iter().any(|at| birth.plus(last) <= *at),
                Return::Bracket => came(birth, days, offset(from.unwrap_or(day)), last),
                Return::Streak => {
                    let each = offset(from.unwrap_or(1)).max(1);
                    (1..=last / each).all(|k| came(birth, days, (k - 1) * each + 1, k * each))
                }
            }
        };
        let kept: Users = births.iter().filter(|(who, birth)| kept(who, **birth)).map(|(who, _)| *who).collect();
        let complete = self.is_over(period) && whole(eligible.count()) == i64::try_from(births.len()).unwrap_or(0);
        self.split(&eligible, as_of)
            .iter()
            .map(|(group, people)| (group.clone(), Fig::share_of(&kept, people).complete(complete)))
            .collect()
    }

    pub(super) fn conversion(&self, from: &[String], to: &[String], within: Span, period: Period) -> Groups {
        let day = self.world.last(period);
        let length = i64::from(within.days().unwrap_or(0)) * 86_400_000_000;
        let (mut all, mut open, mut some) = (Users::default(), Users::default(), Users::default());
        for (opens, converts) in from.iter().flat_map(|a| to.iter().map(move |b| (a, b))) {
            let funnel = Funnel::new([opens, converts], length);
            for walk in self.world.book.funnel(&funnel, self.world.known(period), self.world.as_of).unwrap_or_default()
            {
                if walk.settled {
                    all.insert(walk.who);
                    if walk.level() == 2 {
                        some.insert(walk.who);
                    }
                } else {
                    open.insert(walk.who);
                }
            }
        }
        let people = self.people(all, day);
        let complete = self.is_over(period) && self.people(open, day).is_empty();
        self.split(&people, day)
            .iter()
            .map(|(group, people)| (group.clone(), Fig::share_of(&some, people).complete(complete)))
            .collect()
    }

    pub(super) fn response_rate(&self, asked: &[String], answered: &[String], period: Period) -> Groups {
        let day = self.world.last(period);
        let (asked, answered) = (self.active(asked, period, day), self.active(answered, period, day));
        let complete = self.is_over(period);
        self.split(&asked, day)
            .iter()
            .map(|(group, people)| (group.clone(), Fig::share_of(&answered, people).complete(complete)))
            .collect()
    }

    /// Everybody's latest answer counts.
    pub(super) fn nps(&self, events: &[String], period: Period) -> Groups {
        let day = self.world.last(period);
        let happened = self.happened(events, About::Actor, period);
        let answers = happened.filter(|one| &*one.entry.unit == "nps" && one.entry.value.is_some());
        let complete = self.is_over(period);
        let figure = |answers: Vec<Happened<'_>>| {
            let answers: Vec<i64> = latest(answers).into_iter().filter_map(|one| one.entry.value).collect();
            let count = |fits: fn(i64) -> bool| {
                whole(answers.iter().filter(|mark| fits(**mark)).count().try_into().unwrap_or(u64::MAX))
            };
            let wave =
                Wave { promoters: count(|mark| mark >= 9), detractors: count(|mark| mark <= 6), n: count(|_| true) };
            let n = u64::try_from(wave.n).unwrap_or(0);
            Fig {
                n: Some(wave.n),
                numerator: Some(wave.promoters - wave.detractors),
                denominator: Some(wave.n),
                behind: crate::answer::Behind { people: Some(n), ..Default::default() },
                sample: super::figure::Sample::Wave(wave),
                ..Fig::default()
            }
            .with(nps(wave, Level::default()))
            .complete(complete)
        };
        self.sort(answers, day).into_iter().map(|(group, answers)| (group, figure(answers))).collect()
    }

    /// Growth against some periods earlier, per period; undefined from nothing.
    pub(super) fn growth(now: &Fig, then: Option<&Fig>, back: u32) -> Fig {
        use super::figure::Sample;
        use crate::stats::{cmgr, relative_change};
        let exact = |figure: &Fig| match figure.sample {
            Sample::Count(value) => Some(value),
            _ => None,
        };
        let (later, earlier) = (exact(now).unwrap_or(0), then.and_then(exact).unwrap_or(0));
        let small = |value: i128| i64::try_from(value).ok();
        let counted = now.behind.largest_bp.is_none();
        let estimate = match (small(earlier), small(later)) {
            // The interval of counts is of no use for money, whose single amounts vary on their own.
            (Some(earlier), Some(later)) => cmgr(earlier, later, back, Level::default()),
            _ => relative_change(earlier, later).map(|value| crate::stats::Estimate { value, interval: None }),
        };
        let estimate = estimate.map(|mut estimate| {
            estimate.interval = estimate.interval.filter(|_| counted);
            estimate
        });
        Fig {
            n: small(earlier),
            numerator: small(later),
            denominator: small(earlier),
            behind: crate::answer::Behind {
                people: now
                    .behind
                    .people
                    .map(|people| people.min(then.and_then(|then| then.behind.people).unwrap_or(0))),
                ..now.behind
            },
            complete: now.complete && then.is_none_or(|then| then.complete),
            ..Fig::default()
        }
        .with(estimate)
    }
}

/// Of several things of the same owner the last by time and place in the log.
pub(super) fn latest(mut things: Vec<Happened<'_>>) -> Vec<Happened<'_>> {
    things.sort_by_key(|one| (one.whose(), one.entry.at, one.entry.seq));
    let mut latest: Vec<Happened<'_>> = Vec::new();
    for one in things {
        match latest.last_mut() {
            Some(last) if last.whose() == one.whose() => *last = one,
            _ => latest.push(one),
        }
    }
    latest
}
