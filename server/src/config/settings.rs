//! Every setting there is, and what each may hold.

use std::net::SocketAddr;

/// A text in Spanish and English.
pub(super) type Both = (String, String);

/// What a setting may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// The address of a database.
    Database,
    /// A path.
    Path,
    /// An address to listen on.
    Listen,
    /// `es` or `en`.
    Language,
    /// The beginning of links.
    Link,
    /// A whole number in a range.
    Whole(i64, i64),
    /// What a log shows.
    Filter,
}

/// One setting.
#[derive(Debug)]
pub(super) struct Setting {
    /// Its name in a file.
    pub(super) name: &'static str,
    /// Its name in the environment.
    pub(super) variable: &'static str,
    /// Its option on the command line.
    pub(super) flag: Option<&'static str>,
    pub(super) rule: Rule,
    /// Its value when nobody says anything; empty for none.
    pub(super) default: &'static str,
}

const fn setting(name: &'static str, variable: &'static str, rule: Rule, default: &'static str) -> Setting {
    Setting { name, variable, flag: None, rule, default }
}

const fn flagged(flag: &'static str, setting: Setting) -> Setting {
    Setting { flag: Some(flag), ..setting }
}

/// The settings, in the order in which they are shown.
pub(super) static SETTINGS: &[Setting] = &[
    flagged("--database", setting("database", "SEMILLERO_DATABASE", Rule::Database, "semillero.db")),
    flagged("--key-file", setting("key_file", "SEMILLERO_KEY_FILE", Rule::Path, "")),
    flagged("--listen", setting("listen", "SEMILLERO_LISTEN", Rule::Listen, "127.0.0.1:8080")),
    flagged("--lang", setting("lang", "SEMILLERO_LANG", Rule::Language, "")),
    setting("public_url", "SEMILLERO_PUBLIC_URL", Rule::Link, ""),
    setting("sign_in_idle_minutes", "SEMILLERO_SIGN_IN_IDLE_MINUTES", Rule::Whole(1, 1_440), "30"),
    setting("sign_in_absolute_hours", "SEMILLERO_SIGN_IN_ABSOLUTE_HOURS", Rule::Whole(1, 720), "24"),
    setting("log", "SEMILLERO_LOG", Rule::Filter, "info,sqlx=warn"),
];

impl Rule {
    /// What is wrong with a value, and what to do.
    pub(super) fn check(self, value: &str) -> Result<(), (Both, Both)> {
        let both = |es: &str, en: &str| (es.to_owned(), en.to_owned());
        let good = match self {
            Self::Path => true,
            Self::Database => ["postgres", "postgresql", "sqlite"]
                .contains(&value.split_once("://").map_or("sqlite", |(scheme, _)| scheme)),
            Self::Listen => value.parse::<SocketAddr>().is_ok(),
            Self::Language => ["es", "en"].contains(&value),
            Self::Link => is_link(value),
            Self::Whole(least, most) => value.parse::<i64>().is_ok_and(|number| (least..=most).contains(&number)),
            Self::Filter => tracing_subscriber::EnvFilter::try_new(value).is_ok(),
        };
        if good {
            return Ok(());
        }
        Err(match self {
            Self::Path | Self::Database => (
                both("no es una base de datos que se conozca", "is no database that is known"),
                both(
                    "escriba una ruta, postgres://usuario@servidor/base o memory:",
                    "write a path, postgres://user@host/database or memory:",
                ),
            ),
            Self::Listen => (
                both("no es una dirección con puerto", "is no address with a port"),
                both("escriba p. ej. 127.0.0.1:8080", "write e.g. 127.0.0.1:8080"),
            ),
            Self::Language => (
                both("no es un idioma que se conozca", "is no language that is known"),
                both("escriba es o en", "write es or en"),
            ),
            Self::Link => (
                both("no es una dirección web sin ruta", "is no web address without a path"),
                both("escriba p. ej. https://semillero.example.org", "write e.g. https://semillero.example.org"),
            ),
            Self::Whole(least, most) => (
                both("no es un número entero permitido", "is no whole number that is allowed"),
                (format!("escriba un número de {least} a {most}"), format!("write a number from {least} to {most}")),
            ),
            Self::Filter => (
                both("no es un filtro de registro", "is no filter of a log"),
                both("escriba p. ej. info,sqlx=warn", "write e.g. info,sqlx=warn"),
            ),
        })
    }
}

