//! Laws of weeks, against a week of 10,080 minutes marked one by one.

use proptest::prelude::*;

use super::*;

const MINUTES: usize = 7 * 24 * 60;

fn zone() -> impl Strategy<Value = UtcOffset> {
    // Caracas once, Newfoundland, India, Nepal, Chatham, Kiribati; and minutes that no zone uses any more.
    let known = prop::sample::select(vec![-270, -210, 0, 330, 345, 765, 840]);
    prop_oneof![known, -1080..=1080].prop_map(|minutes| UtcOffset::new(minutes).unwrap())
}

fn line() -> impl Strategy<Value = Hours> {
    let quarter = |last: u16| (0..last / 15).prop_map(|quarter| quarter * 15);
    let from = prop_oneof![quarter(1440), 0_u16..1440];
    let to = prop_oneof![quarter(1440), 1_u16..=1440];
    (prop::sample::select(Weekday::ALL.to_vec()), from, to)
        .prop_filter_map("empty", |(weekday, from, to)| Hours::new(weekday, from, to).ok())
}

fn week() -> impl Strategy<Value = Week> {
    let word = prop_oneof![Just(0), Just(u64::MAX), any::<u64>(), any::<u64>().prop_map(|word| word & word << 1)];
    prop::array::uniform11(word).prop_map(|words| Week::from_words(words).unwrap_or(Week(words) & Week::FULL))
}

/// The minutes of UTC in which a line is free, one by one.
fn minutes(hours: &[Hours], offset: UtcOffset) -> Vec<bool> {
    let mut free = vec![false; MINUTES];
    for line in hours {
        for minute in 0..i32::from(line.minutes()) {
            let local = i32::from(line.weekday().number()) * 1440 + i32::from(line.from()) + minute;
            free[(local - offset.minutes()).rem_euclid(MINUTES as i32) as usize] = true;
        }
    }
    free
}

fn slots(week: &Week) -> Vec<bool> {
    (0..WEEK_SLOTS).map(|slot| week.contains(slot)).collect()
}

proptest! {
    #[test]
    fn a_slot_is_free_when_all_its_minutes_are(hours in prop::collection::vec(line(), 0..8), offset in zone()) {
        let free = minutes(&hours, offset);
        let expected: Vec<bool> = free.chunks(15).map(|slot| slot.iter().all(|&minute| minute)).collect();
        prop_assert_eq!(slots(&Week::from_hours(&hours, offset)), expected);
    }

    #[test]
    fn the_order_of_lines_does_not_matter(mut hours in prop::collection::vec(line(), 0..8), offset in zone()) {
        let week = Week::from_hours(&hours, offset);
        hours.reverse();
        prop_assert_eq!(week, Week::from_hours(&hours, offset));
    }

    #[test]
    fn runs_cover_exactly_and_lead_back(week in week(), offset in zone()) {
        let runs = week.runs(offset);
        let free = minutes(&runs, offset);
        let expected: Vec<bool> = slots(&week).into_iter().flat_map(|slot| [slot; 15]).collect();
        prop_assert_eq!(free, expected);
        let total: usize = runs.iter().map(|run| usize::from(run.minutes())).sum();
        prop_assert_eq!(total, usize::from(week.slots()) * 15, "no minute is told twice");
        prop_assert_eq!(Week::from_hours(&runs, offset), week);
        prop_assert!(runs.is_sorted());
    }

    #[test]
    fn runs_say_no_more_lines_than_needed(week in week(), offset in zone()) {
        let runs = week.runs(offset);
        for (at, run) in runs.iter().enumerate() {
            let next = &runs[(at + 1) % runs.len()];
            let end = (run.weekday().number() * 1440 + run.from() + run.minutes()) % 10_080;
            let touches = end == next.weekday().number() * 1440 + next.from();
            // Lines that touch were cut at midnight out of a stretch of a day or more.
            prop_assert!(!touches || (next.from() == 0 && week.longest_run() >= 96));
        }
    }

    #[test]
    fn shifting_there_and_back_changes_nothing(week in week(), slots in -2000_i32..2000) {
        prop_assert_eq!(week.shifted(slots).shifted(-slots), week);
        prop_assert_eq!(week.shifted(slots).longest_run(), week.longest_run());
    }

    #[test]
    fn shifting_is_living_in_another_zone(hours in prop::collection::vec(line(), 0..8), quarters in -72_i32..=72) {
        let there = UtcOffset::new(quarters * 15).unwrap();
        let here = Week::from_hours(&hours, UtcOffset::default());
        prop_assert_eq!(Week::from_hours(&hours, there), here.shifted(-quarters));
    }

    #[test]
    fn overlap_is_symmetric_and_counts(a in week(), b in week()) {
        let both = slots(&a).into_iter().zip(slots(&b)).filter(|&(a, b)| a && b).count();
        prop_assert_eq!(usize::from(a.overlap(&b)), both);
        prop_assert_eq!(a.overlap(&b), b.overlap(&a));
        prop_assert_eq!(a.overlap(&b), (a & b).slots());
        prop_assert_eq!(a.slots() + b.slots(), (a | b).slots() + (a & b).slots());
    }

    #[test]
    fn longest_run_is_that_of_a_walk_around_the_circle(a in week(), b in week()) {
        let mut run = 0_u16;
        let mut longest = 0;
        for slot in (0..WEEK_SLOTS).chain(0..WEEK_SLOTS) {
            run = if a.contains(slot) && b.contains(slot) { run + 1 } else { 0 };
            longest = longest.max(run.min(WEEK_SLOTS));
        }
        prop_assert_eq!(a.longest_common_run(&b), longest);
        prop_assert_eq!(b.longest_common_run(&a), longest);
    }

    #[test]
    fn one_week_has_one_text(week in week()) {
        let text = serde_json::to_string(&week).unwrap();
        prop_assert_eq!(serde_json::from_str::<Week>(&text).unwrap(), week);
        prop_assert_eq!(Week::from_ranges(week.ranges()), Ok(week));
    }

    #[test]
    fn any_ranges_are_read_or_refused(ranges in prop::collection::vec(any::<(u16, u16)>(), 0..4)) {
        if let Ok(week) = Week::from_ranges(ranges.clone()) {
            prop_assert_eq!(week.ranges(), ranges);
        }
    }

    #[test]
    fn hours_lead_back_from_json(line in line()) {
        let text = serde_json::to_string(&line).unwrap();
        prop_assert_eq!(serde_json::from_str::<Hours>(&text).unwrap(), line);
    }
}

