//! Sessions give what a full run gives, after every event.

use crate::common::{SCORE_FIRST, SIZE_FIRST, all_matchings, instances};
use proptest::prelude::*;
use semillero_matching::Strategy;
use semillero_matching::*; // the one of proptest has the same name

pub(crate) const BLEND: Strategy = Strategy::Blend { per_pair: 300_000 };

/// The plan's pairs, from a full run; by brute force where there is none.
fn full_run(instance: &Instance, strategy: Strategy, seed: u64) -> Option<Vec<(u32, u32)>> {
    let solution = solve(instance, &strategy, seed).ok()?;
    Some(solution.pairs.iter().map(|line| (line.mentee, line.mentor)).collect())
}

pub(crate) type Worth = (i128, i128, i128);

pub(crate) fn worth(instance: &Instance, strategy: Strategy, seed: u64, at: u32) -> Worth {
    let pair = &instance.pairs()[at as usize];
    let ids = (instance.mentees()[pair.mentee as usize].id, instance.mentors()[pair.mentor as usize].id);
    let luck = -i128::from(lottery(seed, ids.0.as_bytes(), ids.1.as_bytes()));
    let score = i128::from(pair.score);
    match strategy {
        Strategy::MaxWeight { first: SizeOrScore::Size } => (1, score, luck),
        Strategy::Blend { per_pair } => (score + i128::from(per_pair), 1, luck),
        _ => (score, 1, luck),
    }
}

pub(crate) fn add(a: Worth, b: Worth, times: i128) -> Worth {
    (a.0 + b.0 * times, a.1 + b.1 * times, a.2 + b.2 * times)
}

pub(crate) fn wide(amount: Amount) -> Worth {
    (amount.first.into(), amount.second.into(), amount.lottery)
}

/// The bound that prices prove, minus the plan's worth; written anew for strategies the verifier may not know yet.
fn gap(instance: &Instance, strategy: Strategy, seed: u64, solution: &Solution) -> Worth {
    let Some(Certificate::Prices(duals)) = &solution.certificate else { panic!("no prices") };
    let mut gap = (0, 0, 0);
    let capacities = (instance.mentees().iter().map(|mentee| mentee.capacity))
        .chain(instance.mentors().iter().map(|mentor| mentor.capacity))
        .chain(instance.organisations().iter().map(|organisation| organisation.capacity));
    for (price, capacity) in duals.mentees.iter().chain(&duals.mentors).chain(&duals.organisations).zip(capacities) {
        assert!(*price >= Amount::default());
        gap = add(gap, wide(*price), capacity.into());
    }
    for (at, pair) in (0..).zip(instance.pairs()) {
        let mut excess = worth(instance, strategy, seed, at);
        excess = add(excess, wide(duals.mentees[pair.mentee as usize]), -1);
        excess = add(excess, wide(duals.mentors[pair.mentor as usize]), -1);
        if let Some(organisation) = instance.mentors()[pair.mentor as usize].organisation {
            excess = add(excess, wide(duals.organisations[organisation as usize]), -1);
        }
        gap = add(gap, excess.max((0, 0, 0)), 1);
    }
    solution.pairs.iter().fold(gap, |gap, line| add(gap, worth(instance, strategy, seed, line.pair.unwrap()), -1))
}

fn check(session: &Session, strategy: Strategy, seed: u64) -> Result<(), TestCaseError> {
    let instance = session.instance();
    let solution = session.solution();
    let again = Instance::new(InstanceInput::from(instance.clone()));
    prop_assert_eq!(again.as_ref(), Ok(&instance));
    let verdict = verify(&instance, seed, &solution);
    prop_assert_eq!(verdict.breaches, Breaches::default());
    prop_assert_eq!((u64::from(verdict.size), verdict.score), (session.size(), session.score()));
    prop_assert_eq!(gap(&instance, strategy, seed, &solution), (0, 0, 0));
    if let Some(pairs) = full_run(&instance, strategy, seed) {
        let mine: Vec<_> = solution.pairs.iter().map(|line| (line.mentee, line.mentor)).collect();
        prop_assert_eq!(mine, pairs);
        prop_assert_eq!(certificate_gap(&instance, seed, &solution), Some(Amount::default()));
        prop_assert_eq!(&solution, &solve(&instance, &strategy, seed).unwrap());
        prop_assert_eq!(&solution.unmatched, &solve(&instance, &strategy, seed).unwrap().unmatched);
    }
    Ok(())
}