/// `http` or `https`, a host, perhaps a port: no credentials, no path, no question, for links are put behind it.
fn is_link(value: &str) -> bool {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    let host = rest.map(|rest| rest.strip_suffix('/').unwrap_or(rest));
    let plain = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
    host.is_some_and(|host| {
        let port = host.rsplit_once(':').filter(|_| !host.ends_with(']'));
        !host.is_empty()
            && !host.starts_with([':', '.'])
            && host.chars().all(plain)
            && port.is_none_or(|(_, port)| port.parse::<u16>().is_ok())
    })
}

/// An address without its password.
#[must_use]
pub fn mask(value: &str) -> String {
    let Some((scheme, rest)) = value.split_once("://") else { return value.to_owned() };
    let (place, question) = rest.split_once('?').map_or((rest, None), |(place, question)| (place, Some(question)));
    // The password of an address may hold a slash or an at sign that nobody escaped: the last one ends it.
    let place = match place.rsplit_once('@') {
        Some((who, host)) if who.contains(':') => {
            format!("{}:***@{host}", who.split(':').next().unwrap_or_default())
        }
        _ => place.to_owned(),
    };
    let hidden = |part: &str| match part.split_once('=') {
        Some((name, _)) if name.to_lowercase().contains("password") => format!("{name}=***"),
        _ => part.to_owned(),
    };
    let question = question.map(|question| question.split('&').map(hidden).collect::<Vec<_>>().join("&"));
    format!("{scheme}://{place}{}", question.map_or_else(String::new, |question| format!("?{question}")))
}

/// The known name nearest to one that is not known.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<(&'a str, usize)> {
    known.map(|known| (known, distance(name, known))).min_by_key(|(_, distance)| *distance)
}

/// How many letters must be added, removed or changed.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, letter) in one.chars().enumerate() {
        let mut corner = above;
        let mut left = above + 1;
        let mut next = vec![left];
        for (known, upper) in other.iter().zip(row.iter().skip(1)) {
            left = (corner + usize::from(letter != *known)).min(upper + 1).min(left + 1);
            corner = *upper;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_masked() {
        for (address, masked) in [
            ("semillero.db", "semillero.db"),
            ("postgres://ana@host/base", "postgres://ana@host/base"),
            ("postgres://ana:p@ss/wo:rd@host:5432/base", "postgres://ana:***@host:5432/base"),
            ("postgres://host/base?user=ana&password=x", "postgres://host/base?user=ana&password=***"),
        ] {
            assert_eq!(mask(address), masked);
        }
    }

    #[test]
    fn links_begin_with_a_bare_address() {
        for good in
            ["https://a.example", "http://localhost:8080", "https://a.example/", "http://[::1]:80", "http://[::1]"]
        {
            assert!(is_link(good), "{good}");
        }
        for bad in [
            "a.example",
            "ftp://a",
            "https://",
            "https://:80",
            "https://a/b",
            "https://u@a",
            "https://a?b",
            "https://a:x",
        ] {
            assert!(!is_link(bad), "{bad}");
        }
    }

    #[test]
    fn the_nearest_name_is_found_and_every_default_is_allowed() {
        assert_eq!(nearest("databse", SETTINGS.iter().map(|s| s.name)), Some(("database", 1)));
        assert_eq!((distance("", "abc"), distance("kitten", "sitting")), (3, 3));
        for setting in SETTINGS.iter().filter(|setting| !setting.default.is_empty()) {
            assert_eq!(setting.rule.check(setting.default), Ok(()), "{}", setting.name);
        }
    }
}
