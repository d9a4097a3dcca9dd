//! A large cohort. `cargo test --release -- --ignored --nocapture matching::tests::scale` prints how long each step takes.

use super::*;
use crate::api::{EditMatchRun, GetMatchRun, PairChoice, PublishMatchRun};

/// Everybody may meet everybody: the most pairs that such a cohort can have.
fn large(mentees: usize, mentors: usize, capacity: i32) -> World {
    let world = World::new();
    let labels =
        |at: usize| Whole((0..3).map(|step| format!("label {}", (at * 7 + step * 5) % 23)).collect::<Vec<_>>());
    let fill = |user: UserId, at: usize| {
        world.profile(user, |user| {
            user.skills = labels(at);
            user.sectors = labels(at / 3);
            user.languages = labels(at / 5);
            user.goals = labels(at / 2);
        });
    };
    for at in 0..mentees {
        fill(world.mentee(&format!("Mentee {at}")), at);
    }
    for at in 0..mentors {
        fill(world.mentor(&format!("Mentor {at}"), capacity), at);
    }
    world
}

fn timed<T>(what: &str, call: impl FnOnce() -> T) -> T {
    let start = std::time::Instant::now();
    let answer = call();
    println!("{what}: {:?}", start.elapsed());
    answer
}

fn through(mentees: usize, mentors: usize, capacity: i32) {
    let world = timed("rows", || large(mentees, mentors, capacity));
    // Overlapping all with all is not what leximin and profiles are made for at this size; they have tests of their own.
    for strategy in &[StrategyChoice::MostPeople, StrategyChoice::HighestScore, StrategyChoice::Stable] {
        let view = timed(strategy.word(), || world.run(*strategy));
        assert_eq!((view.pairs.len(), view.verdict.breaches), (mentees, 0));
    }
    let run = world.run(StrategyChoice::MostPeople);
    timed("read", || block_on(world.host().get_match_run(GetMatchRun { match_run_id: run.id })).unwrap());
    let first = PairChoice { mentee_id: run.pairs[0].mentee_id, mentor_id: run.pairs[0].mentor_id };
    let request = EditMatchRun {
        match_run_id: run.id,
        remove: vec![first],
        add: vec![],
        reason: "x".into(),
        expected_version: None,
    };
    timed("edit", || block_on(world.host().edit_match_run(request)).unwrap());
    timed("read edited", || block_on(world.host().get_match_run(GetMatchRun { match_run_id: run.id })).unwrap());
    let request = PublishMatchRun { match_run_id: run.id };
    let view = timed("publish", || block_on(world.host().publish_match_run(request)).unwrap());
    assert_eq!(view.held_back, []);
    let proposed = block_on(world.ecosystem.store().count(Mentorship::TABLE, &Filter::All)).unwrap();
    assert_eq!(proposed, mentees as u64 - 1);
}

#[test]
fn a_cohort_goes_all_the_way() {
    through(40, 12, 4);
}

#[test]
#[ignore = "takes long without optimisation"]
fn a_large_cohort_goes_all_the_way() {
    through(1_000, 300, 4);
}

#[test]
#[ignore = "takes long without optimisation"]
fn five_thousand_pairs_are_published() {
    let world = large(5_000, 1_700, 4);
    let people = |side| {
        let places = world.all::<Enrolment>().into_iter().filter(move |place| place.side == side);
        places.map(|place| place.user_id).collect::<Vec<_>>()
    };
    let mentors = people(Side::Mentor);
    for (at, mentee) in people(Side::Mentee).into_iter().enumerate() {
        let listed: Vec<UserId> = (0..5).map(|step| mentors[(at + step * 331) % mentors.len()]).collect();
        world.prefers(mentee, Side::Mentee, &[&listed[..2], &listed[2..]], &[]);
    }
    let run = timed("run", || world.run(StrategyChoice::Stable));
    assert_eq!(run.pairs.len(), 5_000);
    let request = PublishMatchRun { match_run_id: run.id };
    let view = timed("publish 5,000", || block_on(world.host().publish_match_run(request)).unwrap());
    assert_eq!(view.held_back, []);
}
