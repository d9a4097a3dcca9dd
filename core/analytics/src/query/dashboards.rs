//! The dashboards that come with the engine.

use super::document::Audience;
use serde_json::Value;

/// The document of the standard dashboard for somebody; nothing for the public, who see what is released.
///
/// ```
/// # use semillero_analytics::{Audience, Checks, Dashboard, Vocabulary, standard_dashboard};
/// let document = standard_dashboard(Audience::Funder).expect("there is one");
/// let names = Vocabulary::standard();
/// assert!(Dashboard::read(&document, Checks { names: &names, as_of: None, least_k: 5 }).is_ok());
/// ```
#[must_use]
pub fn standard_dashboard(audience: Audience) -> Option<Value> {
    let text = match audience {
        Audience::ProgrammeManager => include_str!("../../dashboards/programme_manager.json"),
        Audience::Mentor => include_str!("../../dashboards/mentor.json"),
        Audience::Entrepreneur => include_str!("../../dashboards/entrepreneur.json"),
        Audience::Funder => include_str!("../../dashboards/funder.json"),
        Audience::Admin => include_str!("../../dashboards/admin.json"),
        Audience::Public => return None,
    };
    serde_json::from_str(text).ok()
}
