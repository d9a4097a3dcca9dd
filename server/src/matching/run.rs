//! The command: read, solve, report, write.

use super::files::{FileProblem, Problems};
use super::question::Question;
use super::replay::{self, Replay};
use super::report::Report;
use super::{csv_files, domain, preflib};
use semillero_core::StrategyChoice;
use semillero_core::ecosystem::{Clock as _, SystemClock};
use semillero_core::errors::ApiError;
use semillero_core::matching::engine::{Instance, Limits, RunRecord, Solution, solve_within};
use semillero_core::values::Locale;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Match people from files: CSV (--mentees, --mentors, --organisations) or PrefLib (--preferences, --capacities).
#[derive(Debug, Clone, clap::Args)]
#[command(group = clap::ArgGroup::new("input").required(true).args(["mentees", "preferences"]))]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Match {
    /// What to do with a run that was made before.
    #[command(subcommand)]
    pub again: Option<Again>,
    /// CSV with columns mentee, preferences, vetoes, capacity
    #[arg(long, requires = "mentors")]
    pub mentees: Option<PathBuf>,
    /// CSV with columns mentor, capacity, organisation, preferences, vetoes
    #[arg(long, requires = "mentees")]
    pub mentors: Option<PathBuf>,
    /// CSV with columns organisation, capacity: how many mentees its mentors take together
    #[arg(long, requires = "mentees")]
    pub organisations: Option<PathBuf>,
    /// PrefLib .soi or .toc
    #[arg(long, conflicts_with = "mentees")]
    pub preferences: Option<PathBuf>,
    /// PrefLib .dat: supervisors, their capacities, their projects
    #[arg(long, requires = "preferences")]
    pub capacities: Option<PathBuf>,
    /// CSV with columns mentee, mentor: the only pairs that may be made, as a search index or interviews propose them
    #[arg(long, requires = "mentees", conflicts_with = "publish")]
    pub candidates: Option<PathBuf>,
    /// How to match: most-people, highest-score, blend, stable, stable-for-mentors, stable-ties, rank-maximal, greedy-maximum,
    /// generous-maximum, least-cost-maximum, max-min, leximin, greedy or online (in the order of the file)
    #[arg(long, default_value = "most-people", value_parser = strategy)]
    pub strategy: StrategyChoice,
    /// With blend: what one more pair is worth, in points of the score
    #[arg(long)]
    pub per_pair: Option<u32>,
    /// What the lottery among equals starts from
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=9_007_199_254_740_991))]
    pub seed: u64,
    /// Write the result to a .csv or .json file
    #[arg(long, value_parser = written)]
    pub out: Option<PathBuf>,
    /// Keep question, strategy, seed and record in a .json file, for `semillero match replay`
    #[arg(long, conflicts_with = "publish")]
    pub record: Option<PathBuf>,
    /// How many seconds to think at most; then the best that was found is given and said to be that
    #[arg(long, value_name = "SECONDS", conflicts_with = "publish", value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub within: Option<u32>,
    /// Run it through the whole domain: import the people, set their preferences, match, publish
    #[arg(long, requires = "mentees")]
    pub publish: bool,
}

/// What to do with a run that was made before.
#[derive(Debug, Clone, clap::Subcommand)]
pub enum Again {
    /// Answer the question of a kept run again, and compare
    Replay(Replay),
}

fn strategy(text: &str) -> Result<StrategyChoice, String> {
    text.replace('-', "_").parse().map_err(|_| {
        let known: Vec<String> = StrategyChoice::ALL.iter().map(|choice| choice.word().replace('_', "-")).collect();
        format!("use one of {}", known.join(", "))
    })
}

fn written(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("csv" | "json") => Ok(path),
        _ => Err("name a file that ends in .csv or .json".to_owned()),
    }
}

/// Why nothing was matched.
#[derive(Debug)]
pub enum MatchFailure {
    /// The files have mistakes.
    Files(Vec<FileProblem>),
    /// The domain refused.
    Refused(ApiError),
    /// A file cannot be read or written.
    File(PathBuf, std::io::Error),
}

impl From<ApiError> for MatchFailure {
    fn from(error: ApiError) -> Self {
        Self::Refused(error)
    }
}

