//! Funnels against all chains that there are, tried one by one.

use proptest::prelude::*;
use proptest::sample::select;
use semillero_analytics::{Book, Day, Event, Exclusion, Fact, Funnel, FunnelMode, Hold, Period, Walk};
use std::cmp::Reverse;
use std::collections::BTreeMap;

const KINDS: [&str; 4] = ["a", "b", "c", "x"];
const MODES: [FunnelMode; 4] = [FunnelMode::ReEntry, FunnelMode::FirstEntry, FunnelMode::Strict, FunnelMode::AnyOrder];
const DAY: i64 = 86_400_000_000;

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = (0..12_u64, 0..12_i64, select(&KINDS[..]), 0..2_u32, prop::option::of(0..2_u32));
    let event = event.prop_map(|(seq, half_days, kind, actor, subject)| {
        let at = half_days * DAY / 2;
        Event { seq, at, day: Day::of_micros(at), kind: kind.into(), actor, subject, value: None, unit: String::new() }
    });
    prop::collection::vec(event, 0..9)
}

fn funnel() -> impl Strategy<Value = Funnel> {
    let steps = prop::collection::vec(select(&KINDS[..3]), 1..4);
    let exclusions = prop::collection::vec((select(&KINDS[..]), 1..4_usize, 1..4_usize), 0..2);
    let parts = (steps, 0..9_i64, select(&MODES[..]), select(&[Hold::Nothing, Hold::Subject][..]), exclusions);
    parts.prop_map(|(steps, half_days, mode, hold, exclusions)| {
        let exclusions =
            exclusions.into_iter().map(|(kind, after, before)| Exclusion { kind: kind.into(), after, before });
        let exclusions = exclusions.filter(|each| each.after < each.before && each.before <= steps.len()).collect();
        let steps = steps.into_iter().map(str::to_owned).collect();
        Funnel { steps, within: half_days * DAY / 2, mode, hold, exclusions }
    })
}

fn moment(event: &Event) -> (i64, u64) {
    (event.at, event.seq)
}

/// All chains of events from some start, each a list of the steps taken in order.
fn chains<'a>(funnel: &Funnel, events: &[&'a Event]) -> Vec<Vec<&'a Event>> {
    let steps = funnel.steps.len();
    let mut all: Vec<Vec<&Event>> = vec![vec![]];
    let mut done = Vec::new();
    while let Some(chain) = all.pop() {
        let free: Vec<usize> = match funnel.mode {
            FunnelMode::AnyOrder => {
                // Which steps are left when the events of the chain take the first that fits them.
                let mut free: Vec<usize> = (0..steps).collect();
                for event in &chain {
                    let at = free.iter().position(|step| funnel.steps[*step] == event.kind).unwrap();
                    free.remove(at);
                }
                free
            }
            _ => (chain.len()..steps).take(1).collect(),
        };
        for event in events {
            let fits = free.iter().any(|step| funnel.steps[*step] == event.kind);
            let held = funnel.hold == Hold::Nothing
                || (event.subject.is_some() && chain.first().is_none_or(|f| f.subject == event.subject));
            let in_time = chain.first().is_none_or(|first| event.at - first.at <= funnel.within);
            let follows = chain.last().is_none_or(|last| match funnel.mode {
                FunnelMode::AnyOrder => {
                    let again = |other: &&&Event| other.kind == event.kind && moment(other) == moment(event);
                    moment(last) <= moment(event) && chain.iter().filter(again).count() == 0
                }
                FunnelMode::Strict => {
                    let about = |other: &&&Event| funnel.hold == Hold::Nothing || other.subject == event.subject;
                    let between = |other: &&Event| moment(last) < moment(other) && moment(other) < moment(event);
                    moment(last) < moment(event) && !events.iter().filter(about).any(between)
                }
                _ => moment(last) < moment(event),
            });
            if fits && held && in_time && follows {
                let mut longer = chain.clone();
                longer.push(event);
                all.push(longer);
            }
        }
        done.push(chain);
    }
    done.retain(|chain| !chain.is_empty());
    done
}

