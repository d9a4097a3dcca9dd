//! The rows of an import: checked, all mistakes at once.

use super::facts::{ABOUT, availability, parsed, place, time_zone};
use crate::api::{ImportPeople, PersonRow};
use crate::errors::{Problems, texts};
use crate::operations::common::{MOST_ROWS, SHORT, labels, must_be_some, optional, text};
use crate::people::FreeTime;
use crate::programmes::Side;
use crate::values::{Capacity, EmailAddress, Locale};
use std::collections::BTreeSet;

/// A row without a mistake.
pub(super) struct Checked {
    pub(super) email: EmailAddress,
    pub(super) key: String,
    pub(super) name: String,
    pub(super) side: Option<Side>,
    pub(super) capacity: Option<Capacity>,
    pub(super) organisation: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) about: Option<String>,
    pub(super) place: Option<String>,
    pub(super) time_zone: Option<String>,
    pub(super) availability: Vec<FreeTime>,
    pub(super) locale: Option<Locale>,
    pub(super) skills: Vec<String>,
    pub(super) sectors: Vec<String>,
    pub(super) languages: Vec<String>,
    pub(super) goals: Vec<String>,
    pub(super) stages: Vec<String>,
    pub(super) consents: bool,
}

/// Checks every row; the rows are complete only when there is no problem.
pub(super) fn check(request: &ImportPeople, problems: &mut Problems) -> Vec<Checked> {
    must_be_some(problems, "/people", request.people.len());
    if request.people.len() > MOST_ROWS {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let needs_side = request.cohort_id.is_some();
    request
        .people
        .iter()
        .enumerate()
        .filter_map(|(at, row)| {
            let checked = check_row(row, &format!("/people/{at}"), needs_side, problems)?;
            if !seen.insert(checked.key.clone()) {
                problems.add(format!("/people/{at}/email"), &texts::TWICE, [("value", row.email.trim().into())]);
            }
            Some(checked)
        })
        .collect()
}

fn check_row(row: &PersonRow, path: &str, needs_side: bool, problems: &mut Problems) -> Option<Checked> {
    let email = problems.keep(&format!("{path}/email"), EmailAddress::parse(&row.email));
    let name = text(problems, &format!("{path}/display_name"), &row.display_name, SHORT);
    if needs_side && row.side.is_none() {
        problems.add(format!("{path}/side"), &texts::MISSING_FIELD, [("field", "side".into())]);
    }
    let capacity = row.capacity.map(Capacity::new).transpose();
    let capacity = problems.keep(&format!("{path}/capacity"), capacity).flatten();
    let organisation = optional(problems, &format!("{path}/organisation"), row.organisation.as_ref(), SHORT);
    let headline = optional(problems, &format!("{path}/headline"), row.headline.as_ref(), SHORT);
    let about = optional(problems, &format!("{path}/about"), row.about.as_ref(), ABOUT);
    let place = parsed(problems, &format!("{path}/place"), row.place.as_ref(), place);
    let time_zone = parsed(problems, &format!("{path}/time_zone"), row.time_zone.as_ref(), time_zone);
    let availability = availability(problems, &format!("{path}/availability"), &row.availability);
    let mut list = |name: &str, values: &[String]| labels(problems, &format!("{path}/{name}"), values);
    let skills = list("skills", &row.skills);
    let sectors = list("sectors", &row.sectors);
    let languages = list("languages", &row.languages);
    let goals = list("goals", &row.goals);
    let stages = list("stages", &row.stages);
    let email = email?;
    Some(Checked {
        key: email.key(),
        email,
        name,
        side: row.side,
        capacity,
        organisation,
        headline,
        about,
        place,
        time_zone,
        availability,
        locale: row.locale,
        skills,
        sectors,
        languages,
        goals,
        stages,
        consents: row.consents_to_matching == Some(true),
    })
}
