//! The lines of each kind, read field by field. Every field is asked for before a line is given up, so that all mistakes are told.

use super::row_reader::RowReader;
use crate::kinds::{MentorshipLine, OUTCOMES, PersonLine, SIDES, SessionLine, SessionOutcome, VentureLine};
use crate::texts;
use crate::values::LOCALES;
use chrono::NaiveTime;
use semillero_core::values::{EmailAddress, label_key};

/// When a session begins whose time nobody wrote down.
const NINE: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// Reads one person.
pub(super) fn person(row: &mut RowReader<'_>) -> Option<PersonLine> {
    let email = row.email("email");
    if let Some(email) = &email {
        row.unique("email", email.key(), email.as_str());
    }
    let display_name = person_name(row);
    let side = row.choice("side", &SIDES);
    let capacity = row.whole("capacity", 0, 20);
    let organisation = row.text("organisation");
    let headline = row.text("headline");
    let about = row.text("about");
    let place = row.place("place");
    let time_zone = row.time_zone("time_zone");
    let availability = row.week("availability");
    let locale = row.choice("locale", &LOCALES);
    let skills = row.list("skills");
    let sectors = row.list("sectors");
    let languages = row.list("languages");
    let goals = row.list("goals");
    let stages = row.list("stages");
    let consents_to_matching = row.yes_no("consents_to_matching");
    Some(PersonLine {
        email: email?,
        display_name: display_name?,
        side,
        capacity,
        organisation,
        headline,
        about,
        place,
        time_zone,
        availability,
        locale,
        skills,
        sectors,
        languages,
        goals,
        stages,
        consents_to_matching,
    })
}

/// The whole name, or the given and the family name, whichever are there.
fn person_name(row: &mut RowReader<'_>) -> Option<String> {
    let before = row.bad;
    row.bad = false;
    let whole = row.name("display_name");
    let parts: Vec<String> = ["given_name", "family_name"].into_iter().filter_map(|field| row.name(field)).collect();
    let name = whole.or_else(|| (!parts.is_empty()).then(|| parts.join(" ")));
    // A failed formula was told already.
    if name.is_none() && !row.bad {
        let asked = if row.mapping.place("display_name").is_some() { "display_name" } else { "given_name" };
        let label = row.mapping.kind.field(asked).map_or(("", ""), |field| field.label);
        row.mistake(asked, "", &texts::EMPTY_CELL, [("field", label.into())]);
    }
    row.bad |= before;
    name
}

/// Reads one venture.
pub(super) fn venture(row: &mut RowReader<'_>) -> Option<VentureLine> {
    let name = row.name("name");
    if let Some(name) = &name {
        row.unique("name", label_key(name), name);
    }
    let founders = row.emails("founders");
    let sector = row.text("sector");
    let stage = row.text("stage");
    let summary = row.text("summary");
    let website = row.text("website");
    let country = row.text("country");
    let founded_on = row.day("founded_on").map(|(date, _)| date);
    Some(VentureLine { name: name?, founders: founders?, sector, stage, summary, website, country, founded_on })
}

/// Who mentors and who is mentored; never the same person.
fn pair(row: &mut RowReader<'_>) -> Option<(EmailAddress, EmailAddress)> {
    let mentor = row.email("mentor_email");
    let mentee = row.email("mentee_email");
    let (mentor, mentee) = (mentor?, mentee?);
    if mentor.key() == mentee.key() {
        row.wrong("mentee_email", mentee.as_str(), &texts::SAME_PERSON);
    }
    Some((mentor, mentee))
}

/// Reads one mentorship.
pub(super) fn mentorship(row: &mut RowReader<'_>) -> Option<MentorshipLine> {
    let pair = pair(row);
    if let Some((mentor, mentee)) = &pair {
        let shown = format!("{} + {}", mentor.as_str(), mentee.as_str());
        row.unique("mentee_email", format!("{} {}", mentor.key(), mentee.key()), &shown);
    }
    let started_on = row.day("started_on").map(|(date, _)| date);
    let (mentor_email, mentee_email) = pair?;
    Some(MentorshipLine { mentor_email, mentee_email, started_on: started_on? })
}

/// Reads one session.
pub(super) fn session(row: &mut RowReader<'_>) -> Option<SessionLine> {
    let pair = pair(row);
    let day = row.day("date");
    let time = row.time("start_time");
    if let (Some((_, Some(first))), Some(second)) = (day, time)
        && first != second
    {
        let shown = second.format("%H:%M").to_string();
        let args = [("first", first.format("%H:%M").to_string().into()), ("second", shown.as_str().into())];
        row.mistake("start_time", &shown, &texts::TIMES_DISAGREE, args);
    }
    let starts_at = day.map(|(date, written)| date.and_time(time.or(written).unwrap_or(NINE)));
    if let (Some((mentor, mentee)), Some(starts_at)) = (&pair, starts_at) {
        let shown = format!("{} + {}, {}", mentor.as_str(), mentee.as_str(), starts_at.format("%Y-%m-%d %H:%M"));
        row.unique("date", format!("{} {} {starts_at}", mentor.key(), mentee.key()), &shown);
    }
    let minutes = row.length("minutes", 1.0);
    let hours = row.length("hours", 60.0);
    if let (Some(minutes), Some(hours)) = (minutes, hours)
        && minutes != hours
    {
        let args = [("first", u32::from(hours).into()), ("second", u32::from(minutes).into())];
        row.mistake("minutes", &minutes.to_string(), &texts::LENGTHS_DISAGREE, args);
    }
    let outcome = row.choice("outcome", &OUTCOMES).unwrap_or(SessionOutcome::Held);
    let topic = row.text("topic");
    let rating = row.whole("rating", 1, 5);
    let (mentor_email, mentee_email) = pair?;
    Some(SessionLine {
        mentor_email,
        mentee_email,
        starts_at: starts_at?,
        minutes: minutes.or(hours),
        outcome,
        topic,
        rating,
    })
}
