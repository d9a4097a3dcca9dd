//! Figures: their properties from plain counts, and what a report shows to those who may not read the rows.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use proptest::prelude::*;
use semillero_core::analytics::{
    Figure, FigureName, SessionTally, Verdict, Waiting, median_wait, ratio, session_completion,
};
use semillero_core::api::{CohortReportView, FigureView, GetCohortReport};
use semillero_core::ecosystem::Ecosystem;
use semillero_core::mentorship::{Mentorship, MentorshipOrigin, MentorshipState, Session, SessionState};
use semillero_core::people::{Grant, GrantState, Role, User, UserState};
use semillero_core::permissions::Who;
use semillero_core::programmes::{Cohort, CohortState, Enrolment, EnrolmentState, Programme, ProgrammeState, Side};
use semillero_core::store::{ChangeSet, MemoryStore, Store, Whole};
use semillero_core::testing::time::{SeededIds, TestClock};
use semillero_core::values::{CohortId, Id, Locale, MentorsPerMentee, ProgrammeId, SessionMinutes, Timestamp, UserId};
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// How many people a cell speaks of at least.
const LEAST: usize = 5;

fn contains_its_value(figure: &Figure) -> Result<(), TestCaseError> {
    if let (Some(value), Some((low, high))) = (figure.value, figure.interval) {
        prop_assert!(low <= value && value <= high, "{value} in {low} to {high} of {figure:?}");
    }
    Ok(())
}

fn tallies() -> impl Strategy<Value = Vec<SessionTally>> {
    let tally = (0..12_i64, 0..12_i64, 0..3_i64).prop_map(|(held, missed, open)| SessionTally {
        held,
        due: held + missed + open,
        open,
        ..SessionTally::default()
    });
    prop::collection::vec(tally, 0..24)
}

/// So few times that several people wait equally long.
fn waits() -> impl Strategy<Value = Vec<Waiting>> {
    prop::collection::vec((0..30_i64, any::<bool>()), 0..60)
        .prop_map(|all| all.into_iter().map(|(minutes, matched)| Waiting { minutes, matched }).collect())
}

/// Pairs that all do equally well leave no width in which rounding could hide.
#[test]
fn an_interval_without_width_is_its_value() {
    for due in 1..=640 {
        for held in 0..=due {
            let tally = SessionTally { held, due, ..SessionTally::default() };
            contains_its_value(&session_completion(&[tally; 2])).unwrap();
        }
    }
}

proptest! {
    #[test]
    fn an_interval_contains_its_value(
        n in 0..3_000_i64, part in 0.0..=1.0_f64, pairs in tallies(), waits in waits(),
    ) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "small counts")]
        let hits = ((n as f64) * part) as i64;
        contains_its_value(&ratio(FigureName::MatchRate, hits, n, true))?;
        contains_its_value(&session_completion(&pairs))?;
        contains_its_value(&median_wait(&waits))?;
    }

    #[test]
    fn when_all_are_matched_the_median_is_the_first_time_at_which_half_are(times in prop::collection::vec(0..40_i64, 1..80)) {
        let waits: Vec<Waiting> = times.iter().map(|minutes| Waiting { minutes: *minutes, matched: true }).collect();
        // The least t with S(t) at most one half, in whole numbers.
        let waiting_after = |t: i64| times.iter().filter(|time| **time > t).count();
        let plain = times.iter().copied().filter(|t| 2 * waiting_after(*t) <= times.len()).min();
        prop_assert_eq!(median_wait(&waits).value, plain);
    }

    #[test]
    fn the_order_of_what_is_counted_never_matters(
        (waits, other_waits) in waits().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        (pairs, other_pairs) in tallies().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        prop_assert_eq!(median_wait(&waits), median_wait(&other_waits));
        prop_assert_eq!(session_completion(&pairs), session_completion(&other_pairs));
    }

    #[test]
    fn a_gated_ratio_shows_five_on_either_side_or_nothing(n in 0..40_i64, hits in 0..40_i64, complete in any::<bool>()) {
        let hits = hits.min(n);
        let gated = ratio(FigureName::MatchRate, hits, n, complete).gated();
        let enough = |count: i64| usize::try_from(count).unwrap() >= LEAST;
        if n > 0 && !(enough(hits) && enough(n - hits)) {
            // Whatever stood behind it, what is left is the same.
            prop_assert_eq!(gated, ratio(FigureName::MatchRate, 0, 1, false).gated());
        } else {
            prop_assert_eq!(gated.numerator, Some(hits));
        }
    }

    #[test]
    fn a_gated_median_speaks_of_five_people_or_not_at_all(waits in waits()) {
        let gated = median_wait(&waits).gated();
        if !waits.is_empty() && waits.iter().filter(|wait| wait.matched).count() < LEAST {
            prop_assert_eq!((gated.value, gated.n, gated.complete, gated.verdict), (None, None, false, Verdict::Suppressed));
        }
    }
}

