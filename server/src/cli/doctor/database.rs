//! The database and what is in it.

use super::super::output::Output;
use super::super::store::Place;
use super::{Finding, State};
use semillero_core::audit::{AuditEntry, Consumer, Event, verify};
use semillero_core::ecosystem::{Clock as _, SystemClock};
use semillero_core::store::{Cursor, Entity, Filter, Reading as _, Store, StoreError};
use semillero_core::values::Timestamp;
use semillero_storage::health::{Health, Kind, examine};

/// The name of the reader of the audit log; all others read events.
const SEALER: &str = "audit_sealer";
/// How many entries a reader may be behind before somebody should look.
const BEHIND: usize = 1_000;
/// How far a clock may be off.
const DRIFT_SECONDS: i64 = 5;

const SCHEMA: (&str, &str) = ("esquema", "schema");
const REACHED: (&str, &str) = ("base de datos", "database");

/// Everything that can be asked of the database.
pub(super) async fn all(place: &Place<'_>, output: Output) -> Vec<Finding> {
    let shown = format!("`{}`", crate::config::mask(place.database));
    let health = match examine(place.database).await {
        Ok(Some(health)) => health,
        Ok(None) => return vec![Finding::ok(REACHED, output.say("en memoria", "in memory"))],
        Err(error) => return vec![Finding::new(REACHED, State::Problem, said(output, &error)).do_this(remedy(output))],
    };
    let mut found = vec![Finding::ok(REACHED, shown), schema(output, &health)];
    found.extend(kind(output, &health.kind));
    if health.schema != health.needed {
        return found;
    }
    found.push(match &health.unwritable {
        None => Finding::ok(("escritura", "writing"), output.say("se puede", "works")),
        Some(cause) => Finding::new(("escritura", "writing"), State::Problem, cause.clone()).do_this(output.say(
            "corrija los permisos, o espere a que acabe otro proceso",
            "correct the permissions, or wait for another process to end",
        )),
    });
    match semillero_storage::open(place.database).await {
        Ok(store) => {
            found.push(
                read(output, store.as_ref())
                    .await
                    .unwrap_or_else(|error| broken(output, ("lectores", "readers"), &error)),
            );
            found.push(
                audit(output, store.as_ref())
                    .await
                    .unwrap_or_else(|error| broken(output, ("auditoría", "audit"), &error)),
            );
        }
        Err(error) => found.push(broken(output, REACHED, &error)),
    }
    found
}

fn schema(output: Output, health: &Health) -> Finding {
    let (found, needed) = (health.schema, health.needed);
    if found == needed {
        return Finding::ok(SCHEMA, found.to_string());
    }
    let text = format!("{found}; {} {needed}", output.say("hace falta el", "this build needs"));
    let remedy = if found < needed {
        output.say("ejecute `semillero migrate`", "run `semillero migrate`")
    } else {
        output.say("use una versión más nueva de semillero", "use a newer version of semillero")
    };
    Finding::new(SCHEMA, State::Problem, text).do_this(remedy)
}

fn kind(output: Output, kind: &Kind) -> Vec<Finding> {
    match kind {
        Kind::Sqlite { damage } if damage.is_empty() => {
            vec![Finding::ok(("integridad", "integrity"), output.say("sin daños", "no damage"))]
        }
        Kind::Sqlite { damage } => {
            let text = damage.join(" | ");
            let remedy = output.say("restaure una copia", "restore a backup");
            vec![Finding::new(("integridad", "integrity"), State::Problem, text).do_this(remedy)]
        }
        Kind::Postgres { version, fenced, clock } => vec![
            Finding::ok(("servidor", "server"), format!("PostgreSQL {version}")),
            fence(output, *fenced),
            drift(output, *clock, SystemClock.now()),
        ],
    }
}

