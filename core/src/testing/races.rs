//! Races: many callers at once, and the rule that must hold afterwards. Every store runs them.

use super::races_under_way::{
    called_off, cascaded, closed, last_member, listed_pairs, listed_sessions, listed_ventures, resumed, shared,
};
use super::time::{SeededIds, TestClock};
use crate::api::*;
use crate::ecosystem::{Acting, Ecosystem, SignInPolicy};
use crate::errors::ApiError;
use crate::mentorship::{Mentorship, MentorshipState};
use crate::people::{Account, ConsentDecision, Grant, GrantState, PasswordHash, Purpose, Role};
use crate::permissions::Who;
use crate::programmes::{Enrolment, Programme, Side};
use crate::store::{Filter, Reading, Store};
use crate::values::{CohortId, MentorshipId, Timestamp, UserId};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A future that owns everything it needs.
pub type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Runs jobs at once, as truly as the host can, and tells which succeeded.
pub type Together = fn(Vec<Boxed<bool>>) -> Boxed<Vec<bool>>;

/// What a race ends with: nothing, or what went wrong.
pub type Verdict = Result<(), String>;

/// One race.
pub struct Race {
    /// Its name.
    pub name: &'static str,
    /// Runs it on a fresh store.
    pub run: fn(Arc<dyn Store>, Together) -> Boxed<Verdict>,
}

/// Every race.
pub static RACES: &[Race] = &[
    Race { name: "one_seat_many_accepts", run: |store, together| Box::pin(one_seat(store, together)) },
    Race { name: "one_mentee_many_mentors", run: |store, together| Box::pin(one_mentee(store, together)) },
    Race { name: "overlapping_sessions_across_roles", run: |store, together| Box::pin(sessions(store, together)) },
    Race { name: "one_invitation_used_twice", run: |store, together| Box::pin(invitation(store, together)) },
    Race { name: "one_invitation_two_passwords", run: |store, together| Box::pin(joining(store, together)) },
    Race { name: "one_first_admin", run: |store, together| Box::pin(first_admin(store, together)) },
    Race {
        name: "no_sign_in_survives_a_new_password",
        run: |store, together| Box::pin(signing_in_meanwhile(store, together)),
    },
    Race { name: "every_try_counts", run: |store, together| Box::pin(tries(store, together)) },
    Race { name: "the_last_admin_stays", run: |store, together| Box::pin(admins(store, together)) },
    Race { name: "five_open_requests", run: |store, together| Box::pin(requests(store, together)) },
    Race { name: "cohort_places", run: |store, together| Box::pin(places(store, together)) },
    Race {
        name: "a_published_pair_and_a_request_share_the_seat",
        run: |store, together| Box::pin(publication(store, together)),
    },
    Race { name: "one_key_one_answer", run: |store, together| Box::pin(repeated(store, together)) },
    Race {
        name: "a_resumed_and_an_accepted_share_the_seat",
        run: |store, together| Box::pin(resumed(store, together)),
    },
    Race { name: "two_lists_for_the_last_seat", run: |store, together| Box::pin(listed_pairs(store, together)) },
    Race { name: "one_list_of_ventures_twice", run: |store, together| Box::pin(listed_ventures(store, together)) },
    Race { name: "one_list_of_sessions_twice", run: |store, together| Box::pin(listed_sessions(store, together)) },
    Race { name: "declined_and_expired_cascades_once", run: |store, together| Box::pin(cascaded(store, together)) },
    Race { name: "the_last_member_stays", run: |store, together| Box::pin(last_member(store, together)) },
    Race { name: "shared_twice_is_shared_once", run: |store, together| Box::pin(shared(store, together)) },
    Race { name: "no_session_outlives_its_mentorship", run: |store, together| Box::pin(called_off(store, together)) },
    Race { name: "nobody_enrols_once_it_is_closed", run: |store, together| Box::pin(closed(store, together)) },
];

/// How many race.
pub(super) const MANY: usize = 32;

