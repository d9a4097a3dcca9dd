//! People.

use crate::values::{Choice, Choices, as_text, maybe_place, maybe_zone};
use semillero_core::people::FreeTime;
use semillero_core::programmes::Side;
use semillero_core::values::{EmailAddress, Locale, Place, TimeZone};
use serde::Serialize;

/// The words for the two sides.
pub(crate) static SIDES: Choices<Side> = Choices::new(&[
    Choice {
        value: Side::Mentee,
        label: ("emprendedora", "mentee"),
        words: &[
            "emprendedor",
            "emprendedor/a",
            "emprendedora/or",
            "emprendedores",
            "emprendedoras",
            "mentorada",
            "mentorado",
            "mentorado/a",
            "mentoreada",
            "mentoreado",
            "aprendiz",
            "entrepreneur",
            "founder",
            "fundadora",
            "fundador",
            "fundador/a",
            "participante",
            "protegé",
            "mentees",
        ],
    },
    Choice {
        value: Side::Mentor,
        label: ("mentora", "mentor"),
        words: &[
            "mentor/a",
            "mentora/or",
            "mentores",
            "mentoras",
            "mentors",
            "aliada",
            "aliado",
            "aliado/a",
            "aliada/o",
            "ally",
            "advisor",
            "asesora",
            "asesor",
            "coach",
        ],
    },
]);

/// One person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonLine {
    /// Their address; unique in the file.
    #[serde(serialize_with = "as_text")]
    pub email: EmailAddress,
    /// How they are called, from one column or from given and family names.
    pub display_name: String,
    /// On which side they stand, if the file says so.
    pub side: Option<Side>,
    /// How many mentees at once, 0 to 20.
    pub capacity: Option<u8>,
    /// Where they work.
    pub organisation: Option<String>,
    /// Themselves in a sentence.
    pub headline: Option<String>,
    /// What they say about themselves.
    pub about: Option<String>,
    /// Where they are.
    #[serde(serialize_with = "maybe_place")]
    pub place: Option<Place>,
    /// In which time zone they live.
    #[serde(serialize_with = "maybe_zone")]
    pub time_zone: Option<TimeZone>,
    /// When they are free, by the clock of their zone.
    pub availability: Vec<FreeTime>,
    /// The language they read.
    pub locale: Option<Locale>,
    /// What they are good at.
    pub skills: Vec<String>,
    /// In which lines of business.
    pub sectors: Vec<String>,
    /// What they speak.
    pub languages: Vec<String>,
    /// What they want to reach.
    pub goals: Vec<String>,
    /// The stages of ventures they can help with, or are in.
    pub stages: Vec<String>,
    /// Whether they agreed to be matched; nothing where the file says nothing.
    pub consents_to_matching: Option<bool>,
}
