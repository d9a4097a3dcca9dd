//! An ecosystem's facts from a seed: people who come and go, mentorships, sessions, projects, milestones, money, answers, staff.
//!
//! Small ones get in their own way (ties, ends on the first day, people without attributes), larger ones feed the oracle.

use semillero_analytics::{AttributeChange, Day, Event, Fact, SpellChange, SpellStep, standard};
use standard::{attribute, event, spell};

/// Splitmix64 (Steele, Lea and Flood 2014).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a limit.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// A day or number below a limit.
    pub(crate) fn small(&mut self, limit: i32) -> i32 {
        i32::try_from(self.below(u64::try_from(limit).unwrap_or(1))).unwrap_or(0)
    }

    /// True in so many of a hundred cases.
    pub(crate) fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub(crate) fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let at = usize::try_from(self.below(of.len() as u64)).unwrap_or(0);
        of.get(at).copied().unwrap_or_default()
    }

    fn ordinal(&mut self, first: u32, count: u32) -> u32 {
        first + u32::try_from(self.below(count.into())).unwrap_or(0)
    }
}

/// The first day of every ecosystem: 2026-01-01.
pub(crate) const FIRST: Day = Day(20_454);

struct Writer {
    facts: Vec<Fact>,
    seq: u64,
    chance: Chance,
    days: i32,
}

impl Writer {
    fn seq(&mut self) -> u64 {
        self.seq += 1;
        self.seq
    }

    /// An instant of a day; few different ones, so that some are the same.
    fn at(&mut self, day: Day) -> i64 {
        i64::from(day.0) * 86_400_000_000 + i64::from(self.chance.small(24)) * 3_600_000_000
    }

    fn event(&mut self, kind: &str, day: Day, actor: u32, subject: Option<u32>, number: Option<(i64, &str)>) {
        let (seq, at) = (self.seq(), self.at(day));
        let unit = number.map_or("", |(_, unit)| unit).to_owned();
        let value = number.map(|(value, _)| value);
        self.facts.push(Fact::Event(Event { seq, at, day, kind: kind.into(), actor, subject, value, unit }));
    }

    fn step(&mut self, entity: &str, id: u32, what: SpellStep) {
        let seq = self.seq();
        self.facts.push(Fact::Spell(SpellChange { seq, entity: entity.into(), id, what }));
    }

    fn begins(&mut self, entity: &str, id: u32, day: Day, subject: u32, cluster: Option<u32>) {
        let at = self.at(day);
        self.step(entity, id, SpellStep::Began { at, day, subject, cluster });
    }

    fn ends(&mut self, entity: &str, id: u32, day: Day, end: &str) {
        let at = self.at(day);
        self.step(entity, id, SpellStep::Ended { at, day, end: end.into() });
    }

    fn has(&mut self, ordinal: u32, attribute: &str, value: Option<&str>, from: Day) {
        let seq = self.seq();
        let (attribute, value) = (attribute.into(), value.map(str::to_owned));
        self.facts.push(Fact::Attribute(AttributeChange { seq, ordinal, attribute, value, from }));
    }

    fn day(&mut self) -> Day {
        FIRST.plus(self.chance.small(self.days))
    }
}