fn fence(output: Output, fenced: bool) -> Finding {
    if fenced {
        return Finding::ok(("btree_gist", "btree_gist"), output.say("en uso", "in use"));
    }
    let text = output.say(
        "falta: las sesiones se separan solo por sus guardas",
        "missing: sessions are kept apart by their guards alone",
    );
    Finding::new(("btree_gist", "btree_gist"), State::Warning, text).do_this(output.say(
        "instale la extensión antes de migrar una base nueva",
        "install the extension before migrating a new database",
    ))
}

fn drift(output: Output, theirs: Timestamp, ours: Timestamp) -> Finding {
    let seconds = (theirs.as_micros() - ours.as_micros()) / 1_000_000;
    let text = format!("{seconds} s {}", output.say("de diferencia con el servidor", "apart from the server"));
    if seconds.abs() <= DRIFT_SECONDS {
        return Finding::ok(("reloj", "clock"), text);
    }
    let remedy = output.say("sincronice los relojes (NTP)", "synchronise the clocks (NTP)");
    Finding::new(("reloj", "clock"), State::Warning, text).do_this(remedy)
}

/// How far every durable reader is behind.
async fn read(output: Output, store: &dyn Store) -> Result<Finding, StoreError> {
    let mut readers = Vec::new();
    let mut most = 0;
    let known = store.find::<Consumer>(Filter::All).await?;
    for reader in &known {
        let after = reader.cursor.parse().unwrap_or(Cursor::START);
        let behind = if reader.name == SEALER {
            count::<AuditEntry>(store, after).await?
        } else {
            count::<Event>(store, after).await?
        };
        most = most.max(behind);
        readers.push(format!("{} {behind}", reader.name));
    }
    if known.is_empty() {
        most = count::<Event>(store, Cursor::START).await?;
        readers.push(format!("{} {most}", output.say("ninguno ha leído;", "none has read;")));
    }
    let text = format!("{}: {}", output.say("sucesos por leer", "events to read"), readers.join(", "));
    let name = ("lectores", "readers");
    if most <= BEHIND {
        return Ok(Finding::ok(name, text));
    }
    let remedy = output.say(
        "deje `semillero serve` en marcha o ejecute `semillero catch-up`",
        "keep `semillero serve` running or run `semillero catch-up`",
    );
    Ok(Finding::new(name, State::Warning, text).do_this(remedy))
}

/// How many entries are behind a place; ten thousand stand for any more.
async fn count<E: Entity>(store: &dyn Store, mut after: Cursor) -> Result<usize, StoreError> {
    let mut count = 0;
    while count < 10_000 {
        let page = store.log(E::TABLE, after, &Filter::All, 1_000).await?;
        let Some((last, _)) = page.rows.last() else { break };
        after = *last;
        count += page.rows.len();
    }
    Ok(count)
}

async fn audit(output: Output, store: &dyn Store) -> Result<Finding, StoreError> {
    let name = ("auditoría", "audit");
    let report = verify(store, None).await?;
    if report.faults.is_empty() {
        let entries = output.say("entradas, el registro está íntegro", "entries, the log is whole");
        return Ok(Finding::ok(name, format!("{} {entries}", report.entries)));
    }
    let text = format!("{} {}", report.faults.len(), output.say("alteraciones", "alterations"));
    let remedy = output.say("véalas con `semillero audit verify`", "see them with `semillero audit verify`");
    Ok(Finding::new(name, State::Problem, text).do_this(remedy))
}

fn said(output: Output, error: &StoreError) -> String {
    match error {
        StoreError::Unsuitable(why) => why.in_words(output.locale),
        other => other.to_string(),
    }
}

fn remedy(output: Output) -> &'static str {
    match output.locale {
        semillero_core::values::Locale::En => "see that it runs and that --database names it",
        _ => "compruebe que funciona y que --database la nombra",
    }
}

fn broken(output: Output, name: (&'static str, &'static str), error: &StoreError) -> Finding {
    Finding::new(name, State::Problem, said(output, error)).do_this(remedy(output))
}
