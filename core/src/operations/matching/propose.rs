//! Suggestions, without matching anybody.

use super::load::{policy, pool};
use super::refusals::refused;
use super::views::{People, reason_view};
use crate::api::{ProposalsView, ProposeMatches, SuggestionListView, SuggestionView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::matching::engine::{Limits, Plan, Problem, ScanOptions, Scorer, Strategy, run_problem};
use crate::matching::{Factor, MatchPolicy, Pool, problem, reasons_of, user_id};
use crate::permissions::{Action, Resource};
use crate::programmes::Cohort;
use crate::values::{Locale, RangeError, UserId, sort_key};

/// The longest list.
const MOST: i32 = 50;

/// How long a list is when nobody says otherwise.
const USUAL: i32 = 5;

pub(crate) async fn propose_matches(work: &mut Work<'_>, request: &ProposeMatches) -> Refused<ProposalsView> {
    let mut problems = Problems::default();
    let length = count(&mut problems, "/length", request.length.unwrap_or(USUAL), MOST);
    let exposure = request.exposure.map(|exposure| count(&mut problems, "/exposure", exposure, i32::MAX));
    if request.user_id.is_some() && exposure.is_some() {
        let args = [("field", "exposure".into()), ("value", "user_id: null".into())];
        problems.add("/exposure", &texts::ONLY_WITH, args);
    }
    problems.check()?;
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource { person: request.user_id, ..Resource::of_programme(cohort.programme_id) };
    work.permit::<Cohort>(Action::ProposeMatches, Action::ViewProgramme, cohort.id, &resource)?;
    let mut policy = policy(work, cohort.id).await?;
    // What mentors want of somebody is not that person's business, so it does not show in the order of their suggestions either.
    if work.me().is_some() && work.me() == request.user_id {
        one_sided(&mut policy);
    }
    let (pool, users) = pool(work, &cohort).await?;
    let people = People::of(&users);
    let locale = work.locale();
    let mut question = problem(&pool, &policy);
    if let Some(user) = request.user_id {
        let id = crate::matching::engine_id(user);
        if !pool.mentees.contains_key(&user) {
            return Err(Refusal::conflict(&texts::NOT_A_MENTEE, [("value", people.name(user).into())]));
        }
        keep_only(&mut question, id);
    }
    let lists = match exposure {
        None => best(&question, length).map_err(|error| refused(error, &question, &policy, &pool, &people, locale))?,
        Some(exposure) => shared_out(&question, length, exposure)
            .map_err(|error| refused(error, &question, &policy, &pool, &people, locale))?,
    };
    let mut lists: Vec<SuggestionListView> = lists.into_iter().map(|list| view(list, &pool, &people, locale)).collect();
    lists.sort_by_cached_key(|list| (sort_key(&list.name), list.user_id));
    Ok(ProposalsView { lists })
}

fn count(problems: &mut Problems, path: &str, value: i32, most: i32) -> u32 {
    if !(1..=most).contains(&value) {
        problems.mistake(path, RangeError { value: value.into(), least: 1, most: most.into() });
    }
    u32::try_from(value).unwrap_or(1)
}

/// Only what the mentee wants of mentors.
fn one_sided(policy: &mut MatchPolicy) {
    for weight in &mut policy.weights {
        weight.mentor = 0;
        if weight.factor == Factor::MentorChoice {
            weight.mentee = 0;
        }
    }
}

/// The question about one mentee.
fn keep_only(question: &mut Problem, mentee: crate::matching::engine::Id) {
    let population = &mut question.population;
    let Some(at) = population.mentees.iter().position(|person| person.id == mentee) else {
        population.mentees.clear();
        population.blocked.clear();
        population.history.clear();
        population.must.clear();
        return;
    };
    let index = u32::try_from(at).unwrap_or(u32::MAX);
    population.mentees = population.mentees.drain(at..=at).collect();
    population.must.clear();
    population.blocked.retain_mut(|two| std::mem::replace(&mut two.mentee, 0) == index);
    population.history.retain_mut(|earlier| std::mem::replace(&mut earlier.mentee, 0) == index);
    for mentor in &mut population.mentors {
        for tier in &mut mentor.choices.tiers {
            tier.retain_mut(|mentee| std::mem::replace(mentee, 0) == index);
        }
    }
    question.floors.clear();
    question.groups.clear();
}

/// A mentee with mentors and what each pair scores and why.
type List = (UserId, Vec<(UserId, u32, Vec<crate::matching::engine::Term>)>);

fn entry(
    question: &Problem,
    scorer: &Scorer,
    mentee: u32,
    mentor: u32,
) -> Option<(UserId, u32, Vec<crate::matching::engine::Term>)> {
    let scored = scorer.pair(mentee, mentor)?;
    Some((user_id(question.population.mentors.get(mentor as usize)?.id), scored.score, scored.terms))
}

/// The best of everybody, who may all be the same few.
fn best(question: &Problem, length: u32) -> Result<Vec<List>, crate::matching::engine::RunError> {
    use crate::matching::engine::RunError;
    let scorer = Scorer::compile(&question.population, &question.policy).map_err(RunError::Mistakes)?;
    let found = scorer.candidates(&ScanOptions { k: Some(length), ..ScanOptions::default() })?;
    let list = |(at, person): (u32, &crate::matching::engine::Person)| {
        let mut entries: Vec<_> =
            found.row(at).filter_map(|(mentor, _)| entry(question, &scorer, at, mentor)).collect();
        entries.sort_by_key(|(user, score, _)| (std::cmp::Reverse(*score), *user));
        (user_id(person.id), entries)
    };
    Ok((0..).zip(&question.population.mentees).map(list).collect())
}

/// Lists on which nobody stands more often than `exposure` allows, with the largest total score.
fn shared_out(question: &Problem, length: u32, exposure: u32) -> Result<Vec<List>, crate::matching::engine::RunError> {
    let plan = Plan { strategy: Strategy::Lists { length, exposure }, seed: 0, best: None };
    let run = run_problem(question, &plan, 1, &Limits::default(), &|_| {})?;
    let mut lists: Vec<List> =
        question.population.mentees.iter().map(|person| (user_id(person.id), Vec::new())).collect();
    for pair in &run.solution.pairs {
        // The population stands in the order of ids, as the instance does.
        let entry = entry(question, &run.scorer, pair.mentee, pair.mentor);
        if let (Some(list), Some(entry)) = (lists.get_mut(pair.mentee as usize), entry) {
            list.1.push(entry);
        }
    }
    for (_, entries) in &mut lists {
        entries.sort_by_key(|(user, score, _)| (std::cmp::Reverse(*score), *user));
    }
    Ok(lists)
}

fn view((mentee, entries): List, pool: &Pool, people: &People<'_>, locale: Locale) -> SuggestionListView {
    let rank =
        |mentor: UserId| pool.mentees.get(&mentee).and_then(|member| i32::try_from(member.taste.rank(mentor)?).ok());
    let suggestion = |(mentor, score, terms): (UserId, u32, Vec<crate::matching::engine::Term>)| SuggestionView {
        user_id: mentor,
        name: people.name(mentor).to_owned(),
        score: i32::try_from(score).unwrap_or(i32::MAX),
        reasons: (reasons_of(pool, &terms, mentee, mentor).iter())
            .map(|reason| reason_view(reason, (rank(mentor), None), locale))
            .collect(),
    };
    SuggestionListView {
        user_id: mentee,
        name: people.name(mentee).to_owned(),
        suggestions: entries.into_iter().map(suggestion).collect(),
    }
}
