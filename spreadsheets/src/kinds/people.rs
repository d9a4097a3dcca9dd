//! People.

use super::{CellType, Field, Need};
use crate::values::{Choice, as_text};
use semillero_core::values::{EmailAddress, Locale};
use serde::Serialize;

/// On which side of a mentorship a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// An entrepreneur.
    Mentee,
    /// An ally.
    Mentor,
}

/// The words for the two sides.
pub(crate) const SIDES: &[Choice<Side>] = &[
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
];

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
    /// Whether they agreed to be matched; nothing where the file says nothing.
    pub consents_to_matching: Option<bool>,
}

/// The columns of people.
pub(super) const FIELDS: &[Field] = &[
    Field {
        name: "email",
        label: ("Correo electrónico", "E-mail"),
        synonyms: &[
            "correo",
            "mail",
            "email",
            "e mail",
            "e-mail address",
            "email address",
            "correo e",
            "dirección de correo",
            "dirección de correo electrónico",
            "dirección de email",
            "correos",
            "username",
            "nombre de usuario",
            "contact email",
            "correo de contacto",
        ],
        need: Need::Always,
        cell: CellType::Email,
        examples: [("ana@example.org", "ana@example.org"), ("luis@example.org", "luis@example.org")],
        doc: ("su dirección, única en el archivo", "their address, unique in the file"),
    },
    Field {
        name: "display_name",
        label: ("Nombre completo", "Name"),
        synonyms: &[
            "nombre y apellidos",
            "nombre y apellido",
            "nombres y apellidos",
            "apellidos y nombre",
            "nombre",
            "full name",
            "persona",
            "participante",
            "person",
        ],
        need: Need::Unless(&["given_name", "family_name"]),
        cell: CellType::Text,
        examples: [("Ana Ruiz", "Ana Ruiz"), ("Luis Peña", "Luis Peña")],
        doc: (
            "cómo se llama; o dos columnas, nombre y apellidos",
            "how they are called; or two columns, given name and family name",
        ),
    },
    Field {
        name: "given_name",
        label: ("Nombre de pila", "Given name"),
        synonyms: &["nombres", "primer nombre", "first name", "firstname", "forename", "given names"],
        need: Need::Never,
        cell: CellType::Text,
        examples: [("", ""), ("", "")],
        doc: (
            "el nombre, cuando los apellidos van aparte; si hay apellidos, `Nombre` vale lo mismo",
            "the given name, when the family name stands apart; next to a family name, `Name` means the same",
        ),
    },
    Field {
        name: "family_name",
        label: ("Apellidos", "Family name"),
        synonyms: &["apellido", "primer apellido", "last name", "lastname", "surname", "family names"],
        need: Need::Never,
        cell: CellType::Text,
        examples: [("", ""), ("", "")],
        doc: ("los apellidos", "the family name"),
    },
    Field {
        name: "side",
        label: ("Rol", "Role"),
        synonyms: &[
            "lado",
            "perfil",
            "tipo",
            "tipo de participante",
            "tipo de persona",
            "participa como",
            "type",
            "participates as",
            "mentor o emprendedor",
            "mentor or mentee",
            "mentor/mentee",
        ],
        need: Need::Never,
        cell: CellType::Choice,
        examples: [("mentora", "mentor"), ("emprendedor", "mentee")],
        doc: ("emprendedora o mentora", "mentee or mentor"),
    },
    Field {
        name: "capacity",
        label: ("Plazas", "Capacity"),
        synonyms: &[
            "capacidad",
            "cupo",
            "cupos",
            "número de mentorías",
            "cuántas mentorías",
            "máximo de emprendedoras",
            "máximo de mentorías",
            "max mentees",
            "how many mentees",
            "places",
            "slots",
        ],
        need: Need::Never,
        cell: CellType::Whole(0, 20),
        examples: [("3", "3"), ("", "")],
        doc: (
            "a cuántas personas puede acompañar a la vez, de 0 a 20",
            "how many people they can mentor at once, 0 to 20",
        ),
    },
    Field {
        name: "organisation",
        label: ("Organización", "Organisation"),
        synonyms: &[
            "organization",
            "empresa",
            "entidad",
            "institución",
            "compañía",
            "company",
            "employer",
            "startup",
            "nombre de la empresa",
        ],
        need: Need::Never,
        cell: CellType::Text,
        examples: [("Banco Común", "Common Bank"), ("Café Altura", "Altura Coffee")],
        doc: ("dónde trabaja", "where they work"),
    },
    Field {
        name: "headline",
        label: ("Presentación", "Headline"),
        synonyms: &[
            "titular",
            "cargo",
            "puesto",
            "bio",
            "biografía",
            "descripción",
            "job title",
            "title",
            "position",
            "about",
            "profesión",
        ],
        need: Need::Never,
        cell: CellType::Text,
        examples: [
            ("Directora de finanzas", "Head of finance"),
            ("Tuesta café de su valle", "Roasts the coffee of his valley"),
        ],
        doc: ("una frase sobre la persona", "one sentence about the person"),
    },
    Field {
        name: "locale",
        label: ("Idioma de los mensajes", "Language of messages"),
        synonyms: &[
            "idioma preferido",
            "idioma",
            "locale",
            "language",
            "preferred language",
            "idioma de contacto",
            "idioma de comunicación",
        ],
        need: Need::Never,
        cell: CellType::Choice,
        examples: [("español", "English"), ("español", "Spanish")],
        doc: (
            "en qué idioma se le escribe: español o inglés",
            "in which language to write to them: Spanish or English",
        ),
    },
    Field {
        name: "skills",
        label: ("Habilidades", "Skills"),
        synonyms: &[
            "competencias",
            "áreas de experiencia",
            "experiencia",
            "especialidades",
            "especialidad",
            "conocimientos",
            "áreas",
            "expertise",
            "areas of expertise",
            "en qué puede ayudar",
            "puede ayudar en",
            "skill",
        ],
        need: Need::Never,
        cell: CellType::List,
        examples: [("finanzas, exportación", "finance, exporting"), ("tueste", "roasting")],
        doc: (
            "en qué es buena, separado por comas o punto y coma",
            "what they are good at, separated by commas or semicolons",
        ),
    },
    Field {
        name: "sectors",
        label: ("Sectores", "Sectors"),
        synonyms: &[
            "sector",
            "industria",
            "industrias",
            "rubro",
            "rubros",
            "industry",
            "industries",
            "sectores de interés",
        ],
        need: Need::Never,
        cell: CellType::List,
        examples: [("alimentación, comercio", "food, retail"), ("alimentación", "food")],
        doc: ("en qué sectores", "in which lines of business"),
    },
    Field {
        name: "languages",
        label: ("Idiomas", "Languages"),
        synonyms: &["lenguas", "habla", "idiomas que habla", "spoken languages", "languages spoken", "speaks"],
        need: Need::Never,
        cell: CellType::List,
        examples: [("español, inglés", "Spanish, English"), ("español", "Spanish")],
        doc: ("qué idiomas habla", "what they speak"),
    },
    Field {
        name: "goals",
        label: ("Objetivos", "Goals"),
        synonyms: &[
            "metas",
            "objetivo",
            "meta",
            "necesidades",
            "en qué necesita ayuda",
            "retos",
            "qué busca",
            "goal",
            "needs",
            "challenges",
            "looking for",
            "needs help with",
        ],
        need: Need::Never,
        cell: CellType::List,
        examples: [("", ""), ("vender fuera; conseguir un préstamo", "sell abroad; get a loan")],
        doc: ("qué quiere lograr", "what they want to reach"),
    },
    Field {
        name: "consents_to_matching",
        label: ("Acepta el emparejamiento", "Consents to matching"),
        synonyms: &[
            "consentimiento",
            "consiente",
            "acepta",
            "acepta ser emparejada",
            "acepta ser emparejado",
            "acepta el tratamiento de datos",
            "autoriza",
            "consent",
            "consents",
            "agrees to matching",
            "matching consent",
            "consentimiento de emparejamiento",
        ],
        need: Need::Never,
        cell: CellType::YesNo,
        examples: [("sí", "yes"), ("sí", "yes")],
        doc: (
            "si aceptó que se use su perfil para emparejar: sí o no; vacío si no se sabe",
            "whether they agreed to be matched by their profile: yes or no; empty if unknown",
        ),
    },
];
