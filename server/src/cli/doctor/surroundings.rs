//! What is around the database: the key and the disk.

use super::super::output::Output;
use super::super::store::Place;
use super::{Finding, State};
use std::io::ErrorKind;

/// The file of the signing key: there, readable by its owner only, and whole.
pub(super) fn key(place: &Place<'_>, output: Output) -> Finding {
    let name = ("clave", "key");
    if place.database == "memory:" {
        return Finding::ok(name, output.say("se sortea al empezar", "drawn at the start"));
    }
    let path = place.key_path();
    let shown = format!("`{}`", path.display());
    let about = match std::fs::metadata(&path) {
        Ok(about) => about,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let text = format!("{shown} {}", output.say("no existe", "is not there"));
            return Finding::new(name, State::Warning, text).do_this(output.say(
                "se creará al primer uso; si hubo otra, devuélvala a su lugar, o las invitaciones pendientes no valdrán",
                "it will be made at the first use; if there was another, put it back, or pending invitations will not work",
            ));
        }
        Err(error) => {
            let remedy = output.say("corrija los permisos de su carpeta", "correct the permissions of its folder");
            return Finding::new(name, State::Problem, format!("{shown}: {error}")).do_this(remedy);
        }
    };
    if let Some(mode) = open_to_others(&about) {
        let text = format!("{shown} {} ({mode:03o})", output.say("la pueden leer otros", "can be read by others"));
        return Finding::new(name, State::Problem, text).do_this(format!("chmod 600 {}", path.display()));
    }
    match semillero_storage::signing_key(&path) {
        Ok(_) => Finding::ok(name, shown),
        Err(error) => Finding::new(name, State::Problem, format!("{shown}: {error}")).do_this(output.say(
            "devuelva la clave a su lugar, o bórrela para crear otra",
            "put the key back, or delete it to make another",
        )),
    }
}

#[cfg(unix)]
fn open_to_others(about: &std::fs::Metadata) -> Option<u32> {
    let mode = std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

#[cfg(not(unix))]
fn open_to_others(_about: &std::fs::Metadata) -> Option<u32> {
    None
}

/// The disk beside a file: as much again as the database, for backups and the log of writes, and never less than 100 MB.
#[cfg(unix)]
pub(super) fn space(place: &Place<'_>, output: Output) -> Option<Finding> {
    const MEGA: u64 = 1_000_000;
    let path = place.file()?;
    let name = ("disco", "disk");
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let disk = rustix::fs::statvfs(folder.unwrap_or_else(|| std::path::Path::new("."))).ok()?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let size = std::fs::metadata(path).map_or(0, |about| about.len());
    let text = format!("{} MB {}", free / MEGA, output.say("libres", "free"));
    let state = match free {
        free if free < 10 * MEGA => State::Problem,
        free if free < size.max(100 * MEGA) => State::Warning,
        _ => return Some(Finding::ok(name, text)),
    };
    Some(Finding::new(name, state, text).do_this(output.say("libere espacio", "make room")))
}

/// The disk beside a file, where the system does not tell.
#[cfg(not(unix))]
pub(super) fn space(_place: &Place<'_>, _output: Output) -> Option<Finding> {
    None
}
