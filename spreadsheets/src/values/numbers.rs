//! Numbers as Spanish and English readers write them.

/// Why a text is no number.
#[derive(Debug, PartialEq)]
pub(crate) enum NumberFault {
    /// There is something else in it.
    NotANumber,
    /// `1.000`: one, or a thousand.
    Ambiguous(f64, f64),
}

/// Reads a number with a decimal comma or point. Thousands may be separated where that is plain: by the other of the two, by a repeated
/// one, by spaces or apostrophes.
pub(crate) fn number(text: &str) -> Result<f64, NumberFault> {
    let (sign, digits) = match text.trim().strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.trim().trim_start_matches('+')),
    };
    if digits.is_empty() || digits.len() > 40 || !digits.chars().all(|c| c.is_ascii_digit() || SEPARATORS.contains(&c))
    {
        return Err(NumberFault::NotANumber);
    }
    if !digits.contains(|c: char| c.is_ascii_digit()) {
        return Err(NumberFault::NotANumber);
    }
    let points = digits.matches('.').count();
    let commas = digits.matches(',').count();
    let decimal = match (points, commas) {
        (0, 0) => None,
        (1, 0) => Some('.'),
        (0, 1) => Some(','),
        (_, 0) | (0, _) => None,
        _ => digits.chars().rev().find(|c| matches!(c, '.' | ',')),
    };
    let (whole, fraction) = decimal.and_then(|mark| digits.rsplit_once(mark)).unwrap_or((digits, ""));
    let grouped = whole.contains(SEPARATORS);
    if !fraction.chars().all(|c| c.is_ascii_digit())
        || (decimal.is_some() && fraction.is_empty() && grouped)
        || !well_grouped(whole)
    {
        return Err(NumberFault::NotANumber);
    }
    let plain: String = whole.chars().filter(char::is_ascii_digit).collect();
    let parse = |text: String| text.parse::<f64>().map(|value| sign * value).map_err(|_| NumberFault::NotANumber);
    let small = parse(format!("{}.{fraction}0", if plain.is_empty() { "0" } else { &plain }))?;
    let thousands = decimal.is_some()
        && !grouped
        && fraction.len() == 3
        && (1..=3).contains(&plain.len())
        && !plain.starts_with('0');
    if thousands {
        return Err(NumberFault::Ambiguous(small, parse(format!("{plain}{fraction}"))?));
    }
    Ok(small)
}

const SEPARATORS: &[char] = &['.', ',', ' ', '\u{a0}', '\u{202f}', '\'', '’'];

/// One separator throughout, three digits behind each.
fn well_grouped(whole: &str) -> bool {
    let Some(mark) = whole.chars().find(|c| SEPARATORS.contains(c)) else {
        return true;
    };
    let mut groups = whole.split(mark);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && first.chars().all(|c| c.is_ascii_digit())
        && groups.all(|group| group.len() == 3 && group.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_and_points() {
        for (text, value) in [
            ("3", 3.0),
            ("1,5", 1.5),
            ("1.5", 1.5),
            ("-2", -2.0),
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1.234.567", 1_234_567.0),
            ("1 000", 1000.0),
            ("0,125", 0.125),
            (",5", 0.5),
            ("90,", 90.0),
            ("1'000,25", 1000.25),
            ("1,5000", 1.5),
        ] {
            assert_eq!(number(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_may_be_two_numbers_is_neither() {
        assert_eq!(number("1.000"), Err(NumberFault::Ambiguous(1.0, 1000.0)));
        assert_eq!(number("12,500"), Err(NumberFault::Ambiguous(12.5, 12500.0)));
        for text in ["", "uno", "1e5", "1.2.3", "1,23,456", "--1", ".", "NaN", "inf"] {
            assert_eq!(number(text), Err(NumberFault::NotANumber), "{text}");
        }
    }
}