/// A cohort: mentees, who asked whom when with what answer, and how the sessions of each went.
#[derive(Debug, Clone)]
struct World {
    mentees: u128,
    asked: Vec<Asked>,
}

#[derive(Debug, Clone)]
struct Asked {
    mentor: u128,
    mentee: u128,
    days_ago: i64,
    answered_after: Option<i64>,
    sessions: Vec<SessionState>,
}

const MENTORS: u128 = 14;

fn worlds() -> impl Strategy<Value = World> {
    let session = prop::sample::select(vec![SessionState::Held, SessionState::Held, SessionState::NoShow]);
    let sessions = prop::collection::vec(session, 0..4);
    let asked = (0..MENTORS, 0..20_u128, 1..60_i64, prop::option::of(0..20_i64), sessions);
    let asked = asked.prop_map(|(mentor, mentee, days_ago, answered_after, sessions)| Asked {
        mentor,
        mentee,
        days_ago,
        answered_after: answered_after.filter(|days| *days <= days_ago),
        sessions,
    });
    (1..24_u128, prop::collection::vec(asked, 0..60)).prop_map(|(mentees, mut asked)| {
        for one in &mut asked {
            one.mentee %= mentees;
        }
        World { mentees, asked }
    })
}

fn id<T: Id>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(number))
}

fn now() -> Timestamp {
    Timestamp::from_micros(1_772_442_000_000_000)
}

impl World {
    fn store(&self) -> MemoryStore {
        let (programme_id, cohort_id): (ProgrammeId, CohortId) = (id(1), id(2));
        let store = MemoryStore::new();
        let mut changes = ChangeSet::new();
        let observer = User::new(id(3), UserState::Active, "Fondo", Locale::Es, now());
        changes.insert(&observer).insert(&Grant {
            id: id(4),
            version: 1,
            user_id: observer.id,
            role: Role::Observer,
            programme_id: Some(programme_id),
            state: GrantState::Active,
            granted_at: now(),
            revoked_at: None,
        });
        changes.insert(&Programme {
            id: programme_id,
            version: 1,
            state: ProgrammeState::Running,
            name: String::new(),
            summary: None,
            sort_key: String::new(),
            created_at: now(),
        });
        changes.insert(&Cohort {
            id: cohort_id,
            version: 1,
            state: CohortState::Running,
            programme_id,
            name: String::new(),
            mentors_per_mentee: MentorsPerMentee::default(),
            places: None,
            quotas: Whole(Vec::new()),
            preferences_until: None,
            created_at: now(),
        });
        for mentee in 0..self.mentees {
            changes.insert(&Enrolment {
                id: id(1_000 + mentee),
                version: 1,
                state: EnrolmentState::Enrolled,
                cohort_id,
                programme_id,
                user_id: mentee_id(mentee),
                side: Side::Mentee,
                enrolled_at: now(),
                waiting_since: None,
            });
        }
        for (at, asked) in self.asked.iter().enumerate() {
            let at = at as u128;
            let proposed = now().plus_days(-asked.days_ago);
            let mentorship = Mentorship {
                state: if asked.answered_after.is_some() { MentorshipState::Active } else { MentorshipState::Declined },
                accepted_at: asked.answered_after.map(|days| proposed.plus_days(days)),
                ..Mentorship::proposed(
                    id(10_000 + at),
                    (cohort_id, programme_id),
                    (mentor_id(asked.mentor), mentee_id(asked.mentee)),
                    MentorshipOrigin::Request,
                    proposed,
                )
            };
            changes.insert(&mentorship);
            for (number, state) in asked.sessions.iter().enumerate() {
                changes.insert(&Session {
                    id: id(20_000 + at * 10 + number as u128),
                    version: 1,
                    state: *state,
                    mentorship_id: mentorship.id,
                    programme_id,
                    starts_at: proposed,
                    ends_at: proposed.plus_minutes(60),
                    minutes: SessionMinutes::new(60).unwrap(),
                    place: None,
                    agenda: None,
                    accounted_minutes: None,
                    booked_at: proposed,
                });
            }
        }
        pollster::block_on(store.commit(&changes)).unwrap();
        store
    }