/// Reads the files that the arguments name.
///
/// # Errors
/// Every mistake in the files at once, or the file that cannot be read.
pub fn read(arguments: &Match, locale: Locale) -> Result<Question, MatchFailure> {
    let mut problems = Problems::new(locale);
    let question = match (&arguments.mentees, &arguments.mentors, &arguments.preferences) {
        (Some(mentees), Some(mentors), _) => {
            readable([mentees, mentors].into_iter().chain(&arguments.organisations).chain(&arguments.candidates))?;
            let failed = |error| MatchFailure::File(mentees.clone(), error);
            let mut question =
                csv_files::read(mentees, mentors, arguments.organisations.as_deref(), &mut problems).map_err(failed)?;
            if let Some(path) = &arguments.candidates {
                question.candidates = Some(csv_files::candidates(path, &question, &mut problems).map_err(failed)?);
            }
            question
        }
        (_, _, Some(preferences)) => {
            readable([preferences].into_iter().chain(&arguments.capacities))?;
            preflib::read(preferences, arguments.capacities.as_deref(), &mut problems)
                .map_err(|error| MatchFailure::File(preferences.clone(), error))?
        }
        _ => Question::default(),
    };
    let found = problems.into_found();
    if found.is_empty() { Ok(question) } else { Err(MatchFailure::Files(found)) }
}

/// The first file that cannot be opened is named itself.
fn readable<'a>(paths: impl Iterator<Item = &'a PathBuf>) -> Result<(), MatchFailure> {
    for path in paths {
        let opened = std::fs::File::open(path).and_then(|file| file.metadata());
        let file = opened.and_then(|found| if found.is_dir() { Err(ErrorKind::IsADirectory.into()) } else { Ok(()) });
        file.map_err(|error| MatchFailure::File(path.clone(), error))?;
    }
    Ok(())
}

/// Solves a question: the instance, the solution and the record with the verifier's verdict.
///
/// # Errors
/// What is wrong: the question is unsound, which readers find before, or it has no answer.
pub fn solve(
    question: &Question,
    how: (StrategyChoice, u32),
    seed: u64,
) -> Result<(Instance, Solution, RunRecord), Vec<String>> {
    solve_in(question, how, seed, None)
}

/// The same within so many seconds.
fn solve_in(
    question: &Question,
    (choice, per_pair): (StrategyChoice, u32),
    seed: u64,
    within: Option<u32>,
) -> Result<(Instance, Solution, RunRecord), Vec<String>> {
    let instance = match choice {
        StrategyChoice::Online => question.instance_in_order(),
        _ => question.instance(),
    };
    let instance = instance.map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let until = within.map(|seconds| SystemClock.now().as_micros().saturating_add(i64::from(seconds) * 1_000_000));
    let stop = move || until.is_some_and(|until| SystemClock.now().as_micros() >= until);
    let limits = Limits { stop: until.is_some().then_some(&stop), ..Limits::default() };
    let solution = solve_within(&instance, &choice.engine_strategy(per_pair), seed, &limits)
        .map_err(|error| vec![error.to_string()])?;
    let record = RunRecord::new(&instance, seed, &solution);
    Ok((instance, solution, record))
}

impl Match {
    /// Runs the command and gives its report.
    ///
    /// # Errors
    /// As [`MatchFailure`] says; then nothing was written.
    pub async fn run(&self, locale: Locale) -> Result<Report, MatchFailure> {
        let question = read(self, locale)?;
        let report = if self.publish {
            domain::publish(&question, self.strategy, self.seed, locale).await?
        } else {
            let unsound = |errors: Vec<String>| {
                let path = self.mentees.clone().or_else(|| self.preferences.clone()).unwrap_or_default();
                MatchFailure::File(path, std::io::Error::other(errors.join("; ")))
            };
            let (instance, solution, record) =
                solve_in(&question, (self.strategy, self.per_pair.unwrap_or(0)), self.seed, self.within)
                    .map_err(unsound)?;
            if let Some(path) = &self.record {
                write_whole(path, &replay::kept(&instance, &record))
                    .map_err(|error| MatchFailure::File(path.clone(), error))?;
            }
            Report::of(&question, &instance, &solution, &record, (self.strategy, locale))
        };
        if let Some(path) = &self.out {
            let csv = path.extension().is_some_and(|extension| extension == "csv");
            let text = if csv { report.csv() } else { report.json() };
            write_whole(path, &text).map_err(|error| MatchFailure::File(path.clone(), error))?;
        }
        Ok(report)
    }
}

/// Writes beside and renames, so that nobody ever finds half a file.
fn write_whole(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let half = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let done = std::fs::File::create(&half)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&half, path));
    if done.is_err() {
        drop(std::fs::remove_file(&half));
    }
    done
}
