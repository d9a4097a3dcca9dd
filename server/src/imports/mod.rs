//! From a spreadsheet to an import: what was read, what is wrong with which cell, what would be written, and writing it.
//!
//! The command line and the pages share it. A file is read by `semillero-spreadsheets`, its good lines become the request of one
//! operation, and what the operation finds wrong is told by line and column like everything else.

mod offset;
mod report;
mod request;

pub(crate) use offset::offset;
pub(crate) use report::Report;
use request::Request;
use semillero_core::Acting;
use semillero_core::ImportMode;
use semillero_core::errors::{ApiError, ErrorCode};
use semillero_core::values::{CohortId, Locale, ProgrammeId};
use semillero_spreadsheets::{FileProblem, Kind, Sheet, parse, read_table, recognise};

/// Where the lines go, and how to read what a spreadsheet leaves open.
#[derive(Debug, Clone, Default)]
pub(crate) struct Target {
    /// The programme in which people get a duty.
    pub(crate) programme: Option<ProgrammeId>,
    /// The cohort.
    pub(crate) cohort: Option<CohortId>,
    /// What the lines are; guessed from the columns when left out.
    pub(crate) kind: Option<Kind>,
    /// Which sheet of a workbook.
    pub(crate) sheet: Option<String>,
    /// How many minutes the clock of the spreadsheet is ahead of UTC.
    pub(crate) utc_offset: i64,
}

/// What to do with lines that have mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadLines {
    /// One is enough to write nothing.
    Refuse,
    /// Leave them out and say which.
    Skip,
}

/// Why an import could not even be reported on.
#[derive(Debug)]
pub(crate) enum ImportFailure {
    /// The file is no table, or none of a known kind.
    File(FileProblem),
    /// There is nothing below the names of the columns.
    NoRows,
    /// Ventures, mentorships and sessions belong to a cohort.
    NeedsCohort(Kind),
    /// The whole of it is refused.
    Refused(ApiError),
}

impl From<ApiError> for ImportFailure {
    fn from(error: ApiError) -> Self {
        Self::Refused(error)
    }
}

impl ImportFailure {
    /// What to tell, with what to do about it.
    pub(crate) fn text(&self, locale: Locale) -> String {
        match self {
            Self::File(problem) => {
                let message = problem.message();
                format!("{}; {}", message.text(locale), message.remedy(locale))
            }
            Self::NoRows => locale
                .pick(
                    "no hay filas debajo de los nombres de las columnas; complete la hoja y guárdela de nuevo",
                    "there are no rows below the names of the columns; fill in the sheet and save it again",
                )
                .to_owned(),
            Self::NeedsCohort(kind) => {
                let (es, en) = match kind {
                    Kind::People => ("las personas", "people"),
                    Kind::Ventures => ("los emprendimientos", "ventures"),
                    Kind::Mentorships => ("las mentorías", "mentorships"),
                    Kind::Sessions => ("las sesiones", "sessions"),
                };
                let text = locale.pick(
                    "{kind} se importan en una cohorte; indique cuál",
                    "{kind} are imported into a cohort; say which",
                );
                text.replace("{kind}", locale.pick(es, en))
            }
            Self::Refused(error) => error.message.clone(),
        }
    }
}

/// A file that was read, ready to be checked or written.
pub(crate) struct Import {
    sheet: Sheet,
    target: Target,
}

impl Import {
    /// Reads a file.
    pub(crate) fn read(bytes: &[u8], name: &str, target: Target) -> Result<Self, ImportFailure> {
        let table = read_table(bytes, name, target.sheet.as_deref()).map_err(ImportFailure::File)?;
        let kind = match target.kind {
            Some(kind) => kind,
            None => recognise(&table).map_err(ImportFailure::File)?,
        };
        if kind != Kind::People && target.cohort.is_none() {
            return Err(ImportFailure::NeedsCohort(kind));
        }
        let sheet = parse(&table, kind);
        if sheet.rows.is_empty() && sheet.bad_lines.is_empty() {
            return Err(ImportFailure::NoRows);
        }
        Ok(Self { sheet, target })
    }

    /// How many lines are good as far as the file alone can tell.
    pub(crate) const fn lines(&self) -> usize {
        self.sheet.rows.len()
    }

    /// Finds every mistake and says what would be written; writes nothing.
    pub(crate) async fn check(&self, acting: &Acting, locale: Locale) -> Result<Report, ImportFailure> {
        let mut report = Report::of(&self.sheet, locale);
        let mut request = Request::of(&self.sheet, &self.target);
        // The lines without mistakes are checked on their own, so that the counts say what skipping the bad ones would do.
        while !request.is_empty() {
            match request.call(acting, ImportMode::Check).await {
                Ok(counts) => {
                    report.count(counts);
                    break;
                }
                Err(error) if error.code == ErrorCode::InvalidInput => {
                    let bad = report.add(&self.sheet, &request, &error);
                    if bad.is_empty() {
                        return Err(error.into());
                    }
                    request.leave_out(&bad);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(report)
    }

    /// Writes the lines: all of them or none, or all good ones.
    pub(crate) async fn apply(
        &self,
        acting: &Acting,
        bad_lines: BadLines,
        locale: Locale,
    ) -> Result<Report, ImportFailure> {
        let mut report = self.check(acting, locale).await?;
        if report.has_mistakes() && bad_lines == BadLines::Refuse {
            return Ok(report);
        }
        let mut request = Request::of(&self.sheet, &self.target);
        request.leave_out_lines(&report.bad_lines());
        if request.is_empty() {
            return Ok(report);
        }
        // Between the check and this somebody may have changed something: then it is refused whole, and nothing is written.
        let counts = request.call(acting, ImportMode::Apply).await?;
        report.count(counts);
        report.applied = true;
        Ok(report)
    }
}
