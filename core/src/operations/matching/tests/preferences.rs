//! Saying whom one prefers.

use super::*;
use crate::errors::ErrorCode;

#[test]
fn a_mentee_says_whom_they_prefer_and_may_say_it_anew() {
    let world = World::new();
    let (ana, luz, sol) = (world.mentee("Ana"), world.mentor("Luz", 1), world.mentor("Sol", 1));
    let me = world.ecosystem.acting_as(ana);
    block_on(me.set_preferences(world.preferences(ana, Side::Mentee, &[&[luz]], &[sol]))).unwrap();
    let view = block_on(me.set_preferences(world.preferences(ana, Side::Mentee, &[&[luz, sol]], &[]))).unwrap();
    assert_eq!((view.ranked, view.vetoes), (vec![PreferenceTier { user_ids: vec![luz, sol] }], vec![]));
    let [kept] = &world.all::<Preferences>()[..] else { panic!("one row per person and side") };
    assert_eq!((kept.version, kept.ranked.0.clone()), (2, vec![vec![luz, sol]]));
    assert_eq!(world.events(), ["preferences.set", "preferences.set"]);
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let world = World::new();
    let (ana, luz, eva) = (world.mentee("Ana"), world.mentor("Luz", 1), world.mentee("Eva"));
    let request = world.preferences(ana, Side::Mentee, &[&[luz, eva], &[], &[luz]], &[luz, ana]);
    let error = block_on(world.host().set_preferences(request)).unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidInput);
    let expected = [
        ("/ranked/1/user_ids", "empty"),
        ("/ranked/2/user_ids/0", "twice"),
        ("/vetoes/0", "ranked_and_vetoed"),
        ("/ranked/0/user_ids/1", "not_in_cohort"),
        ("/vetoes/1", "not_in_cohort"),
    ];
    assert_eq!(mistakes(&error), expected);
}

#[test]
fn nobody_names_more_than_five_hundred() {
    let world = World::new();
    let ana = world.mentee("Ana");
    let many: Vec<UserId> = (0..501).map(|_| world.id()).collect();
    let error =
        block_on(world.host().set_preferences(world.preferences(ana, Side::Mentee, &[&many], &[]))).unwrap_err();
    assert_eq!(mistakes(&error), [("/ranked", "too_many")]);
    let error = block_on(world.host().set_preferences(world.preferences(ana, Side::Mentee, &[], &many))).unwrap_err();
    assert_eq!(mistakes(&error), [("/vetoes", "too_many")]);
}

#[test]
fn preferences_have_a_time_and_a_side() {
    let world = World::new();
    let (ana, luz) = (world.mentee("Ana"), world.mentor("Luz", 1));
    let set = |side| {
        let ranked = if side == Side::Mentee { luz } else { ana };
        block_on(world.host().set_preferences(world.preferences(ana, side, &[&[ranked]], &[])))
    };
    assert_eq!(set(Side::Mentor).unwrap_err().key, "not_enrolled");
    world.cohort(|cohort| cohort.preferences_until = Some(now()));
    let error = set(Side::Mentee).unwrap_err();
    assert_eq!((error.code, error.key.as_str()), (ErrorCode::Conflict, "preferences_closed"));
    world.cohort(|cohort| cohort.preferences_until = Some(now().plus_minutes(1)));
    set(Side::Mentee).unwrap();
    world.cohort(|cohort| cohort.state = CohortState::Running);
    assert_eq!(set(Side::Mentee).unwrap_err().key, "cohort_not_open");
}

#[test]
fn staff_pass_on_preferences_and_others_do_not() {
    let world = World::new();
    let (ana, luz, eva) = (world.mentee("Ana"), world.mentor("Luz", 1), world.mentee("Eva"));
    let request = || world.preferences(ana, Side::Mentee, &[&[luz]], &[]);
    block_on(world.ecosystem.acting_as(world.manager()).set_preferences(request())).unwrap();
    let error = block_on(world.ecosystem.acting_as(eva).set_preferences(request())).unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    let error = block_on(world.ecosystem.acting_as(Who::Nobody).set_preferences(request())).unwrap_err();
    assert_eq!(error.code, ErrorCode::Unauthenticated);
}