fn runs(weekday: Weekday, from: u16, to: u16, there: i32, here: i32) -> Vec<String> {
    let week = Week::from_hours(&[Hours::new(weekday, from, to).unwrap()], UtcOffset::new(there).unwrap());
    week.runs(UtcOffset::new(here).unwrap()).iter().map(Hours::to_string).collect()
}

#[test]
fn zones_at_half_and_quarter_hours() {
    let (india, nepal, newfoundland, utc) = (330, 345, -210, 0);
    assert_eq!(runs(Weekday::Monday, 540, 600, india, utc), ["Monday 03:30–04:30"]);
    assert_eq!(runs(Weekday::Monday, 540, 600, nepal, utc), ["Monday 03:15–04:15"]);
    assert_eq!(runs(Weekday::Monday, 540, 600, newfoundland, utc), ["Monday 12:30–13:30"]);
    assert_eq!(runs(Weekday::Sunday, 1200, 1260, newfoundland, nepal), ["Monday 05:15–06:15"]);
}

#[test]
fn midnight_and_the_end_of_the_week_are_crossed() {
    assert_eq!(runs(Weekday::Sunday, 1380, 60, 0, 0), ["Sunday 23:00–01:00"]);
    assert_eq!(runs(Weekday::Monday, 0, 120, 60, 0), ["Sunday 23:00–01:00"]);
    assert_eq!(runs(Weekday::Sunday, 1320, 0, 0, 0), ["Sunday 22:00–24:00"]);
}

#[test]
fn long_stretches_are_told_day_by_day() {
    let lines = [
        Hours::new(Weekday::Friday, 1080, 1440),
        Hours::new(Weekday::Saturday, 0, 1440),
        Hours::new(Weekday::Sunday, 0, 600),
    ]
    .map(Result::unwrap);
    let week = Week::from_hours(&lines, UtcOffset::default());
    assert_eq!(week.runs(UtcOffset::default()), lines);
    assert_eq!(Week::FULL.runs(UtcOffset::new(345).unwrap()).len(), 7);
}

#[test]
fn lines_that_touch_within_a_slot_fill_it() {
    let lines = [Hours::new(Weekday::Monday, 0, 7), Hours::new(Weekday::Monday, 7, 15)].map(Result::unwrap);
    assert_eq!(Week::from_hours(&lines, UtcOffset::default()).slots(), 1);
    assert_eq!(Week::from_hours(&lines[..1], UtcOffset::default()).slots(), 0);
}

#[test]
fn bad_lines_are_refused() {
    let refused = |from, to| Hours::new(Weekday::Monday, from, to).unwrap_err();
    assert_eq!(refused(1440, 10), HoursError::Minute { minute: 1440 });
    assert_eq!(refused(0, 1441), HoursError::Minute { minute: 1441 });
    assert_eq!(refused(60, 60), HoursError::Empty { minute: 60 });
    assert_eq!(refused(0, 0), HoursError::Empty { minute: 0 });
    assert_eq!(UtcOffset::new(i32::MIN), Err(HoursError::Offset { minutes: i32::MIN }));
    for text in
        ["[[0,0]]", "[[5,4]]", "[[0,673]]", "[[0,4],[4,5]]", "[[9,10],[0,1]]", "[[-1,4]]", "[[0.5,4]]", "{}", "3"]
    {
        assert!(serde_json::from_str::<Week>(text).is_err(), "{text}");
    }
    assert!(serde_json::from_str::<Hours>(r#"{"weekday":"monday","from":0,"to":9999}"#).is_err());
}
