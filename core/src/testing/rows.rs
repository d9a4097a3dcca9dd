//! Rows for the conformance suite: one of each kind, many people, and the reads to try on them.

use super::rows_counted::counted;
use crate::audit::{Activity, AuditEntry, AuditSeal, Consumer, Event, Replay, StatusChange, Subject, seal};
use crate::matching::{CohortPolicy, MatchPolicy, MatchRun, MatchRunState, Preferences};
use crate::mentorship::{
    Attendance, Feedback, Fit, Mentorship, MentorshipOrigin, MentorshipState, Note, NoteVisibility, Participant,
    Session, SessionState,
};
use crate::people::{
    AccessToken, Account, AllyProfile, AllyState, ClockTime, Consent, ConsentDecision, FreeTime, Grant, GrantState,
    Invitation, InvitationState, PasswordHash, Purpose, Role, SetUpLink, SignIn, User, UserState, Weekday,
};
use crate::programmes::{Cohort, CohortState, Enrolment, EnrolmentState, Programme, ProgrammeState, Quota, Side};
use crate::store::{ChangeSet, Direction, Field, Filter, Select, Whole};
use crate::values::{
    EmailAddress, EventId, Id, Json, Locale, MentorsPerMentee, ProgrammeId, Rating, SessionMinutes, Timestamp, UserId,
};
use serde_json::json;
use uuid::Uuid;

/// Whether cells that may be empty are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cells {
    Empty,
    Full,
}

impl Cells {
    pub(super) fn maybe<T>(self, value: T) -> Option<T> {
        (self == Self::Full).then_some(value)
    }
}

pub(super) fn id<T: Id>(kind: u128, number: u128) -> T {
    T::from_uuid(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + (kind << 40) + number))
}

pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(1_772_442_000_000_001 + seconds * 1_000_000)
}

/// A person with an address of their own.
pub(super) fn user(number: u128, name: &str) -> User {
    let mut user = User::new(id(1, number), UserState::Invited, name, Locale::Es, at(0));
    if let Ok(email) = EmailAddress::parse(&format!("p{number}@example.org")) {
        user.set_email(&email);
    }
    user
}

/// Saturday until midnight.
fn free_time() -> Vec<FreeTime> {
    let from = ClockTime::new(9, 30).unwrap_or(ClockTime::MIDNIGHT);
    FreeTime::new(Weekday::Saturday, from, ClockTime::MIDNIGHT).into_iter().collect()
}

/// An event.
pub(super) fn event(number: u128) -> Event {
    Event {
        id: id::<EventId>(2, number),
        kind: "user.imported".into(),
        subject_kind: "user".into(),
        subject_id: Subject(Uuid::from_u128(number)),
        programme_id: None,
        actor_id: None,
        data: Json(json!({})),
        at: at(0),
    }
}

