//! `semillero serve`: the pages, REST, and the turning of time.

use super::demo;
use super::output::{Exit, Output};
use super::store::Place;
use crate::api::{Tokens, router_with, serve};
use crate::auth::{Auth, Settings};
use crate::pages::pages;
use semillero_core::ecosystem::SignInPolicy;
use semillero_core::permissions::Who;
use semillero_core::{CatchUp, Ecosystem, RunDue};
use serde_json::json;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// How often the server lets time turn and readers catch up.
const TURN: Duration = Duration::from_secs(60);
/// How soon after something happened.
const SOON: Duration = Duration::from_millis(500);

#[derive(Debug, clap::Args)]
pub(crate) struct Serve {
    /// Where to listen [env: SEMILLERO_LISTEN] [default: 127.0.0.1:8080]
    #[arg(long)]
    pub(crate) listen: Option<SocketAddr>,
    /// Start on a demonstration ecosystem that lives in memory and ends with the process
    #[arg(long)]
    demo: bool,
}

impl Serve {
    pub(crate) async fn run(&self, place: &Place<'_>, output: Output) -> Result<(), Exit> {
        let filter = tracing_subscriber::EnvFilter::new(&place.config.log);
        let colours = std::io::IsTerminal::is_terminal(&std::io::stderr());
        let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr);
        // A second subscriber in one process is a test's; the first one stays.
        drop(if output.json { log.json().try_init() } else { log.try_init() });

        let (ecosystem, demo) = if self.demo {
            let (ecosystem, made) = demo::in_memory(output).await?;
            (ecosystem, Some(made))
        } else {
            (self.open(place, output).await?, None)
        };
        let address = place.config.listen;
        let listener = TcpListener::bind(address).await.map_err(|error| {
            Exit::environment(
                output.locale,
                &format!("no se puede escuchar en {address}: {error}"),
                &format!("cannot listen on {address}: {error}"),
            )
        })?;
        // Before it says that it listens, so that whoever asks it to end right then is heard.
        let stop = interrupted();
        let address = listener.local_addr().unwrap_or(address);
        let config = place.config;
        let public = config.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
        let text = format!("{} {public}", output.say("escuchando en", "listening on"));
        match &demo {
            None => output.done(&json!({ "listening": address.to_string(), "public": public }), &text),
            Some(made) => {
                let mut value = made.value();
                if let Some(fields) = value.as_object_mut() {
                    fields.insert("listening".to_owned(), json!(address.to_string()));
                }
                output.done(&value, &format!("{text}\n\n{}", made.text(output, Some(&public))));
            }
        }
        offer_set_up(&ecosystem, &public, output).await?;
        let turning = tokio::spawn(turn(ecosystem.clone()));
        let settings = Settings {
            sign_in: SignInPolicy {
                idle_minutes: config.sign_in_idle_minutes,
                most_minutes: config.sign_in_absolute_hours * 60,
            },
            ..Settings::at(&public)
        };
        let pages = pages(Auth::new(ecosystem.clone(), settings));
        let identify = Arc::new(Tokens(ecosystem.clone()));
        serve(listener, router_with(ecosystem, identify, pages), stop).await;
        turning.abort();
        Ok(())
    }
}

impl Serve {
    /// Opens the database; where there is no file yet, it is made, so that one command is enough to begin.
    async fn open(&self, place: &Place<'_>, output: Output) -> Result<Ecosystem, Exit> {
        if place.file().is_some_and(|file| !file.exists()) {
            semillero_storage::migrate(place.database).await.map_err(|error| Exit::store(output.locale, &error))?;
        }
        place.open(output).await
    }
}

/// Shows how the first admin signs up, where there is none and no link shown before still works.
async fn offer_set_up(ecosystem: &Ecosystem, public: &str, output: Output) -> Result<(), Exit> {
    let host = ecosystem.acting_as(Who::Host).in_language(output.locale);
    if !host.first_admin_needed().await? {
        return Ok(());
    }
    match super::account::set_up_link(&host, public, false).await {
        Ok(Some(link)) => {
            let text =
                format!("{} {link}", output.say("primera persona que administra (24 h):", "first admin (24 h):"));
            output.done(&json!({ "set_up": link }), &text);
        }
        Ok(None) => {
            let en =
                "there is no admin yet; the link shown earlier works, or make another: semillero account setup-link";
            let es =
                "aún no administra nadie; vale el enlace mostrado antes, o pida otro: semillero account setup-link";
            tracing::warn!("{}", output.say(es, en));
        }
        // Another process was faster: there is an admin now.
        Err(exit) if exit.says("already_set_up") => {}
        Err(exit) => return Err(exit),
    }
    Ok(())
}

/// Expiries, reminders and the readers of the events: once a minute, and soon after something happened, so that people find it in their
/// notifications.
async fn turn(ecosystem: Ecosystem) {
    let host = ecosystem.acting_as(Who::Host);
    let happened = Arc::new(tokio::sync::Notify::new());
    let notice = Arc::clone(&happened);
    ecosystem.subscribe(Arc::new(move |_| notice.notify_one()));
    let mut due = tokio::time::interval(TURN);
    due.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    loop {
        tokio::select! {
            _ = due.tick() => {
                if let Err(error) = host.run_due(RunDue {}).await {
                    tracing::warn!(%error, "what is due could not be done");
                }
            }
            // Many things at once are one turn.
            () = happened.notified() => tokio::time::sleep(SOON).await,
        }
        if let Err(error) = host.catch_up(CatchUp {}).await {
            tracing::warn!(%error, "the readers could not catch up");
        }
    }
}

/// Ready when the process is asked to end; it listens for that from the moment it is called.
#[cfg(unix)]
fn interrupted() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    async move {
        let mut waiting = tokio::task::JoinSet::new();
        for signal in signals {
            match signal {
                Ok(mut signal) => drop(waiting.spawn(async move { signal.recv().await })),
                Err(error) => tracing::warn!(%error, "a signal will not be noticed"),
            }
        }
        drop(waiting.join_next().await);
        tracing::info!("stopping");
    }
}

/// Ready when the process is asked to end.
#[cfg(not(unix))]
async fn interrupted() {
    drop(tokio::signal::ctrl_c().await);
    tracing::info!("stopping");
}
