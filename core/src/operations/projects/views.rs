//! What a caller may see of ventures, projects and milestones, and how a venture stands to the rest.

use crate::api::{DueDateView, MemberView, MilestoneView, ProjectView, VentureView};
use crate::ecosystem::Work;
use crate::errors::Refused;
use crate::mentorship::{Mentorship, MentorshipState};
use crate::operations::common::{Names, names};
use crate::people::{Grant, GrantState};
use crate::permissions::Resource;
use crate::projects::{DueDate, Member, MemberState, Milestone, MilestoneState, Project, Share, ShareState, Venture};
use crate::store::{Filter, Reading};
use crate::values::{UserId, VentureId};

/// The active members of a venture.
pub(super) async fn members(work: &Work<'_>, venture: VentureId) -> Refused<Vec<Member>> {
    let active = Filter::equals("venture_id", venture).and(Filter::equals("state", MemberState::Active));
    Ok(work.store().find(active).await?)
}

/// How a venture stands to the rest: its members, their programmes, the people in a mentorship with them, who may look on.
pub(super) async fn resource(work: &Work<'_>, venture: VentureId) -> Refused<Resource> {
    let members: Vec<UserId> = members(work, venture).await?.into_iter().map(|member| member.user_id).collect();
    let of = |column| Filter::any_of(column, members.iter().copied());
    let grants: Vec<Grant> = work.store().find(of("user_id").and(Filter::equals("state", GrantState::Active))).await?;
    let met = Filter::any_of("state", MentorshipState::PARTNERS.iter().copied());
    let mentorships: Vec<Mentorship> =
        work.store().find(Filter::Or(vec![of("mentor_id"), of("mentee_id")]).and(met)).await?;
    let shared = Filter::equals("venture_id", venture).and(Filter::equals("state", ShareState::Active));
    let shares: Vec<Share> = work.store().find(shared).await?;
    let partner = |m: &Mentorship| {
        let other = |user, other| members.contains(&user).then_some(other);
        [other(m.mentee_id, m.mentor_id), other(m.mentor_id, m.mentee_id)]
    };
    Ok(Resource {
        programmes: grants.iter().filter_map(|grant| grant.programme_id).collect(),
        partners: mentorships.iter().flat_map(partner).flatten().collect(),
        viewers: shares.into_iter().map(|share| share.client_id).collect(),
        members,
        ..Resource::default()
    })
}

/// One venture as it stands in the store, with `venture` as this call leaves it.
pub(super) async fn one_venture(work: &Work<'_>, venture: &Venture, written: i64) -> Refused<VentureView> {
    let members = members(work, venture.id).await?;
    venture_with(work, venture, &members, written).await
}

/// One venture with its members as this call leaves them.
pub(super) async fn venture_with(
    work: &Work<'_>,
    venture: &Venture,
    members: &[Member],
    written: i64,
) -> Refused<VentureView> {
    let names = names(work, members.iter().map(|member| member.user_id)).await?;
    let milestones: Vec<Milestone> = work.store().find(Filter::equals("venture_id", venture.id)).await?;
    Ok(venture_view(venture, members, &milestones, &names, written))
}

pub(super) fn venture_view(
    venture: &Venture,
    members: &[Member],
    milestones: &[Milestone],
    names: &Names,
    written: i64,
) -> VentureView {
    let mut members: Vec<&Member> = members.iter().filter(|member| member.state == MemberState::Active).collect();
    members.sort_by_cached_key(|member| (member.joined_at, names.of(member.user_id), member.id));
    let count = |filter: fn(&&Milestone) -> bool| i64::try_from(milestones.iter().filter(filter).count()).unwrap_or(0);
    VentureView {
        id: venture.id,
        version: venture.version + written,
        state: venture.state,
        name: venture.name.clone(),
        summary: venture.summary.clone(),
        sector: venture.sector.clone(),
        stage: venture.stage.clone(),
        country: venture.country.clone(),
        website: venture.website.clone(),
        founded_on: venture.founded_on,
        members: members
            .iter()
            .map(|member| MemberView {
                user_id: member.user_id,
                name: names.of(member.user_id),
                title: member.title.clone(),
                state: member.state,
            })
            .collect(),
        milestones_done: count(|m| m.state == MilestoneState::Done),
        milestones: count(|m| m.state != MilestoneState::Missed),
    }
}

/// A milestone with the due dates it has and had, the first one first.
pub(super) fn milestone_view(milestone: &Milestone, due_dates: &[DueDate], written: i64) -> MilestoneView {
    MilestoneView {
        id: milestone.id,
        version: milestone.version + written,
        state: milestone.state,
        project_id: milestone.project_id,
        title: milestone.title.clone(),
        first_due_on: milestone.first_due_on,
        due_on: milestone.due_on,
        done_on: milestone.done_on,
        evidence: milestone.evidence.clone(),
        on_time: milestone.on_time(),
        due_dates: due_dates
            .iter()
            .map(|date| DueDateView { due_on: date.due_on, reason: date.reason.clone(), at: date.at })
            .collect(),
    }
}

/// A project with its milestones by due date.
pub(super) fn project_view(project: &Project, milestones: Vec<MilestoneView>, written: i64) -> ProjectView {
    ProjectView {
        id: project.id,
        version: project.version + written,
        state: project.state,
        venture_id: project.venture_id,
        name: project.name.clone(),
        summary: project.summary.clone(),
        milestones,
    }
}

/// The milestones of projects with their due dates, by due date.
pub(super) async fn milestones(work: &Work<'_>, of: Filter) -> Refused<Vec<MilestoneView>> {
    let mut found: Vec<Milestone> = work.store().find(of.clone()).await?;
    found.sort_by_key(|milestone| (milestone.due_on, milestone.id));
    let dates = Filter::in_other::<Milestone>("milestone_id", "id", of);
    let mut dates: Vec<DueDate> = work.store().find(dates).await?;
    dates.sort_by_key(|date| (date.at, date.id));
    let of = |milestone: &Milestone| {
        let own: Vec<DueDate> = dates.iter().filter(|date| date.milestone_id == milestone.id).cloned().collect();
        milestone_view(milestone, &own, 0)
    };
    Ok(found.iter().map(of).collect())
}