pub(super) fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// A cohort with mentors and mentees.
pub(super) struct World {
    pub(super) ecosystem: Ecosystem,
    pub(super) host: Acting,
    pub(super) clock: Arc<TestClock>,
    pub(super) cohort: CohortId,
}

impl World {
    pub(super) async fn new(store: Arc<dyn Store>, places: Option<i32>) -> Result<Self, ApiError> {
        let start = Timestamp::from_micros(1_772_442_000_000_000);
        let clock = Arc::new(TestClock::at(start));
        let ids = Arc::new(SeededIds::new(5));
        let ecosystem = Ecosystem::builder().store(store).build_with(clock.clone(), ids);
        let host = ecosystem.acting_as(Who::Host);
        let programme = host.create_programme(CreateProgramme { name: "Raíces".into(), summary: None }).await?;
        let open = OpenCohort {
            programme_id: programme.id,
            name: "Primera".into(),
            mentors_per_mentee: None,
            places,
            preferences_until: None,
            quotas: Vec::new(),
        };
        let cohort = host.open_cohort(open).await?.id;
        Ok(Self { ecosystem, host, clock, cohort })
    }

    /// A person, with the address that [`address`] gives to their name.
    pub(super) async fn user(&self, name: &str) -> Result<UserId, ApiError> {
        let email = Some(address(name));
        let user = EnsureUser { external_id: name.into(), display_name: name.into(), email, locale: None };
        Ok(self.host.ensure_user(user).await?.id)
    }

    async fn enrol(&self, user_id: UserId, side: Side) -> Result<(), ApiError> {
        let consent = RecordConsent {
            user_id,
            purpose: Purpose::Matching,
            decision: ConsentDecision::Given,
            text_version: "1".into(),
        };
        self.host.record_consent(consent).await?;
        self.host.enrol(Enrol { cohort_id: self.cohort, user_id, side }).await?;
        Ok(())
    }

    pub(super) async fn mentee(&self, name: &str) -> Result<UserId, ApiError> {
        let user = self.user(name).await?;
        self.enrol(user, Side::Mentee).await?;
        Ok(user)
    }

    pub(super) async fn mentor(&self, name: &str, capacity: i32) -> Result<UserId, ApiError> {
        let user_id = self.user(name).await?;
        let profile = SubmitAllyProfile { user_id, capacity: Some(capacity), motivation: None };
        self.host.submit_ally_profile(profile).await?;
        self.host.approve_ally(ApproveAlly { user_id }).await?;
        self.enrol(user_id, Side::Mentor).await?;
        Ok(user_id)
    }

    pub(super) async fn ask(&self, mentee: UserId, mentor_id: UserId) -> Result<MentorshipId, ApiError> {
        let asked = RequestMentorship { cohort_id: self.cohort, mentee_id: Some(mentee), mentor_id, message: None };
        Ok(self.host.request_mentorship(asked).await?.id)
    }

    pub(super) fn accept(&self, mentorship_id: MentorshipId) -> Boxed<bool> {
        let host = self.host.clone();
        Box::pin(async move { host.accept_mentorship(AcceptMentorship { mentorship_id }).await.is_ok() })
    }

    pub(super) async fn mentorships(&self, filter: Filter) -> Result<usize, String> {
        Ok(self.ecosystem.store().find::<Mentorship>(filter).await.map_err(said)?.len())
    }
}

/// The address of a person.
pub(super) fn address(name: &str) -> String {
    format!("{}@example.org", name.replace(' ', "."))
}

pub(super) fn wins(outcomes: &[bool]) -> usize {
    outcomes.iter().filter(|won| **won).count()
}

pub(super) fn must(what: &str, found: usize, wanted: usize) -> Verdict {
    if found == wanted { Ok(()) } else { Err(format!("{what}: {found}, not {wanted}")) }
}

async fn one_seat(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let mentor = world.mentor("mentor", 1).await.map_err(said)?;
    let mut jobs = Vec::new();
    for number in 0..MANY {
        let mentee = world.mentee(&format!("mentee {number}")).await.map_err(said)?;
        jobs.push(world.accept(world.ask(mentee, mentor).await.map_err(said)?));
    }
    must("accepts that won", wins(&together(jobs).await), 1)?;
    must("seats taken", world.mentorships(Filter::equals("state", MentorshipState::Accepted)).await?, 1)
}

