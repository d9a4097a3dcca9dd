//! Numbers as people read them. Digits come from the exact decimal expansion, so they are the same on every platform.

use super::words::{self, Locale};
use crate::answer::Unit;

/// From here on a number is written with a power of ten.
const SCIENTIFIC: f64 = 1e15;

/// A number with so many decimals, thousands apart, and the minus of typographers; never `−0`.
pub(super) fn decimal(value: f64, decimals: usize, locale: Locale) -> String {
    if value.abs() >= SCIENTIFIC {
        return scientific(value, locale);
    }
    let digits = format!("{:.*}", decimals, value.abs());
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut text = String::new();
    if value < 0.0 && digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        text.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push_str(locale.pick(".", ","));
        }
        text.push(digit);
    }
    if !part.is_empty() {
        text.push_str(locale.pick(",", "."));
        text.push_str(part);
    }
    text
}

fn scientific(value: f64, locale: Locale) -> String {
    let written = format!("{value:.1e}");
    let (mantissa, power) = written.split_once('e').unwrap_or((&written, "0"));
    let raised: String =
        power.chars().filter_map(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit.to_digit(10)? as usize)).collect();
    format!("{}×10{raised}", mantissa.replace('-', "−").replace('.', locale.pick(",", ".")))
}

/// A whole number, thousands apart.
pub(super) fn whole(value: i64, locale: Locale) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = if value < 0 { "−".to_owned() } else { String::new() };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(locale.pick(".", ","));
        }
        text.push(digit);
    }
    text
}

/// How figures of one measure are written: the unit, and for money the currency.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Style {
    pub(super) unit: Unit,
    pub(super) currency: Option<String>,
    pub(super) locale: Locale,
}

impl Style {
    /// What a value is multiplied by before people read it: shares are read in per cent, money in whole units of the currency.
    pub(super) fn factor(&self) -> f64 {
        match self.unit {
            Unit::Share => 100.0,
            Unit::MinorUnits => match self.minor_digits() {
                0 => 1.0,
                3 => 0.001,
                _ => 0.01,
            },
            _ => 1.0,
        }
    }

    /// How many decimals the currency has; ISO 4217 (2015) with the currencies that have other than two.
    fn minor_digits(&self) -> usize {
        match self.currency.as_deref() {
            Some(
                "CLP" | "JPY" | "KRW" | "PYG" | "VND" | "ISK" | "UGX" | "RWF" | "XAF" | "XOF" | "XPF" | "KMF" | "GNF"
                | "DJF" | "BIF" | "VUV",
            ) => 0,
            Some("BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND") => 3,
            _ => 2,
        }
    }

    fn decimals(&self, scaled: f64) -> usize {
        let even = scaled == scaled.round();
        match self.unit {
            Unit::Share => 1,
            Unit::MinorUnits => {
                if scaled.abs() >= 1e4 {
                    0
                } else {
                    self.minor_digits()
                }
            }
            Unit::Number => {
                if scaled.abs() >= 1e3 {
                    0
                } else {
                    2
                }
            }
            _ if even || scaled.abs() >= 1e5 => 0,
            _ => 1,
        }
    }

    /// The digits alone, in what people read the unit in: `41,2` for a share of 0.412.
    pub(super) fn bare(&self, value: f64) -> String {
        let scaled = value * self.factor();
        decimal(scaled, self.decimals(scaled), self.locale)
    }

    /// Digits with a sign or a word: `41,2 %`, `COP 1.234,50`, `128 personas`.
    pub(super) fn long(&self, value: f64) -> String {
        let bare = self.bare(value);
        match words::counted(self.unit, bare == "1", self.locale) {
            Some(word) => format!("{bare}\u{a0}{word}"),
            None => self.short(value),
        }
    }

    /// Digits with a sign but without a word: `41,2 %`, `COP 1.234,50`, `128`.
    pub(super) fn short(&self, value: f64) -> String {
        let bare = self.bare(value);
        match (self.unit, &self.currency) {
            (Unit::Share, _) => self.percent(&bare),
            (Unit::MinorUnits, Some(currency)) => format!("{currency}\u{a0}{bare}"),
            _ => bare,
        }
    }

    /// The same with a sign in front where it is above zero, for differences.
    pub(super) fn signed(&self, value: f64) -> String {
        let text = self.short(value);
        match (value > 0.0, self.unit, &self.currency) {
            (true, Unit::MinorUnits, Some(_)) => text.replacen('\u{a0}', "\u{a0}+", 1),
            (true, ..) => format!("+{text}"),
            (false, ..) => text,
        }
    }

    fn percent(&self, bare: &str) -> String {
        format!("{bare}{}", self.locale.pick("\u{a0}%", "%"))
    }

