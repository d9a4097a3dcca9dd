//! `semillero token`: bearer tokens for REST. The secret is printed once.

use super::output::{Exit, Output};
use super::store::Place;
use semillero_core::Acting;
use semillero_core::people::{Role, User};
use semillero_core::permissions::Who;
use semillero_core::store::{Filter, Reading};
use semillero_core::values::{EmailAddress, TokenId, UserId};
use semillero_core::{EnsureUser, GrantRole};
use serde_json::json;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Token {
    /// Make a token for a person, named by address or id
    Create {
        /// The person: an e-mail address or an id
        person: String,
        /// Make the person under this name when nobody has the address yet
        #[arg(long)]
        name: Option<String>,
        /// Also give them the role of admin
        #[arg(long)]
        admin: bool,
        /// What the token is for
        #[arg(long, default_value = "semillero token create")]
        label: String,
        /// How many days it works, 1 to 366
        #[arg(long, default_value_t = 90)]
        days: i64,
    },
    /// Take a token back
    Revoke {
        /// Its id
        token: TokenId,
    },
}

impl Token {
    pub(crate) async fn run(&self, place: &Place<'_>, output: Output) -> Result<(), Exit> {
        let ecosystem = place.open(output).await?;
        let host = ecosystem.acting_as(Who::Host).in_language(output.locale);
        match self {
            Self::Create { person, name, admin, label, days } => {
                let user = find_or_make(&host, person, name.as_deref(), output).await?;
                if *admin {
                    make_admin(&host, user).await?;
                }
                let made = host.create_token(user, label, *days).await?;
                let value = json!({
                    "id": made.id, "user_id": user, "token": made.secret, "expires_at": made.expires_at,
                });
                // The secret alone on standard output, so that a script can take it as it is.
                output.done(&value, &made.secret);
            }
            Self::Revoke { token } => {
                host.revoke_token(*token).await?;
                output
                    .done(&json!({ "id": token, "revoked": true }), output.say("credencial anulada", "token revoked"));
            }
        }
        Ok(())
    }
}

async fn find_or_make(host: &Acting, person: &str, name: Option<&str>, output: Output) -> Result<UserId, Exit> {
    if let Ok(id) = person.parse() {
        return Ok(id);
    }
    let refused =
        |message: String| Exit::refused(&json!({ "code": "invalid_input", "message": message }), vec![message]);
    let email = EmailAddress::parse(person).map_err(|error| {
        let es = format!("`{}` no es una dirección de correo ni un id", error.0);
        let en = format!("`{}` is neither an e-mail address nor an id", error.0);
        refused(output.say(&es, &en).to_owned())
    })?;
    let known = host.ecosystem().store().first::<User>(Filter::equals("email_key", email.key())).await;
    if let Some(user) = known.map_err(|error| Exit::store(output.locale, &error))? {
        return Ok(user.id);
    }
    let Some(name) = name else {
        let es = format!("nadie tiene la dirección `{person}`; añada --name para crear a esa persona");
        let en = format!("nobody has the address `{person}`; add --name to make them");
        return Err(refused(output.say(&es, &en).to_owned()));
    };
    let user = EnsureUser {
        external_id: format!("email:{}", email.key()),
        display_name: name.to_owned(),
        email: Some(person.to_owned()),
        locale: Some(output.locale),
    };
    Ok(host.ensure_user(user).await?.id)
}

async fn make_admin(host: &Acting, user_id: UserId) -> Result<(), Exit> {
    let role = GrantRole { user_id, role: Role::Admin, programme_id: None };
    match host.grant_role(role).await {
        Err(error) if error.key != "already_granted" => Err(error.into()),
        _ => Ok(()),
    }
}