async fn one_mentee(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let mentee = world.mentee("mentee").await.map_err(said)?;
    let mut asked = Vec::new();
    for number in 0..5 {
        let mentor = world.mentor(&format!("mentor {number}"), 3).await.map_err(said)?;
        asked.push(world.ask(mentee, mentor).await.map_err(said)?);
    }
    let jobs = (0..MANY).filter_map(|at| asked.get(at % asked.len())).map(|id| world.accept(*id)).collect();
    must("accepts that won", wins(&together(jobs).await), 1)?;
    must("mentors", world.mentorships(Filter::equals("state", MentorshipState::Accepted)).await?, 1)?;
    must("requests closed", world.mentorships(Filter::equals("state", MentorshipState::Superseded)).await?, 4)
}

/// One person mentors some and is mentored by another; every session that races has them in it.
async fn sessions(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let both = world.mentor("both", 20).await.map_err(said)?;
    world.host.enrol(Enrol { cohort_id: world.cohort, user_id: both, side: Side::Mentee }).await.map_err(said)?;
    let above = world.mentor("above", 3).await.map_err(said)?;
    let mut mentorships = vec![world.ask(both, above).await.map_err(said)?];
    for number in 0..7 {
        let mentee = world.mentee(&format!("mentee {number}")).await.map_err(said)?;
        mentorships.push(world.ask(mentee, both).await.map_err(said)?);
    }
    for mentorship_id in &mentorships {
        let accept = AcceptMentorship { mentorship_id: *mentorship_id };
        world.host.accept_mentorship(accept).await.map_err(said)?;
    }
    let soon = crate::ecosystem::Clock::now(world.clock.as_ref()).plus_days(1);
    let jobs = (0_i64..MANY as i64).zip(mentorships.iter().cycle()).map(|(at, mentorship_id)| -> Boxed<bool> {
        let host = world.host.clone();
        let booking = BookSession {
            mentorship_id: *mentorship_id,
            starts_at: soon.plus_minutes(at),
            minutes: 60,
            place: None,
            agenda: None,
        };
        Box::pin(async move { host.book_session(booking).await.is_ok() })
    });
    must("sessions booked", wins(&together(jobs.collect()).await), 1)
}

async fn invitation(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let invite = InviteUser {
        email: "eva@example.org".into(),
        display_name: "Eva".into(),
        role: Role::Client,
        programme_id: None,
        locale: None,
    };
    let token = world.host.invite_user(invite).await.map_err(said)?.token.unwrap_or_default();
    let jobs = (0..MANY).map(|_| -> Boxed<bool> {
        let nobody = world.ecosystem.acting_as(Who::Nobody);
        let accept = AcceptInvitation { token: token.clone(), display_name: None };
        Box::pin(async move { nobody.accept_invitation(accept).await.is_ok() })
    });
    must("uses", wins(&together(jobs.collect()).await), 1)?;
    let grants: Vec<Grant> = world.ecosystem.store().find(Filter::equals("role", Role::Client)).await.map_err(said)?;
    must("roles given", grants.len(), 1)
}

/// The hash of a password that no one has.
fn some_hash(number: usize) -> Result<PasswordHash, String> {
    let hash = format!("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ${number:08}");
    PasswordHash::of(&hash).ok_or_else(|| "no hash".to_owned())
}

