//! A mistake in the configuration: where, what, why and what to do.

use semillero_core::values::Locale;
use serde_json::{Value, json};

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The variable, or file and line.
    pub place: String,
    /// The setting.
    pub name: String,
    /// What was written, with secrets masked.
    pub value: String,
    /// What is wrong, in Spanish and English.
    pub problem: (String, String),
    /// What to do, in Spanish and English.
    pub remedy: (String, String),
}

impl Mistake {
    /// The mistake in one line.
    #[must_use]
    pub fn in_words(&self, locale: Locale) -> String {
        let problem = locale.pick(&self.problem.0, &self.problem.1);
        let remedy = locale.pick(&self.remedy.0, &self.remedy.1);
        let what = match (self.name.as_str(), self.value.as_str()) {
            ("", "") => String::new(),
            ("", value) => format!("`{value}` "),
            (name, "") if name == self.place => String::new(),
            (name, "") => format!("`{name}` "),
            (name, value) if name == self.place => format!("`{value}` "),
            (name, value) => format!("{name} = `{value}` "),
        };
        format!("{}: {what}{problem}; {remedy}", self.place)
    }

    /// The mistake as JSON.
    #[must_use]
    pub fn value(&self, locale: Locale) -> Value {
        json!({
            "place": self.place, "name": self.name, "value": self.value,
            "text": locale.pick(&self.problem.0, &self.problem.1),
            "remedy": locale.pick(&self.remedy.0, &self.remedy.1),
        })
    }
}