/// One row of every table, with text that tries encodings.
pub(super) fn one_of_each(cells: Cells) -> ChangeSet {
    let n = if cells == Cells::Full { 2 } else { 1 };
    let text = || "Ñandú 'o\"' \\ % _ 日本 \u{1f331}".to_owned();
    let mut changes = ChangeSet::new();
    let (mentor, mut mentee) = (user(n * 10, "Mentora"), user(n * 10 + 1, &text()));
    mentee.headline = cells.maybe(text());
    mentee.organisation = cells.maybe(text());
    mentee.external_id = cells.maybe(text());
    mentee.skills = Whole(vec![text(), String::new()]);
    mentee.about = cells.maybe(text());
    mentee.place = cells.maybe("CO-ANT".to_owned());
    mentee.time_zone = cells.maybe("America/Bogota".to_owned());
    mentee.availability = Whole(free_time());
    mentee.stages = Whole(vec![text()]);
    mentee.derive();
    changes.insert(&mentor).insert(&mentee);
    let programme_id: ProgrammeId = id(3, n);
    changes.insert(&Programme {
        id: programme_id,
        version: 1,
        state: ProgrammeState::Draft,
        name: text(),
        summary: cells.maybe(text()),
        sort_key: text(),
        created_at: at(-100_000_000),
    });
    let cohort = Cohort {
        id: id(4, n),
        version: 1,
        state: CohortState::Open,
        programme_id,
        name: text(),
        mentors_per_mentee: MentorsPerMentee::default(),
        places: cells.maybe(12),
        quotas: Whole(vec![Quota { organisation: text(), places: 3 }]),
        preferences_until: cells.maybe(at(3)),
        created_at: at(4),
    };
    changes.insert(&cohort);
    people(&mut changes, cells, n, mentor.id, programme_id);
    for (number, user_id, side) in [(1, mentor.id, Side::Mentor), (2, mentee.id, Side::Mentee)] {
        changes.insert(&Enrolment {
            id: id(5, n * 10 + number),
            version: 1,
            state: EnrolmentState::Enrolled,
            cohort_id: cohort.id,
            programme_id,
            user_id,
            side,
            enrolled_at: at(5),
            waiting_since: cells.maybe(at(6)),
        });
    }
    changes.insert(&CohortPolicy {
        id: cohort.id,
        version: 1,
        programme_id: cohort.programme_id,
        policy: Whole(MatchPolicy::default()),
        updated_by: cells.maybe(mentor.id),
        updated_at: at(6),
    });
    changes.insert(&Preferences {
        id: id(6, n),
        version: 1,
        cohort_id: cohort.id,
        user_id: mentee.id,
        side: Side::Mentee,
        ranked: Whole(vec![vec![mentor.id], vec![]]),
        vetoes: Whole(vec![]),
        updated_at: at(6),
    });
    let run = MatchRun {
        id: id(7, n),
        version: 1,
        state: MatchRunState::Draft,
        cohort_id: cohort.id,
        programme_id,
        created_by: cells.maybe(mentor.id),
        strategy: Json(json!({ "stable": null })),
        seed: 9_007_199_254_740_991,
        instance: Json(json!({ "pairs": [1, -2, true, null, "ñ"] })),
        record: Json(json!({})),
        solved: Whole::default(),
        outcome: Whole::default(),
        created_at: at(7),
        published_at: cells.maybe(at(8)),
        amends: None,
        max_moves: cells.maybe(3),
    };
    changes.insert(&run);
    let mentorship = Mentorship {
        id: id(8, n),
        version: 1,
        state: MentorshipState::Accepted,
        cohort_id: cohort.id,
        programme_id,
        mentor_id: mentor.id,
        mentee_id: mentee.id,
        origin: MentorshipOrigin::Request,
        match_run_id: cells.maybe(run.id),
        message: cells.maybe(text()),
        proposed_at: at(9),
        expires_at: at(10),
        reminders: 0,
        accepted_at: cells.maybe(at(10)),
        last_held_at: cells.maybe(at(11)),
        alerted_at: cells.maybe(at(12)),
        ended_at: cells.maybe(at(13)),
    };
    changes.insert(&mentorship);
    meeting(&mut changes, cells, n, &mentorship);
    super::rows_ventures::ventures(&mut changes, cells, n, mentee.id);
    records(&mut changes, cells, n, mentee.id, programme_id);
    changes
}

fn people(changes: &mut ChangeSet, cells: Cells, n: u128, user_id: UserId, programme_id: ProgrammeId) {
    changes.insert(&Grant {
        id: id(9, n),
        version: 1,
        user_id,
        role: Role::Mentor,
        programme_id: cells.maybe(programme_id),
        state: GrantState::Active,
        granted_at: at(11),
        revoked_at: cells.maybe(at(12)),
    });
    changes.insert(&Consent {
        id: id(10, n),
        user_id,
        purpose: Purpose::Matching,
        decision: ConsentDecision::Given,
        text_version: "1".into(),
        recorded_by: cells.maybe(user_id),
        at: at(13),
    });
    changes.insert(&Invitation {
        id: id(11, n),
        version: 1,
        state: InvitationState::Pending,
        user_id,
        invited_by: cells.maybe(user_id),
        role: Role::Client,
        programme_id: cells.maybe(programme_id),
        created_at: at(14),
        expires_at: at(15),
    });
    changes.insert(&AccessToken {
        id: id(12, n),
        version: 1,
        user_id,
        label: String::new(),
        hash: format!("{n}"),
        created_at: at(16),
        expires_at: at(17),
        revoked_at: cells.maybe(at(18)),
    });
    signing_in(changes, cells, n, user_id);
    counted(changes, cells, n, (user_id, programme_id));
    changes.insert(&AllyProfile {
        id: user_id,
        version: 1,
        state: AllyState::Approved,
        capacity: crate::values::Capacity::default(),
        motivation: cells.maybe(String::new()),
        submitted_at: cells.maybe(at(19)),
        decided_at: cells.maybe(at(20)),
    });
}

