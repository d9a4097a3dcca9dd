//! From one domain event to facts.

use super::beside::Beside;
use super::ordinals::Ordinals;
use crate::audit::Event;
use crate::values::{CivilDate, FeedbackId, Id, SessionId, Timestamp, UserId, VentureId};
use semillero_analytics::standard::{attribute, event as kind, spell};
use semillero_analytics::{AttributeChange, Day, Event as Happened, Fact, SpellChange, SpellStep};
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// So many facts an event leads to at most, each with a number of its own: an imported venture has some for every founder.
const PER_EVENT: u64 = 1 << 16;
/// A session called off less than this before its start is called off late.
const LATE_MINUTES: i64 = 24 * 60;

/// Maps events in the order of the log.
pub(crate) struct Mapper<'a> {
    ordinals: &'a mut Ordinals,
    beside: &'a Beside,
    facts: Vec<Fact>,
    seq: u64,
    at: Timestamp,
}

/// The facts of some events; `first` is how many events of the log came before them.
pub(crate) fn facts_of(events: &[Event], first: u64, ordinals: &mut Ordinals, beside: &Beside) -> Vec<Fact> {
    let mut mapper = Mapper { ordinals, beside, facts: Vec::new(), seq: 0, at: Timestamp::from_micros(0) };
    for (number, event) in (first..).zip(events) {
        mapper.seq = number.saturating_mul(PER_EVENT);
        mapper.at = event.at;
        mapper.map(event);
    }
    mapper.facts
}

/// A value that an event carries.
fn told<T: DeserializeOwned>(event: &Event, name: &str) -> Option<T> {
    serde_json::from_value(event.data.0.get(name)?.clone()).ok()
}

fn day_of(at: Timestamp) -> Day {
    Day::of_micros(at.as_micros())
}

/// The two people of a mentorship, and itself.
struct Pair {
    mentorship: u32,
    mentor: UserId,
    mentee: UserId,
}

