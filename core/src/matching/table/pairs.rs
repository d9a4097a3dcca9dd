//! Scored pairs in columns, millions of them: nothing is made per row.

use super::mistakes::{TableFault, TableMistakes, bug, refused_to_solve};
use super::{checked_strategy, person_id, why};
use crate::errors::ApiError;
use crate::matching::UnmatchedWhy;
use crate::matching::engine::{
    Digest, Goal, Graph, GraphInput, Id, Instance, InstanceInput, Limits, MAX_SCORE, Mentee, Mentor, PairInput, Rules,
    Strategy, Why, solve, solve_graph, verify, verify_graph,
};
use crate::values::Locale;
use serde_json::{Value, json};

/// Pairs that may be made. `mentee` and `mentor` are indices into the lists of ids.
#[derive(Debug, Clone, Copy, Default)]
pub struct PairColumns<'a> {
    /// The mentee of each row.
    pub mentee: &'a [u32],
    /// The mentor of each row.
    pub mentor: &'a [u32],
    /// How good each is, 0 to 1,000,000.
    pub score: &'a [u32],
    /// Where the mentee ranks the mentor, 1 first; by the score when left out.
    pub mentee_rank: Option<&'a [u32]>,
    /// Where the mentor ranks the mentee, likewise.
    pub mentor_rank: Option<&'a [u32]>,
    /// The ids of the mentees, no two alike.
    pub mentee_ids: &'a [String],
    /// The ids of the mentors.
    pub mentor_ids: &'a [String],
    /// How many mentors each mentee takes.
    pub mentee_capacities: &'a [u32],
    /// How many mentees each mentor takes.
    pub mentor_capacities: &'a [u32],
}

/// How pairs are matched.
#[derive(Debug, Clone)]
pub struct PairOptions {
    /// The word of a strategy.
    pub strategy: String,
    /// With `blend`, the points of one more pair.
    pub per_pair: Option<i64>,
    /// What ties are drawn from.
    pub seed: i64,
    /// The language of messages.
    pub locale: Locale,
}

impl Default for PairOptions {
    fn default() -> Self {
        Self { strategy: "most_people".to_owned(), per_pair: None, seed: 0, locale: Locale::En }
    }
}

/// What came out.
#[derive(Debug, Clone, PartialEq)]
pub struct PairMatch {
    /// The rows of the pairs made, ascending.
    pub rows: Vec<u32>,
    /// The mentees with nobody, by index, and why.
    pub unmatched: Vec<(u32, UnmatchedWhy)>,
    /// What the verifier says.
    pub verdict: Value,
    /// BLAKE3 over people, pairs, strategy, seed and result; the order of rows is no part of it, but for `online`, where mentees come
    /// in the order of their ids here.
    pub digest: Digest,
}

/// The pairs in the order of the engine: people by their ids, the rows of each mentee together.
struct Sorted {
    mentee_ids: Vec<Id>,
    mentor_ids: Vec<Id>,
    /// The caller's index of each mentee and mentor.
    mentees: Vec<u32>,
    mentors_at: Vec<u32>,
    starts: Vec<u32>,
    /// The mentor of each place, in the engine's order.
    mentors: Vec<u32>,
    scores: Vec<u32>,
    /// The caller's row of each place.
    rows: Vec<u32>,
}

