//! The first page: today's things for whatever parts a person has.

use super::context::Me;
use super::failure::{Answer, Failure, OrShow as _};
use minijinja::{Value, context};
use semillero_core::mentorship::{Health, MentorshipState, SessionState};
use semillero_core::people::Role;
use semillero_core::programmes::{CohortState, Side};
use semillero_core::{
    CohortView, FindCohorts, FindMatchRuns, FindMentorships, FindProgrammes, FindProjects, FindSessions, FindVentures,
    GetCohortFunnel, MentorshipView, SessionView,
};

pub(super) async fn home(me: Me) -> Answer {
    let staff = me.is(Role::Admin) || me.is(Role::Manager);
    let mentorships = mentorships(&me).await?;
    let mine = |side: Side, states: &[MentorshipState]| -> Vec<&MentorshipView> {
        let on_side = |m: &&MentorshipView| match side {
            Side::Mentor => m.mentor_id == me.id(),
            Side::Mentee => m.mentee_id == me.id(),
        };
        mentorships.iter().filter(on_side).filter(|m| states.contains(&m.state)).collect()
    };
    let under_way = [MentorshipState::Accepted, MentorshipState::Active, MentorshipState::Paused];
    let ally = me.person.ally.is_some() || me.is(Role::Mentor);
    let entrepreneur = me.is(Role::Participant) || me.is(Role::Entrepreneur);
    let sessions = if ally || entrepreneur { sessions(&me).await? } else { Vec::new() };
    let now = me.site.auth.ecosystem().now();
    let (to_come, past): (Vec<&SessionView>, Vec<&SessionView>) =
        sessions.iter().filter(|s| s.state == SessionState::Confirmed).partition(|s| s.ends_at > now);
    let to_rate: Vec<&SessionView> = sessions
        .iter()
        .rev()
        .filter(|s| s.state == SessionState::Held && s.my_rating.is_none() && s.ends_at.plus_days(30) > now)
        .take(5)
        .collect();
    let to_close: Vec<&&SessionView> = past.iter().filter(|s| mentors(&me, s)).collect();
    let values = context! {
        staff => if staff { Some(staff_part(&me).await?) } else { None },
        ally => ally.then(|| context! {
            profile => &me.person.ally,
            requests => mine(Side::Mentor, &[MentorshipState::Proposed]),
            mentees => mine(Side::Mentor, &under_way),
            to_come => to_come.iter().filter(|s| mentors(&me, s)).take(5).collect::<Vec<_>>(),
            to_close,
        }),
        entrepreneur => if entrepreneur {
            Some(context! {
                mentors => mine(Side::Mentee, &under_way),
                asked => mine(Side::Mentee, &[MentorshipState::Proposed]),
                to_come => to_come.iter().filter(|s| !mentors(&me, s)).take(5).collect::<Vec<_>>(),
                ventures => ventures(&me).await?,
                cohorts => open_cohorts(&me).await?,
                consents => me.person.consents_to_matching,
            })
        } else {
            None
        },
        to_rate,
        client => if me.is(Role::Client) { Some(portfolio(&me).await?) } else { None },
    };
    Ok(me.page("home.html", values))
}

/// Whether the person mentors in a session.
fn mentors(me: &Me, session: &SessionView) -> bool {
    session.participants.iter().any(|part| part.user_id == me.id() && part.side == Side::Mentor)
}

async fn mentorships(me: &Me) -> Result<Vec<MentorshipView>, Failure> {
    let mut all = Vec::new();
    for state in
        [MentorshipState::Proposed, MentorshipState::Accepted, MentorshipState::Active, MentorshipState::Paused]
    {
        let request = FindMentorships {
            cohort_id: None,
            user_id: Some(me.id()),
            state: Some(state),
            limit: Some(50),
            after: None,
        };
        all.extend(me.acting.find_mentorships(request).await.or_show(me)?.items);
    }
    Ok(all)
}

/// The person's sessions of the last 45 days and of those to come.
async fn sessions(me: &Me) -> Result<Vec<SessionView>, Failure> {
    let request = FindSessions {
        mentorship_id: None,
        cohort_id: None,
        user_id: Some(me.id()),
        state: None,
        since: Some(me.site.auth.ecosystem().now().plus_days(-45)),
        until: None,
        limit: Some(100),
        after: None,
    };
    Ok(me.acting.find_sessions(request).await.or_show(me)?.items)
}

