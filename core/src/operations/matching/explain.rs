//! Why two people are together, or why not, and what it would cost to change that.

use super::explain_words::{change_text, closed_text, cost_text, why_text};
use super::load::{bug, pool};
use super::views::{People, pairs_and_points, reason_view};
use crate::api::{ClosedView, CostView, ExplainPair, MoveView, PairExplanationView, PriceView};
use crate::ecosystem::Work;
use crate::errors::Refused;
use crate::matching::engine::{Amount, Explainer, Instance, Limits, Regret, Solution, WhyNot, solve_within};
use crate::matching::{Asked, MatchRun, Member, Question, reasons_of, user_id};
use crate::permissions::{Action, Resource};
use crate::programmes::Cohort;
use crate::values::{Locale, UserId};
use std::collections::BTreeMap;

pub(crate) async fn explain_pair(work: &mut Work<'_>, request: &ExplainPair) -> Refused<PairExplanationView> {
    let run = work.load::<MatchRun>(request.match_run_id).await?;
    let resource = Resource::of_programme(run.programme_id);
    work.permit::<MatchRun>(Action::ViewMatchRun, Action::ViewMatchRun, run.id, &resource)?;
    let cohort = work.load::<Cohort>(run.cohort_id).await?;
    let (pool, users) = pool(work, &cohort).await?;
    let (people, locale) = (People::of(&users), work.locale());
    let record = run.engine_record().map_err(bug)?;
    let Asked { problem, plan, scorer, instance } = run.asked(&record).map_err(bug)?;
    let question = Question { pool: &pool, problem: &problem, scorer: &scorer };
    let (mentee, mentor) = (request.mentee_id, request.mentor_id);
    let together = run.outcome.pairs.iter().any(|pair| (pair.mentee_id, pair.mentor_id) == (mentee, mentor));
    let places = question.indices(mentee, mentor);
    let scored = places.and_then(|(mentee, mentor)| scorer.pair(mentee, mentor));
    let closed: Vec<ClosedView> = (question.apart(mentee, mentor, locale).into_iter())
        .map(|apart| ClosedView { reason: apart.reason, text: apart.text })
        .collect();
    let reasons = scored.as_ref().map(|scored| reasons_of(&pool, &scored.terms, mentee, mentor)).unwrap_or_default();
    let ranks = (rank(&pool.mentees, mentee, mentor), rank(&pool.mentors, mentor, mentee));
    let small = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let mut view = PairExplanationView {
        mentee_id: mentee,
        mentee_name: people.name(mentee).to_owned(),
        mentor_id: mentor,
        mentor_name: people.name(mentor).to_owned(),
        together,
        score: scored.as_ref().map_or(0, |scored| small(scored.score)),
        mentee_side: scored.as_ref().map_or(0, |scored| small(scored.mentee_side)),
        mentor_side: scored.as_ref().map_or(0, |scored| small(scored.mentor_side)),
        reasons: reasons.iter().map(|reason| reason_view(reason, ranks, locale)).collect(),
        text: closed_text(&closed, locale),
        cost: None,
        price: None,
        change: None,
        closed,
    };
    if let (Some(places), true) = (places, view.closed.is_empty()) {
        // The population stands in the order of ids, as the instance does: one index serves both.
        let solution = solve_within(&instance, &plan.strategy, plan.seed, &Limits::default());
        if let Ok(solution) = solution {
            let asker = Asker { instance: &instance, solution: &solution, people: &people, locale };
            asker.fill(&mut view, places, plan.seed);
        }
    }
    Ok(view)
}

fn rank(side: &BTreeMap<UserId, Member>, who: UserId, whom: UserId) -> Option<i32> {
    side.get(&who).and_then(|member| i32::try_from(member.taste.rank(whom)?).ok())
}

/// Asks the engine about one pair of a solved question.
struct Asker<'a> {
    instance: &'a Instance,
    solution: &'a Solution,
    people: &'a People<'a>,
    locale: Locale,
}

impl Asker<'_> {
    fn fill(&self, view: &mut PairExplanationView, (mentee, mentor): (u32, u32), seed: u64) {
        let matched = self.solution.pairs.iter().any(|pair| (pair.mentee, pair.mentor) == (mentee, mentor));
        let Ok(mut explainer) = Explainer::new(self.instance, self.solution, seed) else {
            view.text = why_text(if matched { Some(&WhyNot::Matched) } else { None }, self, self.locale);
            return;
        };
        let why = explainer.why_not(mentee, mentor).ok();
        view.text = why_text(why.as_ref(), self, self.locale);
        let regret = match matched {
            true => explainer.regret_without(mentee, mentor),
            false => explainer.regret(mentee, mentor),
        };
        view.cost = regret.ok().map(|regret| self.cost(&regret, matched));
        view.price = explainer.price_of(mentor).ok().map(|price| {
            let (pairs, points) = self.amount(price.one_more);
            PriceView { points, pairs, wanted_by: i32::try_from(price.wanted_by).unwrap_or(i32::MAX) }
        });
        if !matched {
            let change = explainer.what_would_change(mentee, mentor).ok();
            view.change = change.and_then(|change| change_text(&change, self.locale));
        }
    }

    fn cost(&self, regret: &Regret, matched: bool) -> CostView {
        let (pairs, points) = self.amount(regret.cost);
        let change = |step: &crate::matching::engine::Step| {
            let mentee = self.mentee(step.mentee)?;
            let (from, to) = (step.leaves.and_then(|at| self.mentor(at)), step.takes.and_then(|at| self.mentor(at)));
            let name = |user: Option<UserId>| user.map(|user| self.people.name(user).to_owned());
            Some(MoveView {
                mentee_id: mentee,
                mentee_name: self.people.name(mentee).to_owned(),
                from_mentor_id: from,
                from_mentor_name: name(from),
                to_mentor_id: to,
                to_mentor_name: name(to),
            })
        };
        CostView {
            pairs,
            points,
            plan: regret.plan.iter().filter_map(change).collect(),
            text: cost_text(pairs, points, matched, self.locale),
        }
    }

    /// An amount of the objective as pairs and points.
    fn amount(&self, amount: Amount) -> (i32, i64) {
        pairs_and_points(&self.solution.strategy, amount)
    }

    fn mentee(&self, index: u32) -> Option<UserId> {
        Some(user_id(self.instance.mentees().get(index as usize)?.id))
    }

    fn mentor(&self, index: u32) -> Option<UserId> {
        Some(user_id(self.instance.mentors().get(index as usize)?.id))
    }
}

impl super::explain_words::Names for Asker<'_> {
    fn mentee_name(&self, index: u32) -> &str {
        self.mentee(index).map_or("", |user| self.people.name(user))
    }

    fn mentor_name(&self, index: u32) -> &str {
        self.mentor(index).map_or("", |user| self.people.name(user))
    }
}