impl Mapper<'_> {
    fn map(&mut self, event: &Event) {
        let (context, what) = event.kind.split_once('.').unwrap_or((&event.kind, ""));
        match context {
            "mentorship" => self.mentorship(event, what),
            "session" => self.session(event, what),
            "feedback" => self.feedback(event),
            "note" => {
                self.happened(kind::PROGRESS_REPORTED, event.at, event.actor_id, told::<Uuid>(event, "mentorship_id"))
            }
            "enrolment" => self.enrolment(event, what),
            "venture" | "venture_member" => self.venture(event, what),
            "project" => self.project(event, what),
            "milestone" => self.milestone(event, what),
            "role" if what == "granted" => self.role(event),
            "ally_profile" => self.ally(event),
            "consent" => self.consent(event, what),
            "user" if what == "joined" => {
                self.happened(kind::JOINED, event.at, Some(UserId::from_uuid(event.subject_id.0)), None);
            }
            "preferences" => self.happened(kind::PREFERENCES_SET, event.at, event.actor_id, None),
            _ => {}
        }
    }

    /// The next number of this event.
    fn number(&mut self) -> u64 {
        self.seq += 1;
        self.seq
    }

    fn happened(&mut self, kind: &str, at: Timestamp, who: Option<UserId>, about: Option<Uuid>) {
        self.measured(kind, at, who, about, None, "");
    }

    fn measured(
        &mut self,
        kind: &str,
        at: Timestamp,
        who: Option<UserId>,
        about: Option<Uuid>,
        value: Option<i64>,
        unit: &str,
    ) {
        let Some(who) = who else { return };
        let seq = self.number();
        let (actor, subject) = (self.ordinals.of(who.uuid()), about.map(|about| self.ordinals.of(about)));
        let (day, kind, unit) = (day_of(at), kind.to_owned(), unit.to_owned());
        self.facts.push(Fact::Event(Happened { seq, at: at.as_micros(), day, kind, actor, subject, value, unit }));
    }

    fn step(&mut self, entity: &str, id: u32, what: SpellStep) {
        let seq = self.number();
        self.facts.push(Fact::Spell(SpellChange { seq, entity: entity.to_owned(), id, what }));
    }

    /// As [`Mapper::step`], where the first such step counts and not the last.
    fn first_step(&mut self, entity: &str, id: u32, what: SpellStep) {
        let seq = u64::MAX - self.number();
        self.facts.push(Fact::Spell(SpellChange { seq, entity: entity.to_owned(), id, what }));
    }

    fn attribute(&mut self, of: Uuid, name: &str, value: Option<String>) {
        let (seq, ordinal) = (self.number(), self.ordinals.of(of));
        let (attribute, from) = (name.to_owned(), day_of(self.at));
        self.facts.push(Fact::Attribute(AttributeChange { seq, ordinal, attribute, value, from }));
    }

    fn pair(&mut self, event: &Event) -> Option<Pair> {
        let (mentor, mentee) = (told(event, "mentor_id")?, told(event, "mentee_id")?);
        let mentorship = self.ordinals.of(told(event, "mentorship_id")?);
        Some(Pair { mentorship, mentor, mentee })
    }

    /// In which cohort and programme a thing is.
    fn belongs(&mut self, of: Uuid, event: &Event) {
        if let Some(cohort) = told::<Uuid>(event, "cohort_id") {
            self.attribute(of, attribute::COHORT, Some(cohort.to_string()));
        }
        if let Some(programme) = event.programme_id {
            self.attribute(of, attribute::PROGRAMME, Some(programme.to_string()));
        }
    }

    fn mentorship(&mut self, event: &Event, what: &str) {
        let Some(pair) = self.pair(event) else { return };
        let (mentor, mentee) = (self.ordinals.of(pair.mentor.uuid()), self.ordinals.of(pair.mentee.uuid()));
        let began = |at: Timestamp| SpellStep::Began {
            at: at.as_micros(),
            day: day_of(at),
            subject: mentee,
            cluster: Some(mentor),
        };
        let ended =
            |end: &str| SpellStep::Ended { at: event.at.as_micros(), day: day_of(event.at), end: end.to_owned() };
        let asked = told::<String>(event, "origin").is_some_and(|origin| origin != "import");
        match what {
            "proposed" => {
                let proposed = told(event, "proposed_at").unwrap_or(event.at);
                self.belongs(event.subject_id.0, event);
                self.step(spell::REQUEST, pair.mentorship, began(proposed));
                let wait = self.wait(&pair, event);
                self.first_step(spell::WAIT, wait, began(proposed));
                if told::<String>(event, "origin").as_deref() == Some("request") {
                    self.happened(kind::MATCH_REQUESTED, event.at, Some(pair.mentee), Some(event.subject_id.0));
                }
            }
            "imported" | "updated" => {
                self.belongs(event.subject_id.0, event);
                if let Some(accepted) = told(event, "accepted_at") {
                    self.step(spell::MENTORSHIP, pair.mentorship, began(accepted));
                }
            }
            "accepted" => {
                self.step(spell::REQUEST, pair.mentorship, ended("accepted"));
                self.step(spell::MENTORSHIP, pair.mentorship, began(event.at));
                let wait = self.wait(&pair, event);
                self.first_step(spell::WAIT, wait, ended("matched"));
                self.happened(kind::MATCH_ACCEPTED, event.at, Some(pair.mentee), Some(event.subject_id.0));
                self.happened(kind::REQUEST_ANSWERED, event.at, event.actor_id, Some(event.subject_id.0));
            }
            "declined" => {
                self.step(spell::REQUEST, pair.mentorship, ended("declined"));
                self.happened(kind::REQUEST_ANSWERED, event.at, event.actor_id, Some(event.subject_id.0));
            }
            "expired" | "withdrawn" | "superseded" if asked => self.step(spell::REQUEST, pair.mentorship, ended(what)),
            "completed" | "terminated" => self.step(spell::MENTORSHIP, pair.mentorship, ended(what)),
            _ => {}
        }
    }

    /// The wait of a mentee in a cohort: one, however many mentors were asked.
    fn wait(&mut self, pair: &Pair, event: &Event) -> u32 {
        let cohort = told::<Uuid>(event, "cohort_id").unwrap_or_default();
        let mut hasher = blake3::Hasher::new_derive_key("semillero 2026 wait");
        hasher.update(pair.mentee.uuid().as_bytes()).update(cohort.as_bytes());
        let mut bytes = [0; 16];
        hasher.finalize_xof().fill(&mut bytes);
        let wait = Uuid::from_bytes(bytes);
        self.belongs(wait, event);
        self.ordinals.of(wait)
    }

    fn session(&mut self, event: &Event, what: &str) {
        let (Some(pair), Some(starts), Some(ends)) =
            (self.pair(event), told::<Timestamp>(event, "starts_at"), told::<Timestamp>(event, "ends_at"))
        else {
            return;
        };
        let id = self.ordinals.of(event.subject_id.0);
        let state = told::<String>(event, "state").unwrap_or_default();
        let booked = if what == "imported" { starts } else { event.at };
        if matches!(what, "booked" | "imported") {
            self.belongs(event.subject_id.0, event);
            let subject = self.ordinals.of(pair.mentee.uuid());
            let cluster = Some(pair.mentorship);
            self.step(
                spell::SESSION,
                id,
                SpellStep::Began { at: booked.as_micros(), day: day_of(booked), subject, cluster },
            );
            self.step(spell::SESSION, id, SpellStep::Due { day: day_of(ends), weight: 1 });
        }
        let absent: Vec<String> = told(event, "absent").unwrap_or_default();
        let missed = if absent.iter().any(|side| side == "mentor") { "no_show_mentor" } else { "no_show_mentee" };
        let (end, at) = match (what, state.as_str()) {
            ("booked", _) => {
                self.happened(kind::SESSION_BOOKED, event.at, event.actor_id, Some(pair_id(event)));
                return;
            }
            ("held", _) | ("imported", "held") => ("held", ends),
            ("missed", _) | ("imported", "no_show") => (missed, ends),
            ("cancelled", _) if starts.minutes_since(event.at) < LATE_MINUTES => ("cancelled_late", event.at),
            ("cancelled", _) => ("cancelled", event.at),
            ("imported", "cancelled") => ("cancelled", starts),
            _ => return,
        };
        self.step(spell::SESSION, id, SpellStep::Ended { at: at.as_micros(), day: day_of(at), end: end.to_owned() });
        if end == "held" {
            let minutes = told::<i64>(event, "minutes");
            let about = Some(pair_id(event));
            for who in [pair.mentor, pair.mentee] {
                self.measured(kind::SESSION_COMPLETED, starts, Some(who), about, minutes, "minutes");
            }
            self.measured(kind::MENTORING_GIVEN, starts, Some(pair.mentor), about, minutes, "minutes");
        }
        if what == "imported" {
            // What came with the row is as old as the session; what was said later has an event of its own.
            let of = self.beside.ratings_of.get(&SessionId::from_uuid(event.subject_id.0));
            for (author, rating, at) in of.into_iter().flatten().filter(|(_, _, at)| *at == ends) {
                self.rated(&pair, *author, *rating, *at);
            }
        }
    }

    fn feedback(&mut self, event: &Event) {
        let Some(pair) = self.pair(event) else { return };
        if let Some((author, rating, at)) = self.beside.ratings.get(&FeedbackId::from_uuid(event.subject_id.0)) {
            self.rated(&pair, *author, *rating, *at);
        }
    }

    /// The one who was rated is the other of the two.
    fn rated(&mut self, pair: &Pair, author: UserId, rating: i64, at: Timestamp) {
        let about = if author == pair.mentor { pair.mentee } else { pair.mentor };
        self.measured(kind::SESSION_RATED, at, Some(author), Some(about.uuid()), Some(rating), "rating");
    }

    fn enrolment(&mut self, event: &Event, what: &str) {
        let Some(user) = told::<UserId>(event, "user_id") else { return };
        match what {
            "enrolled" => {
                self.belongs(user.uuid(), event);
                if told::<String>(event, "side").as_deref() == Some("mentee") {
                    let beside = self.beside;
                    let mine = beside.members.iter().filter(|(_, who, joined)| *who == user && *joined <= event.at);
                    for (venture, _, _) in mine {
                        self.belongs(venture.uuid(), event);
                    }
                }
            }
            "withdrawn" => self.attribute(user.uuid(), attribute::COHORT, None),
            _ => {}
        }
    }

    fn venture(&mut self, event: &Event, what: &str) {
        let Some(venture) = told::<VentureId>(event, "venture_id") else { return };
        if matches!(what, "created" | "imported" | "updated") {
            self.attribute(venture.uuid(), attribute::SECTOR, told(event, "sector"));
            self.attribute(venture.uuid(), attribute::STAGE, told(event, "stage"));
            self.attribute(venture.uuid(), attribute::COUNTRY, told(event, "country"));
        }
        let beside = self.beside;
        let who: Vec<UserId> = match what {
            "created" | "joined" => told(event, "user_id").into_iter().collect(),
            "imported" => {
                let members = beside.members.iter().filter(|(of, _, joined)| *of == venture && *joined <= event.at);
                members.map(|(_, who, _)| *who).collect()
            }
            _ => return,
        };
        let places = who.iter().filter_map(|who| beside.places.get(who)).flatten();
        for (cohort, programme, _) in places.filter(|(_, _, since)| *since <= event.at) {
            self.attribute(venture.uuid(), attribute::COHORT, Some(cohort.to_string()));
            self.attribute(venture.uuid(), attribute::PROGRAMME, Some(programme.to_string()));
        }
    }

    fn project(&mut self, event: &Event, what: &str) {
        let Some(venture) = told::<VentureId>(event, "venture_id") else { return };
        let (id, subject) = (self.ordinals.of(event.subject_id.0), self.ordinals.of(venture.uuid()));
        let (at, day) = (event.at.as_micros(), day_of(event.at));
        match what {
            "created" => {
                self.happened(kind::PROJECT_CREATED, event.at, event.actor_id, Some(event.subject_id.0));
            }
            "started" => self.step(spell::PROJECT, id, SpellStep::Began { at, day, subject, cluster: None }),
            "completed" => self.step(spell::PROJECT, id, SpellStep::Ended { at, day, end: "succeeded".to_owned() }),
            "cancelled" => self.step(spell::PROJECT, id, SpellStep::Ended { at, day, end: "failed".to_owned() }),
            _ => {}
        }
    }

    fn milestone(&mut self, event: &Event, what: &str) {
        let (Some(venture), Some(project)) = (told::<Uuid>(event, "venture_id"), told::<Uuid>(event, "project_id"))
        else {
            return;
        };
        let id = self.ordinals.of(event.subject_id.0);
        let (subject, cluster) = (self.ordinals.of(venture), Some(self.ordinals.of(project)));
        let (at, day) = (event.at.as_micros(), day_of(event.at));
        let due = told::<CivilDate>(event, "due_on").map(|due| day_of(due.start()));
        match what {
            "planned" => self.step(spell::MILESTONE, id, SpellStep::Began { at, day, subject, cluster }),
            "done" => {
                let done = told::<CivilDate>(event, "done_on").map_or(event.at, CivilDate::start);
                let (at, day) = (done.as_micros(), day_of(done));
                self.step(spell::MILESTONE, id, SpellStep::Ended { at, day, end: "reached".to_owned() });
                self.happened(kind::MILESTONE_REACHED, event.at, event.actor_id, Some(project));
            }
            "missed" => self.step(spell::MILESTONE, id, SpellStep::Ended { at, day, end: "missed".to_owned() }),
            _ => {}
        }
        if let Some(day) = due.filter(|_| matches!(what, "planned" | "replanned")) {
            self.step(spell::MILESTONE, id, SpellStep::Due { day, weight: 1 });
        }
    }

    fn role(&mut self, event: &Event) {
        let (Some(user), Some(role)) = (told::<Uuid>(event, "user_id"), told::<String>(event, "role")) else { return };
        let staff = matches!(role.as_str(), "admin" | "manager" | "reviewer" | "observer");
        match role.as_str() {
            "mentor" => self.attribute(user, attribute::ROLE, Some("ally".to_owned())),
            "participant" => self.attribute(user, attribute::ROLE, Some("entrepreneur".to_owned())),
            _ => self.attribute(user, attribute::ROLE, Some(role)),
        }
        if staff {
            self.attribute(user, attribute::STAFF, Some("yes".to_owned()));
        }
    }

    fn ally(&mut self, event: &Event) {
        if let Some(capacity) = told::<i64>(event, "to") {
            self.attribute(event.subject_id.0, attribute::CAPACITY, Some(capacity.to_string()));
        }
    }

    fn consent(&mut self, event: &Event, what: &str) {
        let Some(user) = told::<Uuid>(event, "user_id") else { return };
        if told::<String>(event, "purpose").as_deref() == Some("analytics") {
            let counted = if what == "given" { "yes" } else { "no" };
            self.attribute(user, attribute::COUNTED, Some(counted.to_owned()));
        }
    }
}

/// The mentorship that an event of a session speaks of.
fn pair_id(event: &Event) -> Uuid {
    told(event, "mentorship_id").unwrap_or_default()
}
