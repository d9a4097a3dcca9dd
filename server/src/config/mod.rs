//! The configuration: flag before environment before file before default, and every mistake named at once.

mod mistake;
mod settings;
mod sources;

pub use mistake::Mistake;
pub use settings::mask;

use semillero_core::values::Locale;
use settings::{SETTINGS, Setting};
use sources::Given;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The file that is read where nobody names one, if it is there.
pub const FILE: &str = "semillero.toml";

/// What every command works with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The database: a path, `postgres://user@host/name`, or `memory:`.
    pub database: String,
    /// The file of the key that signs invitations; beside the database when left out.
    pub key_file: Option<PathBuf>,
    /// Where `serve` listens.
    pub listen: SocketAddr,
    /// The language of messages; that of the environment when left out.
    pub lang: Option<Locale>,
    /// The address at which people reach the server, without a final slash: the beginning of every link.
    pub public_url: Option<String>,
    /// After how many minutes without a request a person must sign in again.
    pub sign_in_idle_minutes: i64,
    /// After how many hours a person must sign in again in any case.
    pub sign_in_absolute_hours: i64,
    /// What `serve` writes to its log, as `level,module=level`.
    pub log: String,
}

impl Config {
    /// Whether cookies are sent over TLS only: where people come by https.
    #[must_use]
    pub fn secure_cookies(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// Where the value of a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// An option of the command line.
    Flag(&'static str),
    /// A variable of the environment.
    Variable(&'static str),
    /// A line of a file.
    Line(PathBuf, usize),
    /// Nobody said anything.
    Default,
}

/// A setting as it was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Its name in a file.
    pub name: &'static str,
    /// Its value, with secrets masked; empty when it has none.
    pub shown: String,
    /// Where it comes from.
    pub origin: Origin,
    value: String,
}

/// A configuration with where it comes from and everything wrong with it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// What to work with; a setting with a mistake has its default.
    pub config: Config,
    /// Every setting.
    pub settled: Vec<Settled>,
    /// The file that was read.
    pub file: Option<PathBuf>,
    /// Everything wrong.
    pub mistakes: Vec<Mistake>,
}

/// Options of the command line, by the name of their setting.
pub type Flags = BTreeMap<&'static str, String>;

impl Loaded {
    /// Settles every setting. `file` is the file named on the command line; `variables` is the environment.
    #[must_use]
    pub fn from(flags: &Flags, file: Option<&Path>, variables: &[(OsString, OsString)]) -> Self {
        let mut mistakes = Vec::new();
        let from_variables = sources::variables(variables, &mut mistakes);
        let named = file.map(Path::to_owned).or_else(|| sources::named_file(variables));
        let path = named.clone().or_else(|| Path::new(FILE).exists().then(|| PathBuf::from(FILE)));
        let from_file = path.as_deref().map(|path| sources::file(path, &mut mistakes)).unwrap_or_default();
        let settled: Vec<_> =
            SETTINGS.iter().map(|setting| settle(setting, flags, &from_variables, &from_file)).collect();
        let mut loaded = Self { config: configured(&settled), settled, file: path, mistakes };
        loaded.compare();
        loaded
    }

    /// Rules over several settings.
    fn compare(&mut self) {
        let (idle, absolute) = (self.config.sign_in_idle_minutes, self.config.sign_in_absolute_hours);
        if idle > absolute * 60 {
            let origin = self.settled.iter().find(|s| s.name == "sign_in_idle_minutes").map(|s| s.origin.clone());
            self.mistakes.push(Mistake {
                place: origin.unwrap_or(Origin::Default).to_string(),
                name: "sign_in_idle_minutes".to_owned(),
                value: idle.to_string(),
                problem: (
                    format!("es más que `sign_in_absolute_hours` ({absolute} h)"),
                    format!("is more than `sign_in_absolute_hours` ({absolute} h)"),
                ),
                remedy: (
                    format!("escriba {} como mucho, o más horas", absolute * 60),
                    format!("write {} at most, or more hours", absolute * 60),
                ),
            });
        }
    }
}

fn settle(setting: &'static Setting, flags: &Flags, variables: &[Given], file: &[Given]) -> Settled {
    let of = |given: &[Given]| given.iter().find(|given| given.name == setting.name).cloned();
    let flag = flags.get(setting.name).map(|value| (value.clone(), Origin::Flag(setting.flag.unwrap_or(setting.name))));
    let given = || of(variables).or_else(|| of(file)).map(|given| (given.value, given.origin));
    let (value, origin) = flag.or_else(given).unwrap_or_else(|| (setting.default.to_owned(), Origin::Default));
    Settled { name: setting.name, shown: mask(&value), origin, value }
}

fn configured(settled: &[Settled]) -> Config {
    let text = |name: &str| settled.iter().find(|s| s.name == name).map(|s| s.value.clone()).unwrap_or_default();
    let some = |name: &str| Some(text(name)).filter(|value| !value.is_empty());
    // Every value was checked where it was read; a flag is checked by its own type.
    let number = |name: &str| text(name).parse().unwrap_or_default();
    Config {
        database: text("database"),
        key_file: some("key_file").map(PathBuf::from),
        listen: text("listen").parse().unwrap_or_else(|_| SocketAddr::from(([127, 0, 0, 1], 8080))),
        lang: some("lang").and_then(|word| word.parse().ok()),
        public_url: some("public_url").map(|url| url.trim_end_matches('/').to_owned()),
        sign_in_idle_minutes: number("sign_in_idle_minutes"),
        sign_in_absolute_hours: number("sign_in_absolute_hours"),
        log: text("log"),
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag(name) => f.write_str(name),
            Self::Variable(name) => f.write_str(name),
            Self::Line(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
}
