//! `semillero demo`, and what `serve --demo` starts on.

use super::output::{Exit, Output};
use super::store::Place;
use crate::auth::{Auth, Settings, Visitor, set_password};
use semillero_core::Ecosystem;
use semillero_core::ecosystem::{Clock as _, IdSource as _, SystemClock, SystemIds};
use semillero_core::store::Store;
use semillero_core::values::CivilDate;
use semillero_demo::{Account, Demo as Story, Options, Part, make};
use serde_json::{Value, json};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

/// Fill an empty database with a believable ecosystem: 3 programmes, 300 mentees, 90 mentors, 14 months; nobody real is meant
#[derive(Debug, clap::Args)]
pub(crate) struct Demo {
    /// Where chance starts from: the same seed and day give the same ecosystem
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// The day on which the story ends, such as 2026-11-25; today when left out
    #[arg(long)]
    until: Option<CivilDate>,
}

impl Demo {
    pub(crate) async fn run(&self, place: &Place<'_>, output: Output) -> Result<(), Exit> {
        semillero_storage::migrate(place.database).await.map_err(|error| Exit::store(output.locale, &error))?;
        let store =
            semillero_storage::open(place.database).await.map_err(|error| Exit::store(output.locale, &error))?;
        let path = place.key_path();
        let key = semillero_storage::signing_key(&path).map_err(|error| Exit::file(output.locale, &path, &error))?;
        let options = Options { seed: self.seed, ..Options::new(self.until.unwrap_or_else(today)) };
        let made = fill(store, key, options, output).await?;
        output.done(&made.value(), &made.text(output, None));
        Ok(())
    }
}

fn today() -> CivilDate {
    CivilDate::of(SystemClock.now())
}

/// A demonstration with the password of its accounts.
pub(crate) struct Made {
    story: Story,
    password: String,
}

/// Makes the ecosystem in an empty store and gives its accounts a password.
async fn fill(store: Arc<dyn Store>, key: [u8; 32], options: Options, output: Output) -> Result<Made, Exit> {
    let refuse = |es: &str, en: &str| {
        let message = output.say(es, en).to_owned();
        Err(Exit::refused(&json!({ "code": "conflict", "message": message }), vec![message]))
    };
    let people = store.count(
        <semillero_core::people::User as semillero_core::store::Entity>::TABLE,
        &semillero_core::store::Filter::All,
    );
    if people.await.map_err(|error| Exit::store(output.locale, &error))? > 0 {
        return refuse(
            "la base ya tiene personas; la demostración empieza en una vacía: indique otra con --database",
            "the database holds people already; a demonstration starts in an empty one: name another with --database",
        );
    }
    let story = make(Arc::clone(&store), key, options).await?;
    let ecosystem = Ecosystem::builder().store(store).signing_key(key).build();
    let password = passphrase();
    let auth = Auth::new(ecosystem, Settings::at(""));
    let mut operator = Visitor::from(IpAddr::V4(Ipv4Addr::LOCALHOST));
    operator.locale = Some(output.locale);
    for account in &story.accounts {
        set_password(&auth, &operator, &account.email, &password).await.map_err(|refused| refused.error)?;
    }
    Ok(Made { story, password })
}

/// An ecosystem in memory with the demonstration in it.
pub(crate) async fn in_memory(output: Output) -> Result<(Ecosystem, Made), Exit> {
    let store: Arc<dyn Store> = Arc::new(semillero_core::store::MemoryStore::new());
    let mut key = [0; 32];
    SystemIds.fill(&mut key);
    let made = fill(Arc::clone(&store), key, Options::new(today()), output).await?;
    let failures = Arc::new(|error: &semillero_core::errors::ApiError, cause: &str| {
        tracing::error!(request_id = error.request_id.as_deref(), code = %error.code, cause, "a call failed");
    });
    Ok((Ecosystem::builder().store(store).signing_key(key).failures(failures).build(), made))
}

