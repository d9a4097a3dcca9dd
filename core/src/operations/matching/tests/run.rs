//! Running a matching.

use super::*;
use crate::api::GetMatchRun;
use crate::errors::ErrorCode;
use crate::matching::engine::ReplayOutcome;
use crate::matching::{Factor, MatchRun, MatchRunState, UnmatchedWhy};
use crate::programmes::Quota;

fn why(view: &MatchRunView) -> Vec<(UserId, UnmatchedWhy)> {
    view.unmatched.iter().map(|line| (line.mentee_id, line.why)).collect()
}

#[test]
fn a_run_explains_its_pairs_and_can_be_replayed() {
    let world = World::new();
    let (ana, luz, sol) = (world.mentee("Ana"), world.mentor("Luz", 1), world.mentor("Sol", 1));
    world.profile(ana, |user| user.goals = Whole(vec!["Exportación".into(), "finanzas".into(), "ventas".into()]));
    world.profile(luz, |user| {
        user.skills = Whole(["exportacion", "FINANZAS", "diseño", "arte"].map(str::to_owned).to_vec());
    });
    world.prefers(ana, Side::Mentee, &[&[luz], &[sol]], &[]);
    let view = world.run(StrategyChoice::HighestScore);
    let [pair] = &view.pairs[..] else { panic!("one pair") };
    assert_eq!((pair.mentee_name.as_str(), pair.mentor_name.as_str(), pair.mentee_rank), ("Ana", "Luz", Some(1)));
    let reasons: Vec<_> = pair.reasons.iter().map(|r| (r.factor, r.points, r.text.as_str())).collect();
    let expected = [
        (Factor::MenteeChoice, 3_500, "the mentor is their 1st choice"),
        (Factor::Skills, 1_333, "2 of 3 skills looked for are met"),
    ];
    assert_eq!((reasons, pair.score), (expected.to_vec(), 4_833));
    assert_eq!((view.verdict.size, view.verdict.total_score, view.verdict.optimal), (1, 4_833, Some(true)));
    assert_eq!((view.state, view.seed, view.version), (MatchRunState::Draft, 7, 1));
    let [run] = &world.all::<MatchRun>()[..] else { panic!("one run") };
    assert_eq!(run.replay().unwrap(), ReplayOutcome::Same);
    assert_eq!(world.events(), ["match_run.created"]);

    let read = block_on(world.host().get_match_run(GetMatchRun { match_run_id: view.id })).unwrap();
    assert_eq!(read, view);
    assert_eq!(world.run(StrategyChoice::HighestScore).digest, view.digest, "same question, same seed, same answer");
}

#[test]
fn reasons_are_told_in_the_language_of_the_caller() {
    let world = World::new();
    let (ana, luz) = (world.mentee("Ana"), world.mentor("Luz", 1));
    world.prefers(luz, Side::Mentor, &[&[ana]], &[]);
    let request = RunMatching {
        cohort_id: world.cohort,
        strategy: StrategyChoice::Stable,
        seed: None,
        per_pair: None,
        within_ms: None,
        candidates: vec![],
    };
    let view = block_on(world.ecosystem.acting_as(Who::Host).run_matching(request)).unwrap();
    assert_eq!(view.pairs[0].reasons[0].text, "es la 1.ª opción de la mentora o el mentor");
    assert!((0..1 << 53).contains(&view.seed));
    assert_eq!(view.verdict.ranks, [], "who gave no list got no first choice");
    assert_eq!((view.verdict.optimal, view.verdict.blocking_pairs), (None, 0));
}

#[test]
fn nobody_is_matched_without_consent_approval_or_a_place() {
    let world = World::new();
    let (ana, luz, sol, mar) =
        (world.mentee("Ana"), world.mentor("Luz", 1), world.mentor("Sol", 1), world.mentor("Mar", 1));
    world.says(ana, ConsentDecision::Withdrawn);
    let view = world.run(StrategyChoice::MostPeople);
    assert_eq!((pairs(&view), why(&view)), (vec![], vec![(ana, UnmatchedWhy::NoEligibleMentor)]));
    world.says(ana, ConsentDecision::Given);
    world.says(luz, ConsentDecision::Withdrawn);
    world.change::<AllyProfile>(Filter::equals("id", sol), |profile| profile.state = AllyState::Paused);
    world.profile(mar, |user| user.state = UserState::Suspended);
    let view = world.run(StrategyChoice::MostPeople);
    assert_eq!((pairs(&view), why(&view)), (vec![], vec![(ana, UnmatchedWhy::NoEligibleMentor)]));
    world.profile(mar, |user| user.state = UserState::Active);
    assert_eq!(pairs(&world.run(StrategyChoice::MostPeople)), [(ana, mar)]);
    world.change::<Enrolment>(Filter::equals("user_id", mar), |place| place.state = EnrolmentState::Withdrawn);
    assert_eq!(pairs(&world.run(StrategyChoice::MostPeople)), []);
}

