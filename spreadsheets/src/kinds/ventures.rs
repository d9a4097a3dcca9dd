//! Ventures.

use super::{CellType, Field, Need};
use crate::values::as_texts;
use chrono::NaiveDate;
use semillero_core::values::EmailAddress;
use serde::Serialize;

/// One venture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VentureLine {
    /// What it is called; unique in the file, without regard to case, accents and punctuation.
    pub name: String,
    /// The addresses of its founders, at least one.
    #[serde(serialize_with = "as_texts")]
    pub founders: Vec<EmailAddress>,
    /// Its line of business.
    pub sector: Option<String>,
    /// How far it has come, in the words of the file.
    pub stage: Option<String>,
    /// What it does.
    pub summary: Option<String>,
    /// Where it is on the web, as written.
    pub website: Option<String>,
    /// Where it is at home, as written.
    pub country: Option<String>,
    /// When it began.
    pub founded_on: Option<NaiveDate>,
}

/// The columns of ventures.
pub(super) const FIELDS: &[Field] = &[
    Field {
        name: "name",
        label: ("Emprendimiento", "Venture"),
        synonyms: &[
            "nombre del emprendimiento",
            "nombre",
            "proyecto",
            "nombre del proyecto",
            "empresa",
            "nombre de la empresa",
            "startup",
            "negocio",
            "iniciativa",
            "venture name",
            "company",
            "company name",
            "project",
            "startup name",
            "business",
        ],
        need: Need::Always,
        cell: CellType::Text,
        examples: [("Café Altura", "Altura Coffee"), ("Telar Vivo", "Living Loom")],
        doc: ("cómo se llama, único en el archivo", "what it is called, unique in the file"),
    },
    Field {
        name: "founders",
        label: ("Correos de fundadoras", "Founder e-mails"),
        synonyms: &[
            "fundadoras",
            "fundadores",
            "fundadora",
            "fundador",
            "correos de fundadores",
            "correo de la fundadora",
            "correo del fundador",
            "emprendedora",
            "emprendedor",
            "correo de la emprendedora",
            "correo del emprendedor",
            "correo emprendedor",
            "equipo fundador",
            "correo",
            "correo electrónico",
            "email",
            "mail",
            "founder",
            "founder email",
            "founders emails",
            "entrepreneur",
            "team",
        ],
        need: Need::Always,
        cell: CellType::Emails,
        examples: [
            ("luis@example.org", "luis@example.org"),
            ("eva@example.org; marta@example.org", "eva@example.org; marta@example.org"),
        ],
        doc: (
            "las direcciones de quienes lo fundaron, separadas por punto y coma",
            "the addresses of its founders, separated by semicolons",
        ),
    },
    Field {
        name: "sector",
        label: ("Sector", "Sector"),
        synonyms: &["industria", "rubro", "industry", "sectores", "sectors"],
        need: Need::Never,
        cell: CellType::Text,
        examples: [("alimentación", "food"), ("textil", "textiles")],
        doc: ("a qué se dedica", "its line of business"),
    },
    Field {
        name: "stage",
        label: ("Etapa", "Stage"),
        synonyms: &["fase", "estado", "madurez", "phase", "maturity"],
        need: Need::Never,
        cell: CellType::Text,
        examples: [("ventas", "selling"), ("idea", "idea")],
        doc: ("cuánto ha avanzado, con sus palabras", "how far it has come, in your words"),
    },
    Field {
        name: "summary",
        label: ("Resumen", "Summary"),
        synonyms: &["descripción", "description", "qué hace", "about", "pitch"],
        need: Need::Never,
        cell: CellType::Text,
        examples: [
            ("Café tostado por quien lo cultiva", "Coffee roasted by those who grow it"),
            ("Telas de lana sin intermediarios", "Woollen cloth without middlemen"),
        ],
        doc: ("qué hace, en un párrafo", "what it does, in a paragraph"),
    },
    Field {
        name: "website",
        label: ("Sitio web", "Website"),
        synonyms: &["web", "página web", "url", "site", "página", "homepage"],
        need: Need::Never,
        cell: CellType::Text,
        examples: [("https://altura.example", "https://altura.example"), ("", "")],
        doc: ("su página", "its page"),
    },
    Field {
        name: "country",
        label: ("País", "Country"),
        synonyms: &["país de origen", "ubicación", "location"],
        need: Need::Never,
        cell: CellType::Text,
        examples: [("Colombia", "Colombia"), ("Perú", "Peru")],
        doc: ("dónde está", "where it is at home"),
    },
    Field {
        name: "founded_on",
        label: ("Fecha de fundación", "Founded on"),
        synonyms: &[
            "fundación",
            "fundada en",
            "fundado el",
            "fecha de creación",
            "fecha de constitución",
            "fecha de inicio",
            "founded",
            "foundation date",
            "founding date",
            "date founded",
        ],
        need: Need::Never,
        cell: CellType::Date,
        examples: [("04/05/2021", "2021-05-04"), ("", "")],
        doc: ("cuándo empezó; el día va antes que el mes", "when it began; 2021-05-04, or the day before the month"),
    },
];
