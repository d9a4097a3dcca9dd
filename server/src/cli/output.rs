//! What the command prints, and how it ends.

use semillero_core::errors::{ApiError, ErrorCode};
use semillero_core::store::StoreError;
use semillero_core::values::Locale;
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::ExitCode;

/// How to print.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    pub(crate) json: bool,
    pub(crate) locale: Locale,
}

/// Why the command ends without having done what was asked.
#[derive(Debug)]
pub(crate) struct Exit {
    code: u8,
    error: Value,
    lines: Vec<String>,
}

impl Exit {
    /// The world around the command is not as it must be.
    pub(crate) fn environment(locale: Locale, es: &str, en: &str) -> Self {
        let message = locale.pick(es, en).to_owned();
        Self { code: 3, error: json!({ "code": "unavailable", "message": message }), lines: vec![message] }
    }

    /// What was asked is refused.
    pub(crate) fn refused(error: &Value, lines: Vec<String>) -> Self {
        Self { code: 1, error: error.clone(), lines }
    }

    /// Whether it is this refusal.
    pub(crate) fn says(&self, key: &str) -> bool {
        self.error.get("key").and_then(Value::as_str) == Some(key)
    }

    /// A store that cannot be used.
    pub(crate) fn store(locale: Locale, error: &StoreError) -> Self {
        match error {
            StoreError::Unsuitable(why) => Self::environment(Locale::Es, &why.in_words(locale), ""),
            StoreError::Unavailable(cause) => Self::environment(
                locale,
                &format!("la base de datos no responde: {cause}"),
                &format!("the database does not answer: {cause}"),
            ),
            other => Self::environment(
                locale,
                &format!("la base de datos falló: {other}"),
                &format!("the database failed: {other}"),
            ),
        }
    }

    /// A file that cannot be read or written.
    pub(crate) fn file(locale: Locale, path: &std::path::Path, error: &std::io::Error) -> Self {
        let path = path.display();
        Self::environment(
            locale,
            &format!("no se puede usar el archivo `{path}`: {error}"),
            &format!("the file `{path}` cannot be used: {error}"),
        )
    }
}

impl From<ApiError> for Exit {
    fn from(error: ApiError) -> Self {
        let code = match error.code {
            ErrorCode::Unavailable | ErrorCode::Internal => 3,
            _ => 1,
        };
        let mut lines = vec![error.message.clone()];
        lines.extend(error.errors.iter().map(|mistake| match mistake.remedy.as_str() {
            "" => format!("  {}: {}", mistake.path, mistake.text),
            remedy => format!("  {}: {}; {remedy}", mistake.path, mistake.text),
        }));
        Self { code, error: serde_json::to_value(&error).unwrap_or_default(), lines }
    }
}

impl Output {
    /// One of two texts.
    pub(crate) fn say<'a>(self, es: &'a str, en: &'a str) -> &'a str {
        self.locale.pick(es, en)
    }

    /// Prints a result: the value as JSON, or the text.
    pub(crate) fn done(self, value: &Value, text: &str) {
        let printed = if self.json { pretty(value) } else { text.trim_end().to_owned() };
        // Whoever closed the pipe has read enough.
        drop(writeln!(std::io::stdout(), "{printed}"));
    }

    /// Prints why it failed and gives the exit code.
    pub(crate) fn failed(self, exit: &Exit) -> ExitCode {
        let printed = if self.json {
            pretty(&json!({ "error": exit.error }))
        } else {
            format!("semillero: {}", exit.lines.join("\n"))
        };
        drop(writeln!(std::io::stderr(), "{printed}"));
        ExitCode::from(exit.code)
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// The language of the environment: English where it says so, Spanish otherwise.
pub(crate) fn language(variable: impl Fn(&str) -> Option<String>) -> Locale {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| variable(name).filter(|v| !v.is_empty()));
    if said.is_some_and(|said| said.starts_with("en")) { Locale::En } else { Locale::Es }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_that_of_the_environment() {
        let with =
            |name: &'static str, value: &'static str| language(move |asked| (asked == name).then(|| value.to_owned()));
        assert_eq!(with("LANG", "en_GB.UTF-8"), Locale::En);
        assert_eq!(with("LC_ALL", "es_CO.UTF-8"), Locale::Es);
        assert_eq!(with("LANG", "C"), Locale::Es);
        assert_eq!(language(|_| None), Locale::Es);
    }
}