/// Four words by chance: there are no default passwords, not even in a demonstration.
fn passphrase() -> String {
    const WORDS: [&str; 32] = [
        "arcilla", "bosque", "camino", "delta", "espiga", "fogata", "granizo", "huerta", "iguana", "jazmín", "lluvia",
        "maizal", "niebla", "orilla", "páramo", "quinoa", "ribera", "sauce", "tierra", "umbral", "vereda", "yerba",
        "zorzal", "abeja", "brisa", "cuenca", "duna", "estero", "flauta", "guadua", "higuera", "laguna",
    ];
    let mut bytes = [0; 4];
    SystemIds.fill(&mut bytes);
    let words = bytes.iter().filter_map(|byte| WORDS.get(usize::from(*byte) % WORDS.len()));
    words.copied().collect::<Vec<_>>().join("-")
}

impl Made {
    fn who(account: &Account, output: Output) -> &'static str {
        let (es, en) = match account.part {
            Part::Admin => ("administra todo", "runs the deployment"),
            Part::Manager => ("gestiona un programa", "runs a programme"),
            Part::Ally => ("aliada: acompaña", "ally: mentors"),
            Part::Entrepreneur => ("emprende", "entrepreneur"),
            Part::Client => ("cliente: mira lo compartido", "client: reads what is shared"),
        };
        output.locale.pick(es, en)
    }

    pub(crate) fn value(&self) -> Value {
        let accounts = self.story.accounts.iter().map(|account| {
            json!({ "part": format!("{:?}", account.part).to_lowercase(), "email": account.email, "name": account.name })
        });
        json!({
            "accounts": accounts.collect::<Vec<_>>(), "password": self.password, "cohorts": self.story.cohorts,
            "actions": self.story.actions,
        })
    }

    /// Who can sign in, and five things to try.
    pub(crate) fn text(&self, output: Output, address: Option<&str>) -> String {
        let mut text = String::new();
        let mut line = |part: &str| {
            text.push_str(part);
            text.push('\n');
        };
        line(output.say(
            "Un ecosistema de demostración: 3 programas, 5 cohortes, 300 emprendedoras, 90 mentoras, 14 meses. Nadie es real.",
            "A demonstration ecosystem: 3 programmes, 5 cohorts, 300 mentees, 90 mentors, 14 months. Nobody is real.",
        ));
        line("");
        line(&format!(
            "{} {}",
            output.say("Contraseña de todas las cuentas:", "Password of every account:"),
            self.password
        ));
        for account in &self.story.accounts {
            line(&format!("  {:<32} {} ({})", account.email, account.name, Self::who(account, output)));
        }
        line("");
        line(output.say("Cinco cosas para probar:", "Five things to try:"));
        let things = [
            (
                "gestora@example.org: compare los dos emparejamientos de «Ciudad Digital 2», cambie una pareja y publique",
                "gestora@example.org: compare the two match runs of “Ciudad Digital 2”, change a pair and publish",
            ),
            (
                "importe una hoja de personas en esa cohorte: la plantilla está en la misma página",
                "import a spreadsheet of people into that cohort: the template is on the same page",
            ),
            (
                "mentora@example.org: responda una solicitud y cierre una sesión",
                "mentora@example.org: answer a request and close a session",
            ),
            (
                "la cuenta que emprende: reserve una sesión y marque un hito",
                "the entrepreneur's account: book a session and reach a milestone",
            ),
            (
                "fondo.andino@example.org: mire lo que comparten con él y las cifras sin celdas pequeñas",
                "fondo.andino@example.org: see what is shared, and figures without small cells",
            ),
        ];
        for (number, (es, en)) in things.iter().enumerate() {
            line(&format!("  {}. {}", number + 1, output.say(es, en)));
        }
        if let Some(address) = address {
            line("");
            line(&format!("{} {address}", output.say("Abra", "Open")));
        }
        text
    }
}
