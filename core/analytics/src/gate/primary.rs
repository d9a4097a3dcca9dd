//! What must be hidden for its own sake.

use crate::answer::{Row, Suppression, Unit};

/// Why a row is hidden, whatever else is published.
pub(super) fn reason(row: &Row, unit: Unit, k: u64, dominance: u64) -> Option<Suppression> {
    if small(row, unit, k) {
        return Some(Suppression::SmallCell);
    }
    // Without its largest contributor an amount of people cannot be judged, so it stays in.
    let unjudged =
        if unit == Unit::MinorUnits && row.behind.people.is_some_and(|people| people > 0) { 10_000 } else { 0 };
    let amount = row.value.is_some_and(|value| value != 0.0);
    let dominated = amount && row.behind.largest_bp.unwrap_or(unjudged) >= dominance.saturating_mul(100);
    dominated.then_some(Suppression::Dominance)
}

/// Whether 1 to k − 1 stand behind a figure or behind the rest of what it is a share of. Nobody at all tells of nobody.
fn small(row: &Row, unit: Unit, k: u64) -> bool {
    let few = |count: Option<u64>| count.is_some_and(|count| (1..k).contains(&count));
    let whole = |count: Option<i64>| count.and_then(|count| u64::try_from(count).ok());
    let share = parts_of_share(row, unit);
    few(row.behind.people)
        || few(row.behind.rest)
        || few(whole(row.n))
        || few(whole(share.map(|(part, _)| part)))
        || few(whole(share.map(|(part, of)| of - part)))
        || (matches!(unit, Unit::People | Unit::Projects) && few(whole(whole_number(row.value))))
}

/// What was counted, out of how many, where a figure is the share of a part; also where only the share and `n` are told.
pub(super) fn parts_of_share(row: &Row, unit: Unit) -> Option<(i64, i64)> {
    if unit != Unit::Share {
        return None;
    }
    let of = row.denominator.or(row.n)?;
    let part = match row.numerator {
        Some(part) => part,
        #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 no share of people leads back to a count")]
        None => whole_number(Some(row.value? * of as f64))?,
    };
    (0 <= part && part <= of).then_some((part, of))
}

/// A figure as a whole number, where it is one up to what dividing and multiplying again costs.
#[expect(clippy::cast_possible_truncation, reason = "checked to lie within the whole numbers that a float holds")]
pub(super) fn whole_number(value: Option<f64>) -> Option<i64> {
    let value = value?;
    let round = libm::round(value);
    ((value - round).abs() < 1e-6 && round.abs() <= 9_007_199_254_740_991.0).then_some(round as i64)
}
