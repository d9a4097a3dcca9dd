//! The consent ledger.

use crate::api::{ConsentView, RecordConsent};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused};
use crate::operations::common::{SHORT, person, text};
use crate::people::{Consent, ConsentDecision, User};
use crate::permissions::Action;
use serde_json::json;

pub(crate) async fn record_consent(work: &mut Work<'_>, request: &RecordConsent) -> Refused<ConsentView> {
    let mut problems = Problems::default();
    let text_version = text(&mut problems, "/text_version", &request.text_version, SHORT);
    problems.check()?;
    let user = work.load::<User>(request.user_id).await?;
    let resource = person(work, user.id).await?;
    work.permit::<User>(Action::RecordConsent, Action::ViewUser, user.id, &resource)?;
    let consent = Consent {
        id: work.id(),
        user_id: user.id,
        purpose: request.purpose,
        decision: request.decision,
        text_version,
        recorded_by: work.me(),
        at: work.now,
    };
    work.changes.insert(&consent);
    let kind = match consent.decision {
        ConsentDecision::Given => "consent.given",
        ConsentDecision::Withdrawn => "consent.withdrawn",
    };
    work.event::<Consent>(kind, consent.id, None, json!({ "user_id": user.id, "purpose": consent.purpose }));
    Ok(ConsentView {
        id: consent.id,
        user_id: consent.user_id,
        purpose: consent.purpose,
        decision: consent.decision,
        text_version: consent.text_version,
        at: consent.at,
    })
}
