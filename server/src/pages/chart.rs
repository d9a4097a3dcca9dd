//! Two runs side by side as figures and bars: choices by rank, and pairs by score.

use minijinja::{Value, context};
use semillero_core::MatchRunView;
use semillero_core::values::Locale;

/// Choices further down the list than this stand together.
const RANKS: i32 = 5;
/// How wide the longest bar is, in the units of the drawing.
const WIDTH: usize = 400;
/// How high a line of two bars is.
const LINE: usize = 44;

/// The lines of the chart, with what its table says.
pub(super) fn chart(a: &MatchRunView, b: &MatchRunView, locale: Locale) -> Value {
    let groups = [
        (locale.pick("Opción obtenida", "Choice obtained"), counted(ranks(a), ranks(b), |at| rank_name(at, locale))),
        (locale.pick("Puntaje de la pareja", "Score of the pair"), counted(scores(a), scores(b), score_name)),
    ];
    let most = groups.iter().flat_map(|(_, lines)| lines).flat_map(|(_, a, b)| [*a, *b]).max().unwrap_or(0).max(1);
    let mut height = 30;
    let mut drawn = Vec::new();
    for (title, lines) in groups {
        let top = height + 20;
        let lines: Vec<Value> = lines
            .into_iter()
            .enumerate()
            .map(|(at, (name, a, b))| {
                let y = top + 10 + at * LINE;
                let wide = |count: usize| count * WIDTH / most;
                context! { name, a, b, y, wide_a => wide(a), wide_b => wide(b) }
            })
            .collect();
        height = top + 20 + lines.len() * LINE;
        drawn.push(context! { title, top, lines });
    }
    context! { groups => drawn, height, mean_a => mean(a), mean_b => mean(b), ranks => rank_lines(a, b) }
}

/// The mean score of a pair, rounded.
fn mean(run: &MatchRunView) -> i64 {
    let pairs = i64::from(run.verdict.size);
    if pairs == 0 { 0 } else { (run.verdict.total_score + pairs / 2) / pairs }
}

/// Every choice that somebody got, with how many in each run.
fn rank_lines(a: &MatchRunView, b: &MatchRunView) -> Vec<Value> {
    let of = |run: &MatchRunView, rank: i32| {
        run.verdict.ranks.iter().find(|line| line.rank == rank).map_or(0, |line| line.mentees)
    };
    let mut known: Vec<i32> = a.verdict.ranks.iter().chain(&b.verdict.ranks).map(|line| line.rank).collect();
    known.sort_unstable();
    known.dedup();
    known.into_iter().map(|rank| context! { rank, a => of(a, rank), b => of(b, rank) }).collect()
}

type Counts = [usize; 8];

/// By choice 1 to 5, then further down, then of nobody's list, then nobody.
fn ranks(run: &MatchRunView) -> Counts {
    let mut counts = Counts::default();
    let mut add = |at: usize| counts.iter_mut().skip(at).take(1).for_each(|count| *count += 1);
    for pair in &run.pairs {
        add(match pair.mentee_rank {
            Some(rank) => usize::try_from(rank.clamp(1, RANKS + 1) - 1).unwrap_or(0),
            None => 6,
        });
    }
    run.unmatched.iter().for_each(|_| add(7));
    counts
}

/// By fifths of the best score.
fn scores(run: &MatchRunView) -> Counts {
    let mut counts = Counts::default();
    for pair in &run.pairs {
        let at = usize::try_from(pair.score / 2_000).unwrap_or(0).min(4);
        counts.iter_mut().skip(at).take(1).for_each(|count| *count += 1);
    }
    counts
}

/// The lines in which one of the runs has somebody.
fn counted(a: Counts, b: Counts, name: impl Fn(usize) -> String) -> Vec<(String, usize, usize)> {
    let lines = a.into_iter().zip(b).enumerate();
    lines.filter(|(_, (a, b))| a + b > 0).map(|(at, (a, b))| (name(at), a, b)).collect()
}

fn rank_name(at: usize, locale: Locale) -> String {
    match at {
        0..=4 => locale.pick(format!("{}.ª", at + 1).as_str(), format!("no. {}", at + 1).as_str()).to_owned(),
        5 => locale.pick("más abajo", "further down").to_owned(),
        6 => locale.pick("sin lista", "not listed").to_owned(),
        _ => locale.pick("nadie", "nobody").to_owned(),
    }
}

fn score_name(at: usize) -> String {
    format!("{} – {}", at * 2_000, if at == 4 { 10_000 } else { at * 2_000 + 1_999 })
}
