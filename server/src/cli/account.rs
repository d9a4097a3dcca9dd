//! `semillero account`: how people sign in, as far as the operator has to help.

use super::output::{Exit, Output};
use super::store::Place;
use crate::auth::{Auth, Settings, Visitor, set_password};
use semillero_core::Acting;
use semillero_core::permissions::Who;
use semillero_core::values::UserId;
use serde_json::json;
use std::io::{BufRead as _, IsTerminal as _};
use std::net::{IpAddr, Ipv4Addr};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Account {
    /// Make a new link by which the first admin signs up; the one before works no longer
    SetupLink {
        /// The address under which the server is reached
        #[arg(long, default_value = "http://127.0.0.1:8080")]
        public: String,
    },
    /// Set the password of a person, read from the terminal or from standard input; every sign-in of theirs ends
    SetPassword {
        /// The person's e-mail address
        #[arg(long)]
        email: String,
    },
    /// Sign a person out everywhere
    EndSignIns {
        /// The person's e-mail address
        #[arg(long)]
        email: String,
    },
}

impl Account {
    pub(crate) async fn run(&self, place: &Place<'_>, output: Output) -> Result<(), Exit> {
        let ecosystem = place.open(output).await?;
        let host = ecosystem.acting_as(Who::Host).in_language(output.locale);
        match self {
            Self::SetupLink { public } => {
                let link = set_up_link(&host, public, true).await?.unwrap_or_default();
                // The link alone on standard output, so that a script can take it as it is.
                output.done(&json!({ "set_up": link }), &link);
            }
            Self::SetPassword { email } => {
                // Before the password is asked for.
                person(&host, email, output).await?;
                let password = password(output)?;
                let auth = Auth::new(ecosystem, Settings::at(""));
                let mut operator = Visitor::from(IpAddr::V4(Ipv4Addr::LOCALHOST));
                operator.locale = Some(output.locale);
                let user = set_password(&auth, &operator, email, &password).await.map_err(|refused| refused.error)?;
                let text = output.say("contraseña cambiada", "password set");
                output.done(&json!({ "user_id": user, "password": "set" }), text);
            }
            Self::EndSignIns { email } => {
                let user = person(&host, email, output).await?;
                let ended = host.end_all_sign_ins(user).await?;
                let text = format!("{}: {ended}", output.say("sesiones terminadas", "sign-ins ended"));
                output.done(&json!({ "user_id": user, "ended": ended }), &text);
            }
        }
        Ok(())
    }
}

/// The link of the first admin under an address. The token stands behind `#`, which no browser sends to a server or a log.
pub(crate) async fn set_up_link(host: &Acting, public: &str, anew: bool) -> Result<Option<String>, Exit> {
    let link = host.new_set_up_link(anew).await?;
    Ok(link.map(|link| format!("{}/setup#{}", public.trim_end_matches('/'), link.token)))
}

async fn person(host: &Acting, email: &str, output: Output) -> Result<UserId, Exit> {
    let account = host.account_of(email).await?;
    account.map(|account| account.user_id).ok_or_else(|| {
        let es = format!("nadie tiene la dirección `{email}`");
        let en = format!("nobody has the address `{email}`");
        let message = output.say(&es, &en).to_owned();
        Exit::refused(&json!({ "code": "not_found", "message": message }), vec![message])
    })
}

/// A password typed unseen, or the first line of standard input.
fn password(output: Output) -> Result<String, Exit> {
    let input = std::io::stdin();
    let read = if input.is_terminal() {
        rpassword::prompt_password(output.say("contraseña nueva: ", "new password: "))
    } else {
        let mut line = String::new();
        input.lock().read_line(&mut line).map(|_| line.trim_end_matches(['\r', '\n']).to_owned())
    };
    read.map_err(|error| {
        let es = format!("no se puede leer la contraseña: {error}");
        let en = format!("the password cannot be read: {error}");
        Exit::environment(output.locale, &es, &en)
    })
}
