//! What the environment and a file say, with everything wrong in them.

use super::settings::{Rule, SETTINGS, Setting, mask, nearest};
use super::{Mistake, Origin};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// How all variables begin.
const PREFIX: &str = "SEMILLERO_";
/// The variable that names the file.
const NAMES_THE_FILE: &str = "SEMILLERO_CONFIG";
/// A variable so near to a known one is meant to be it; others may belong to somebody else.
const NEAR: usize = 2;

/// A value that may be used.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) origin: Origin,
}

fn both(es: &str, en: &str) -> (String, String) {
    (es.to_owned(), en.to_owned())
}

/// The file that the environment names.
pub(super) fn named_file(variables: &[(OsString, OsString)]) -> Option<PathBuf> {
    let (_, path) = variables.iter().find(|(name, path)| name == NAMES_THE_FILE && !path.is_empty())?;
    Some(PathBuf::from(path))
}

/// What the environment says. An empty variable says nothing.
pub(super) fn variables(variables: &[(OsString, OsString)], mistakes: &mut Vec<Mistake>) -> Vec<Given> {
    let mut given = Vec::new();
    for (name, value) in variables.iter().filter(|(_, value)| !value.is_empty()) {
        let name = name.to_string_lossy();
        if !name.starts_with(PREFIX) || name == NAMES_THE_FILE {
            continue;
        }
        let mut wrong = |value: String, problem, remedy| {
            mistakes.push(Mistake { place: name.to_string(), name: name.to_string(), value, problem, remedy });
        };
        let Some(setting) = SETTINGS.iter().find(|setting| setting.variable == name) else {
            let known = SETTINGS.iter().map(|setting| setting.variable).chain([NAMES_THE_FILE]);
            if let Some((meant, _)) = nearest(&name, known).filter(|(_, distance)| *distance <= NEAR) {
                let remedy = (format!("¿quiso decir `{meant}`?"), format!("did you mean `{meant}`?"));
                wrong(String::new(), both("no es una variable conocida", "is no known variable"), remedy);
            }
            continue;
        };
        let Some(value) = value.to_str() else {
            let problem = both("no es UTF-8", "is not UTF-8");
            wrong(value.to_string_lossy().into_owned(), problem, both("escríbala en UTF-8", "write it in UTF-8"));
            continue;
        };
        match setting.rule.check(value) {
            Ok(()) => given.push(Given {
                name: setting.name,
                value: value.to_owned(),
                origin: Origin::Variable(setting.variable),
            }),
            Err((problem, remedy)) => wrong(mask(value), problem, remedy),
        }
    }
    given
}

/// What a file says.
pub(super) fn file(path: &Path, mistakes: &mut Vec<Mistake>) -> Vec<Given> {
    let whole = |problem, remedy| Mistake {
        place: path.display().to_string(),
        name: String::new(),
        value: String::new(),
        problem,
        remedy,
    };
    let text = match std::fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => {
            mistakes.push(whole(both("no es UTF-8", "is not UTF-8"), both("guárdelo en UTF-8", "save it as UTF-8")));
            return Vec::new();
        }
        Err(error) => {
            let problem = (format!("no se puede leer ({error})"), format!("cannot be read ({error})"));
            let remedy = both("corrija la ruta o los permisos", "correct the path or the permissions");
            mistakes.push(whole(problem, remedy));
            return Vec::new();
        }
    };
    let (table, broken) = DeTable::parse_recoverable(&text);
    let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    for error in &broken {
        let at = line(error.span().map_or(0, |span| span.start));
        let cause = error.message();
        mistakes.push(Mistake {
            place: format!("{}:{at}", path.display()),
            name: String::new(),
            value: text.lines().nth(at - 1).map(|line| hidden(line.trim())).unwrap_or_default(),
            problem: (format!("no es TOML ({cause})"), format!("is no TOML ({cause})")),
            remedy: both("escriba nombre = valor, los textos entre comillas", "write name = value, texts in quotes"),
        });
    }
    let mut given = Vec::new();
    let mut lines: Vec<_> = table.get_ref().iter().collect();
    lines.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in lines {
        let at = line(key.span().start);
        // What a broken line leaves behind is no second mistake.
        if broken.iter().any(|error| line(error.span().map_or(0, |span| span.start)) == at) {
            continue;
        }
        match understood(key.get_ref(), value.get_ref()) {
            Ok((setting, value)) => {
                given.push(Given { name: setting.name, value, origin: Origin::Line(path.to_owned(), at) });
            }
            Err((value, problem, remedy)) => {
                let (place, name) = (format!("{}:{at}", path.display()), key.get_ref().to_string());
                mistakes.push(Mistake { place, name, value, problem, remedy });
            }
        }
    }
    given
}

/// A line that cannot be parsed may hold a password in any place.
fn hidden(line: &str) -> String {
    if line.contains("://") {
        line.split("://").next().map(|l| format!("{l}://***")).unwrap_or_default()
    } else {
        line.to_owned()
    }
}

type Wrong = (String, (String, String), (String, String));

fn understood(key: &str, value: &DeValue<'_>) -> Result<(&'static Setting, String), Wrong> {
    let written = match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().replace('_', ""),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(value) => value.to_string(),
        _ => String::new(),
    };
    let Some(setting) = SETTINGS.iter().find(|setting| setting.name == key) else {
        let remedy = match nearest(key, SETTINGS.iter().map(|setting| setting.name)) {
            Some((meant, distance)) if distance <= 1 + key.chars().count() / 3 => {
                (format!("¿quiso decir `{meant}`?"), format!("did you mean `{meant}`?"))
            }
            _ => {
                let known = SETTINGS.iter().map(|setting| setting.name).collect::<Vec<_>>().join(", ");
                (format!("quítelo o use uno de estos: {known}"), format!("remove it or use one of: {known}"))
            }
        };
        return Err((String::new(), both("no es un ajuste conocido", "is no known setting"), remedy));
    };
    let whole = matches!(setting.rule, Rule::Whole(..));
    let fits = if whole { value.is_integer() } else { value.is_str() };
    if !fits {
        let found = value.type_str();
        let problem = (format!("es de otro tipo ({found})"), format!("is of another type ({found})"));
        let remedy = if whole {
            both("escriba un número entero sin comillas", "write a whole number without quotes")
        } else {
            both("escriba un texto entre comillas", "write a text in quotes")
        };
        return Err((mask(&written), problem, remedy));
    }
    match setting.rule.check(&written) {
        Ok(()) => Ok((setting, written)),
        Err((problem, remedy)) => Err((mask(&written), problem, remedy)),
    }
}