async fn joining(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let invite = InviteUser {
        email: "eva@example.org".into(),
        display_name: "Eva".into(),
        role: Role::Client,
        programme_id: None,
        locale: None,
    };
    let token = world.host.invite_user(invite).await.map_err(said)?.token.unwrap_or_default();
    let mut jobs: Vec<Boxed<bool>> = Vec::new();
    for number in 0..MANY {
        let (host, token, password) = (world.host.clone(), token.clone(), some_hash(number)?);
        jobs.push(Box::pin(async move { host.join(&token, None, &password).await.is_ok() }));
    }
    let outcomes = together(jobs).await;
    must("people who joined", wins(&outcomes), 1)?;
    let kept = world.host.account_of("eva@example.org").await.map_err(said)?.and_then(|account| account.password);
    let winner = outcomes.iter().position(|won| *won).unwrap_or(MANY);
    if kept == Some(some_hash(winner)?) { Ok(()) } else { Err("the password is not the winner's".into()) }
}

async fn first_admin(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let link = world.host.new_set_up_link(false).await.map_err(said)?.ok_or("no link")?;
    let mut jobs: Vec<Boxed<bool>> = Vec::new();
    for number in 0..MANY {
        let (host, token, password) = (world.host.clone(), link.token.clone(), some_hash(number)?);
        jobs.push(Box::pin(async move {
            let email = format!("admin{number}@example.org");
            host.set_up(&token, &email, "Admin", Some(&password)).await.is_ok()
        }));
    }
    must("set-ups that won", wins(&together(jobs).await), 1)?;
    let admins = world.ecosystem.store().count_of::<Grant>(Filter::equals("role", Role::Admin)).await.map_err(said)?;
    must("admins", usize::try_from(admins).unwrap_or(usize::MAX), 1)?;
    let accounts = world.ecosystem.store().count_of::<Account>(Filter::All).await.map_err(said)?;
    must("accounts", usize::try_from(accounts).unwrap_or(usize::MAX), 1)
}

/// Whoever checked the old password is not signed in once the new one is kept.
async fn signing_in_meanwhile(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let user = world.user("ana").await.map_err(said)?;
    world.host.keep_password(user, &some_hash(0)?, None).await.map_err(said)?;
    let account = world.host.account_of_user(user).await.map_err(said)?;
    let checked = account.password_changed_at.ok_or("no password")?;
    let later = crate::ecosystem::Clock::now(world.clock.as_ref()).plus_minutes(1);
    world.clock.set(later);
    let mut jobs: Vec<Boxed<bool>> = Vec::new();
    let (host, new) = (world.host.clone(), some_hash(1)?);
    jobs.push(Box::pin(async move { host.keep_password(user, &new, Some(checked)).await.is_ok() }));
    for _ in 1..12 {
        let host = world.host.clone();
        jobs.push(Box::pin(
            async move { host.open_sign_in(user, checked, SignInPolicy::default(), None).await.is_ok() },
        ));
    }
    let changed = together(jobs).await.first().copied().unwrap_or_default();
    let open = world.host.sign_ins_of(user).await.map_err(said)?.len();
    if changed { must("sign-ins that survived", open, 0) } else { Ok(()) }
}

async fn tries(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let user = world.user("ana").await.map_err(said)?;
    world.host.keep_password(user, &some_hash(0)?, None).await.map_err(said)?;
    let jobs = (0..MANY).map(|_| -> Boxed<bool> {
        let host = world.host.clone();
        Box::pin(async move { host.count_try(Some(user), "ana@example.org").await.is_ok() })
    });
    let counted = wins(&together(jobs.collect()).await);
    let account: Option<Account> = world.ecosystem.store().get(user).await.map_err(said)?;
    let failures = account.map_or(0, |account| usize::try_from(account.failures).unwrap_or_default());
    must("tries counted", failures, counted)
}

async fn admins(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let mut jobs: Vec<Boxed<bool>> = Vec::new();
    for number in 0..MANY {
        let user_id = world.user(&format!("admin {number}")).await.map_err(said)?;
        let role = GrantRole { user_id, role: Role::Admin, programme_id: None };
        let grant_id = world.host.grant_role(role).await.map_err(said)?.id;
        let host = world.host.clone();
        jobs.push(Box::pin(async move { host.revoke_role(RevokeRole { grant_id }).await.is_ok() }));
    }
    let revoked = wins(&together(jobs).await);
    let active = Filter::equals("role", Role::Admin).and(Filter::equals("state", GrantState::Active));
    let left: Vec<Grant> = world.ecosystem.store().find(active).await.map_err(said)?;
    must("admins left", left.len(), MANY - revoked)?;
    if left.is_empty() { Err("no admin is left".into()) } else { Ok(()) }
}

