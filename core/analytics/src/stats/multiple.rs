//! Many tests at once.

/// Benjamini and Hochberg's q values: the least rate of false discoveries at which each p value still counts as one. What is no p value stays
/// nothing and does not count as a test.
///
/// Source: Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995).
///
/// ```
/// # use semillero_analytics::stats::benjamini_hochberg;
/// let q = benjamini_hochberg(&[Some(0.01), None, Some(0.04), Some(0.02)]);
/// assert_eq!(q, [Some(0.03), None, Some(0.04), Some(0.03)]);
/// ```
#[must_use]
pub fn benjamini_hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let sound = |p: &Option<f64>| p.filter(|p| (0.0..=1.0).contains(p));
    let mut order: Vec<(f64, usize)> =
        p.iter().enumerate().filter_map(|(index, p)| sound(p).map(|p| (p, index))).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let tests = super::estimate::natural(u64::try_from(order.len()).unwrap_or(u64::MAX));
    let (mut q, mut least, mut rank) = (vec![None; p.len()], 1.0_f64, tests);
    for (value, index) in order.into_iter().rev() {
        // In this order it is never below the p value.
        least = least.min(value * (tests / rank));
        rank -= 1.0;
        if let Some(place) = q.get_mut(index) {
            *place = Some(least);
        }
    }
    q
}
