//! The tables this library knows, each as data: what its columns are called and what their cells hold.

mod field;
mod mentorships;
mod people;
mod people_fields;
mod sessions;
mod ventures;

pub use field::{CellType, Field, Need};
pub use mentorships::MentorshipLine;
pub use people::PersonLine;
pub use semillero_core::SessionOutcome;
pub use semillero_core::programmes::Side;
pub use sessions::SessionLine;
pub use ventures::VentureLine;

pub(crate) use people::SIDES;
pub(crate) use sessions::OUTCOMES;

use semillero_core::values::label_key;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Entrepreneurs, allies and whoever else has an e-mail address.
    People,
    /// Ventures with their founders.
    Ventures,
    /// Mentorships that are running.
    Mentorships,
    /// Sessions that are past.
    Sessions,
}

/// The names of the columns of every kind, folded, with the place of the field.
type Names = HashMap<String, usize>;

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::People, Self::Ventures, Self::Mentorships, Self::Sessions];

    /// The columns of this kind, in the order of its template.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::People => people_fields::FIELDS,
            Self::Ventures => ventures::FIELDS,
            Self::Mentorships => mentorships::FIELDS,
            Self::Sessions => sessions::FIELDS,
        }
    }

    /// What the kind is called in Spanish and English.
    #[must_use]
    pub const fn label(self) -> (&'static str, &'static str) {
        match self {
            Self::People => ("personas", "people"),
            Self::Ventures => ("emprendimientos", "ventures"),
            Self::Mentorships => ("mentorías", "mentorships"),
            Self::Sessions => ("sesiones", "sessions"),
        }
    }

    /// The kind of an English word: `people`, `ventures`, `mentorships`, `sessions`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.label().1 == word)
    }

    /// The field with a name.
    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// The field that one of its names, folded with `label_key`, means. `correo-obligatorio` is `correo`, and `correo-del-mentor-a` is
    /// `correo-mentor`.
    pub(crate) fn field_called(self, key: &str) -> Option<&'static Field> {
        let names = self.names();
        let place = names.get(key).or_else(|| names.get(&without_articles(without_remark(key))))?;
        self.fields().get(*place)
    }

    /// Every name of every field, folded.
    pub(crate) fn names(self) -> &'static Names {
        static NAMES: [OnceLock<Names>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
        static NOBODY: OnceLock<Names> = OnceLock::new();
        NAMES.get(self as usize).unwrap_or(&NOBODY).get_or_init(|| {
            let mut names = Names::new();
            for (place, field) in self.fields().iter().enumerate() {
                for name in field.names() {
                    let key = label_key(name);
                    names.entry(without_articles(&key)).or_insert(place);
                    names.insert(key, place);
                }
            }
            names
        })
    }
}

/// A name without what forms put behind it.
fn without_remark(key: &str) -> &str {
    const REMARKS: [&str; 8] = [
        "-obligatorio",
        "-obligatoria",
        "-opcional",
        "-required",
        "-optional",
        "-requerido",
        "-dd-mm-aaaa",
        "-dd-mm-yyyy",
    ];
    REMARKS.iter().find_map(|remark| key.strip_suffix(remark)).unwrap_or(key)
}

/// A name without the words that carry no meaning in it, and without the endings of `mentor/a` and `aliadas/os`.
fn without_articles(key: &str) -> String {
    const ARTICLES: [&str; 14] =
        ["de", "del", "la", "el", "los", "las", "a", "as", "o", "os", "or", "ora", "of", "the"];
    let words: Vec<&str> = key.split('-').filter(|word| !ARTICLES.contains(word)).collect();
    if words.is_empty() { key.to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_means_one_field() {
        for kind in Kind::ALL {
            let mut seen: HashMap<String, &str> = HashMap::new();
            for field in kind.fields() {
                for name in field.names() {
                    let other = seen.insert(without_articles(&label_key(name)), field.name);
                    assert!(
                        other.is_none_or(|other| other == field.name),
                        "{kind:?}: `{name}` is {} and {other:?}",
                        field.name
                    );
                }
            }
        }
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        let is = |kind: Kind, header: &str| kind.field_called(&label_key(header)).map(|field| field.name);
        assert_eq!(is(Kind::People, "CORREO  ELECTRÓNICO *"), Some("email"));
        assert_eq!(is(Kind::People, "E-mail (obligatorio)"), Some("email"));
        assert_eq!(is(Kind::Sessions, "Duración (horas)"), Some("hours"));
        assert_eq!(is(Kind::Mentorships, "fecha_de_inicio"), Some("started_on"));
        assert_eq!(is(Kind::Sessions, "Correo del/la mentor(a)"), Some("mentor_email"));
        assert_eq!(is(Kind::People, "Talla de camiseta"), None);
    }
}