/// The ventures of a founder with their open milestones.
async fn ventures(me: &Me) -> Result<Vec<Value>, Failure> {
    let request =
        FindVentures { member_id: Some(me.id()), shared_with: None, state: None, limit: Some(20), after: None };
    let mut ventures = Vec::new();
    for venture in me.acting.find_ventures(request).await.or_show(me)?.items {
        let request = FindProjects { venture_id: venture.id, limit: Some(20), after: None };
        let projects = me.acting.find_projects(request).await.or_show(me)?.items;
        let open: Vec<_> = projects
            .into_iter()
            .flat_map(|project| project.milestones)
            .filter(|milestone| milestone.on_time.is_none())
            .take(3)
            .collect();
        ventures.push(context! { venture, open });
    }
    Ok(ventures)
}

async fn cohorts(me: &Me) -> Result<Vec<CohortView>, Failure> {
    let request = FindCohorts { programme_id: None, state: None, limit: Some(50), after: None };
    Ok(me.acting.find_cohorts(request).await.or_show(me)?.items)
}

/// The cohorts in which one can ask for a mentor.
async fn open_cohorts(me: &Me) -> Result<Vec<CohortView>, Failure> {
    let takes =
        |cohort: &CohortView| matches!(cohort.state, CohortState::Open | CohortState::Closed | CohortState::Running);
    Ok(cohorts(me).await?.into_iter().filter(takes).collect())
}

/// What staff look at in the morning: each cohort under way with its funnel, its newest runs and its alerts.
async fn staff_part(me: &Me) -> Result<Value, Failure> {
    let request = FindProgrammes { state: None, limit: Some(50), after: None };
    let programmes = me.acting.find_programmes(request).await.or_show(me)?.items;
    let runs_it = |programme| me.runs(programme);
    let mut shown = Vec::new();
    let mut over = Vec::new();
    for cohort in cohorts(me).await?.into_iter().filter(|cohort| runs_it(cohort.programme_id)) {
        let programme = programmes.iter().find(|programme| programme.id == cohort.programme_id);
        let programme = programme.map(|programme| programme.name.clone()).unwrap_or_default();
        if matches!(cohort.state, CohortState::Completed | CohortState::Cancelled) || shown.len() >= 6 {
            over.push(context! { cohort, programme });
            continue;
        }
        let funnel = me.acting.get_cohort_funnel(GetCohortFunnel { cohort_id: cohort.id }).await.or_show(me)?;
        let request = FindMatchRuns { cohort_id: cohort.id, limit: Some(3), after: None };
        let runs = me.acting.find_match_runs(request).await.or_show(me)?.items;
        let alerts = alerts(me, cohort.id).await?;
        shown.push(context! { cohort, programme, funnel, runs, alerts });
    }
    let mine: Vec<_> = programmes.into_iter().filter(|programme| runs_it(programme.id)).collect();
    Ok(context! { cohorts => shown, over, programmes => mine })
}

/// The mentorships of a cohort that need a check-in.
pub(super) async fn alerts(me: &Me, cohort: semillero_core::values::CohortId) -> Result<Vec<MentorshipView>, Failure> {
    let mut all = Vec::new();
    for state in [MentorshipState::Accepted, MentorshipState::Active] {
        let request = FindMentorships {
            cohort_id: Some(cohort),
            user_id: None,
            state: Some(state),
            limit: Some(100),
            after: None,
        };
        let found = me.acting.find_mentorships(request).await.or_show(me)?.items;
        all.extend(found.into_iter().filter(|m| m.health == Some(Health::NeedsCheckIn)));
    }
    all.sort_by_key(|m| m.last_held_at);
    Ok(all)
}

/// What is shared with a client.
async fn portfolio(me: &Me) -> Result<Value, Failure> {
    let request =
        FindVentures { member_id: None, shared_with: Some(me.id()), state: None, limit: Some(100), after: None };
    let page = me.acting.find_ventures(request).await.or_show(me)?;
    let cohorts: Vec<CohortView> = cohorts(me).await?;
    Ok(context! { ventures => page.items, cohorts })
}
