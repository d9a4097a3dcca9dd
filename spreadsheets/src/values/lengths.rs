//! Lengths of time.

use super::{NumberFault, number};

/// Reads a length of time in minutes. A bare number counts `unit` minutes: 60 in a column of hours, 1 in one of minutes. `1:30`,
/// `1h30`, `1 h 30 min`, `2 horas` and `45 min` say their unit.
pub(crate) fn length_in_minutes(text: &str, unit: f64) -> Result<f64, NumberFault> {
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    if let Some((hours, minutes)) = tight.split_once(':') {
        let minutes = minutes.strip_suffix(":00").unwrap_or(minutes).trim_end_matches('h');
        return whole(hours, minutes);
    }
    for word in ["horas", "hora", "hours", "hour", "hrs", "hr", "hs", "h"] {
        let Some((hours, rest)) = tight.split_once(word) else { continue };
        let rest = rest.trim_start_matches(['y', '.']);
        let rest = without_minutes(rest).unwrap_or(rest);
        return if rest.is_empty() { Ok(number(hours)? * 60.0) } else { whole(hours, rest) };
    }
    match without_minutes(&tight) {
        Some(minutes) => number(minutes),
        None => Ok(number(text)? * unit),
    }
}

fn without_minutes(text: &str) -> Option<&str> {
    ["minutos", "minuto", "minutes", "minute", "mins", "min", "m", "'", "′"]
        .iter()
        .find_map(|word| text.trim_end_matches('.').strip_suffix(word))
}

fn whole(hours: &str, minutes: &str) -> Result<f64, NumberFault> {
    let read = |text: &str| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u32>().ok()).flatten().ok_or(NumberFault::NotANumber)
    };
    match (read(hours)?, read(minutes)?) {
        (hours, minutes @ 0..60) => Ok(f64::from(hours * 60 + minutes)),
        _ => Err(NumberFault::NotANumber),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_minutes() {
        for (text, unit, minutes) in [
            ("1,5", 60.0, 90.0),
            ("1.5", 60.0, 90.0),
            ("90", 1.0, 90.0),
            ("1:30", 60.0, 90.0),
            ("1:30", 1.0, 90.0),
            ("01:30:00", 1.0, 90.0),
            ("1h30", 1.0, 90.0),
            ("1 h 30 min", 1.0, 90.0),
            ("2 horas", 1.0, 120.0),
            ("1 hora y 15 minutos", 1.0, 75.0),
            ("45 min", 60.0, 45.0),
            ("1,5 h", 1.0, 90.0),
            ("90'", 1.0, 90.0),
        ] {
            assert_eq!(length_in_minutes(text, unit), Ok(minutes), "{text}");
        }
        for text in ["", "un rato", "1:75", "h", "1:30:15"] {
            assert_eq!(length_in_minutes(text, 1.0), Err(NumberFault::NotANumber), "{text}");
        }
    }
}
