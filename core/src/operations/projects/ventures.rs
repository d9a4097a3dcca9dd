//! Making, changing and ending ventures.

use super::views::{one_venture, resource, venture_with};
use crate::api::{AdvanceVenture, CreateVenture, TextChange, UpdateVenture, VentureView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::operations::common::{LONG, SHORT, change, expect_version, optional, person, text};
use crate::people::{User, UserState};
use crate::permissions::Action;
use crate::projects::{Member, MemberState, VENTURE_LIFECYCLE, Venture};
use crate::values::{UserId, VentureId, label_key, sort_key};
use serde_json::{Value, json};

pub(crate) async fn create_venture(work: &mut Work<'_>, request: &CreateVenture) -> Refused<VentureView> {
    let mut problems = Problems::default();
    let name = text(&mut problems, "/name", &request.name, SHORT);
    let title = optional(&mut problems, "/title", request.title.as_ref(), SHORT);
    let summary = optional(&mut problems, "/summary", request.summary.as_ref(), LONG);
    let sector = optional(&mut problems, "/sector", request.sector.as_ref(), SHORT);
    let stage = optional(&mut problems, "/stage", request.stage.as_ref(), SHORT);
    let country = optional(&mut problems, "/country", request.country.as_ref(), SHORT);
    let website = link(&mut problems, "/website", request.website.as_deref());
    let Some(founder) = request.founder_id.or(work.me()) else {
        problems.add("/founder_id", &texts::MISSING_FIELD, [("field", "founder_id".into())]);
        return Err(Refusal::invalid(problems));
    };
    problems.check()?;
    let founder = work.load::<User>(founder).await?;
    let relation = person(work, founder.id).await?;
    work.permit::<User>(Action::CreateVenture, Action::ViewUser, founder.id, &relation)?;
    if !matches!(founder.state, UserState::Invited | UserState::Active) {
        return Err(Refusal::not_found::<User>(founder.id));
    }
    let venture = Venture {
        summary,
        sector,
        stage,
        country,
        website,
        founded_on: request.founded_on,
        ..Venture::new(work.id(), name, work.now)
    };
    let member = new_member(work, venture.id, founder.id, title);
    work.changes.insert(&venture).insert(&member);
    work.event::<Venture>("venture.created", venture.id, None, described(&venture, Some(founder.id)));
    venture_with(work, &venture, &[member], 0).await
}

/// The part of a person as it begins.
pub(super) fn new_member(work: &Work<'_>, venture: VentureId, user: UserId, title: Option<String>) -> Member {
    Member {
        id: work.id(),
        version: 1,
        state: MemberState::Active,
        venture_id: venture,
        user_id: user,
        title,
        joined_at: work.now,
        left_at: None,
    }
}

/// What the events of a new or changed venture tell besides: the groups that figures are broken down by.
pub(super) fn described(venture: &Venture, user: Option<UserId>) -> Value {
    json!({
        "venture_id": venture.id,
        "user_id": user,
        "sector": venture.sector,
        "stage": venture.stage,
        "country": venture.country,
    })
}

/// What the events of a venture tell: whom it concerns.
pub(super) fn about(venture: VentureId, user: UserId) -> Value {
    json!({ "venture_id": venture, "user_id": user })
}

/// A web address: only http and https, so that nothing else can ever be put behind a link.
pub(super) fn link(problems: &mut Problems, path: &str, value: Option<&str>) -> Option<String> {
    let value = value?.trim();
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    let good =
        rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control()));
    if !good || value.chars().count() > SHORT {
        problems.add(path, &texts::BAD_LINK, [("value", value.into())]);
    }
    Some(value.to_owned())
}

pub(crate) async fn update_venture(work: &mut Work<'_>, request: &UpdateVenture) -> Refused<VentureView> {
    let before = work.load::<Venture>(request.venture_id).await?;
    let relation = resource(work, before.id).await?;
    work.permit::<Venture>(Action::ManageVenture, Action::ViewVenture, before.id, &relation)?;
    expect_version(before.version, request.expected_version)?;
    let mut venture = before.clone();
    let mut problems = Problems::default();
    if let Some(name) = optional(&mut problems, "/name", request.name.as_ref(), SHORT) {
        venture.name_key = label_key(&name);
        venture.sort_key = sort_key(&name);
        venture.name = name;
    }
    change(&mut problems, "/summary", &mut venture.summary, request.summary.as_ref(), LONG);
    change(&mut problems, "/sector", &mut venture.sector, request.sector.as_ref(), SHORT);
    change(&mut problems, "/stage", &mut venture.stage, request.stage.as_ref(), SHORT);
    change(&mut problems, "/country", &mut venture.country, request.country.as_ref(), SHORT);
    match &request.website {
        Some(TextChange::Set(value)) => venture.website = link(&mut problems, "/website/set", Some(value)),
        Some(TextChange::Clear) => venture.website = None,
        None => {}
    }
    problems.check()?;
    if venture == before {
        return one_venture(work, &venture, 0).await;
    }
    venture.updated_at = work.now;
    work.changes.update(&venture);
    work.event::<Venture>("venture.updated", venture.id, None, described(&venture, None));
    one_venture(work, &venture, 1).await
}

pub(crate) async fn advance_venture(work: &mut Work<'_>, request: &AdvanceVenture) -> Refused<VentureView> {
    let mut venture = work.load::<Venture>(request.venture_id).await?;
    let relation = resource(work, venture.id).await?;
    work.permit::<Venture>(Action::ManageVenture, Action::ViewVenture, venture.id, &relation)?;
    let step = (venture.id, venture.state);
    let (command, reason) = (request.step.word(), request.reason.as_deref());
    let data = json!({ "venture_id": venture.id });
    venture.state = work.advance::<Venture, _>(&VENTURE_LIFECYCLE, step, command, None, reason, data)?;
    venture.updated_at = work.now;
    work.changes.update(&venture);
    one_venture(work, &venture, 1).await
}
