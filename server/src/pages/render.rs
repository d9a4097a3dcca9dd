//! Templates into pages.

use super::words;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use minijinja::value::Kwargs;
use minijinja::{Environment, Error, State, Value};
use semillero_core::values::{CivilDate, Locale, Timestamp};
use std::sync::LazyLock;

macro_rules! templates {
    ($($name:literal),+ $(,)?) => { &[$(($name, include_str!(concat!("../../templates/", $name)))),+] };
}

static TEMPLATES: &[(&str, &str)] = templates![
    "base.html",
    "forms.html",
    "problem.html",
    "sign_in.html",
    "setup.html",
    "join.html",
    "account.html",
    "home.html",
    "feed.html",
    "invite.html",
    "cohort.html",
    "people.html",
    "person.html",
    "mentorships.html",
    "report.html",
    "import.html",
    "import_report.html",
    "run.html",
    "compare.html",
    "pair.html",
    "replay.html",
    "policy.html",
    "mentors.html",
    "mentorship.html",
    "venture.html",
];

static PAGES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    for (name, text) in TEMPLATES {
        // A template that cannot be read is found by the first test that renders it; its page then says that it broke.
        if let Err(error) = environment.add_template(name, text) {
            tracing::error!(%error, name, "a template cannot be read");
        }
    }
    // Views leave out what is not there.
    environment.add_test("absent", |value: Value| value.is_undefined() || value.is_none());
    environment.add_function("say", say);
    environment.add_filter("word", word);
    environment.add_filter("when", when);
    environment.add_filter("day", day);
    environment.add_filter("marked", marked);
    environment.add_filter("percent", percent);
    environment.add_filter("waiting", waiting);
    environment
});

fn locale(state: &State<'_, '_>) -> Locale {
    let lang = state.lookup("lang");
    if lang.as_ref().and_then(Value::as_str) == Some("en") { Locale::En } else { Locale::Es }
}

/// `say("Hola {name}", "Hello {name}", name=…)`: one of two texts with its blanks filled in.
fn say(state: &State<'_, '_>, es: String, en: String, blanks: Kwargs) -> Result<String, Error> {
    let mut text = locale(state).pick(es.as_str(), en.as_str()).to_owned();
    for name in blanks.args() {
        let value: Value = blanks.get(name)?;
        text = text.replace(&format!("{{{name}}}"), &value.to_string());
    }
    Ok(text)
}

/// A word of a closed set, such as a state or a role, as people say it.
fn word(state: &State<'_, '_>, word: String) -> String {
    words::in_words(&word, locale(state)).to_owned()
}

/// An instant; the script of the page turns it into the reader's own time.
fn when(instant: String) -> Value {
    let Ok(time) = instant.parse::<Timestamp>() else { return Value::from(instant) };
    let shown = time.to_chrono().format("%Y-%m-%d %H:%M UTC");
    Value::from_safe_string(format!("<time datetime=\"{time}\">{shown}</time>"))
}

/// A day, as people write it.
fn day(state: &State<'_, '_>, day: String) -> Value {
    let Ok(date) = day.parse::<CivilDate>() else { return Value::from(day) };
    let text = date.to_string();
    let mut parts = text.split('-');
    let (year, month, of_month) =
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let name = words::month(month, locale(state));
    let shown = format!("{} {name} {year}", of_month.trim_start_matches('0'));
    Value::from_safe_string(format!("<time datetime=\"{date}\">{shown}</time>"))
}

/// A message in which what stands between backticks is shown as it was typed.
fn marked(text: String) -> Value {
    let mut shown = String::with_capacity(text.len() + 32);
    let ticks = text.matches('`').count();
    for (at, part) in text.split('`').enumerate() {
        let escaped = part.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        match (at % 2 == 1, at < ticks) {
            (true, true) => shown.push_str(&format!("<code>{escaped}</code>")),
            (true, false) => shown.push_str(&format!("`{escaped}")),
            (false, _) => shown.push_str(&escaped),
        }
    }
    Value::from_safe_string(shown)
}

/// Basis points as a percentage with one decimal.
fn percent(state: &State<'_, '_>, points: i64) -> String {
    let (whole, tenth) = ((points + 5) / 100, (points + 5) / 10 % 10);
    locale(state).pick(format!("{whole},{tenth} %").as_str(), format!("{whole}.{tenth} %").as_str()).to_owned()
}

/// Minutes as days and hours.
fn waiting(minutes: i64) -> String {
    match (minutes / 1_440, minutes % 1_440 / 60, minutes % 60) {
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) => format!("{hours} h {minutes:02} min"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}

/// A page; a template of ours that breaks is our fault, and its cause goes to the log.
pub(super) fn page(status: StatusCode, name: &str, context: Value) -> Response {
    match PAGES.get_template(name).and_then(|template| template.render(context)) {
        Ok(text) => (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response(),
        Err(error) => {
            tracing::error!(cause = format!("{error:#}"), name, "a page could not be written");
            (StatusCode::INTERNAL_SERVER_ERROR, "500\n").into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_can_be_read() {
        let mut environment = Environment::new();
        for (name, text) in TEMPLATES {
            environment.add_template(name, text).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        }
    }

    #[test]
    fn what_was_typed_is_marked_and_never_becomes_markup() {
        let shown = |text: &str| marked(text.to_owned()).to_string();
        assert_eq!(shown("`<b>` no es"), "<code>&lt;b&gt;</code> no es");
        assert_eq!(shown("a & `b"), "a &amp; `b");
        assert_eq!(shown("plain"), "plain");
    }

    #[test]
    fn figures_are_rounded_as_people_expect() {
        assert_eq!(
            (waiting(59), waiting(61), waiting(1_500)),
            ("59 min".into(), "1 h 01 min".into(), "1 d 1 h".into())
        );
    }
}