/// The facts of an ecosystem of some people over some days from [`FIRST`] on, in the order of the log.
pub(crate) fn ecosystem(seed: u64, people: u32, days: i32) -> Vec<Fact> {
    let mut w = Writer { facts: Vec::new(), seq: 0, chance: Chance(seed), days };
    let mentors = (people / 3).max(1);
    let mentees = (people - mentors).max(1);
    let ventures = (mentees / 2).max(1);
    // Mentors are 1 and on, mentees 500,001 and on, ventures 1,000,001 and on: ordinals of one space.
    let (mentor, mentee, venture) = (1, 500_001, 1_000_001);
    for who in (mentor..mentor + mentors).chain(mentee..mentee + mentees) {
        let role = if who < mentee { "ally" } else { "entrepreneur" };
        if !w.chance.percent(5) {
            w.has(who, attribute::ROLE, Some(role), FIRST);
        }
        if w.chance.percent(8) {
            w.has(who, attribute::STAFF, Some("yes"), FIRST);
        }
        if w.chance.percent(85) {
            let cohort = w.chance.one(&["2026A", "2026B", "2026C"]);
            w.has(who, attribute::COHORT, Some(cohort), FIRST);
        }
        if w.chance.percent(10) {
            let (from, cohort) = (w.day(), w.chance.one(&["2026A", "2026B"]));
            w.has(who, attribute::COHORT, Some(cohort), from);
        }
        if w.chance.percent(70) {
            let place = w.chance.one(&["Bogotá", "Cali", "Leticia"]);
            w.has(who, attribute::PLACE, Some(place), FIRST);
        }
        if who < mentee && w.chance.percent(90) {
            let room = w.chance.below(5).to_string();
            w.has(who, attribute::CAPACITY, Some(&room), FIRST);
        }
        if w.chance.percent(90) {
            comings(&mut w, who);
        }
    }
    for one in venture..venture + ventures {
        let (sector, cohort, arm) = (
            w.chance.one(&["food", "health", "tools"]),
            w.chance.one(&["2026A", "2026B"]),
            w.chance.one(&["mentored", "mentored", "waitlisted", "rejected", "other"]),
        );
        w.has(one, attribute::SECTOR, Some(sector), FIRST);
        w.has(one, attribute::COHORT, Some(cohort), FIRST);
        w.has(one, attribute::ARM, Some(arm), FIRST);
        projects(&mut w, one);
        money(&mut w, one, mentee);
    }
    for at in 0..mentees {
        matching(&mut w, mentee + at, at, (mentor, mentors));
    }
    for room in 0..2_u32 {
        for _ in 0..days / 10 {
            let (day, booked) = (w.day(), i64::from(w.chance.small(600)));
            w.event(event::RESOURCE_AVAILABLE, day, mentor, Some(4_000_001 + room), Some((600, "minutes")));
            w.event(event::RESOURCE_BOOKED, day, mentor, Some(4_000_001 + room), Some((booked, "minutes")));
        }
    }
    w.facts
}

/// Somebody comes for a while, stays away, comes again; answers when asked.
fn comings(w: &mut Writer, who: u32) {
    let mut day = w.day();
    w.event(event::SIGNED_IN, day, who, None, None);
    if w.chance.percent(80) {
        let later = day.plus(w.chance.small(4));
        w.event(event::PROFILE_COMPLETED, later, who, None, None);
    }
    let rests = [1, 1, 2, 3, 7, 7, 9, 40];
    for _ in 0..w.chance.below(30) {
        let at = usize::try_from(w.chance.below(8)).unwrap_or(0);
        day = day.plus(rests.get(at).copied().unwrap_or(1));
        if day >= FIRST.plus(w.days) {
            break;
        }
        w.event(event::SIGNED_IN, day, who, None, None);
        if w.chance.percent(20) {
            w.event(event::PROGRESS_REPORTED, day, who, None, None);
        }
    }
    for _ in 0..w.chance.below(3) {
        let day = w.day();
        w.event(event::SURVEY_SENT, day, who, None, None);
        if w.chance.percent(70) {
            let (later, mark) = (day.plus(w.chance.small(6)), i64::from(w.chance.small(11)));
            w.event(event::NPS_ANSWERED, later, who, None, Some((mark, "nps")));
        }
    }
}

/// A wait, requests, perhaps a mentorship with sessions.
fn matching(w: &mut Writer, who: u32, at: u32, (mentor, mentors): (u32, u32)) {
    if w.chance.percent(15) {
        return;
    }
    let began = w.day();
    let wait = 2_000_001 + at;
    w.begins(spell::WAIT, wait, began, who, None);
    let mut day = began;
    for nth in 0..1 + u32::try_from(w.chance.below(3)).unwrap_or(0) {
        let (request, other) = (2_100_001 + at * 4 + nth, w.chance.ordinal(mentor, mentors));
        let mentorship = 2_200_001 + at * 4 + nth;
        w.event(event::MATCH_REQUESTED, day, who, Some(mentorship), None);
        w.begins(spell::REQUEST, request, day, who, Some(other));
        if w.chance.percent(20) {
            return;
        }
        let answered = day.plus(w.chance.small(25));
        let end = w.chance.one(&["accepted", "accepted", "declined", "expired", "withdrawn", "superseded"]);
        w.ends(spell::REQUEST, request, answered, end);
        if end == "accepted" {
            w.ends(spell::WAIT, wait, answered, "matched");
            w.event(event::MATCH_ACCEPTED, answered, who, Some(mentorship), None);
            w.begins(spell::MENTORSHIP, mentorship, answered, who, Some(other));
            sessions(w, (who, other), (mentorship, at * 4 + nth), answered);
            if w.chance.percent(40) {
                let (over, end) = (answered.plus(w.chance.small(60)), w.chance.one(&["completed", "terminated"]));
                w.ends(spell::MENTORSHIP, mentorship, over, end);
            }
            return;
        }
        day = answered.plus(w.chance.small(3));
    }
    if w.chance.percent(30) {
        w.ends(spell::WAIT, wait, day, "withdrawn");
    }
}

