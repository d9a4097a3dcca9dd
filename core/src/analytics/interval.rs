//! Intervals at 95 %, from additions, multiplications, divisions and square roots alone: the same on every platform.

/// The 97.5 % quantile of the normal distribution.
pub(super) const Z: f64 = 1.959_963_984_540_054;

/// Whole basis points of a proportion, 0 to 10,000.
#[expect(clippy::cast_possible_truncation, reason = "between 0 and 10,000")]
pub(super) fn basis_points(proportion: f64) -> i64 {
    (proportion.clamp(0.0, 1.0) * 10_000.0).round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "counts of people and sessions are far below 2^53")]
pub(super) const fn real(count: i64) -> f64 {
    count as f64
}

/// Wilson's score interval of `hits` out of `n`, in basis points; nothing when `n` is 0.
///
/// Source: E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, JASA 22 (1927):
/// `(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)`.
#[must_use]
pub fn wilson(hits: i64, n: i64) -> Option<(i64, i64)> {
    if n <= 0 {
        return None;
    }
    let (n, p) = (real(n), real(hits) / real(n));
    let centre = p + Z * Z / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    Some((basis_points((centre - half) / scale), basis_points((centre + half) / scale)))
}

/// The interval of a ratio of sums over clusters, each `(hits, of)`, in basis points: linearised variance of a ratio estimator,
/// `m/(m−1) · Σ(hᵢ − p·sᵢ)² / (Σsᵢ)²`. Sessions of one pair go well or badly together, so pairs are what was sampled. Nothing for
/// fewer than two clusters.
///
/// Source: W. G. Cochran, *Sampling Techniques*, 3rd ed. (1977), section 6.
#[must_use]
pub fn clustered(clusters: &[(i64, i64)]) -> Option<(i64, i64)> {
    let total: i64 = clusters.iter().map(|(_, of)| of).sum();
    let used = clusters.iter().filter(|(_, of)| *of > 0).count();
    if used < 2 || total == 0 {
        return None;
    }
    let p = real(clusters.iter().map(|(hits, _)| hits).sum()) / real(total);
    let squares: f64 = clusters.iter().map(|(hits, of)| (real(*hits) - p * real(*of)).powi(2)).sum();
    let m = real(i64::try_from(used).ok()?);
    let half = Z * (m / (m - 1.0) * squares).sqrt() / real(total);
    Some((basis_points(p - half), basis_points(p + half)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_gives_the_published_values() {
        // R: prop.test(15, 20, correct = FALSE)$conf.int is 0.5313, 0.8881; prop.test(0, 10) is 0, 0.2775.
        assert_eq!(wilson(15, 20), Some((5_313, 8_881)));
        assert_eq!(wilson(0, 10), Some((0, 2_775)));
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn clusters_that_agree_leave_no_doubt_and_one_cluster_says_nothing() {
        assert_eq!(clustered(&[(1, 2), (2, 4)]), Some((5_000, 5_000)));
        assert_eq!(clustered(&[(1, 2), (0, 0)]), None);
        let (low, high) = clustered(&[(4, 4), (0, 4)]).unwrap();
        assert_eq!((low, high), (0, 10_000));
    }
}
