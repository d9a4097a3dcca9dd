//! What matching knows of a person: keys of labels, free time, place, text.
//!
//! Labels compare by [`label_key`], so case, accents and punctuation never cost a point.

use super::Factor;
use super::engine::{Hours, UtcOffset, WEEK_SLOTS, Week, Weekday as EngineWeekday};
use super::table::TablePerson;
use crate::people::{FreeTime, User};
use crate::programmes::Side;
use crate::values::{TimeZone, Timestamp, label_key};
use chrono::Offset as _;

/// The facts of one person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    pub(super) skills: Vec<String>,
    /// What they look for as a mentee: their goals, and the skills they work with and want to deepen.
    pub(super) wanted: Vec<String>,
    pub(super) sectors: Vec<String>,
    pub(super) languages: Vec<String>,
    pub(super) goals: Vec<String>,
    pub(super) stages: Vec<String>,
    /// The key of their organisation.
    pub(crate) organisation: Option<String>,
    /// Quarter hours of the week, in UTC.
    pub(super) time: Vec<u16>,
    /// ISO 3166-2, or ISO 3166-1 where no more is known.
    pub(super) place: Option<String>,
    pub(super) about: Option<String>,
}

impl Facts {
    /// What is known of a person on a day, which decides what their clock is off UTC.
    pub(crate) fn of(user: &User, now: Timestamp) -> Self {
        let zone = user.time_zone.as_deref().and_then(|name| TimeZone::parse(name).ok());
        Self {
            skills: keys(user.skills.iter()),
            wanted: keys(user.goals.iter().chain(user.skills.iter())),
            sectors: keys(user.sectors.iter()),
            languages: keys(user.languages.iter()),
            goals: keys(user.goals.iter()),
            stages: keys(user.stages.iter()),
            organisation: user.organisation.as_deref().map(label_key).filter(|key| !key.is_empty()),
            time: free_slots(zone, &user.availability, now),
            place: user.place.clone(),
            about: about(user),
        }
    }

    /// What a row of a table says of a person.
    pub(crate) fn of_row(
        row: &TablePerson,
        place: Option<String>,
        (zone, free): (Option<TimeZone>, &[FreeTime]),
        on: Timestamp,
    ) -> Self {
        Self {
            skills: keys(row.skills.iter()),
            wanted: keys(row.goals.iter().chain(row.skills.iter())),
            sectors: keys(row.sectors.iter()),
            languages: keys(row.languages.iter()),
            goals: keys(row.goals.iter()),
            stages: keys(row.stages.iter()),
            organisation: row.organisation.as_deref().map(label_key).filter(|key| !key.is_empty()),
            time: free_slots(zone, free, on),
            place,
            about: row.about.clone().filter(|about| !about.is_empty()),
        }
    }

    /// The country of the place.
    pub(super) fn country(&self) -> Option<&str> {
        self.place.as_deref().map(|place| place.split('-').next().unwrap_or(place))
    }

    /// The keys that a factor compares, as somebody of this side has them; nothing for factors that compare no labels.
    pub(super) fn labels(&self, factor: Factor, side: Side) -> Option<&[String]> {
        match (factor, side) {
            (Factor::Skills, Side::Mentee) => Some(&self.wanted),
            (Factor::Skills, Side::Mentor) => Some(&self.skills),
            (Factor::Sectors, _) => Some(&self.sectors),
            (Factor::Languages, _) => Some(&self.languages),
            (Factor::Goals, _) => Some(&self.goals),
            (Factor::Stages, _) => Some(&self.stages),
            _ => None,
        }
    }

    /// Whether somebody of this side has a label such as `sector:agro`.
    pub(super) fn has(&self, label: &str) -> bool {
        let Some((kind, value)) = label.split_once(':') else { return false };
        let key = label_key(value);
        match kind {
            "organisation" => self.organisation.as_ref() == Some(&key),
            "skill" => self.skills.binary_search(&key).is_ok(),
            "sector" => self.sectors.binary_search(&key).is_ok(),
            "language" => self.languages.binary_search(&key).is_ok(),
            "goal" => self.goals.binary_search(&key).is_ok(),
            "stage" => self.stages.binary_search(&key).is_ok(),
            "country" => self.country().is_some_and(|country| label_key(country) == key),
            _ => false,
        }
    }
}