    /// Two ends in brackets, `[1,2–7,0]`; nothing when there is neither. With a minus in it a word stands between them.
    pub(super) fn interval(&self, lo: Option<f64>, hi: Option<f64>) -> Option<String> {
        let ends = (lo.filter(|end| end.is_finite()), hi.filter(|end| end.is_finite()));
        Some(match ends {
            (Some(lo), Some(hi)) if lo < 0.0 || hi < 0.0 => {
                format!("[{} {} {}]", self.bare(lo), self.locale.pick("a", "to"), self.bare(hi))
            }
            (Some(lo), Some(hi)) => format!("[{}–{}]", self.bare(lo), self.bare(hi)),
            (Some(lo), None) => format!("[≥\u{a0}{}]", self.bare(lo)),
            (None, Some(hi)) => format!("[≤\u{a0}{}]", self.bare(hi)),
            (None, None) => return None,
        })
    }

    /// A mark of an axis that reaches so far: short, with as many decimals as its step needs. All are in what people read.
    pub(super) fn tick(&self, scaled: f64, step: f64, largest: f64) -> String {
        let (divisor, mark) = match self.locale {
            _ if !(1e4..SCIENTIFIC).contains(&largest) => (1.0, ""),
            Locale::Es if largest < 1e6 => (1e3, "\u{a0}mil"),
            Locale::Es => (1e6, "\u{a0}M"),
            Locale::En if largest < 1e6 => (1e3, "K"),
            Locale::En if largest < 1e9 => (1e6, "M"),
            Locale::En => (1e9, "B"),
        };
        let (mut decimals, mut unit) = (0, step / divisor);
        while decimals < 6 && (unit - unit.round()).abs() > 1e-6 {
            unit *= 10.0;
            decimals += 1;
        }
        let text = match (scaled == 0.0, largest >= SCIENTIFIC) {
            (true, _) => return if self.unit == Unit::Share { self.percent("0") } else { "0".to_owned() },
            (false, true) => scientific(scaled, self.locale),
            (false, false) => decimal(scaled / divisor, decimals, self.locale),
        };
        match self.unit {
            Unit::Share => self.percent(&format!("{text}{mark}")),
            _ => format!("{text}{mark}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(unit: Unit, locale: Locale) -> Style {
        Style { unit, currency: Some("COP".into()), locale }
    }

    #[test]
    fn numbers_are_written_as_each_language_does() {
        assert_eq!(decimal(-1_234_567.25, 1, Locale::Es), "−1.234.567,2");
        assert_eq!(decimal(1_234.5, 1, Locale::En), "1,234.5");
        assert_eq!(decimal(-0.04, 1, Locale::Es), "0,0");
        assert_eq!(decimal(1.25e18, 1, Locale::Es), "1,2×10¹⁸");
        assert_eq!(whole(i64::MIN, Locale::En), "−9,223,372,036,854,775,808");
    }

    #[test]
    fn units_show_as_signs_or_words() {
        assert_eq!(style(Unit::Share, Locale::Es).long(0.412), "41,2\u{a0}%");
        assert_eq!(style(Unit::Share, Locale::En).long(0.412), "41.2%");
        assert_eq!(style(Unit::People, Locale::Es).long(1.0), "1\u{a0}persona");
        assert_eq!(style(Unit::Days, Locale::En).long(3.5), "3.5\u{a0}days");
        assert_eq!(style(Unit::MinorUnits, Locale::Es).long(123_450.0), "COP\u{a0}1.234,50");
        assert_eq!(style(Unit::Share, Locale::Es).signed(0.041), "+4,1\u{a0}%");
    }

    #[test]
    fn intervals_never_put_a_dash_beside_a_minus() {
        let share = style(Unit::Share, Locale::Es);
        assert_eq!(share.interval(Some(0.012), Some(0.07)).as_deref(), Some("[1,2–7,0]"));
        assert_eq!(share.interval(Some(-0.012), Some(0.07)).as_deref(), Some("[−1,2 a 7,0]"));
        assert_eq!(share.interval(None, Some(0.07)).as_deref(), Some("[≤\u{a0}7,0]"));
        assert_eq!(share.interval(None, Some(f64::NAN)), None);
    }

    #[test]
    fn marks_of_an_axis_stay_short() {
        assert_eq!(style(Unit::People, Locale::Es).tick(1_500_000.0, 500_000.0, 2e6), "1,5\u{a0}M");
        assert_eq!(style(Unit::People, Locale::En).tick(20_000.0, 10_000.0, 2e4), "20K");
        assert_eq!(style(Unit::Share, Locale::Es).tick(20.0, 20.0, 100.0), "20\u{a0}%");
        assert_eq!(style(Unit::People, Locale::En).tick(5e14, 5e14, 3e15), "5.0×10¹⁴");
        assert_eq!(style(Unit::Number, Locale::En).tick(0.2, 0.1, 1.0), "0.2");
    }
}
