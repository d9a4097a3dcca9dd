//! Rows of ventures and projects for the conformance suite.

use super::rows::{Cells, at, id};
use crate::audit::FeedMark;
use crate::projects::{
    DueDate, Member, MemberState, Milestone, MilestoneState, Project, ProjectState, Share, ShareState, Venture,
    VentureState,
};
use crate::store::ChangeSet;
use crate::values::{CivilDate, UserId};

/// One venture with everything that hangs on it.
pub(super) fn ventures(changes: &mut ChangeSet, cells: Cells, n: u128, user_id: UserId) {
    let day = CivilDate::of(at(100_000));
    let venture = Venture {
        id: id(30, n),
        version: 1,
        state: VentureState::Active,
        name: "Café Ñandú".into(),
        name_key: "cafe-nandu".into(),
        sort_key: "cafe nandu".into(),
        summary: cells.maybe(String::new()),
        sector: cells.maybe("agro".into()),
        stage: cells.maybe("mvp".into()),
        country: cells.maybe("CO".into()),
        website: cells.maybe("https://example.org".into()),
        founded_on: cells.maybe(day),
        created_at: at(30),
        updated_at: at(31),
    };
    let project = Project {
        id: id(31, n),
        version: 1,
        state: ProjectState::OnHold,
        venture_id: venture.id,
        name: "Piloto".into(),
        summary: cells.maybe("x".into()),
        created_at: at(32),
    };
    let milestone = Milestone {
        id: id(32, n),
        version: 1,
        state: MilestoneState::InProgress,
        project_id: project.id,
        venture_id: venture.id,
        title: "Cien clientes".into(),
        first_due_on: day,
        due_on: day.plus_days(1),
        done_on: cells.maybe(day),
        evidence: cells.maybe("x".into()),
        created_at: at(33),
    };
    changes.insert(&venture);
    changes.insert(&Member {
        id: id(33, n),
        version: 1,
        state: MemberState::Left,
        venture_id: venture.id,
        user_id,
        title: cells.maybe("CEO".into()),
        joined_at: at(34),
        left_at: cells.maybe(at(35)),
    });
    changes.insert(&Share {
        id: id(34, n),
        version: 1,
        state: ShareState::Ended,
        venture_id: venture.id,
        client_id: user_id,
        shared_by: cells.maybe(user_id),
        shared_at: at(36),
        ended_at: cells.maybe(at(37)),
    });
    changes.insert(&project);
    changes.insert(&milestone);
    changes.insert(&DueDate {
        id: id(35, n),
        milestone_id: milestone.id,
        due_on: day,
        reason: cells.maybe("x".into()),
        actor_id: cells.maybe(user_id),
        at: at(38),
    });
    changes.insert(&FeedMark { id: user_id, version: 1, seen_at: at(39) });
}
