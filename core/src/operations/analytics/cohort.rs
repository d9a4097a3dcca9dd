//! The figures of a cohort.

use crate::analytics::{
    Figure, FigureName, MATCH_WINDOW_DAYS, SessionTally, Verdict, Waiting, definition, median_wait, ratio,
    ratio_of_things, session_completion, title, unit,
};
use crate::api::{CohortReportView, FigureView, GetCohortReport};
use crate::ecosystem::Work;
use crate::errors::Refused;
use crate::mentorship::{Mentorship, MentorshipOrigin, MentorshipState, Session, SessionState};
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, Enrolment, EnrolmentState, Side};
use crate::store::{Filter, Reading};
use crate::values::{Locale, MentorshipId, Timestamp, UserId};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) async fn get_cohort_report(work: &mut Work<'_>, request: &GetCohortReport) -> Refused<CohortReportView> {
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource::of_programme(cohort.programme_id);
    work.permit::<Cohort>(Action::ViewFigures, Action::ViewProgramme, cohort.id, &resource)?;
    let here = Filter::equals("cohort_id", cohort.id);
    let enrolled =
        here.clone().and(Filter::equals("side", Side::Mentee)).and(Filter::equals("state", EnrolmentState::Enrolled));
    let places: Vec<Enrolment> = work.store().find(enrolled).await?;
    let mentorships: Vec<Mentorship> = work.store().find(here.clone()).await?;
    let sessions: Vec<Session> = work.store().find(Filter::in_other::<Mentorship>("mentorship_id", "id", here)).await?;

    let mentees: BTreeSet<UserId> = places.iter().map(|place| place.user_id).collect();
    let figures = [
        matched(&mentees, &mentorships),
        match_rate(&mentorships, work.now),
        time_to_match(&mentorships, work.now),
        session_completion(&tally(&sessions, &mentorships, work.now)),
    ];
    let rows_are_readable = work.may(Action::ViewFunnel, &resource).allowed;
    let gate = |figure: Figure| if rows_are_readable { figure } else { figure.gated() };
    let locale = work.locale();
    Ok(CohortReportView {
        cohort_id: cohort.id,
        cohort_name: cohort.name,
        as_of: work.now,
        figures: figures.into_iter().map(gate).map(|figure| view(figure, locale)).collect(),
    })
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn matched(mentees: &BTreeSet<UserId>, mentorships: &[Mentorship]) -> Figure {
    let said_yes = mentorships.iter().filter(|m| m.accepted_at.is_some() && mentees.contains(&m.mentee_id));
    let with: BTreeSet<UserId> = said_yes.map(|m| m.mentee_id).collect();
    ratio(FigureName::MenteesMatched, count(with.len()), count(mentees.len()), with.len() == mentees.len())
}

/// Mentorships that were asked for or proposed here; those under way before were not.
fn asked(mentorships: &[Mentorship]) -> impl Iterator<Item = &Mentorship> {
    mentorships.iter().filter(|m| m.origin != MentorshipOrigin::Import)
}

fn match_rate(mentorships: &[Mentorship], now: Timestamp) -> Figure {
    let competing = |m: &&Mentorship| {
        !(m.accepted_at.is_none() && matches!(m.state, MentorshipState::Withdrawn | MentorshipState::Superseded))
    };
    let over = |m: &&Mentorship| m.proposed_at.plus_days(MATCH_WINDOW_DAYS) <= now;
    let old: Vec<&Mentorship> = asked(mentorships).filter(competing).filter(over).collect();
    let in_time =
        |m: &&Mentorship| m.accepted_at.is_some_and(|accepted| accepted <= m.proposed_at.plus_days(MATCH_WINDOW_DAYS));
    let young = asked(mentorships).any(|m| m.state == MentorshipState::Proposed);
    let (hits, rest): (Vec<&Mentorship>, Vec<&Mentorship>) = old.iter().copied().partition(|m| in_time(m));
    // One person may have asked five times, and one mentor have been asked by five.
    let behind = (people(&hits), people(&rest));
    ratio_of_things(FigureName::MatchRate, (count(hits.len()), count(old.len())), behind, !young)
}

/// How many people stand behind some requests: as many as on the side where they are fewer.
fn people(requests: &[&Mentorship]) -> i64 {
    let mentees: BTreeSet<UserId> = requests.iter().map(|m| m.mentee_id).collect();
    let mentors: BTreeSet<UserId> = requests.iter().map(|m| m.mentor_id).collect();
    count(mentees.len().min(mentors.len()))
}

fn time_to_match(mentorships: &[Mentorship], now: Timestamp) -> Figure {
    let mut waits: BTreeMap<UserId, (Timestamp, Option<Timestamp>)> = BTreeMap::new();
    for m in asked(mentorships) {
        let (first, yes) = waits.entry(m.mentee_id).or_insert((m.proposed_at, None));
        *first = m.proposed_at.min(*first);
        *yes = match (*yes, m.accepted_at) {
            (Some(known), Some(other)) => Some(known.min(other)),
            (known, other) => known.or(other),
        };
    }
    let waits: Vec<Waiting> = waits
        .into_values()
        .map(|(first, yes)| Waiting { minutes: yes.unwrap_or(now).minutes_since(first), matched: yes.is_some() })
        .collect();
    median_wait(&waits)
}

fn tally(sessions: &[Session], mentorships: &[Mentorship], now: Timestamp) -> Vec<SessionTally> {
    let of = |m: &Mentorship| SessionTally {
        mentor: Some(m.mentor_id),
        mentee: Some(m.mentee_id),
        ..SessionTally::default()
    };
    let mut pairs: BTreeMap<MentorshipId, SessionTally> = mentorships.iter().map(|m| (m.id, of(m))).collect();
    let closed = |session: &Session| matches!(session.state, SessionState::Held | SessionState::NoShow);
    for session in sessions.iter().filter(|session| closed(session) || session.ends_at <= now) {
        let pair = pairs.entry(session.mentorship_id).or_default();
        pair.due += 1;
        pair.held += i64::from(session.state == SessionState::Held);
        pair.open += i64::from(session.state == SessionState::Confirmed);
    }
    pairs.into_values().filter(|pair| pair.due > 0).collect()
}

fn view(figure: Figure, locale: Locale) -> FigureView {
    FigureView {
        name: figure.name,
        title: title(figure.name, locale).to_owned(),
        unit: unit(figure.name).to_owned(),
        value: figure.value,
        n: figure.n,
        numerator: figure.numerator,
        denominator: figure.denominator,
        low: figure.interval.map(|(low, _)| low),
        high: figure.interval.map(|(_, high)| high),
        complete: figure.complete,
        suppressed: figure.verdict == Verdict::Suppressed,
        verdict: figure.verdict,
        definition: definition(figure.name, locale),
    }
}
