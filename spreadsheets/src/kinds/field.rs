//! One column of a kind of table.

use semillero_core::values::Locale;

/// Whether a column must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must, and none of its cells may be empty.
    Always,
    /// It must, unless the named columns are there instead.
    Unless(&'static [&'static str]),
    /// It may be missing, and its cells may be empty.
    Never,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellType {
    /// Any text.
    Text,
    /// One e-mail address.
    Email,
    /// E-mail addresses separated by `;`, `,`, `|`, space or a new line.
    Emails,
    /// A list: separated by `;`, `|` or a new line, and by `,` when none of those occurs.
    List,
    /// A whole number between two bounds.
    Whole(i64, i64),
    /// A length of time: a number of hours (`1,5`), `1:30` or `1 h 30 min`.
    Hours,
    /// A length of time: a whole number of minutes, `1:30` or `1 h 30 min`.
    Minutes,
    /// A day.
    Date,
    /// A day, perhaps with a time of day.
    DateMaybeTime,
    /// A time of day.
    Time,
    /// The code of a place, or the name of a country.
    Place,
    /// A time zone, or its city.
    TimeZone,
    /// Days of the week with hours.
    Week,
    /// Yes or no.
    YesNo,
    /// One of a few words.
    Choice,
}

/// One column: what it is called, what its cells hold, and what to tell people about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name for programs.
    pub name: &'static str,
    /// Its name in a template, in Spanish and English.
    pub label: (&'static str, &'static str),
    /// Other names it is known by. All are compared without case, accents and punctuation.
    pub synonyms: &'static [&'static str],
    /// Whether it must be there.
    pub need: Need,
    /// What its cells hold.
    pub cell: CellType,
    /// The cells of the two rows of a template, each in Spanish and English.
    pub examples: [(&'static str, &'static str); 2],
    /// What it means, in Spanish and English.
    pub doc: (&'static str, &'static str),
}

impl Field {
    /// Every name of this column, beginning with the one for programs.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.name, self.label.0, self.label.1].into_iter().chain(self.synonyms.iter().copied())
    }

    /// Its name in the template of a language.
    #[must_use]
    pub fn label(&self, locale: Locale) -> &'static str {
        locale.pick(self.label.0, self.label.1)
    }
}
