//! Races over what is under way: resuming, importing, cascading, ventures and what ends.

use super::races::{Boxed, MANY, Together, Verdict, World, address, must, said, wins};
use crate::api::*;
use crate::ecosystem::Clock;
use crate::mentorship::{Mentorship, MentorshipOrigin, MentorshipState, Session, SessionState};
use crate::people::Role;
use crate::programmes::{Enrolment, Side};
use crate::projects::{Member, MemberState, Share, Venture};
use crate::store::{Filter, Reading, Store};
use crate::values::{CivilDate, MentorshipId, UserId, VentureId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A call that counts as won when it was answered.
macro_rules! call {
    ($world:ident . $operation:ident($request:expr)) => {{
        let (host, request) = ($world.host.clone(), $request);
        let job: Boxed<bool> = Box::pin(async move { host.$operation(request).await.is_ok() });
        job
    }};
}

fn step(mentorship_id: MentorshipId, step: MentorshipStep) -> AdvanceMentorship {
    AdvanceMentorship { mentorship_id, step, reason: Some("why".into()) }
}

async fn count<E: crate::store::Entity>(world: &World, filter: Filter) -> Result<usize, String> {
    let count = world.ecosystem.store().count_of::<E>(filter).await.map_err(said)?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

async fn seats(world: &World) -> Result<usize, String> {
    let all: Vec<Mentorship> = world.ecosystem.store().find(Filter::All).await.map_err(said)?;
    Ok(all.iter().filter(|mentorship| mentorship.state.holds_seat(mentorship.origin)).count())
}

/// A mentor with one seat, whose only mentorship rests while others ask for it.
pub(super) async fn resumed(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let mentor = world.mentor("mentor", 1).await.map_err(said)?;
    let first = world.mentee("first").await.map_err(said)?;
    let resting = world.ask(first, mentor).await.map_err(said)?;
    world.host.accept_mentorship(AcceptMentorship { mentorship_id: resting }).await.map_err(said)?;
    world.host.advance_mentorship(step(resting, MentorshipStep::Pause)).await.map_err(said)?;
    let mut jobs = Vec::new();
    for number in 0..MANY / 2 {
        let mentee = world.mentee(&format!("mentee {number}")).await.map_err(said)?;
        jobs.push(world.accept(world.ask(mentee, mentor).await.map_err(said)?));
        jobs.push(call!(world.advance_mentorship(step(resting, MentorshipStep::Resume))));
    }
    must("seats won", wins(&together(jobs).await), 1)?;
    must("seats taken", seats(&world).await?, 1)
}

/// Many lists, each with another mentee of a mentor with one seat.
pub(super) async fn listed_pairs(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    world.mentor("mentor", 1).await.map_err(said)?;
    let started_on = CivilDate::new(2026, 1, 5).ok_or("no day")?;
    let mut jobs = Vec::new();
    for number in 0..MANY / 2 {
        let name = format!("mentee {number}");
        world.mentee(&name).await.map_err(said)?;
        let row = MentorshipRow { mentor_email: address("mentor"), mentee_email: address(&name), started_on };
        let (mode, cohort_id) = (ImportMode::Apply, world.cohort);
        jobs.push(call!(world.import_mentorships(ImportMentorships { mode, cohort_id, mentorships: vec![row] })));
    }
    must("lists that won", wins(&together(jobs).await), 1)?;
    must("seats taken", seats(&world).await?, 1)
}

/// Whoever comes second finds the ventures there.
pub(super) async fn listed_ventures(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let mut ventures = Vec::new();
    for number in 0..4 {
        let name = format!("mentee {number}");
        world.mentee(&name).await.map_err(said)?;
        ventures.push(VentureRow {
            name: format!("Venture {}", number / 2),
            founders: vec![address(&name)],
            summary: None,
            sector: None,
            stage: None,
            country: None,
            website: None,
            founded_on: None,
        });
    }
    // Two teams of one name stand in lists of their own.
    let lists = [vec![ventures.remove(0), ventures.remove(1)], ventures];
    let jobs = (0..MANY).zip(lists.iter().cycle()).map(|(_, ventures)| {
        let (mode, cohort_id) = (ImportMode::Apply, world.cohort);
        call!(world.import_ventures(ImportVentures { mode, cohort_id, ventures: ventures.clone() }))
    });
    if wins(&together(jobs.collect()).await) == 0 {
        return Err("no list was read".into());
    }
    must("ventures", count::<Venture>(&world, Filter::All).await?, 4)?;
    must("members", count::<Member>(&world, Filter::All).await?, 4)
}

/// Sessions that leave no mark on their mentorship: nothing but the claim keeps two lists apart.
pub(super) async fn listed_sessions(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let mentor = world.mentor("mentor", 1).await.map_err(said)?;
    let mentee = world.mentee("mentee").await.map_err(said)?;
    let mentorship_id = world.ask(mentee, mentor).await.map_err(said)?;
    world.host.accept_mentorship(AcceptMentorship { mentorship_id }).await.map_err(said)?;
    let row = |days: i64, outcome| SessionRow {
        mentor_email: address("mentor"),
        mentee_email: address("mentee"),
        starts_at: world.clock.now().plus_days(-days),
        minutes: None,
        outcome: Some(outcome),
        topic: None,
        rating: None,
    };
    let sessions = [row(1, SessionOutcome::Cancelled), row(2, SessionOutcome::MenteeMissed)];
    let jobs = (0..MANY).map(|_| {
        let (mode, cohort_id) = (ImportMode::Apply, world.cohort);
        call!(world.import_sessions(ImportSessions { mode, cohort_id, sessions: sessions.to_vec() }))
    });
    if wins(&together(jobs.collect()).await) == 0 {
        return Err("no list was read".into());
    }
    must("sessions", count::<Session>(&world, Filter::All).await?, sessions.len())
}

/// At the moment a request expires its mentor says no: the next preference is asked once.
pub(super) async fn cascaded(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let mentee = world.mentee("mentee").await.map_err(said)?;
    let mut mentors = Vec::new();
    for number in 0..4 {
        mentors.push(world.mentor(&format!("mentor {number}"), 3).await.map_err(said)?);
    }
    let wishes = SetPreferences {
        cohort_id: world.cohort,
        user_id: mentee,
        side: Side::Mentee,
        ranked: mentors.iter().map(|mentor| PreferenceTier { user_ids: vec![*mentor] }).collect(),
        vetoes: Vec::new(),
    };
    world.host.set_preferences(wishes).await.map_err(said)?;
    let asked = world.ask(mentee, *mentors.first().ok_or("no mentor")?).await.map_err(said)?;
    world.clock.set(world.clock.now().plus_days(14));
    let mut jobs = Vec::new();
    for _ in 0..MANY / 2 {
        jobs.push(call!(world.decline_mentorship(DeclineMentorship { mentorship_id: asked, reason: "no".into() })));
        jobs.push(call!(world.run_due(RunDue {})));
    }
    together(jobs).await;
    let ended = Filter::any_of("state", [MentorshipState::Declined, MentorshipState::Expired]);
    must("requests ended", world.mentorships(ended).await?, 1)?;
    must("next ones asked", world.mentorships(Filter::equals("origin", MentorshipOrigin::Cascade)).await?, 1)?;
    must("mentorships", world.mentorships(Filter::All).await?, 2)
}

/// Of two members both are taken out at once, in many ventures.
pub(super) async fn last_member(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let (ana, beto) = (world.user("ana").await.map_err(said)?, world.user("beto").await.map_err(said)?);
    let mut jobs: Vec<Boxed<bool>> = Vec::new();
    for _ in 0..MANY / 2 {
        let venture_id = venture(&world, ana).await?;
        let join = SetVentureMember { venture_id, user_id: beto, title: None };
        world.host.set_venture_member(join).await.map_err(said)?;
        for user_id in [ana, beto] {
            jobs.push(call!(world.remove_venture_member(RemoveVentureMember { venture_id, user_id })));
        }
    }
    must("removals that won", wins(&together(jobs).await), MANY / 2)?;
    let active: Vec<Member> =
        world.ecosystem.store().find(Filter::equals("state", MemberState::Active)).await.map_err(said)?;
    let kept: BTreeSet<VentureId> = active.iter().map(|member| member.venture_id).collect();
    must("members left", active.len(), MANY / 2)?;
    must("ventures with a member", kept.len(), MANY / 2)
}

async fn venture(world: &World, founder: UserId) -> Result<VentureId, String> {
    let make = CreateVenture {
        name: "Café".into(),
        founder_id: Some(founder),
        title: None,
        summary: None,
        sector: None,
        stage: None,
        country: None,
        website: None,
        founded_on: None,
    };
    Ok(world.host.create_venture(make).await.map_err(said)?.id)
}

/// Whoever comes second finds the share there, and tells nobody again.
pub(super) async fn shared(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let (ana, client_id) = (world.user("ana").await.map_err(said)?, world.user("fund").await.map_err(said)?);
    let role = GrantRole { user_id: client_id, role: Role::Client, programme_id: None };
    world.host.grant_role(role).await.map_err(said)?;
    let venture_id = venture(&world, ana).await?;
    let jobs = (0..MANY).map(|_| call!(world.share_venture(ShareVenture { venture_id, client_id })));
    must("answers", wins(&together(jobs.collect()).await), MANY)?;
    must("shares", count::<Share>(&world, Filter::All).await?, 1)?;
    let told = Filter::equals("kind", "venture.shared".to_owned());
    must("told", count::<crate::audit::Event>(&world, told).await?, 1)
}

/// A mentorship ends while the two book on.
pub(super) async fn called_off(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let mentor = world.mentor("mentor", 1).await.map_err(said)?;
    let mentee = world.mentee("mentee").await.map_err(said)?;
    let mentorship_id = world.ask(mentee, mentor).await.map_err(said)?;
    world.host.accept_mentorship(AcceptMentorship { mentorship_id }).await.map_err(said)?;
    let soon = world.clock.now().plus_days(1);
    let book = |at: i64| BookSession {
        mentorship_id,
        starts_at: soon.plus_minutes(60 * at),
        minutes: 60,
        place: None,
        agenda: None,
    };
    let mut jobs: Vec<Boxed<bool>> = (1..8).map(|at| call!(world.book_session(book(at)))).collect();
    jobs.push(call!(world.advance_mentorship(step(mentorship_id, MentorshipStep::Terminate))));
    let ended = together(jobs).await.pop().unwrap_or_default();
    let booked = count::<Session>(&world, Filter::equals("state", SessionState::Confirmed)).await?;
    if ended { must("sessions that outlived it", booked, 0) } else { Ok(()) }
}

/// A cohort closes while many enrol: by the order of events nobody came in after that.
pub(super) async fn closed(store: Arc<dyn Store>, together: Together) -> Verdict {
    let world = World::new(store, None).await.map_err(said)?;
    let mut jobs: Vec<Boxed<bool>> = Vec::new();
    for number in 0..MANY / 2 {
        let user_id = world.user(&format!("mentee {number}")).await.map_err(said)?;
        jobs.push(call!(world.enrol(Enrol { cohort_id: world.cohort, user_id, side: Side::Mentee })));
    }
    let close = AdvanceCohort { cohort_id: world.cohort, step: CohortStep::Close, reason: None };
    jobs.insert(MANY / 4, call!(world.advance_cohort(close)));
    let outcomes = together(jobs).await;
    let enrolled = count::<Enrolment>(&world, Filter::All).await?;
    if !outcomes.get(MANY / 4).copied().unwrap_or_default() {
        return Ok(());
    }
    let events = EventsSince { cursor: None, limit: Some(1_000) };
    let events = world.host.events_since(events).await.map_err(said)?.items;
    let before = events.iter().take_while(|event| event.kind != "cohort.closed");
    must("places taken before", before.filter(|event| event.kind == "enrolment.enrolled").count(), enrolled)
}
