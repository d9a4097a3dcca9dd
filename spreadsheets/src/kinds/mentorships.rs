//! Mentorships that are running.

use super::{CellType, Field, Need};
use crate::values::as_text;
use chrono::NaiveDate;
use semillero_core::values::EmailAddress;
use serde::Serialize;

/// One mentorship; the pair is unique in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MentorshipLine {
    /// Who mentors.
    #[serde(serialize_with = "as_text")]
    pub mentor_email: EmailAddress,
    /// Who is mentored.
    #[serde(serialize_with = "as_text")]
    pub mentee_email: EmailAddress,
    /// Since when.
    pub started_on: NaiveDate,
}

/// Who mentors, in mentorships and sessions.
pub(super) const MENTOR: Field = Field {
    name: "mentor_email",
    label: ("Correo de la mentora", "Mentor e-mail"),
    synonyms: &[
        "correo del mentor",
        "correo mentor",
        "correo mentora",
        "correo mentor/a",
        "correo de mentor",
        "correo electrónico del mentor",
        "correo electrónico de la mentora",
        "email mentor",
        "email del mentor",
        "email de la mentora",
        "mentor email",
        "mentor mail",
        "mentor",
        "mentora",
        "mentor/a",
        "aliada",
        "aliado",
        "aliado/a",
        "correo de la aliada",
        "correo del aliado",
    ],
    need: Need::Always,
    cell: CellType::Email,
    examples: [("ana@example.org", "ana@example.org"), ("ana@example.org", "ana@example.org")],
    doc: ("quién acompaña", "who mentors"),
};

/// Who is mentored, in mentorships and sessions.
pub(super) const MENTEE: Field = Field {
    name: "mentee_email",
    label: ("Correo de la emprendedora", "Mentee e-mail"),
    synonyms: &[
        "correo del emprendedor",
        "correo emprendedor",
        "correo emprendedora",
        "correo emprendedor/a",
        "correo de emprendedor",
        "correo electrónico del emprendedor",
        "correo electrónico de la emprendedora",
        "email emprendedor",
        "email del emprendedor",
        "email de la emprendedora",
        "mentee email",
        "mentee mail",
        "mentee",
        "emprendedora",
        "emprendedor",
        "emprendedor/a",
        "mentorada",
        "mentorado",
        "mentorado/a",
        "correo de la mentorada",
        "correo del mentorado",
        "founder email",
        "founder",
        "entrepreneur",
        "entrepreneur email",
        "fundadora",
        "fundador",
    ],
    need: Need::Always,
    cell: CellType::Email,
    examples: [("luis@example.org", "luis@example.org"), ("eva@example.org", "eva@example.org")],
    doc: ("a quién acompaña", "who is mentored"),
};

/// The columns of mentorships.
pub(super) const FIELDS: &[Field] = &[
    MENTOR,
    MENTEE,
    Field {
        name: "started_on",
        label: ("Fecha de inicio", "Started on"),
        synonyms: &[
            "inicio",
            "desde",
            "empezó el",
            "inicio de la mentoría",
            "fecha inicio",
            "comienzo",
            "fecha de comienzo",
            "start date",
            "started",
            "start",
            "since",
            "begin date",
        ],
        need: Need::Always,
        cell: CellType::Date,
        examples: [("04/05/2026", "2026-05-04"), ("11/05/2026", "2026-05-11")],
        doc: ("desde cuándo; el día va antes que el mes", "since when; 2026-05-04, or the day before the month"),
    },
];