/// Matches along given pairs only.
///
/// `most_people`, `highest_score` and `blend` work on the columns alone and are proved the best there is; the other strategies take
/// some hundred bytes per row.
///
/// # Errors
/// `invalid_input` with every mistake; `conflict` when the strategy cannot do it.
pub fn match_pairs(columns: &PairColumns<'_>, options: &PairOptions) -> Result<PairMatch, ApiError> {
    let locale = options.locale;
    let mut mistakes = TableMistakes::default();
    let strategy = checked_strategy(&mut mistakes, &options.strategy, options.per_pair);
    let Ok(seed) = u64::try_from(options.seed) else {
        mistakes.add("/seed", TableFault::OutOfRange { value: options.seed, least: 0, most: i64::MAX });
        mistakes.check(locale)?;
        return Err(bug("a negative seed was taken".to_owned(), locale));
    };
    if columns.mentee.is_empty() {
        mistakes.add("/pairs", TableFault::NoRows);
    }
    for (row, &score) in columns.score.iter().enumerate().filter(|(_, score)| **score > MAX_SCORE) {
        let most = MAX_SCORE.into();
        mistakes.add(format!("/pairs/{row}/score"), TableFault::OutOfRange { value: score.into(), least: 0, most });
    }
    let sorted = sorted(columns, &mut mistakes).ok_or_else(|| bug("columns do not fit each other".into(), locale));
    mistakes.check(locale)?;
    let sorted = sorted?;
    let goal = match strategy {
        Strategy::MaxWeight { first } => Some(first.into()),
        Strategy::Blend { per_pair } => Some(Goal::Blend { per_pair }),
        _ => None,
    };
    let (places, unmatched, verdict) = match goal {
        Some(goal) => by_graph(columns, &sorted, goal, seed, locale)?,
        None => by_instance(columns, &sorted, &strategy, seed, locale)?,
    };
    let digest = digest(columns, &sorted, &strategy, seed, &places);
    let at = |list: &[u32], place: u32| list.get(place as usize).copied();
    let mut rows: Vec<u32> = places.iter().filter_map(|&place| at(&sorted.rows, place)).collect();
    rows.sort_unstable();
    let mut unmatched: Vec<(u32, UnmatchedWhy)> = unmatched
        .into_iter()
        .filter_map(|(mentee, engine_why)| Some((at(&sorted.mentees, mentee)?, why(engine_why))))
        .collect();
    unmatched.sort_unstable_by_key(|(mentee, _)| *mentee);
    Ok(PairMatch { rows, unmatched, verdict, digest })
}

fn by_ids(texts: &[String]) -> (Vec<Id>, Vec<u32>, Vec<u32>) {
    let mut people: Vec<(Id, u32)> = texts.iter().map(|text| person_id(text)).zip(0..).collect();
    people.sort_unstable();
    let mut place_of = vec![0; texts.len()];
    for (place, &(_, index)) in (0..).zip(&people) {
        if let Some(entry) = place_of.get_mut(index as usize) {
            *entry = place;
        }
    }
    let (ids, indices) = people.into_iter().unzip();
    (ids, indices, place_of)
}

