//! The same files through the whole domain: people imported, preferences set, matched and published, in an ecosystem in memory.

use super::question::Question;
use super::report::{PairLine, ReasonLine, Report, UnmatchedLine};
use super::run::MatchFailure;
use semillero_core::api::*;
use semillero_core::permissions::Who;
use semillero_core::programmes::Side;
use semillero_core::values::{Locale, UserId, label_key};
use semillero_core::{Acting, Ecosystem};
use serde_json::json;

/// Runs the main job from `import_people` to `publish_match_run`.
pub(super) async fn publish(
    question: &Question,
    strategy: StrategyChoice,
    seed: u64,
    locale: Locale,
) -> Result<Report, MatchFailure> {
    let host = Ecosystem::in_memory().acting_as(Who::Host).in_language(locale);
    let programme = host.create_programme(CreateProgramme { name: "semillero match".into(), summary: None }).await?;
    let most = question.mentees.iter().map(|mentee| mentee.capacity).max().unwrap_or(1);
    let quotas = question.organisations.iter().map(|(name, places)| OrganisationQuota {
        organisation: name.clone(),
        places: i32::try_from(*places).unwrap_or(i32::MAX),
    });
    let cohort = host
        .open_cohort(OpenCohort {
            programme_id: programme.id,
            name: "semillero match".into(),
            mentors_per_mentee: Some(i32::try_from(most).unwrap_or(i32::MAX)),
            places: None,
            preferences_until: None,
            quotas: quotas.collect(),
        })
        .await?;
    let import = ImportPeople {
        mode: ImportMode::Apply,
        programme_id: None,
        cohort_id: Some(cohort.id),
        people: rows(question),
    };
    let ids: Vec<UserId> =
        host.import_people(import).await?.people.iter().filter_map(|person| person.user_id).collect();
    let (mentees, mentors) = ids.split_at(question.mentees.len().min(ids.len()));
    prefer(&host, question, (mentees, mentors), &cohort).await?;
    let seed = i64::try_from(seed).ok();
    let run = host
        .run_matching(RunMatching {
            cohort_id: cohort.id,
            strategy,
            seed,
            per_pair: None,
            within_ms: None,
            candidates: vec![],
        })
        .await?;
    let published = host.publish_match_run(PublishMatchRun { match_run_id: run.id }).await?;
    Ok(report(question, &published, locale))
}

/// Mentees first, then mentors: the answer of the import keeps the order.
fn rows(question: &Question) -> Vec<PersonRow> {
    let row = |name: &str, side, number: usize| PersonRow {
        // Files name people; the domain keys them by address. `.invalid` is never delivered to.
        email: format!("{}.{number}@{side}.invalid", label_key(name)),
        display_name: name.to_owned(),
        side: Some(side),
        consents_to_matching: Some(true),
        ..PersonRow::default()
    };
    let mentees = question.mentees.iter().enumerate().map(|(at, mentee)| row(&mentee.name, Side::Mentee, at));
    let mentors = question.mentors.iter().enumerate().map(|(at, mentor)| PersonRow {
        capacity: i32::try_from(mentor.capacity).ok(),
        organisation: mentor.organisation.and_then(|of| Some(question.organisations.get(of)?.0.clone())),
        ..row(&mentor.name, Side::Mentor, at)
    });
    mentees.chain(mentors).collect()
}

async fn prefer(
    host: &Acting,
    question: &Question,
    (mentees, mentors): (&[UserId], &[UserId]),
    cohort: &CohortView,
) -> Result<(), MatchFailure> {
    let tiers = |ranked: &[Vec<usize>], others: &[UserId]| -> Vec<PreferenceTier> {
        let ids = |tier: &Vec<usize>| tier.iter().filter_map(|at| others.get(*at).copied()).collect();
        ranked.iter().map(|tier| PreferenceTier { user_ids: ids(tier) }).collect()
    };
    for (at, (user_id, mentee)) in mentees.iter().zip(&question.mentees).enumerate() {
        // A veto of either side excludes the pair; here each is kept by the mentee unless they ranked the mentor themselves.
        let refused = question
            .vetoes
            .iter()
            .filter(|(of, mentor)| *of == at && !mentee.ranked.iter().flatten().any(|m| m == mentor));
        let vetoes = refused.filter_map(|(_, mentor)| mentors.get(*mentor).copied()).collect();
        let ranked = tiers(&mentee.ranked, mentors);
        set(host, cohort, *user_id, Side::Mentee, ranked, vetoes).await?;
    }
    for (at, (user_id, mentor)) in mentors.iter().zip(&question.mentors).enumerate() {
        let refused = question
            .vetoes
            .iter()
            .filter(|(mentee, of)| *of == at && !mentor.ranked.iter().flatten().any(|m| m == mentee));
        let vetoes = refused.filter_map(|(mentee, _)| mentees.get(*mentee).copied()).collect();
        let ranked = tiers(&mentor.ranked, mentees);
        set(host, cohort, *user_id, Side::Mentor, ranked, vetoes).await?;
    }
    Ok(())
}

async fn set(
    host: &Acting,
    cohort: &CohortView,
    user_id: UserId,
    side: Side,
    ranked: Vec<PreferenceTier>,
    vetoes: Vec<UserId>,
) -> Result<(), MatchFailure> {
    if ranked.is_empty() && vetoes.is_empty() {
        return Ok(());
    }
    host.set_preferences(SetPreferences { cohort_id: cohort.id, user_id, side, ranked, vetoes }).await?;
    Ok(())
}

fn report(question: &Question, run: &MatchRunView, locale: Locale) -> Report {
    let rank = |rank: Option<i32>| rank.and_then(|rank| usize::try_from(rank).ok());
    let pair = |pair: &PairView| PairLine {
        mentee: pair.mentee_name.clone(),
        mentor: pair.mentor_name.clone(),
        mentee_rank: rank(pair.mentee_rank),
        mentor_rank: rank(pair.mentor_rank),
        score: pair.score.into(),
        reasons: pair
            .reasons
            .iter()
            .map(|reason| ReasonLine { factor: reason.factor, points: reason.points, text: reason.text.clone() })
            .collect(),
    };
    let unmatched = |line: &UnmatchedView| UnmatchedLine {
        mentee: line.mentee_name.clone(),
        why: line.why.to_string(),
        text: line.text.clone(),
    };
    let published = locale.pick(
        "publicado: cada pareja es una mentoría propuesta que guarda su cupo 14 días",
        "published: every pair is a proposed mentorship that holds its seat for 14 days",
    );
    Report {
        locale,
        head: json!({
            "strategy": run.strategy,
            "seed": run.seed,
            "engine_version": run.engine_version,
            "digest": run.digest,
            "state": run.state,
        }),
        mentees: question.mentees.len(),
        pairs: run.pairs.iter().map(pair).collect(),
        unmatched: run.unmatched.iter().map(unmatched).collect(),
        verdict: json!({
            "breaches": run.verdict.breaches,
            "blocking": run.verdict.blocking_pairs,
            "optimal": run.verdict.optimal,
        }),
        remarks: vec![published.to_owned()],
    }
}