#[test]
fn lists_and_vetoes_say_who_may_be_paired() {
    let world = World::new();
    let (ana, eva) = (world.mentee("Ana"), world.mentee("Eva"));
    let (luz, sol) = (world.mentor("Luz", 2), world.mentor("Sol", 2));
    world.prefers(ana, Side::Mentee, &[&[luz]], &[]);
    world.prefers(luz, Side::Mentor, &[], &[ana, eva]);
    let view = world.run(StrategyChoice::MostPeople);
    assert_eq!(pairs(&view), [(eva, sol)], "Ana listed Luz only, whom a veto excludes");
    assert_eq!(why(&view), [(ana, UnmatchedWhy::NoEligibleMentor)]);
}

#[test]
fn the_list_of_a_mentor_only_orders() {
    let world = World::new();
    let (ana, eva) = (world.mentee("Ana"), world.mentee("Eva"));
    let luz = world.mentor("Luz", 1);
    world.prefers(luz, Side::Mentor, &[&[eva]], &[]);
    let view = world.run(StrategyChoice::Stable);
    assert_eq!((pairs(&view), why(&view)), (vec![(eva, luz)], vec![(ana, UnmatchedWhy::Outranked)]));
    world.change::<AllyProfile>(Filter::equals("id", luz), |profile| profile.capacity = Capacity::new(2).unwrap());
    assert_eq!(pairs(&world.run(StrategyChoice::Stable)), [(ana, luz), (eva, luz)]);
}

#[test]
fn seats_and_slots_that_are_taken_are_not_given_again() {
    let world = World::new();
    let (ana, eva, zoe) = (world.mentee("Ana"), world.mentee("Eva"), world.mentee("Zoe"));
    let luz = world.mentor("Luz", 2);
    world.mentorship(ana, luz, MentorshipState::Active, MentorshipOrigin::Request);
    world.mentorship(zoe, luz, MentorshipState::Proposed, MentorshipOrigin::MatchRun);
    let view = world.run(StrategyChoice::MostPeople);
    assert_eq!((pairs(&view), why(&view)), (vec![], vec![(eva, UnmatchedWhy::NoSeats)]), "Ana and Zoe ask for nothing");
}

#[test]
fn a_mentee_may_have_several_mentors_and_each_once() {
    let world = World::new();
    world.cohort(|cohort| cohort.mentors_per_mentee = MentorsPerMentee::new(3).unwrap());
    let (ana, luz, sol) = (world.mentee("Ana"), world.mentor("Luz", 5), world.mentor("Sol", 5));
    let mar = world.mentor("Mar", 5);
    world.mentorship(ana, luz, MentorshipState::Paused, MentorshipOrigin::Request);
    assert_eq!(pairs(&world.run(StrategyChoice::MostPeople)), [(ana, sol), (ana, mar)]);
}

#[test]
fn the_mentors_of_an_organisation_share_its_quota() {
    let world = World::new();
    world.cohort(|cohort| cohort.quotas = Whole(vec![Quota { organisation: "Banco Andino".into(), places: 2 }]));
    let (ana, eva) = (world.mentee("Ana"), world.mentee("Eva"));
    let (luz, sol) = (world.mentor("Luz", 5), world.mentor("Sol", 5));
    for mentor in [luz, sol] {
        world.profile(mentor, |user| user.organisation = Some("banco  ANDINO".into()));
    }
    assert_eq!(world.run(StrategyChoice::MostPeople).pairs.len(), 2);
    let held = world.mentee("Zoe");
    world.mentorship(held, luz, MentorshipState::Accepted, MentorshipOrigin::Request);
    let view = world.run(StrategyChoice::MostPeople);
    assert_eq!((view.pairs.len(), view.unmatched.len(), view.verdict.breaches), (1, 1, 0));
    assert!([ana, eva].contains(&view.unmatched[0].mentee_id));
}

