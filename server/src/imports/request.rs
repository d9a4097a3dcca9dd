//! The good lines of a sheet as the request of one operation.

use super::Target;
use semillero_core::errors::ApiError;
use semillero_core::values::{CivilDate, CohortId, Timestamp};
use semillero_core::{
    Acting, ImportMentorships, ImportMode, ImportPeople, ImportSessions, ImportVentures, MentorshipRow, PersonRow,
    SessionRow, VentureRow, WeeklyHours,
};
use semillero_spreadsheets as sheets;
use semillero_spreadsheets::{Line, Rows, Sheet};
use std::collections::BTreeSet;

/// How many lines are new, changed, and as they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) created: i64,
    pub(super) updated: i64,
    pub(super) unchanged: i64,
}

/// One operation with its rows, and the line of each row.
pub(super) struct Request {
    lines: Vec<u32>,
    rows: RequestRows,
    target: Target,
}

enum RequestRows {
    People(Vec<PersonRow>),
    Ventures(Vec<VentureRow>),
    Mentorships(Vec<MentorshipRow>),
    Sessions(Vec<SessionRow>),
}

fn each<T, R>(lines: &[Line<T>], row: impl Fn(&T) -> R) -> (Vec<u32>, Vec<R>) {
    lines.iter().map(|line| (line.line, row(&line.value))).unzip()
}

impl Request {
    pub(super) fn of(sheet: &Sheet, target: &Target) -> Self {
        let (lines, rows) = match &sheet.rows {
            Rows::People(lines) => {
                let (lines, rows) = each(lines, person);
                (lines, RequestRows::People(rows))
            }
            Rows::Ventures(lines) => {
                let (lines, rows) = each(lines, venture);
                (lines, RequestRows::Ventures(rows))
            }
            Rows::Mentorships(lines) => {
                let (lines, rows) = each(lines, mentorship);
                (lines, RequestRows::Mentorships(rows))
            }
            Rows::Sessions(lines) => {
                let (lines, rows) = each(lines, |line| session(line, target.utc_offset));
                (lines, RequestRows::Sessions(rows))
            }
        };
        Self { lines, rows, target: target.clone() }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The line of a row.
    pub(super) fn line(&self, row: usize) -> Option<u32> {
        self.lines.get(row).copied()
    }

    /// Leaves rows out.
    pub(super) fn leave_out(&mut self, rows: &BTreeSet<usize>) {
        fn keep<T>(list: &mut Vec<T>, out: &BTreeSet<usize>) {
            let mut at = 0;
            list.retain(|_| {
                at += 1;
                !out.contains(&(at - 1))
            });
        }
        keep(&mut self.lines, rows);
        match &mut self.rows {
            RequestRows::People(list) => keep(list, rows),
            RequestRows::Ventures(list) => keep(list, rows),
            RequestRows::Mentorships(list) => keep(list, rows),
            RequestRows::Sessions(list) => keep(list, rows),
        }
    }

    /// Leaves lines out.
    pub(super) fn leave_out_lines(&mut self, lines: &BTreeSet<u32>) {
        let rows: BTreeSet<usize> =
            self.lines.iter().enumerate().filter(|(_, line)| lines.contains(line)).map(|(row, _)| row).collect();
        self.leave_out(&rows);
    }

    pub(super) async fn call(&self, acting: &Acting, mode: ImportMode) -> Result<Counts, ApiError> {
        // What needs a cohort was refused without one.
        let cohort_id = self
            .target
            .cohort
            .unwrap_or_else(|| <CohortId as semillero_core::values::Id>::from_uuid(uuid::Uuid::nil()));
        let done = match &self.rows {
            RequestRows::People(people) => {
                let (programme_id, cohort_id) = (self.target.programme, self.target.cohort);
                let request = ImportPeople { mode, programme_id, cohort_id, people: people.clone() };
                let done = acting.import_people(request).await?;
                return Ok(Counts { created: done.created, updated: done.updated, unchanged: done.unchanged });
            }
            RequestRows::Ventures(ventures) => {
                acting.import_ventures(ImportVentures { mode, cohort_id, ventures: ventures.clone() }).await?
            }
            RequestRows::Mentorships(mentorships) => {
                let request = ImportMentorships { mode, cohort_id, mentorships: mentorships.clone() };
                acting.import_mentorships(request).await?
            }
            RequestRows::Sessions(sessions) => {
                acting.import_sessions(ImportSessions { mode, cohort_id, sessions: sessions.clone() }).await?
            }
        };
        Ok(Counts { created: done.created, updated: done.updated, unchanged: done.unchanged })
    }
}

fn person(line: &sheets::PersonLine) -> PersonRow {
    PersonRow {
        email: line.email.as_str().to_owned(),
        display_name: line.display_name.clone(),
        side: line.side,
        capacity: line.capacity.map(i32::from),
        organisation: line.organisation.clone(),
        headline: line.headline.clone(),
        locale: line.locale,
        skills: line.skills.clone(),
        sectors: line.sectors.clone(),
        languages: line.languages.clone(),
        goals: line.goals.clone(),
        stages: line.stages.clone(),
        about: line.about.clone(),
        place: line.place.as_ref().map(|place| place.as_str().to_owned()),
        time_zone: line.time_zone.map(|zone| zone.name().to_owned()),
        availability: line.availability.iter().copied().map(WeeklyHours::from).collect(),
        consents_to_matching: line.consents_to_matching,
    }
}

fn day(date: chrono::NaiveDate) -> CivilDate {
    CivilDate::of(Timestamp::from_chrono(date.and_time(chrono::NaiveTime::MIN).and_utc()))
}

fn venture(line: &sheets::VentureLine) -> VentureRow {
    VentureRow {
        name: line.name.clone(),
        founders: line.founders.iter().map(|founder| founder.as_str().to_owned()).collect(),
        summary: line.summary.clone(),
        sector: line.sector.clone(),
        stage: line.stage.clone(),
        country: line.country.clone(),
        website: line.website.clone(),
        founded_on: line.founded_on.map(day),
    }
}

fn mentorship(line: &sheets::MentorshipLine) -> MentorshipRow {
    MentorshipRow {
        mentor_email: line.mentor_email.as_str().to_owned(),
        mentee_email: line.mentee_email.as_str().to_owned(),
        started_on: day(line.started_on),
    }
}

fn session(line: &sheets::SessionLine, utc_offset: i64) -> SessionRow {
    SessionRow {
        mentor_email: line.mentor_email.as_str().to_owned(),
        mentee_email: line.mentee_email.as_str().to_owned(),
        starts_at: Timestamp::from_chrono(line.starts_at.and_utc()).plus_minutes(-utc_offset),
        minutes: line.minutes.map(i32::from),
        outcome: Some(line.outcome),
        topic: line.topic.clone(),
        rating: line.rating.map(i32::from),
    }
}