fn signing_in(changes: &mut ChangeSet, cells: Cells, n: u128, user_id: UserId) {
    let Some(password_hash) = PasswordHash::of("$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA") else { return };
    changes.insert(&Account {
        id: user_id,
        version: 1,
        password_hash,
        password_changed_at: at(30),
        failures: 100,
        failing_since: cells.maybe(at(31)),
    });
    changes.insert(&SignIn {
        id: id(23, n),
        version: 1,
        user_id,
        hash: format!("{n}"),
        agent: cells.maybe("Firefox ñ".into()),
        created_at: at(32),
        last_seen_at: at(33),
        idle_minutes: 30,
        expires_at: at(34),
        ended_at: cells.maybe(at(35)),
    });
    changes.insert(&SetUpLink {
        id: id(24, n),
        version: 1,
        hash: format!("{n}"),
        created_at: at(36),
        expires_at: at(37),
        ended_at: cells.maybe(at(38)),
    });
}

fn meeting(changes: &mut ChangeSet, cells: Cells, n: u128, mentorship: &Mentorship) {
    let Ok(minutes) = SessionMinutes::new(60) else { return };
    let Ok(rating) = Rating::new(5) else { return };
    let session = Session {
        id: id(13, n),
        version: 1,
        state: SessionState::Held,
        mentorship_id: mentorship.id,
        programme_id: mentorship.programme_id,
        starts_at: at(1_000),
        ends_at: at(4_600),
        minutes,
        place: cells.maybe(String::new()),
        agenda: cells.maybe("línea\nlínea".into()),
        accounted_minutes: cells.maybe(60),
        booked_at: at(21),
    };
    changes.insert(&session);
    changes.insert(&Participant {
        id: id(14, n),
        version: 1,
        session_id: session.id,
        user_id: mentorship.mentor_id,
        side: Side::Mentor,
        starts_at: session.starts_at,
        ends_at: session.ends_at,
        busy: cells == Cells::Full,
        attendance: Attendance::Present,
    });
    changes.insert(&Note {
        id: id(15, n),
        mentorship_id: mentorship.id,
        session_id: cells.maybe(session.id),
        author_id: mentorship.mentor_id,
        visibility: NoteVisibility::Shared,
        text: "x".into(),
        at: at(22),
    });
    changes.insert(&Feedback {
        id: id(16, n),
        session_id: session.id,
        mentorship_id: mentorship.id,
        programme_id: mentorship.programme_id,
        author_id: mentorship.mentee_id,
        rating,
        fit: cells.maybe(Fit::Good),
        comment: cells.maybe("y".into()),
        at: at(23),
    });
}

fn records(changes: &mut ChangeSet, cells: Cells, n: u128, user_id: UserId, programme_id: ProgrammeId) {
    let subject_id = Subject(user_id.uuid());
    changes.insert(&StatusChange {
        id: id(17, n),
        subject_kind: "user".into(),
        subject_id,
        from_state: "invited".into(),
        command: "join".into(),
        to_state: "active".into(),
        actor_id: cells.maybe(user_id),
        on_behalf_of: cells.maybe(user_id),
        reason: cells.maybe("porque sí".into()),
        at: at(24),
    });
    let event = Event {
        id: id(2, 1_000_000 + n),
        programme_id: cells.maybe(programme_id),
        actor_id: cells.maybe(user_id),
        data: Json(json!({ "user_id": user_id, "deep": [{ "a": 1 }] })),
        ..event(0)
    };
    changes.insert(&event);
    let mut entry = AuditEntry {
        id: id(18, n),
        actor_id: cells.maybe(user_id),
        on_behalf_of: cells.maybe(user_id),
        action: "view_user".into(),
        subject_kind: "user".into(),
        subject_id,
        because: "Host".into(),
        request_id: cells.maybe("r".into()),
        at: at(25),
        digest: String::new(),
    };
    entry.digest = seal::digest(&entry);
    changes.insert(&entry);
    changes.insert(&AuditSeal {
        id: id(19, n),
        number: i64::try_from(n).unwrap_or(0),
        last_cursor: "0.0.1".into(),
        entries: 1,
        root: "a".into(),
        head: "b".into(),
        at: at(26),
    });
    changes.insert(&Consumer { id: id(20, n), version: 1, name: format!("reader {n}"), cursor: "0.0.0".into() });
    changes.insert(&Activity {
        id: id(21, n),
        user_id,
        event_id: event.id,
        kind: event.kind,
        subject_kind: event.subject_kind,
        subject_id,
        programme_id: cells.maybe(programme_id),
        actor_id: cells.maybe(user_id),
        at: at(27),
    });
    changes.insert(&Replay {
        id: id(22, n),
        actor: "host".into(),
        key: format!("key {n}"),
        request: "digest".into(),
        answer: Json(json!({ "id": user_id })),
        at: at(28),
    });
}