/// The quarter hours of a week in which somebody is free, in UTC. Who names no time zone is taken to live by UTC.
fn free_slots(zone: Option<TimeZone>, free: &[FreeTime], now: Timestamp) -> Vec<u16> {
    let seconds =
        zone.map_or(0, |zone| now.to_chrono().with_timezone(&zone.to_chrono()).offset().fix().local_minus_utc());
    let Ok(offset) = UtcOffset::new(seconds / 60) else { return Vec::new() };
    let day = |time: &FreeTime| EngineWeekday::ALL.get(time.weekday() as usize).copied();
    let hours = |time: &FreeTime| Hours::new(day(time)?, time.starts().minutes(), time.ends().minutes()).ok();
    let hours: Vec<Hours> = free.iter().filter_map(hours).collect();
    let week = Week::from_hours(&hours, offset);
    (0..WEEK_SLOTS).filter(|slot| week.contains(*slot)).collect()
}

/// What somebody writes about themselves, the headline first.
fn about(user: &User) -> Option<String> {
    let texts: Vec<&str> = [&user.headline, &user.about].into_iter().filter_map(Option::as_deref).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// The kinds of labels that can make a group.
pub(crate) const LABEL_KINDS: [&str; 7] = ["skill", "sector", "language", "goal", "stage", "organisation", "country"];

fn keys<'a>(labels: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut keys: Vec<String> = labels.map(|label| label_key(label)).filter(|key| !key.is_empty()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Part {
    /// How many they share.
    pub some: i32,
    /// Of how many.
    pub of: i32,
}

/// What a mentee and a mentor share under a factor: labels of the shorter list, or quarter hours that are free for both.
pub(crate) fn shared(factor: Factor, mentee: &Facts, mentor: &Facts) -> Option<Part> {
    let count = |some: usize, of: usize| {
        Some(Part { some: i32::try_from(some).unwrap_or(i32::MAX), of: i32::try_from(of).unwrap_or(i32::MAX) })
    };
    if factor == Factor::Time {
        let common = mentee.time.iter().filter(|slot| mentor.time.binary_search(slot).is_ok()).count();
        return count(common, mentee.time.len().min(mentor.time.len()));
    }
    let (one, other) = (mentee.labels(factor, Side::Mentee)?, mentor.labels(factor, Side::Mentor)?);
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    count(few.iter().filter(|key| many.binary_search(key).is_ok()).count(), few.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(skills: &[&str], goals: &[&str]) -> Facts {
        let texts = |labels: &[&str]| labels.iter().map(|label| (*label).to_owned()).collect::<Vec<_>>();
        let (skills, goals) = (texts(skills), texts(goals));
        Facts {
            skills: keys(skills.iter()),
            wanted: keys(goals.iter().chain(&skills)),
            goals: keys(goals.iter()),
            ..Facts::default()
        }
    }

    #[test]
    fn labels_compare_whatever_their_case_and_accents() {
        let mentee = facts(&[], &["Exportación", "finanzas", "ventas"]);
        let mentor = facts(&["EXPORTACION", "Finanzas", "diseño", "logística"], &[]);
        assert_eq!(shared(Factor::Skills, &mentee, &mentor), Some(Part { some: 2, of: 3 }));
        assert_eq!(shared(Factor::MenteeChoice, &mentee, &mentor), None);
    }

    #[test]
    fn a_label_names_its_kind() {
        let mut ana = facts(&["Ventas"], &[]);
        ana.place = Some("CO-ANT".into());
        assert!(ana.has("skill:ventas") && ana.has("skill:VENTAS") && ana.has("country:co"));
        assert!(!ana.has("sector:ventas") && !ana.has("ventas"));
    }
}
