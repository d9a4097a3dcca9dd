//! Files as text, and the mistakes in them, all at once.

use semillero_core::values::Locale;
use serde::Serialize;
use std::path::Path;

/// One mistake in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileProblem {
    /// The file.
    pub file: String,
    /// The line, 1 first; 0 where the whole file is meant.
    pub line: u64,
    /// The column by name; empty where the whole line is meant.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What kind of mistake, for programs.
    pub key: &'static str,
    /// What is wrong.
    pub text: String,
    /// What to do about it.
    pub remedy: String,
}

impl std::fmt::Display for FileProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if !self.column.is_empty() {
            write!(f, ":{}", self.column)?;
        }
        write!(f, ": {}; {}", self.text, self.remedy)
    }
}

/// The mistakes found so far, in the reader's language.
#[derive(Debug)]
pub struct Problems {
    locale: Locale,
    found: Vec<FileProblem>,
}

/// The kinds of mistakes: key, text and remedy in Spanish and English; `{}` is the value.
const KINDS: &[(&str, [&str; 2], [&str; 2])] = &[
    (
        "not_utf8",
        ["no es UTF-8 a partir del byte {}", "is not UTF-8 from byte {} on"],
        ["guárdelo como UTF-8", "save it as UTF-8"],
    ),
    ("empty_file", ["no tiene filas", "has no rows"], ["añada al menos una", "add at least one"]),
    ("broken_line", ["no se puede leer: {}", "cannot be read: {}"], ["corrija la línea", "mend the line"]),
    (
        "cell_count",
        [
            "la línea no tiene tantas celdas como columnas hay: {}",
            "the line has not as many cells as there are columns: {}",
        ],
        ["corrija la línea", "mend the line"],
    ),
    (
        "unsupervised",
        ["estos proyectos no tienen supervisor: {}", "these projects have no supervisor: {}"],
        ["consiga el archivo entero o añádalos a una línea", "get the whole file or add them to a line"],
    ),
    ("truncated", ["está incompleto: {}", "is incomplete: {}"], ["consiga el archivo entero", "get the whole file"]),
    (
        "unknown_column",
        ["no existe la columna `{}`", "there is no column `{}`"],
        ["quítela o corrija su nombre", "remove it or mend its name"],
    ),
    ("missing_column", ["falta la columna `{}`", "column `{}` is missing"], ["añádala", "add it"]),
    ("empty_name", ["falta el nombre", "the name is missing"], ["escríbalo", "write it"]),
    (
        "not_a_number",
        ["`{}` no es un número entero de 0 a 10000", "`{}` is no whole number from 0 to 10000"],
        ["escriba uno", "write one"],
    ),
    (
        "unknown_name",
        ["`{}` no está en el otro archivo", "`{}` is not in the other file"],
        ["añada a esa persona o quite el nombre", "add them or take the name out"],
    ),
    ("twice", ["`{}` aparece dos veces", "`{}` stands there twice"], ["déjelo una sola vez", "keep it once"]),
    (
        "ranked_and_vetoed",
        ["`{}` está en las preferencias y en los vetos", "`{}` is both ranked and vetoed"],
        ["quítelo de uno de los dos lados", "take it out of one of the two"],
    ),
];

impl Problems {
    /// None yet.
    #[must_use]
    pub const fn new(locale: Locale) -> Self {
        Self { locale, found: Vec::new() }
    }

    /// Adds a mistake of a kind.
    pub(super) fn add(&mut self, file: &Path, (line, column): (u64, &str), key: &'static str, value: &str) {
        let kind = KINDS.iter().find(|(known, ..)| *known == key);
        let (text, remedy) = kind.map_or((["{}"; 2], [""; 2]), |(_, text, remedy)| (*text, *remedy));
        let pick = |[es, en]: [&str; 2]| self.locale.pick(es, en).replace("{}", value);
        self.found.push(FileProblem {
            file: file.display().to_string(),
            line,
            column: column.to_owned(),
            value: value.to_owned(),
            key,
            text: pick(text),
            remedy: pick(remedy),
        });
    }

    /// The mistakes, by file and line as they were found.
    #[must_use]
    pub fn into_found(self) -> Vec<FileProblem> {
        self.found
    }
}

/// The text of a file; nothing when it is not UTF-8, which is then a mistake. A byte order mark is dropped.
pub(super) fn text_of(path: &Path, problems: &mut Problems) -> std::io::Result<Option<String>> {
    match String::from_utf8(std::fs::read(path)?) {
        Ok(text) => Ok(Some(text.trim_start_matches('\u{feff}').to_owned())),
        Err(error) => {
            let at = error.utf8_error().valid_up_to().to_string();
            problems.add(path, (0, ""), "not_utf8", &at);
            Ok(None)
        }
    }
}

/// Whether a quote is opened and never closed: the reader would take the rest of the file for one cell.
pub(super) fn unclosed_quote(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}
