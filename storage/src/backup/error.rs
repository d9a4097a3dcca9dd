//! Why there is no backup, or no restore; each text says what to do.

use semillero_core::store::StoreError;
use semillero_core::values::Locale;
use std::path::{Path, PathBuf};

/// Why a backup could not be taken, read or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file cannot be read or written.
    #[error("the file `{}` cannot be used: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// What is in the file, or in the target, stands against it.
    #[error("{}", .0.in_words(Locale::En))]
    Refused(Refusal),
}

/// What stands against reading or restoring a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The file is something else.
    NotABackup,
    /// The file is of a later format.
    NewerFormat {
        /// The format found.
        found: i64,
    },
    /// The backup is of a later schema.
    NewerSchema {
        /// The schema of the backup.
        found: i64,
        /// The newest one known.
        known: i64,
    },
    /// The digest or a count does not agree with the contents.
    Altered,
    /// The end is missing.
    CutOff,
    /// A line is whole but says what no backup says.
    Broken {
        /// The line, from 1.
        line: u64,
    },
    /// The target has rows.
    NotEmpty {
        /// Where one was found.
        table: String,
    },
    /// The target is empty, but of another schema than the backup.
    TargetSchema {
        /// The schema of the target.
        found: i64,
        /// The schema of the backup.
        needed: i64,
    },
    /// What was read back is not what was written; nothing is kept.
    Differs {
        /// In which table.
        table: String,
    },
    /// An ecosystem in memory ends with its process.
    InMemory,
}

impl BackupError {
    pub(crate) fn file(path: &Path, cause: std::io::Error) -> Self {
        Self::File { path: path.to_owned(), cause }
    }

    /// What is wrong and what to do, in a reader's language; nothing where the error is of the database or of a file.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }
}

impl From<Refusal> for BackupError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Refusal {
    /// What is wrong and what to do, in a reader's language.
    #[must_use]
    pub fn in_words(&self, locale: Locale) -> String {
        let (es, en) = match self {
            Self::NotABackup => (
                "el archivo no es una copia de semillero; indique uno hecho con `semillero backup`".to_owned(),
                "the file is not a backup of semillero; name one made by `semillero backup`".to_owned(),
            ),
            Self::NewerFormat { found } => {
                let known = super::FORMAT;
                (
                    format!(
                        "la copia tiene el formato {found} y aquí se conoce el {known}; use una versión más nueva de semillero"
                    ),
                    format!(
                        "the backup has format {found}, this build knows {known}; use a newer version of semillero"
                    ),
                )
            }
            Self::NewerSchema { found, known } => (
                format!(
                    "la copia tiene el esquema {found} y aquí se conoce el {known}; use una versión más nueva de semillero"
                ),
                format!("the backup has schema {found}, this build knows {known}; use a newer version of semillero"),
            ),
            Self::Altered => (
                "la copia fue alterada o está dañada: su contenido no da su huella; use otra copia".to_owned(),
                "the backup was altered or is damaged: its contents do not give its digest; use another backup"
                    .to_owned(),
            ),
            Self::CutOff => (
                "la copia está incompleta: falta el final; use otra copia".to_owned(),
                "the backup is incomplete: its end is missing; use another backup".to_owned(),
            ),
            Self::Broken { line } => (
                format!("la línea {line} de la copia no se entiende; use otra copia"),
                format!("line {line} of the backup cannot be understood; use another backup"),
            ),
            Self::NotEmpty { table } => (
                format!(
                    "la base de datos de destino no está vacía (`{table}` tiene filas); indique una nueva con --database"
                ),
                format!("the target database is not empty (`{table}` has rows); name a new one with --database"),
            ),
            Self::TargetSchema { found, needed } => (
                format!(
                    "la base de datos de destino ya tiene el esquema {found} y la copia es del {needed}; indique con --database una que aún no exista o sin migrar"
                ),
                format!(
                    "the target database already has schema {found}, the backup is of {needed}; name with --database one that does not exist yet or is not migrated"
                ),
            ),
            Self::Differs { table } => (
                format!("lo leído de `{table}` no es lo escrito; no se guardó nada: informe de este error"),
                format!(
                    "what was read back from `{table}` is not what was written; nothing was kept: report this error"
                ),
            ),
            Self::InMemory => (
                "una base de datos en memoria acaba con su proceso; indique otra con --database".to_owned(),
                "a database in memory ends with its process; name another one with --database".to_owned(),
            ),
        };
        locale.pick(&es, &en).to_owned()
    }
}
