//! Times of day.

use chrono::NaiveTime;

/// Reads `9:30`, `09:30:00`, `9.30`, `9h30`, `9 h`, `3:30 p. m.`, `15`.
pub(crate) fn time_of_day(text: &str) -> Option<NaiveTime> {
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let (clock, half) = half_of_day(&tight);
    let clock = clock.trim_end_matches("hrs").trim_end_matches("hs").trim_end_matches("min").trim_end_matches('h');
    let mut parts = clock.split([':', '.', 'h']);
    let hour = two_digits(parts.next()?)?;
    let minute = parts.next().map_or(Some(0), two_digits)?;
    let second = parts.next().map_or(Some(0), two_digits)?;
    // 9.5 and 9:5 are not five past nine.
    let exact = clock.split([':', '.', 'h']).skip(1).all(|part| part.len() == 2);
    // Excel may show thousandths; nobody means them.
    if parts.next().is_some() || !exact {
        return None;
    }
    let hour = match (half, hour) {
        (None, hour) => hour,
        (Some(_), 0 | 13..) => return None,
        (Some(false), 12) => 0,
        (Some(true), 12) => 12,
        (Some(afternoon), hour) => hour + if afternoon { 12 } else { 0 },
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// The time of day that a part of a day is, to the second; nothing outside a day.
pub(crate) fn time_of_fraction(fraction: f64) -> Option<NaiveTime> {
    let seconds = (0.0..1.0).contains(&fraction).then(|| (fraction * 86_400.0).round())?;
    NaiveTime::from_num_seconds_from_midnight_opt((seconds as u32).min(86_399), 0)
}

/// What stands before `a. m.` or `p. m.`, and whether it is the afternoon.
fn half_of_day(tight: &str) -> (&str, Option<bool>) {
    for (ends, afternoon) in [(["am", "a.m.", "a.m"], false), (["pm", "p.m.", "p.m"], true)] {
        if let Some(clock) = ends.iter().find_map(|end| tight.strip_suffix(end)) {
            return (clock, Some(afternoon));
        }
    }
    (tight, None)
}

fn two_digits(text: &str) -> Option<u32> {
    ((1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_of_both_languages() {
        for (text, hour, minute) in [
            ("9:30", 9, 30),
            ("09:30:00", 9, 30),
            ("9.30", 9, 30),
            ("9h30", 9, 30),
            ("9 h", 9, 0),
            ("15:30 hrs", 15, 30),
            ("3:30 p. m.", 15, 30),
            ("12 am", 0, 0),
            ("12:15 PM", 12, 15),
            ("15", 15, 0),
            ("0:05", 0, 5),
        ] {
            assert_eq!(time_of_day(text), NaiveTime::from_hms_opt(hour, minute, 0), "{text}");
        }
        for text in ["", "25:00", "9:5", "9:60", "13 pm", "tarde", "9:30:00:00", "-9"] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_part_of_a_day() {
        assert_eq!(time_of_fraction(0.6875), NaiveTime::from_hms_opt(16, 30, 0));
        assert_eq!(time_of_fraction(1.0), None);
        assert_eq!(time_of_fraction(f64::NAN), None);
    }
}
