//! How far the clock of a spreadsheet or a form is from UTC.

/// Minutes ahead of UTC.
pub(crate) fn offset(text: &str) -> Result<i64, String> {
    let wrong = || "-05:00, +00:00, +05:30, …".to_owned();
    let (sign, rest) = match (text.strip_prefix('+'), text.strip_prefix(['-', '−'])) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return Err(wrong()),
    };
    let (hours, minutes) = rest.split_once(':').ok_or_else(wrong)?;
    let number = |text: &str, most: i64| {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<i64>().ok()).flatten().filter(|number| *number <= most).ok_or_else(wrong)
    };
    Ok(sign * (number(hours, 14)? * 60 + number(minutes, 59)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_has_a_sign_hours_and_minutes() {
        assert_eq!((offset("-05:00"), offset("+05:30"), offset("−03:30")), (Ok(-300), Ok(330), Ok(-210)));
        for odd in ["", "5", "-5:00", "+15:00", "+05:60", "05:00", "+05:0x"] {
            assert!(offset(odd).is_err(), "{odd}");
        }
    }
}