/// Sorts by counting. Nothing when an index is out of its list or a column has another length.
fn sorted(columns: &PairColumns<'_>, mistakes: &mut TableMistakes) -> Option<Sorted> {
    let pairs = columns.mentee.len();
    let optional = [columns.mentee_rank, columns.mentor_rank].into_iter().flatten().map(<[u32]>::len);
    let people = columns.mentee_ids.len() == columns.mentee_capacities.len()
        && columns.mentor_ids.len() == columns.mentor_capacities.len();
    if !people || [columns.mentor.len(), columns.score.len()].into_iter().chain(optional).any(|one| one != pairs) {
        return None;
    }
    let (mentee_ids, mentees, mentee_place) = by_ids(columns.mentee_ids);
    let (mentor_ids, mentors_at, mentor_place) = by_ids(columns.mentor_ids);
    let mut starts = vec![0_u32; mentees.len() + 1];
    for &mentee in columns.mentee {
        *starts.get_mut(*mentee_place.get(mentee as usize)? as usize + 1)? += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut places = vec![(0_u32, 0_u32); pairs];
    for ((&mentee, &mentor), row) in columns.mentee.iter().zip(columns.mentor).zip(0_u32..) {
        let place = next.get_mut(*mentee_place.get(mentee as usize)? as usize)?;
        *places.get_mut(*place as usize)? = (*mentor_place.get(mentor as usize)?, row);
        *place += 1;
    }
    for bounds in starts.windows(2) {
        let &[start, end] = bounds else { return None };
        let of_mentee = places.get_mut(start as usize..end as usize)?;
        of_mentee.sort_unstable();
        for twice in of_mentee.windows(2) {
            let &[(one, _), (other, row)] = twice else { continue };
            if one == other {
                let name = |ids: &[String], column: &[u32]| {
                    let index = column.get(row as usize).copied().unwrap_or(0);
                    ids.get(index as usize).cloned().unwrap_or_default()
                };
                let (mentee, mentor) =
                    (name(columns.mentee_ids, columns.mentee), name(columns.mentor_ids, columns.mentor));
                mistakes
                    .add(format!("/pairs/{row}/mentor"), TableFault::Twice { value: format!("{mentee} – {mentor}") });
            }
        }
    }
    let scores = places.iter().map(|&(_, row)| columns.score.get(row as usize).copied()).collect::<Option<_>>()?;
    let (mentors, rows) = places.into_iter().unzip();
    Some(Sorted { mentee_ids, mentor_ids, mentees, mentors_at, starts, mentors, scores, rows })
}

fn in_order(values: &[u32], order: &[u32]) -> Vec<u32> {
    order.iter().map(|&index| values.get(index as usize).copied().unwrap_or(0)).collect()
}

type Answer = (Vec<u32>, Vec<(u32, Why)>, Value);

fn by_graph(
    columns: &PairColumns<'_>,
    sorted: &Sorted,
    goal: Goal,
    seed: u64,
    locale: Locale,
) -> Result<Answer, ApiError> {
    let mentee_capacities = in_order(columns.mentee_capacities, &sorted.mentees);
    let mentor_capacities = in_order(columns.mentor_capacities, &sorted.mentors_at);
    let graph = Graph::new(GraphInput {
        starts: &sorted.starts,
        mentors: &sorted.mentors,
        scores: &sorted.scores,
        mentee_capacities: &mentee_capacities,
        mentor_capacities: &mentor_capacities,
        mentee_ids: &sorted.mentee_ids,
        mentor_ids: &sorted.mentor_ids,
        ..GraphInput::default()
    })
    .map_err(|errors| bug(format!("{errors:?}"), locale))?;
    let solution =
        solve_graph(&graph, goal, seed, &Limits::default()).map_err(|error| refused_to_solve(&error, locale))?;
    let verdict = verify_graph(&graph, goal, seed, &solution);

    let mut has = vec![false; mentee_capacities.len()];
    for mentee in solution.pairs.iter().filter_map(|&pair| graph.mentee_of(pair)) {
        if let Some(entry) = has.get_mut(mentee as usize) {
            *entry = true;
        }
    }
    let alone = has.iter().zip(&mentee_capacities).zip(0_u32..).filter(|((has, capacity), _)| !**has && **capacity > 0);
    let unmatched: Vec<(u32, Why)> = alone
        .map(|(_, mentee)| {
            let pairs = sorted.mentors.get(graph.pairs_of(mentee)).unwrap_or_default();
            let seats =
                pairs.iter().any(|&mentor| mentor_capacities.get(mentor as usize).is_some_and(|most| *most > 0));
            let why = match (pairs.is_empty(), seats) {
                (true, _) => Why::NoEligibleMentor,
                (false, false) => Why::NoSeats,
                (false, true) => Why::SeatsTaken,
            };
            (mentee, why)
        })
        .collect();
    let verdict = json!({
        "size": verdict.size, "score": verdict.score, "unmatched": unmatched.len(),
        "feasible": verdict.is_feasible(), "optimal": verdict.is_optimal(),
    });
    Ok((solution.pairs, unmatched, verdict))
}

fn by_instance(
    columns: &PairColumns<'_>,
    sorted: &Sorted,
    strategy: &Strategy,
    seed: u64,
    locale: Locale,
) -> Result<Answer, ApiError> {
    let mut pairs: Vec<PairInput> = Vec::with_capacity(sorted.rows.len());
    for (mentee, bounds) in (0_u32..).zip(sorted.starts.windows(2)) {
        let &[start, end] = bounds else { continue };
        for place in start as usize..end as usize {
            let (Some(&mentor), Some(&score)) = (sorted.mentors.get(place), sorted.scores.get(place)) else { continue };
            pairs.push(PairInput { mentee, mentor, mentee_rank: 0, mentor_rank: 0, score, terms: Vec::new() });
        }
    }
    let side = |given: Option<&[u32]>, by: fn(&PairInput) -> u32| match given {
        Some(ranks) => in_order(ranks, &sorted.rows),
        None => ranks_by_score(&pairs, by),
    };
    let mentee_ranks = side(columns.mentee_rank, |pair| pair.mentee);
    let mentor_ranks = side(columns.mentor_rank, |pair| pair.mentor);
    for ((pair, mentee_rank), mentor_rank) in pairs.iter_mut().zip(mentee_ranks).zip(mentor_ranks) {
        (pair.mentee_rank, pair.mentor_rank) = (mentee_rank, mentor_rank);
    }
    let mentee_capacities = in_order(columns.mentee_capacities, &sorted.mentees);
    let mentor_capacities = in_order(columns.mentor_capacities, &sorted.mentors_at);
    let instance = Instance::new(InstanceInput {
        mentees: (sorted.mentee_ids.iter().zip(mentee_capacities))
            .map(|(&id, capacity)| Mentee { id, capacity })
            .collect(),
        mentors: (sorted.mentor_ids.iter().zip(mentor_capacities))
            .map(|(&id, capacity)| Mentor { id, capacity, organisation: None })
            .collect(),
        organisations: Vec::new(),
        pairs,
        rules: Rules { arrivals: arrivals(sorted, strategy), ..Rules::default() },
    })
    .map_err(|errors| bug(format!("{errors:?}"), locale))?;
    let solution = solve(&instance, strategy, seed).map_err(|error| refused_to_solve(&error, locale))?;
    let verdict = verify(&instance, seed, &solution);
    let places = solution.pairs.iter().filter_map(|pair| pair.pair).collect();
    let unmatched = solution.unmatched.iter().filter(|line| line.why != Why::NoCapacity);
    let unmatched = unmatched.map(|line| (line.mentee, line.why)).collect();
    Ok((places, unmatched, serde_json::to_value(verdict).map_err(|error| bug(error.to_string(), locale))?))
}

/// For `online`: the mentees in the caller's order, which is that of their table or of the rows in which they come first.
fn arrivals(sorted: &Sorted, strategy: &Strategy) -> Vec<u32> {
    if *strategy != Strategy::Online {
        return Vec::new();
    }
    let mut order: Vec<(u32, u32)> = sorted.mentees.iter().copied().zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, place)| place).collect()
}