async fn requests(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let mentee = world.mentee("mentee").await.map_err(said)?;
    let mut mentors = Vec::new();
    for number in 0..8 {
        mentors.push(world.mentor(&format!("mentor {number}"), 3).await.map_err(said)?);
    }
    let jobs = (0..MANY).zip(mentors.iter().cycle()).map(|(_, mentor_id)| -> Boxed<bool> {
        let host = world.host.clone();
        let asked = RequestMentorship {
            cohort_id: world.cohort,
            mentee_id: Some(mentee),
            mentor_id: *mentor_id,
            message: None,
        };
        Box::pin(async move { host.request_mentorship(asked).await.is_ok() })
    });
    let won = wins(&together(jobs.collect()).await);
    let open = world.mentorships(Filter::equals("state", MentorshipState::Proposed)).await?;
    must("open requests", open, won)?;
    if (1..=5).contains(&open) { Ok(()) } else { Err(format!("{open} open requests")) }
}

async fn places(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, Some(3)).await.map_err(said)?;
    let mut jobs: Vec<Boxed<bool>> = Vec::new();
    for number in 0..MANY {
        let user_id = world.user(&format!("mentee {number}")).await.map_err(said)?;
        let host = world.host.clone();
        let enrol = Enrol { cohort_id: world.cohort, user_id, side: Side::Mentee };
        jobs.push(Box::pin(async move { host.enrol(enrol).await.is_ok() }));
    }
    let won = wins(&together(jobs).await);
    let taken = world.ecosystem.store().count_of::<Enrolment>(Filter::All).await.map_err(said)?;
    must("places taken", usize::try_from(taken).unwrap_or(usize::MAX), won)?;
    must("places", won, 3)
}

/// One seat: a match run gives it to one mentee, an accepted request to another.
async fn publication(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let mentor = world.mentor("mentor", 1).await.map_err(said)?;
    world.mentee("matched").await.map_err(said)?;
    let matching = RunMatching {
        cohort_id: world.cohort,
        strategy: StrategyChoice::MostPeople,
        seed: Some(1),
        per_pair: None,
        within_ms: None,
        candidates: vec![],
    };
    let run = world.host.run_matching(matching).await.map_err(said)?;
    must("pairs of the run", run.pairs.len(), 1)?;
    let mut jobs: Vec<Boxed<bool>> = Vec::new();
    for number in 0..MANY / 2 {
        let mentee = world.mentee(&format!("asking {number}")).await.map_err(said)?;
        jobs.push(world.accept(world.ask(mentee, mentor).await.map_err(said)?));
        let host = world.host.clone();
        let publish = PublishMatchRun { match_run_id: run.id };
        jobs.push(Box::pin(
            async move { host.publish_match_run(publish).await.is_ok_and(|run| run.held_back.is_empty()) },
        ));
    }
    must("seats won", wins(&together(jobs).await), 1)?;
    let all: Vec<Mentorship> = world.ecosystem.store().find(Filter::All).await.map_err(said)?;
    must("seats taken", all.iter().filter(|mentorship| mentorship.state.holds_seat(mentorship.origin)).count(), 1)
}

async fn repeated(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let jobs = (0..MANY).map(|_| -> Boxed<bool> {
        let once = world.host.clone().once("the key");
        let create = CreateProgramme { name: "Una sola vez".into(), summary: None };
        Box::pin(async move { once.create_programme(create).await.is_ok() })
    });
    must("answers", wins(&together(jobs.collect()).await), MANY)?;
    let made = Filter::equals("name", "Una sola vez".to_owned());
    let made = world.ecosystem.store().count_of::<Programme>(made).await.map_err(said)?;
    must("programmes", usize::try_from(made).unwrap_or(usize::MAX), 1)
}
