//! Sessions that are past.

use super::mentorships::{MENTEE, MENTOR};
use super::{CellType, Field, Need};
use crate::values::{Choice, Choices, as_text};
use chrono::NaiveDateTime;
use semillero_core::SessionOutcome;
use semillero_core::values::EmailAddress;
use serde::Serialize;

/// The words for outcomes. Of a session to which an unnamed somebody did not come, the mentee is meant: mentors keep the file.
pub(crate) static OUTCOMES: Choices<SessionOutcome> = Choices::new(&[
    Choice {
        value: SessionOutcome::Held,
        label: ("realizada", "held"),
        words: &[
            "realizado",
            "hecha",
            "hecho",
            "celebrada",
            "completada",
            "completado",
            "asistió",
            "asistieron",
            "efectuada",
            "ok",
            "done",
            "completed",
            "attended",
            "took place",
            "sí",
            "yes",
            "true",
            "verdadero",
        ],
    },
    Choice {
        value: SessionOutcome::MenteeMissed,
        label: ("no asistió la emprendedora", "mentee missed"),
        words: &[
            "no asistió",
            "no asistió el emprendedor",
            "no asistió emprendedor/a",
            "faltó la emprendedora",
            "faltó el emprendedor",
            "faltó emprendedor/a",
            "ausente",
            "no se presentó",
            "inasistencia",
            "faltó",
            "mentee no show",
            "no show",
            "missed",
        ],
    },
    Choice {
        value: SessionOutcome::MentorMissed,
        label: ("no asistió la mentora", "mentor missed"),
        words: &[
            "no asistió el mentor",
            "no asistió mentor/a",
            "faltó la mentora",
            "faltó el mentor",
            "faltó mentor/a",
            "mentor no show",
        ],
    },
    Choice {
        value: SessionOutcome::BothMissed,
        label: ("no asistió nadie", "both missed"),
        words: &[
            "nadie asistió",
            "no asistieron",
            "faltaron ambas",
            "faltaron ambos",
            "faltaron las dos",
            "faltaron los dos",
            "ninguna asistió",
            "nobody came",
        ],
    },
    Choice {
        value: SessionOutcome::Cancelled,
        label: ("cancelada", "cancelled"),
        words: &["cancelado", "anulada", "anulado", "suspendida", "no realizada", "canceled", "called off"],
    },
]);

/// One session; pair and start are unique in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionLine {
    /// Who mentored.
    #[serde(serialize_with = "as_text")]
    pub mentor_email: EmailAddress,
    /// Who was mentored.
    #[serde(serialize_with = "as_text")]
    pub mentee_email: EmailAddress,
    /// When it began, in the local time of whoever keeps the file; 09:00 where only the day is written.
    pub starts_at: NaiveDateTime,
    /// How long it took, 1 to 1440 minutes, from the column of minutes or of hours.
    pub minutes: Option<u16>,
    /// How it went; held where nothing is written.
    pub outcome: SessionOutcome,
    /// What it was about.
    pub topic: Option<String>,
    /// How good it was, 1 to 5.
    pub rating: Option<u8>,
}

/// The columns of sessions.
pub(super) const FIELDS: &[Field] = &[
    MENTOR,
    MENTEE,
    Field {
        name: "date",
        label: ("Fecha", "Date"),
        synonyms: &[
            "fecha de la sesión",
            "fecha sesión",
            "día",
            "fecha y hora",
            "cuándo",
            "day",
            "session date",
            "date and time",
            "datetime",
            "date time",
            "starts_at",
            "when",
            "fecha de sesión",
        ],
        need: Need::Always,
        cell: CellType::DateMaybeTime,
        examples: [("18/05/2026", "2026-05-18"), ("25/05/2026", "2026-05-25")],
        doc: (
            "qué día fue, también con la hora detrás; el día va antes que el mes",
            "on which day, also with the time behind it; 2026-05-18, or the day before the month",
        ),
    },
    Field {
        name: "start_time",
        label: ("Hora", "Time"),
        synonyms: &["hora de inicio", "hora inicio", "inicio", "hora de la sesión", "start time", "start", "starts"],
        need: Need::Never,
        cell: CellType::Time,
        examples: [("16:30", "16:30"), ("", "")],
        doc: ("a qué hora empezó; 09:00 si está vacío", "at what time it began; 09:00 if empty"),
    },
    Field {
        name: "minutes",
        label: ("Minutos", "Minutes"),
        synonyms: &[
            "duración",
            "duración (min)",
            "duración en minutos",
            "duración (minutos)",
            "duración (mins)",
            "min",
            "mins",
            "tiempo",
            "duration",
            "duration (min)",
            "duration (minutes)",
            "duration in minutes",
            "length",
        ],
        need: Need::Never,
        cell: CellType::Minutes,
        examples: [("60", "60"), ("90", "90")],
        doc: ("cuánto duró en minutos", "how long it took in minutes"),
    },
    Field {
        name: "hours",
        label: ("Horas", "Hours"),
        synonyms: &[
            "duración (h)",
            "duración (horas)",
            "duración en horas",
            "número de horas",
            "hs",
            "hrs",
            "duration (h)",
            "duration (hours)",
            "duration (hrs)",
            "duration in hours",
        ],
        need: Need::Never,
        cell: CellType::Hours,
        examples: [("", ""), ("", "")],
        doc: (
            "cuánto duró en horas, si no hay minutos: 1,5 son 90 minutos",
            "how long it took in hours, if there are no minutes: 1.5 is 90 minutes",
        ),
    },
    Field {
        name: "outcome",
        label: ("Resultado", "Outcome"),
        synonyms: &[
            "estado",
            "asistencia",
            "estatus",
            "status",
            "attendance",
            "result",
            "realizada",
            "estado de la sesión",
        ],
        need: Need::Never,
        cell: CellType::Choice,
        examples: [("realizada", "held"), ("no asistió la emprendedora", "mentee missed")],
        doc: (
            "realizada, cancelada o quién no asistió; realizada si está vacío",
            "held, cancelled or who missed it; held if empty",
        ),
    },
    Field {
        name: "topic",
        label: ("Tema", "Topic"),
        synonyms: &["temas", "asunto", "tema tratado", "temas tratados", "subject", "topics", "agenda"],
        need: Need::Never,
        cell: CellType::Text,
        examples: [("precios", "prices"), ("", "")],
        doc: ("de qué trató", "what it was about"),
    },
    Field {
        name: "rating",
        label: ("Valoración", "Rating"),
        synonyms: &[
            "calificación",
            "puntuación",
            "nota",
            "evaluación",
            "satisfacción",
            "score",
            "stars",
            "valoración (1-5)",
            "rating (1-5)",
            "calificación (1-5)",
        ],
        need: Need::Never,
        cell: CellType::Whole(1, 5),
        examples: [("5", "5"), ("", "")],
        doc: ("qué tan buena fue, de 1 a 5", "how good it was, 1 to 5"),
    },
];