    fn report(&self, who: Who) -> CohortReportView {
        let clock = Arc::new(TestClock::at(now()));
        let ecosystem =
            Ecosystem::builder().store(Arc::new(self.store())).build_with(clock, Arc::new(SeededIds::new(1)));
        let request = GetCohortReport { cohort_id: id(2) };
        pollster::block_on(ecosystem.acting_as(who).get_cohort_report(request)).unwrap()
    }
}

fn mentor_id(number: u128) -> UserId {
    id(100 + number)
}

fn mentee_id(number: u128) -> UserId {
    id(200 + number)
}

fn figure(report: &CohortReportView, name: FigureName) -> &FigureView {
    report.figures.iter().find(|figure| figure.name == name).unwrap()
}

/// How many mentees and how many mentors stand behind some of what was asked, whichever are fewer.
fn behind<'a>(asked: impl Iterator<Item = &'a Asked> + Clone) -> usize {
    let mentors: BTreeSet<u128> = asked.clone().map(|one| one.mentor).collect();
    let mentees: BTreeSet<u128> = asked.map(|one| one.mentee).collect();
    mentors.len().min(mentees.len())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn an_observer_never_sees_a_cell_behind_which_fewer_than_five_people_stand(world in worlds()) {
        let report = world.report(Who::User(id(3)));
        let all = world.report(Who::Host);

        let with: BTreeSet<u128> =
            world.asked.iter().filter(|one| one.answered_after.is_some()).map(|one| one.mentee).collect();
        let without = usize::try_from(world.mentees).unwrap() - with.len();
        let shown = |name: FigureName| !figure(&report, name).suppressed && figure(&all, name).n != Some(0);
        prop_assert_eq!(shown(FigureName::MenteesMatched), with.len().min(without) >= LEAST);

        let old = || world.asked.iter().filter(|one| one.days_ago >= 14);
        let in_time = |one: &&Asked| one.answered_after.is_some_and(|days| days <= 14);
        let cells = behind(old().filter(in_time)).min(behind(old().filter(|one| !in_time(one))));
        prop_assert_eq!(shown(FigureName::MatchRate), cells >= LEAST, "{} behind a cell of the match rate", cells);

        prop_assert_eq!(shown(FigureName::TimeToMatch), with.len() >= LEAST);

        let held = |one: &&Asked| one.sessions.contains(&SessionState::Held);
        let missed = |one: &&Asked| one.sessions.contains(&SessionState::NoShow);
        let cells = behind(world.asked.iter().filter(held)).min(behind(world.asked.iter().filter(missed)));
        prop_assert_eq!(shown(FigureName::SessionCompletion), cells >= LEAST, "{} behind a cell of sessions", cells);

        for hidden in report.figures.iter().filter(|figure| figure.suppressed) {
            let told = [hidden.value, hidden.n, hidden.numerator, hidden.denominator, hidden.low, hidden.high];
            prop_assert_eq!(told, [None; 6]);
            prop_assert!(!hidden.complete, "that everything is complete tells a figure");
        }
        // What is shown is what staff see.
        for (seen, whole) in report.figures.iter().zip(&all.figures).filter(|(seen, _)| !seen.suppressed) {
            prop_assert_eq!((seen.value, seen.n, seen.low, seen.high), (whole.value, whole.n, whole.low, whole.high));
        }
    }
}