fn brute(funnel: &Funnel, events: &[Event], starts: Period, as_of: Day) -> Vec<Walk> {
    let mut people: BTreeMap<u32, Vec<&Event>> = BTreeMap::new();
    for event in events.iter().filter(|event| event.day <= as_of) {
        people.entry(event.actor).or_default().push(event);
    }
    let walks = people.into_iter().filter_map(|(who, events)| {
        let chains = chains(funnel, &events);
        let length = i32::try_from((funnel.within + DAY - 1) / DAY).unwrap();
        let settled = |event: &Event| event.day.plus(length) <= as_of;
        let chain = |wanted: bool| {
            let opens = |chain: &&Vec<&Event>| starts.has(chain[0].day) && settled(chain[0]) == wanted;
            let mut some: Vec<&Vec<&Event>> = chains.iter().filter(opens).collect();
            if funnel.mode == FunnelMode::FirstEntry {
                let held = |event: &Event| if funnel.hold == Hold::Subject { event.subject } else { None };
                let first = some.iter().map(|chain| (moment(chain[0]), held(chain[0]))).min()?;
                some.retain(|chain| (moment(chain[0]), held(chain[0])) == first);
            }
            let held = |chain: &[&Event]| if funnel.hold == Hold::Subject { chain[0].subject } else { None };
            // The longest, then the first to get there, then the last to start, then the steps as early as may be.
            some.into_iter().min_by_key(|chain| {
                let ends = moment(chain[chain.len() - 1]);
                let times: Vec<(i64, u64)> = chain.iter().map(|event| moment(event)).collect();
                (Reverse(chain.len()), ends, Reverse(moment(chain[0])), held(chain), times)
            })
        };
        let (settled, chain) = chain(true).map(|chain| (true, chain)).or_else(|| Some((false, chain(false)?)))?;
        let excluded = funnel.exclusions.iter().any(|each| {
            let (Some(after), before) = (chain.get(each.after - 1), chain.get(each.before - 1)) else { return false };
            events.iter().filter(|event| event.kind == each.kind && moment(event) > moment(after)).any(|event| {
                match before {
                    Some(before) => moment(event) < moment(before),
                    None => event.at - chain[0].at <= funnel.within,
                }
            })
        });
        let held = if funnel.hold == Hold::Subject { chain[0].subject } else { None };
        let times = chain.iter().map(|event| event.at).collect();
        Some(Walk { who, began: chain[0].day, times, held, settled, excluded })
    });
    walks.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]
    #[test]
    fn a_funnel_finds_the_chain_that_trying_all_finds(
        events in events(),
        funnel in funnel(),
        from in 0..3_i32,
        days in 1..6_i32,
        as_of in 1..9_i32,
    ) {
        let starts = Period { from: Day(from), to: Day(from + days) };
        let facts: Vec<Fact> = events.iter().cloned().map(Fact::Event).collect();
        // A book knows nothing before the period, and looks at nothing after the day.
        let seen: Vec<Event> = events.into_iter().filter(|event| event.day >= starts.from).collect();
        let walks = Book::of(&facts).funnel(&funnel, starts, Day(as_of)).unwrap();
        prop_assert_eq!(walks, brute(&funnel, &seen, starts, Day(as_of)));
    }
}

#[test]
fn a_funnel_that_cannot_be_walked_says_why() {
    let exclusion = Exclusion { kind: "x".into(), after: 2, before: 2 };
    let funnel = Funnel { exclusions: vec![exclusion], ..Funnel::new(["a", "b"], DAY) };
    let error = Book::default().funnel(&funnel, Period { from: Day(0), to: Day(1) }, Day(1)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "exclusions/0: after step 2 and before step 2 is nothing; steps count from 1, here to 2"
    );
    assert!(Funnel::new(["a"; 33], 0).check().is_err());
    assert!(Funnel::new(["a"], -1).check().is_err());
}
