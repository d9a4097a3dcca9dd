//! Publishing a run.

use super::*;
use crate::api::PublishMatchRun;
use crate::audit::StatusChange;
use crate::errors::ErrorCode;
use crate::matching::{MatchRun, MatchRunState};
use crate::operations::common::{requests, seats};

fn publish(world: &World, run: &MatchRunView) -> Result<MatchRunView, ApiError> {
    block_on(world.host().publish_match_run(PublishMatchRun { match_run_id: run.id }))
}

fn guards(world: &World, mentee: UserId, mentor: UserId) -> Vec<i64> {
    block_on(world.ecosystem.store().guards(&[seats(mentor), requests(mentee)])).unwrap()
}

/// Ana and Eva with Luz, as a run paired them.
fn solved(world: &World) -> (UserId, UserId, UserId, MatchRunView) {
    let (ana, eva, luz) = (world.mentee("Ana"), world.mentee("Eva"), world.mentor("Luz", 2));
    let run = world.run(StrategyChoice::MostPeople);
    assert_eq!(pairs(&run), [(ana, luz), (eva, luz)]);
    (ana, eva, luz, run)
}

#[test]
fn published_pairs_are_proposed_and_hold_their_seats() {
    let world = World::new();
    let (ana, _, luz, run) = solved(&world);
    let view = publish(&world, &run).unwrap();
    assert_eq!((view.state, view.version, view.published_at), (MatchRunState::Published, 2, Some(now())));
    assert_eq!(view.held_back, []);
    let mentorships = world.all::<Mentorship>();
    assert_eq!(mentorships.len(), 2);
    for mentorship in &mentorships {
        assert_eq!((mentorship.state, mentorship.origin), (MentorshipState::Proposed, MentorshipOrigin::MatchRun));
        assert_eq!((mentorship.match_run_id, mentorship.expires_at), (Some(run.id), now().plus_days(14)));
    }
    assert_eq!(guards(&world, ana, luz), [1, 1]);
    assert_eq!(
        world.events(),
        ["match_run.created", "match_run.published", "mentorship.proposed", "mentorship.proposed"]
    );
    assert_eq!(world.all::<StatusChange>().len(), 1);

    let error = publish(&world, &run).unwrap_err();
    assert_eq!((error.code, error.key.as_str()), (ErrorCode::Conflict, "no_transition"));
    assert_eq!(world.run(StrategyChoice::MostPeople).pairs.len(), 0, "nobody is offered a second mentor meanwhile");
}

/// Publishes after something happened, and gives what was said of the pair that it hit.
fn held_back_after(happens: impl FnOnce(&World, UserId, UserId, UserId)) -> Vec<String> {
    let world = World::new();
    let (ana, eva, luz, run) = solved(&world);
    happens(&world, ana, eva, luz);
    let before = world.all::<Mentorship>().len();
    let view = publish(&world, &run).unwrap();
    assert_eq!((view.state, view.published_at), (MatchRunState::Draft, None));
    assert_eq!(world.all::<Mentorship>().len(), before, "nothing is published when a pair is held back");
    assert_eq!(world.all::<MatchRun>()[0].version, 1);
    assert_eq!(guards(&world, ana, luz), [0, 0]);
    assert_eq!(world.all::<StatusChange>().len(), 0);
    view.held_back.into_iter().map(|held| held.text).collect()
}

#[test]
fn a_pair_is_held_back_with_the_reason() {
    let other = |world: &World| world.mentor("Sol", 3);
    let accepted = MentorshipState::Accepted;
    let asked = MentorshipOrigin::Request;
    let texts = held_back_after(|world, _, _, luz| {
        let zoe = world.mentee("Zoe");
        world.mentorship(zoe, luz, accepted, asked);
    });
    assert_eq!(texts, ["`Luz` has no seat left"]);
    let texts = held_back_after(|world, _, eva, _| world.mentorship(eva, other(world), accepted, asked));
    assert_eq!(texts, ["`Eva` already has as many mentors as the cohort allows"]);
    let texts = held_back_after(|world, ana, _, luz| {
        world.mentorship(ana, luz, MentorshipState::Proposed, asked);
    });
    assert_eq!(texts, ["there is already an open mentorship between the two"]);
    let texts = held_back_after(|world, ana, _, _| {
        world.change::<Enrolment>(Filter::equals("user_id", ana), |place| place.state = EnrolmentState::Withdrawn);
    });
    assert_eq!(texts, ["`Ana` no longer takes part in the cohort"]);
    let texts = held_back_after(|world, _, eva, _| world.says(eva, ConsentDecision::Withdrawn));
    assert_eq!(texts, ["`Eva` does not consent to being matched"]);
    let texts = held_back_after(|world, ana, _, luz| world.prefers(ana, Side::Mentee, &[], &[luz]));
    assert_eq!(texts, ["one of the two does not want this pair"]);
    let texts = held_back_after(|world, _, _, luz| {
        world.change::<AllyProfile>(Filter::equals("id", luz), |profile| profile.state = AllyState::Paused);
    });
    assert_eq!(texts, ["`Luz` has no approved ally profile", "`Luz` has no approved ally profile"]);
}

#[test]
fn a_lowered_capacity_holds_back_the_last_pairs() {
    let texts = held_back_after(|world, _, _, luz| {
        world.change::<AllyProfile>(Filter::equals("id", luz), |profile| profile.capacity = Capacity::new(1).unwrap());
    });
    assert_eq!(texts, ["`Luz` has no seat left"]);
}

#[test]
fn only_staff_publish() {
    let world = World::new();
    let (ana, _, _, run) = solved(&world);
    let by = |who: UserId| {
        let request = PublishMatchRun { match_run_id: run.id };
        block_on(world.ecosystem.acting_as(who).publish_match_run(request))
    };
    assert_eq!(by(ana).unwrap_err().code, ErrorCode::NotFound);
    by(world.manager()).unwrap();
}