/// Ranks within one person's pairs: the best score is 1, equal scores are a tie.
fn ranks_by_score(pairs: &[PairInput], by: fn(&PairInput) -> u32) -> Vec<u32> {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    let key = |at: usize| pairs.get(at).map(|pair| (by(pair), std::cmp::Reverse(pair.score)));
    order.sort_unstable_by_key(|&at| key(at));
    let mut ranks = vec![0; pairs.len()];
    let (mut before, mut rank) = (None, 0);
    for at in order {
        let here = key(at);
        rank = match (before, here) {
            (Some((person, score)), Some((same, equal))) if person == same && score == equal => rank,
            (Some((person, _)), Some((same, _))) if person == same => rank + 1,
            _ => 1,
        };
        before = here;
        if let Some(entry) = ranks.get_mut(at) {
            *entry = rank;
        }
    }
    ranks
}

fn digest(columns: &PairColumns<'_>, sorted: &Sorted, strategy: &Strategy, seed: u64, places: &[u32]) -> Digest {
    let mut hasher = blake3::Hasher::new();
    let numbers = |hasher: &mut blake3::Hasher, numbers: &mut dyn Iterator<Item = u32>| {
        let mut bytes = Vec::with_capacity(1 << 14);
        let mut count = 0_u64;
        for number in numbers {
            count += 1;
            bytes.extend(number.to_le_bytes());
            if bytes.len() >= 1 << 14 {
                hasher.update(&bytes);
                bytes.clear();
            }
        }
        hasher.update(&bytes).update(&count.to_le_bytes());
    };
    hasher.update(b"semillero pairs 1").update(strategy.name().as_bytes()).update(&[0]);
    if let Strategy::Blend { per_pair } = strategy {
        hasher.update(&per_pair.to_le_bytes());
    }
    hasher.update(&seed.to_le_bytes());
    for id in sorted.mentee_ids.iter().chain(&sorted.mentor_ids) {
        hasher.update(id.as_bytes());
    }
    numbers(&mut hasher, &mut in_order(columns.mentee_capacities, &sorted.mentees).into_iter());
    numbers(&mut hasher, &mut in_order(columns.mentor_capacities, &sorted.mentors_at).into_iter());
    numbers(&mut hasher, &mut sorted.starts.iter().copied());
    numbers(&mut hasher, &mut sorted.mentors.iter().copied());
    numbers(&mut hasher, &mut sorted.scores.iter().copied());
    for ranks in [columns.mentee_rank, columns.mentor_rank].into_iter().flatten() {
        numbers(&mut hasher, &mut in_order(ranks, &sorted.rows).into_iter());
    }
    if *strategy == Strategy::Online {
        numbers(&mut hasher, &mut arrivals(sorted, strategy).into_iter());
    }
    numbers(&mut hasher, &mut places.iter().copied());
    Digest(*hasher.finalize().as_bytes())
}