/// People whose names, labels, states and empty cells differ, and roles of some of them; the same for the same number.
pub(super) fn many_users(count: u128) -> ChangeSet {
    const NAMES: [&str; 12] =
        ["Ana", "ana", "Ñusta Quispe", "Nuria", "Álvaro", "Óscar", "Zoe", "Li 李", "O'Brien", "100 %", "a_b", "Eva"];
    let mut changes = ChangeSet::new();
    for number in 0..count {
        let pick = |salt: u128| usize::try_from((number * 7 + salt) % 12).unwrap_or(0);
        let name = NAMES.get(pick(0)).copied().unwrap_or_default();
        let mut user = user(number, name);
        if number % 3 == 0 {
            user.state = UserState::Active;
            user.headline = Some(format!("Mentora de {name}"));
        }
        if number % 4 == 0 {
            (user.email, user.email_key) = (None, None);
        }
        user.skills = Whole(vec![NAMES.get(pick(5)).copied().unwrap_or_default().to_owned(), "Finanzas".into()]);
        user.updated_at = at(i64::try_from(number % 5).unwrap_or(0));
        user.derive();
        changes.insert(&user);
        if number % 5 == 0 {
            changes.insert(&Grant {
                id: id(9, 1_000 + number),
                version: 1,
                user_id: user.id,
                role: if number % 10 == 0 { Role::Admin } else { Role::Client },
                programme_id: None,
                state: GrantState::Active,
                granted_at: at(0),
                revoked_at: None,
            });
        }
    }
    changes
}

/// Reads that use every kind of filter, order and page.
pub(super) fn selects() -> Vec<Select> {
    let contains = |column, text: &str| Filter::Contains(column, text.to_owned());
    let active = || Filter::equals("state", UserState::Active);
    let admins = || Filter::in_other::<Grant>("id", "user_id", Filter::equals("role", Role::Admin));
    let with_headline = || contains("headline", "ana");
    let filters = vec![
        Filter::All,
        Filter::Nothing,
        active(),
        Filter::Not(Box::new(active())),
        Filter::equals("display_name", "Ana".to_owned()),
        Filter::Equals("headline", crate::store::Value::Null),
        Filter::any_of("display_name", ["Eva".to_owned(), "Ñusta Quispe".to_owned()]),
        Filter::any_of("display_name", Vec::<String>::new()),
        Filter::any_of("id", (0..700_u128).map(|number| user(number, "").id)),
        Filter::Less("updated_at", at(2).to_value()),
        Filter::Greater("updated_at", at(2).to_value()),
        Filter::Less("email_key", "p5".to_owned().to_value()),
        Filter::Not(Box::new(Filter::Greater("email_key", "p5".to_owned().to_value()))),
        with_headline(),
        Filter::Not(Box::new(with_headline())),
        contains("display_name", "%"),
        contains("display_name", "_"),
        contains("display_name", "Ñ"),
        contains("labels", " skill:finanzas "),
        Filter::Empty("headline"),
        Filter::Not(Box::new(Filter::Empty("headline"))),
        admins(),
        Filter::Not(Box::new(admins())),
        Filter::in_other::<Grant>("email_key", "role", Filter::All),
        active().and(admins()),
        Filter::Or(vec![admins(), with_headline()]),
        Filter::Or(vec![]),
        Filter::And(vec![]),
    ];
    let mut selects: Vec<Select> = filters.into_iter().map(Select::of::<User>).collect();
    for order in
        [&["sort_key"][..], &["email_key"], &["headline", "updated_at"], &["updated_at"], &["state", "sort_key"]]
    {
        selects.push(Select::of::<User>(Filter::All).by(order));
        selects.push(Select::of::<User>(Filter::All).by(order).descending());
    }
    let ranked =
        Select { rank: vec![active(), admins(), with_headline()], ..Select::of::<User>(Filter::All).by(&["sort_key"]) };
    // Rank conditions ask nothing of other tables.
    let ranked = Select { rank: vec![active(), with_headline()], ..ranked };
    selects.push(Select { direction: Direction::Descending, ..ranked.clone() });
    selects.push(ranked.clone().limit(10));
    selects.push(ranked);
    selects
}