#[test]
fn a_run_needs_a_cohort_with_two_sides_and_a_sound_seed() {
    let world = World::new();
    let run = |seed| {
        let request = RunMatching {
            cohort_id: world.cohort,
            strategy: StrategyChoice::MostPeople,
            seed,
            per_pair: None,
            within_ms: None,
            candidates: vec![],
        };
        block_on(world.host().run_matching(request))
    };
    for seed in [-1, 1 << 53] {
        assert_eq!(mistakes(&run(Some(seed)).unwrap_err()), [("/seed", "out_of_range")]);
    }
    assert!(run(None).unwrap_err().message.contains("`mentee`"));
    world.mentee("Ana");
    let error = run(None).unwrap_err();
    assert_eq!((error.code, error.key.as_str()), (ErrorCode::Conflict, "nobody_to_match"));
    world.mentor("Luz", 0);
    assert_eq!(why(&run(None).unwrap())[0].1, UnmatchedWhy::NoSeats);
    world.cohort(|cohort| cohort.state = CohortState::Completed);
    assert_eq!(run(None).unwrap_err().key, "cohort_not_open");
}

#[test]
fn only_staff_run_and_read() {
    let world = World::new();
    let (ana, _) = (world.mentee("Ana"), world.mentor("Luz", 1));
    let request = || RunMatching {
        cohort_id: world.cohort,
        strategy: StrategyChoice::Stable,
        seed: Some(1),
        per_pair: None,
        within_ms: None,
        candidates: vec![],
    };
    let view = block_on(world.ecosystem.acting_as(world.manager()).run_matching(request())).unwrap();
    let me = world.ecosystem.acting_as(ana);
    assert_eq!(block_on(me.run_matching(request())).unwrap_err().code, ErrorCode::NotFound);
    let read = block_on(me.get_match_run(GetMatchRun { match_run_id: view.id }));
    assert_eq!(read.unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn silence_passes_every_gate_that_counts_and_too_little_does_not() {
    use crate::api::SetMatchPolicy;
    use crate::matching::{Gate, GateRule, MatchPolicy};
    for (gate, least) in [
        (Gate::SharedLanguage, Some(2)),
        (Gate::SharedSkill, Some(2)),
        (Gate::SharedSector, Some(2)),
        (Gate::SharedStage, Some(2)),
        (Gate::SharedTime, Some(8)),
        (Gate::SameCountry, None),
    ] {
        let world = World::new();
        let (silent, ana) = (world.mentee("Silvia"), world.mentee("Ana"));
        let (quiet, luz) = (world.mentor("Quito", 5), world.mentor("Luz", 5));
        let speaks = |user: UserId, place: &str| {
            world.profile(user, |user| {
                for labels in [&mut user.languages, &mut user.skills, &mut user.sectors, &mut user.stages] {
                    *labels = Whole(vec!["uno".into()]);
                }
                user.place = Some(place.into());
                let hour = crate::people::FreeTime::new(
                    crate::people::Weekday::Monday,
                    "18:00".parse().unwrap(),
                    "19:00".parse().unwrap(),
                );
                user.availability = Whole(vec![hour.unwrap()]);
            });
        };
        let policy = MatchPolicy { gates: vec![GateRule { gate, least }], ..MatchPolicy::default() };
        let set = || SetMatchPolicy { cohort_id: world.cohort, policy: policy.clone(), expected_version: None };
        block_on(world.host().set_match_policy(set())).unwrap();
        assert_eq!(world.run(StrategyChoice::MostPeople).pairs.len(), 2, "{gate}: nobody said anything");
        speaks(ana, "CO");
        speaks(luz, "PE");
        world.prefers(ana, Side::Mentee, &[&[luz]], &[]);
        assert_eq!(pairs(&world.run(StrategyChoice::MostPeople)).len(), 1, "{gate}: one in common is too little");
        world.change::<Preferences>(Filter::equals("user_id", ana), |wish| wish.ranked = Whole(vec![vec![quiet]]));
        world.prefers(silent, Side::Mentee, &[&[luz]], &[]);
        let mut made = pairs(&world.run(StrategyChoice::MostPeople));
        made.sort_unstable();
        assert_eq!(made, [(silent, luz), (ana, quiet)], "{gate}: a silent one and one who spoke");
    }
}
