//! The ventures and projects that a caller may see.

use super::views::{milestones, one_venture, project_view, resource, venture_view};
use crate::api::{FindProjects, FindVentures, GetVenture, ProjectPage, VenturePage, VentureView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused};
use crate::operations::common::{names, page};
use crate::permissions::{Action, scope};
use crate::projects::{Member, MemberState, Milestone, Project, Share, ShareState, Venture};
use crate::store::{Filter, Reading, Select};

pub(crate) async fn get_venture(work: &mut Work<'_>, request: &GetVenture) -> Refused<VentureView> {
    let venture = work.load::<Venture>(request.venture_id).await?;
    let relation = resource(work, venture.id).await?;
    work.permit::<Venture>(Action::ViewVenture, Action::ViewVenture, venture.id, &relation)?;
    one_venture(work, &venture, 0).await
}

pub(crate) async fn find_ventures(work: &mut Work<'_>, request: &FindVentures) -> Refused<VenturePage> {
    let mut filter = scope::<Venture>(&work.actor, Action::ViewVenture);
    if let Some(member) = request.member_id {
        let active = Filter::equals("user_id", member).and(Filter::equals("state", MemberState::Active));
        filter = filter.and(Filter::in_other::<Member>("id", "venture_id", active));
    }
    if let Some(client) = request.shared_with {
        let open = Filter::equals("client_id", client).and(Filter::equals("state", ShareState::Active));
        filter = filter.and(Filter::in_other::<Share>("id", "venture_id", open));
        // With whom a venture is shared is a matter of whoever shares it, and of the client.
        if work.me() != Some(client) {
            filter = filter.and(scope::<Venture>(&work.actor, Action::ShareVenture));
        }
    }
    if let Some(state) = request.state {
        filter = filter.and(Filter::equals("state", state));
    }
    let select = Select::of::<Venture>(filter).by(&["sort_key"]);
    let page = page::<Venture>(work, Problems::default(), select, request.limit, request.after.as_ref()).await?;
    let listed = || Filter::any_of("venture_id", page.items.iter().map(|venture| venture.id));
    let members: Vec<Member> = work.store().find(listed()).await?;
    let milestones: Vec<Milestone> = work.store().find(listed()).await?;
    let names = names(work, members.iter().map(|member| member.user_id)).await?;
    let items = page.items.iter().map(|venture| {
        let members: Vec<Member> = members.iter().filter(|m| m.venture_id == venture.id).cloned().collect();
        let milestones: Vec<Milestone> = milestones.iter().filter(|m| m.venture_id == venture.id).cloned().collect();
        venture_view(venture, &members, &milestones, &names, 0)
    });
    Ok(VenturePage { items: items.collect(), next: page.next })
}

pub(crate) async fn find_projects(work: &mut Work<'_>, request: &FindProjects) -> Refused<ProjectPage> {
    let venture = work.load::<Venture>(request.venture_id).await?;
    let relation = resource(work, venture.id).await?;
    work.permit::<Venture>(Action::ViewVenture, Action::ViewVenture, venture.id, &relation)?;
    let select = Select::of::<Project>(Filter::equals("venture_id", venture.id)).by(&["created_at"]).descending();
    let page = page::<Project>(work, Problems::default(), select, request.limit, request.after.as_ref()).await?;
    let all = milestones(work, Filter::equals("venture_id", venture.id)).await?;
    let items = page.items.iter().map(|project| {
        let own = all.iter().filter(|milestone| milestone.project_id == project.id).cloned().collect();
        project_view(project, own, 0)
    });
    Ok(ProjectPage { items: items.collect(), next: page.next })
}