fn people(session: &Session) -> Vec<(Id, Vec<Id>)> {
    let (instance, solution) = (session.instance(), session.solution());
    let mentors = |index| {
        let lines = solution.pairs.iter().filter(move |line| line.mentee == index);
        lines.map(|line| instance.mentors()[line.mentor as usize].id).collect()
    };
    (0..).zip(instance.mentees()).map(|(index, mentee)| (mentee.id, mentors(index))).collect()
}

fn expected_delta(before: &[(Id, Vec<Id>)], after: &[(Id, Vec<Id>)], session: &Session) -> Delta {
    let of = |list: &[(Id, Vec<Id>)], id: Id| {
        list.iter().find(|entry| entry.0 == id).map(|entry| entry.1.clone()).unwrap_or_default()
    };
    let mut ids: Vec<Id> = before.iter().chain(after).map(|entry| entry.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let (size, score, gap) = (session.size(), session.score(), session.gap());
    let mut delta = Delta { size, score, gap, ..Delta::default() };
    for mentee in ids {
        let moved = Moved { mentee, before: of(before, mentee), after: of(after, mentee) };
        match (moved.before.is_empty(), moved.after.is_empty()) {
            _ if moved.before == moved.after => {}
            (true, _) => delta.gained.push(moved),
            (_, true) => delta.lost.push(moved),
            _ => delta.moved.push(moved),
        }
    }
    delta
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_session_is_a_full_run_after_every_event(
        input in instances(3), seed: u64, bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let instance = Instance::new(input).unwrap();
        for strategy in [SIZE_FIRST, SCORE_FIRST, BLEND] {
            let mut session = Session::start(instance.clone(), strategy, seed).unwrap();
            prop_assert_eq!(session.instance(), instance.clone());
            check(&session, strategy, seed)?;
            for event in events_from_bytes(&bytes) {
                let before = people(&session);
                let (was, plan) = (session.instance(), session.solution());
                let preview = session.preview(&event);
                prop_assert_eq!((session.instance(), session.solution()), (was.clone(), plan.clone()));
                let result = session.apply(event);
                prop_assert_eq!(&preview, &result);
                match result {
                    Ok(delta) => prop_assert_eq!(delta, expected_delta(&before, &people(&session), &session)),
                    Err(_) => prop_assert_eq!((session.instance(), session.solution()), (was, plan)),
                }
                check(&session, strategy, seed)?;
            }
        }
    }

    #[test]
    fn a_grown_session_is_the_brute_force_optimum(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        for strategy in [SIZE_FIRST, SCORE_FIRST, BLEND] {
            let session = Session::grow(instance.clone(), strategy, seed).unwrap();
            check(&session, strategy, seed)?;
            let sum = |pairs: &[u32]| {
                pairs.iter().fold((0, 0, 0), |sum, &at| add(sum, worth(&instance, strategy, seed, at), 1))
            };
            let best = all_matchings(&instance).iter().map(|pairs| sum(pairs)).max().unwrap();
            let mine: Vec<u32> = session.solution().pairs.iter().map(|line| line.pair.unwrap()).collect();
            prop_assert_eq!(sum(&mine), best);
        }
    }

    #[test]
    fn prices_are_what_one_more_place_adds(input in instances(2), seed: u64) {
        // The least price of a mentor without organisation is the gain of one more place (right derivative of a piecewise
        // linear value), of an organisation likewise; the greatest price of a mentee is the loss of one slot less.
        let instance = Instance::new(input).unwrap();
        let best = |instance: &Instance| {
            let solution = solve(instance, &SIZE_FIRST, seed).unwrap();
            solution.pairs.iter().fold((0, 0, 0), |sum, line| {
                add(sum, worth(instance, SIZE_FIRST, seed, line.pair.unwrap()), 1)
            })
        };
        let now = best(&instance);
        let prices = Session::start(instance.clone(), SIZE_FIRST, seed).unwrap().prices();
        let input = InstanceInput::from(instance.clone());
        for (index, mentor) in instance.mentors().iter().enumerate().filter(|(_, mentor)| mentor.organisation.is_none()) {
            let mut more = input.clone();
            more.mentors[index].capacity = mentor.capacity + 1;
            prop_assert_eq!(wide(prices.mentors[index]), add(best(&Instance::new(more).unwrap()), now, -1));
        }
        for (index, organisation) in instance.organisations().iter().enumerate() {
            let mut more = input.clone();
            more.organisations[index].capacity = organisation.capacity + 1;
            prop_assert_eq!(wide(prices.organisations[index]), add(best(&Instance::new(more).unwrap()), now, -1));
        }
        for (index, mentee) in instance.mentees().iter().enumerate().filter(|(_, mentee)| mentee.capacity > 0) {
            let mut less = input.clone();
            less.mentees[index].capacity = mentee.capacity - 1;
            prop_assert_eq!(wide(prices.mentees[index]), add(now, best(&Instance::new(less).unwrap()), -1));
        }
    }

    #[test]
    fn a_limit_on_moves_is_kept_and_what_it_costs_is_proven(
        input in instances(3), seed: u64, bytes in prop::collection::vec(any::<u8>(), 0..300),
        limits in prop::collection::vec(prop::option::weighted(0.9, 0..3_u32), 32),
    ) {
        let instance = Instance::new(input).unwrap();
        for strategy in [SIZE_FIRST, SCORE_FIRST, BLEND] {
            let mut session = Session::start(instance.clone(), strategy, seed).unwrap();
            for (event, limit) in events_from_bytes(&bytes).into_iter().zip(limits.iter().cycle()) {
                let before = people(&session);
                let (was, plan) = (session.instance(), session.solution());
                let preview = match limit {
                    Some(most) => session.preview_within(&event, *most),
                    None => session.preview(&event),
                };
                prop_assert_eq!((session.instance(), session.solution()), (was.clone(), plan.clone()));
                let result = match limit {
                    Some(most) => session.apply_within(event.clone(), *most),
                    None => session.apply(event.clone()),
                };
                prop_assert_eq!(&preview, &result);
                let Ok(delta) = result else {
                    prop_assert_eq!((session.instance(), session.solution()), (was, plan));
                    continue;
                };
                let after = people(&session);
                prop_assert_eq!(&delta, &expected_delta(&before, &after, &session));
                let (now, plan) = (session.instance(), session.solution());
                let verdict = verify(&now, seed, &plan);
                prop_assert_eq!(verdict.breaches, Breaches::default());
                prop_assert_eq!((u64::from(verdict.size), verdict.score), (session.size(), session.score()));
                prop_assert_eq!(wide(session.gap()), gap(&now, strategy, seed, &plan));
                prop_assert!(session.gap() >= Amount::default());
                let Some(most) = limit else {
                    prop_assert_eq!(session.gap(), Amount::default());
                    continue;
                };
                prop_assert!(losers(&delta, &now, &event) <= *most as usize + overflow(&event, &was, &before));
                let mut free = session.clone();
                let settled = free.settle();
                prop_assert_eq!(settled, expected_delta(&after, &people(&free), &free));
                check(&free, strategy, seed)?;
            }
        }
    }

    #[test]
    fn a_generous_limit_is_no_limit(
        input in instances(3), seed: u64, bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut session = Session::start(Instance::new(input).unwrap(), SIZE_FIRST, seed).unwrap();
        for event in events_from_bytes(&bytes) {
            let _ = session.apply_within(event.clone(), 0);
            prop_assert_eq!(session.clone().apply_within(event.clone(), 100), session.clone().apply(event));
        }
    }
}

/// How many mentees lost a mentor they could have kept, the one that the event is about aside.
fn losers(delta: &Delta, now: &Instance, event: &Event) -> usize {
    let subject = match event {
        Event::Join(Newcomer::Mentee { id, .. }) | Event::Decline { mentee: id, .. } => Some(*id),
        Event::Leave(Party::Mentee(id))
        | Event::CapacityChange { of: Party::Mentee(id), .. }
        | Event::Rescore { of: Party::Mentee(id), .. } => Some(*id),
        _ => None,
    };
    let eligible = |mentee: Id, mentor: Id| {
        let pair = now.mentee_index(&mentee).zip(now.mentor_index(&mentor));
        pair.is_some_and(|(mentee, mentor)| now.pair_index(mentee, mentor).is_some())
    };
    let moved = delta.moved.iter().chain(&delta.lost).filter(|moved| Some(moved.mentee) != subject);
    moved
        .filter(|moved| {
            moved.before.iter().any(|mentor| !moved.after.contains(mentor) && eligible(moved.mentee, *mentor))
        })
        .count()
}

/// How many pairs a smaller capacity ends at least.
fn overflow(event: &Event, was: &Instance, before: &[(Id, Vec<Id>)]) -> usize {
    let Event::CapacityChange { of, capacity } = event else { return 0 };
    let organisation = |mentor: &Id| {
        let mentor = &was.mentors()[was.mentor_index(mentor).unwrap() as usize];
        mentor.organisation.map(|at| was.organisations()[at as usize].id)
    };
    let pairs = || before.iter().flat_map(|(mentee, mentors)| mentors.iter().map(move |mentor| (mentee, mentor)));
    let held = match of {
        Party::Mentee(id) => pairs().filter(|pair| pair.0 == id).count(),
        Party::Mentor(id) => pairs().filter(|pair| pair.1 == id).count(),
        Party::Organisation(id) => pairs().filter(|pair| organisation(pair.1) == Some(*id)).count(),
    };
    held.saturating_sub(*capacity as usize)
}

fn offer(with: u128, score: u32) -> Offer {
    Offer { with: Id::from_u128(with), mentee_rank: 1, mentor_rank: 1, score, terms: vec![] }
}

fn mentor(id: u128, pairs: Vec<Offer>) -> Event {
    Event::Join(Newcomer::Mentor { id: Id::from_u128(id), capacity: 1, organisation: None, pairs })
}

fn mentee(id: u128, pairs: Vec<Offer>) -> Event {
    Event::Join(Newcomer::Mentee { id: Id::from_u128(id), capacity: 1, pairs })
}

fn nobody() -> Session {
    Session::start(Instance::new(InstanceInput::default()).unwrap(), SIZE_FIRST, 1).unwrap()
}

/// Mentors 11, without a place, and 12 of one organisation, and a mentee who would rather have 11.
fn colleagues() -> Vec<Event> {
    let of_21 = |id, capacity, pairs| {
        let organisation = Some(Id::from_u128(21));
        Event::Join(Newcomer::Mentor { id: Id::from_u128(id), capacity, organisation, pairs })
    };
    vec![
        Event::Join(Newcomer::Organisation { id: Id::from_u128(21), capacity: 2 }),
        of_21(11, 0, vec![]),
        of_21(12, 1, vec![]),
        mentee(1, vec![offer(11, 100_000), offer(12, 0)]),
    ]
}

#[test]
fn several_places_at_once_go_to_whom_they_suit() {
    // Two places for a mentor whom one colleague's mentee would rather have: open both at once, and while the first is being
    // filled the second pays for a circle through the organisation, on which a search once ran for ever.
    for strategy in [SIZE_FIRST, SCORE_FIRST, BLEND] {
        let empty = Instance::new(InstanceInput::default()).unwrap();
        let mut session = Session::start(empty, strategy, 1).unwrap();
        for event in colleagues() {
            session.apply(event).unwrap();
        }
        let mut places = |id, capacity| {
            let event = Event::CapacityChange { of: Party::Mentor(Id::from_u128(id)), capacity };
            let expected = session.preview(&event);
            let delta = session.apply(event);
            assert_eq!(delta, expected);
            check(&session, strategy, 1).unwrap();
            (session.size(), session.score(), delta.unwrap().moved.len())
        };
        assert_eq!(places(11, 2), (1, 100_000, 1));
        assert_eq!(places(11, 0), (1, 0, 1));
        assert_eq!(places(11, u32::MAX), (1, 100_000, 1));
        // The same when a mentor comes with several places.
        let newcomer = Newcomer::Mentor {
            id: Id::from_u128(13),
            capacity: 3,
            organisation: Some(Id::from_u128(21)),
            pairs: vec![offer(1, 900_000)],
        };
        assert_eq!(session.apply(Event::Join(newcomer)).unwrap().moved.len(), 1);
        check(&session, strategy, 1).unwrap();
        assert_eq!((session.size(), session.score()), (1, 900_000));
    }
}

#[test]
fn a_free_place_goes_to_one_when_nobody_may_move() {
    let mut session = nobody();
    session.apply(mentor(12, vec![])).unwrap();
    session.apply(mentee(1, vec![offer(12, 900_000)])).unwrap();
    session.apply(mentee(2, vec![offer(12, 800_000)])).unwrap();
    session.apply(mentee(3, vec![])).unwrap();
    let newcomer = mentor(11, vec![offer(1, 950_000), offer(2, 100_000), offer(3, 200_000)]);
    // The optimum moves 1 to the newcomer and gives its place to 2.
    assert_eq!(session.preview(&newcomer).unwrap().score, 1_750_000);
    let delta = session.apply_within(newcomer, 0).unwrap();
    assert_eq!((delta.size, delta.score, delta.gap.second), (2, 1_100_000, 650_000));
    let settled = session.settle();
    assert_eq!((settled.score, settled.gap, settled.moved.len()), (1_750_000, Amount::default(), 1));
    assert_eq!((settled.gained.len(), settled.lost.len()), (1, 1));
}

#[test]
fn a_long_way_is_cut_where_the_limit_says() {
    // 1 has 11, 2 has 12; the newcomer 3 wants 11 more than anybody, 1 would do at 12, and 2 nowhere else.
    let mut session = nobody();
    session.apply(mentor(11, vec![])).unwrap();
    session.apply(mentor(12, vec![])).unwrap();
    session.apply(mentee(1, vec![offer(11, 500_000), offer(12, 450_000)])).unwrap();
    session.apply(mentee(2, vec![offer(12, 100_000)])).unwrap();
    let newcomer = mentee(3, vec![offer(11, 900_000)]);
    let scores: Vec<u64> = (0..3).map(|most| session.preview_within(&newcomer, most).unwrap().score).collect();
    assert_eq!(scores, [600_000, 1_000_000, 1_350_000]);
}

#[test]
fn bad_events_have_clear_errors_and_change_nothing() {
    let id = Id::from_u128;
    let mut session = nobody();
    session.apply(Event::Join(Newcomer::Organisation { id: id(21), capacity: 1 })).unwrap();
    let belongs =
        |organisation| Newcomer::Mentor { id: id(11), capacity: 1, organisation: Some(organisation), pairs: vec![] };
    session.apply(Event::Join(belongs(id(21)))).unwrap();
    session.apply(mentee(1, vec![offer(11, 5)])).unwrap();
    let before = (session.instance(), session.solution());
    let zero_rank = Offer { mentee_rank: 0, ..offer(11, 5) };
    let no_sum = Offer { terms: vec![Term { factor: 1, points: 4 }], ..offer(11, 5) };
    let cases = [
        (mentee(1, vec![]), format!("mentee `{}` is in the session already", id(1))),
        (mentee(2, vec![offer(12, 5)]), format!("no mentor `{}` is in the session", id(12))),
        (mentee(2, vec![offer(11, 5), offer(11, 6)]), format!("the pair with `{}` is listed twice", id(11))),
        (
            mentee(2, vec![offer(11, 1_000_001)]),
            format!("score 1000001 of the pair with `{}` is above 1000000", id(11)),
        ),
        (mentee(2, vec![zero_rank]), format!("a rank of the pair with `{}` is 0", id(11))),
        (mentee(2, vec![no_sum]), format!("the terms of the pair with `{}` sum to 4, its score is 5", id(11))),
        (Event::Join(belongs(id(22))), format!("mentor `{}` is in the session already", id(11))),
        (Event::Leave(Party::Mentee(id(9))), format!("no mentee `{}` is in the session", id(9))),
        (Event::Leave(Party::Organisation(id(21))), format!("organisation `{}` still has 1 mentors", id(21))),
        (Event::Decline { mentee: id(1), mentor: id(12) }, format!("no mentor `{}` is in the session", id(12))),
        (
            Event::Rescore { of: Party::Organisation(id(21)), pairs: vec![] },
            format!("organisation `{}` has no pairs", id(21)),
        ),
    ];
    for (event, message) in cases {
        assert_eq!(session.preview(&event).unwrap_err().to_string(), message);
        assert_eq!(session.apply(event).unwrap_err().to_string(), message);
        assert_eq!((session.instance(), session.solution()), before);
    }
    let stable = Session::start(before.0, Strategy::Stable, 1).unwrap_err();
    assert_eq!(stable.to_string(), "the strategy `stable` has no sessions");
}

#[test]
fn an_event_reads_and_writes_as_json() {
    let event = mentee(2, vec![offer(11, 5)]);
    let text = serde_json::to_string(&event).unwrap();
    assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
    assert!(
        text.starts_with(r#"{"join":{"mentee":{"id":"00000000-0000-0000-0000-000000000002","capacity":1,"pairs":[{"#)
    );
}