fn sessions(w: &mut Writer, (mentee, mentor): (u32, u32), (mentorship, at): (u32, u32), from: Day) {
    let mut booked = from;
    for nth in 0..u32::try_from(w.chance.below(5)).unwrap_or(0) {
        let id = 2_300_001 + at * 8 + nth;
        let mut due = booked.plus(w.chance.small(14));
        w.event(event::SESSION_BOOKED, booked, mentee, Some(mentorship), None);
        w.begins(spell::SESSION, id, booked, mentee, Some(mentorship));
        w.step(spell::SESSION, id, SpellStep::Due { day: due, weight: 1 });
        if w.chance.percent(20) {
            due = due.plus(w.chance.small(10));
            w.step(spell::SESSION, id, SpellStep::Due { day: due, weight: 1 });
        }
        if w.chance.percent(15) {
            // Nobody says what became of it.
            continue;
        }
        let end =
            w.chance.one(&["held", "held", "held", "no_show_mentee", "no_show_mentor", "cancelled_late", "cancelled"]);
        let over = if end == "cancelled" { booked } else { due };
        w.ends(spell::SESSION, id, over, end);
        if end == "held" {
            let minutes = 15 * (1 + i64::from(w.chance.small(8)));
            w.event(event::SESSION_COMPLETED, due, mentee, Some(mentorship), Some((minutes, "minutes")));
            w.event(event::SESSION_COMPLETED, due, mentor, Some(mentorship), Some((minutes, "minutes")));
            w.event(event::MENTORING_GIVEN, due, mentor, Some(mentorship), Some((minutes, "minutes")));
            if w.chance.percent(70) {
                let mark = 1 + i64::from(w.chance.small(5));
                w.event(event::SESSION_RATED, due, mentee, Some(mentor), Some((mark, "rating")));
            }
        }
        booked = due;
    }
}

fn projects(w: &mut Writer, venture: u32) {
    for nth in 0..1 + u32::try_from(w.chance.below(2)).unwrap_or(0) {
        let project = 3_000_001 + (venture - 1_000_001) * 2 + nth;
        let began = w.day();
        w.begins(spell::PROJECT, project, began, venture, None);
        for each in 0..u32::try_from(w.chance.below(4)).unwrap_or(0) {
            let id = 3_500_001 + (project - 3_000_001) * 4 + each;
            let (due, weight) = (began.plus(w.chance.small(60)), 1 + i64::from(w.chance.small(4)));
            w.begins(spell::MILESTONE, id, began, venture, Some(project));
            w.step(spell::MILESTONE, id, SpellStep::Due { day: due, weight });
            if w.chance.percent(25) {
                let moved = due.plus(w.chance.small(20));
                w.step(spell::MILESTONE, id, SpellStep::Due { day: moved, weight });
            }
            if w.chance.percent(70) {
                let (over, end) = (began.plus(w.chance.small(80)), w.chance.one(&["reached", "reached", "missed"]));
                w.ends(spell::MILESTONE, id, over, end);
            }
        }
        if w.chance.percent(60) {
            let (over, end) = (began.plus(w.chance.small(90)), w.chance.one(&["succeeded", "failed", "merged"]));
            w.ends(spell::PROJECT, project, over, end);
            if w.chance.percent(10) {
                w.step(spell::PROJECT, project, SpellStep::Reopened);
            }
        }
    }
}

fn money(w: &mut Writer, venture: u32, clerk: u32) {
    for (kind, most) in
        [(event::COST, 900), (event::BENEFIT, 1_500), (event::REVENUE, 2_000), (event::INVESTMENT, 9_000)]
    {
        for _ in 0..w.chance.below(4) {
            let (day, amount) = (w.day(), 1 + i64::from(w.chance.small(most)));
            let currency = w.chance.one(&["COP", "COP", "USD"]);
            w.event(kind, day, clerk, Some(venture), Some((amount * 100, currency)));
        }
    }
    for _ in 0..w.chance.below(3) {
        let (day, jobs) = (w.day(), i64::from(w.chance.small(7)) - 2);
        w.event(event::JOBS, day, clerk, Some(venture), Some((jobs, "jobs")));
    }
}

/// The same facts in another order, some of them twice.
pub(crate) fn shuffled(facts: &[Fact], seed: u64) -> Vec<Fact> {
    let mut chance = Chance(seed);
    let mut facts: Vec<Fact> =
        facts.iter().flat_map(|fact| vec![fact.clone(); 1 + usize::from(chance.percent(10))]).collect();
    for at in (1..facts.len()).rev() {
        let other = usize::try_from(chance.below(at as u64 + 1)).unwrap_or(0);
        facts.swap(at, other);
    }
    facts
}
