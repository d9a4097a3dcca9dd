//! Changing a run by hand.

use super::*;
use crate::api::{EditMatchRun, GetMatchRun, PairChoice};
use crate::audit::StatusChange;
use crate::errors::ErrorCode;
use crate::matching::{MatchRun, MatchRunState, PairOrigin, UnmatchedWhy};

fn edit(
    world: &World,
    run: &MatchRunView,
    remove: &[(UserId, UserId)],
    add: &[(UserId, UserId)],
) -> Result<MatchRunView, ApiError> {
    let choices = |pairs: &[(UserId, UserId)]| {
        pairs.iter().map(|(mentee_id, mentor_id)| PairChoice { mentee_id: *mentee_id, mentor_id: *mentor_id }).collect()
    };
    block_on(world.host().edit_match_run(EditMatchRun {
        match_run_id: run.id,
        remove: choices(remove),
        add: choices(add),
        reason: "they met".into(),
        expected_version: Some(run.version),
    }))
}

#[test]
fn an_edit_is_counted_and_keeps_the_reasons() {
    let world = World::new();
    let (ana, eva) = (world.mentee("Ana"), world.mentee("Eva"));
    let (luz, sol) = (world.mentor("Luz", 1), world.mentor("Sol", 1));
    world.prefers(ana, Side::Mentee, &[&[luz]], &[]);
    world.prefers(eva, Side::Mentee, &[&[sol], &[luz]], &[]);
    let run = world.run(StrategyChoice::HighestScore);
    assert_eq!(pairs(&run), [(ana, luz), (eva, sol)]);

    let view = edit(&world, &run, &[(eva, sol)], &[(eva, luz)]).unwrap();
    assert_eq!(pairs(&view), [(ana, luz), (eva, luz)]);
    assert_eq!((view.pairs[0].origin, view.pairs[1].origin), (PairOrigin::Strategy, PairOrigin::Edit));
    assert_eq!((view.pairs[1].mentee_rank, view.pairs[1].score), (Some(2), 1_750));
    assert_eq!((view.state, view.version, view.verdict.breaches), (MatchRunState::Review, 2, 1));
    assert_eq!((view.verdict.optimal, view.verdict.blocking_pairs), (Some(false), 1), "Eva would rather have Sol");
    assert_eq!(view.digest, run.digest, "the digest is that of what the strategy answered");
    let read = block_on(world.host().get_match_run(GetMatchRun { match_run_id: view.id })).unwrap();
    assert_eq!(read, view);

    let view = edit(&world, &view, &[(ana, luz)], &[]).unwrap();
    assert_eq!((view.unmatched[0].mentee_id, view.unmatched[0].why), (ana, UnmatchedWhy::Removed));
    assert_eq!(world.all::<StatusChange>().len(), 2);
    assert_eq!(world.events(), ["match_run.created", "match_run.edited", "match_run.edited"]);
    assert_eq!(world.all::<MatchRun>()[0].solved.pairs.len(), 2);
}

#[test]
fn a_pair_that_is_not_eligible_may_be_added_and_a_vetoed_one_not() {
    let world = World::new();
    let ana = world.mentee("Ana");
    let (luz, sol, mar) = (world.mentor("Luz", 1), world.mentor("Sol", 1), world.mentor("Mar", 1));
    world.profile(ana, |user| user.languages = Whole(vec!["es".into()]));
    world.profile(sol, |user| user.languages = Whole(vec!["ES".into()]));
    world.prefers(ana, Side::Mentee, &[&[luz]], &[mar]);
    let run = world.run(StrategyChoice::Stable);
    let error = edit(&world, &run, &[], &[(ana, mar)]).unwrap_err();
    assert_eq!((error.code, mistakes(&error)), (ErrorCode::InvalidInput, vec![("/add/0", "vetoed_pair")]));
    let view = edit(&world, &run, &[(ana, luz)], &[(ana, sol)]).unwrap();
    assert_eq!((view.verdict.breaches, view.pairs[0].score, view.pairs[0].mentee_rank), (1, 500, None));
}

#[test]
fn every_bad_pair_is_told() {
    let world = World::new();
    let (ana, eva) = (world.mentee("Ana"), world.mentee("Eva"));
    let (luz, sol) = (world.mentor("Luz", 1), world.mentor("Sol", 1));
    world.prefers(ana, Side::Mentee, &[&[luz]], &[]);
    world.prefers(eva, Side::Mentee, &[&[sol]], &[]);
    let run = world.run(StrategyChoice::Stable);
    let request = EditMatchRun {
        match_run_id: run.id,
        remove: vec![PairChoice { mentee_id: ana, mentor_id: sol }, PairChoice { mentee_id: luz, mentor_id: ana }],
        add: vec![PairChoice { mentee_id: eva, mentor_id: sol }],
        reason: " ".into(),
        expected_version: None,
    };
    let error = block_on(world.host().edit_match_run(request)).unwrap_err();
    let expected = [
        ("/reason", "reason_needed"),
        ("/remove/1/mentee_id", "not_in_run"),
        ("/remove/1/mentor_id", "not_in_run"),
        ("/remove/0", "pair_not_there"),
        ("/add/0", "pair_there"),
    ];
    assert_eq!(mistakes(&error), expected);
    assert_eq!(mistakes(&edit(&world, &run, &[], &[]).unwrap_err()), [("/add", "empty")]);
}

#[test]
fn an_outdated_version_and_a_published_run_are_refused() {
    let world = World::new();
    let (ana, luz) = (world.mentee("Ana"), world.mentor("Luz", 1));
    let run = world.run(StrategyChoice::Stable);
    edit(&world, &run, &[(ana, luz)], &[]).unwrap();
    let error = edit(&world, &run, &[], &[(ana, luz)]).unwrap_err();
    assert_eq!((error.code, error.key.as_str()), (ErrorCode::Conflict, "version_moved"));
    world.change::<MatchRun>(Filter::All, |run| run.state = MatchRunState::Published);
    let now = MatchRunView { version: 3, ..run };
    assert_eq!(edit(&world, &now, &[], &[(ana, luz)]).unwrap_err().key, "no_transition");
}

#[test]
fn no_score_is_made_from_the_data_of_somebody_who_objects() {
    let world = World::new();
    let (ana, luz) = (world.mentee("Ana"), world.mentor("Luz", 1));
    for user in [ana, luz] {
        world.profile(user, |user| user.languages = Whole(vec!["es".into()]));
    }
    world.says(ana, ConsentDecision::Withdrawn);
    let run = world.run(StrategyChoice::Stable);
    let view = edit(&world, &run, &[], &[(ana, luz)]).unwrap();
    assert_eq!((view.pairs[0].score, view.pairs[0].reasons.len(), view.verdict.breaches), (0, 0, 1));
}
