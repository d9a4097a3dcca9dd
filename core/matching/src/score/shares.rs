//! Shares a number of points out so that they sum exactly.

/// Shares `points` out in proportion to `weights` by largest remainders (Hamilton 1792); ties go to the earlier one.
/// Weights that are all 0 count alike.
pub(crate) fn share_out(points: u32, weights: &[u32]) -> Vec<u32> {
    let total: u64 = weights.iter().map(|&weight| u64::from(weight)).sum();
    if total == 0 {
        return if weights.is_empty() { vec![] } else { share_out(points, &vec![1; weights.len()]) };
    }
    // Points are at most 10,000 and a weight is below 2^32, so the products stay far below 2^64.
    let numerators: Vec<u64> = weights.iter().map(|&weight| u64::from(weight) * u64::from(points)).collect();
    round_to_sum(&numerators, total, u64::from(points)).into_iter().map(|share| share as u32).collect()
}

/// `numerators / denominator` rounded so that they sum to `sum`, which must lie between the sum of the rounded-down
/// shares and that of the rounded-up ones.
pub(crate) fn round_to_sum(numerators: &[u64], denominator: u64, sum: u64) -> Vec<u64> {
    let mut shares: Vec<u64> = numerators.iter().map(|numerator| numerator / denominator).collect();
    let missing = sum.saturating_sub(shares.iter().sum());
    let mut order: Vec<(u64, usize)> = numerators.iter().map(|numerator| numerator % denominator).zip(0..).collect();
    order.sort_by_key(|&(remainder, at)| (std::cmp::Reverse(remainder), at));
    for (_, at) in order.into_iter().take(missing as usize) {
        if let Some(share) = shares.get_mut(at) {
            *share += 1;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_the_remainders_to_the_largest_and_then_to_the_first() {
        assert_eq!(share_out(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(share_out(10, &[1, 5]), [2, 8]);
        assert_eq!(share_out(3, &[0, 0]), [2, 1]);
        assert_eq!(share_out(3, &[]), [0; 0]);
        assert_eq!(share_out(10_000, &[u32::MAX; 3]), [3_334, 3_333, 3_333]);
    }
}
