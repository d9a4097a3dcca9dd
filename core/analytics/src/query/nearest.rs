//! The valid name that somebody probably meant.

/// The name at the least edit distance (Damerau 1964, adjacent letters may swap), if it is near: at most a third of the letters off.
/// Of two as near the first in order.
pub(crate) fn nearest<'a>(name: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let letters: Vec<char> = name.chars().take(65).collect();
    if letters.len() > 64 {
        return None;
    }
    let limit = (letters.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in valid {
        // `sector` means `venture.sector`: the last part alone is as near as a slip of the pen.
        let parts = candidate.rsplit('.').next().is_some_and(|last| last != candidate && last == name)
            || name.rsplit('.').next().is_some_and(|last| last != name && last == candidate);
        let distance = if parts { 1 } else { distance(&letters, &candidate.chars().collect::<Vec<_>>()) };
        if distance <= limit && best.is_none_or(|known| (distance, candidate) < known) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, name)| name.to_owned())
}

/// Optimal string alignment, in three rows.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_and_no_strangers() {
        let valid = ["match_rate", "active_subjects", "venture.sector", "nps"];
        assert_eq!(nearest("mach_rate", valid).as_deref(), Some("match_rate"));
        assert_eq!(nearest("actvie_subject", valid).as_deref(), Some("active_subjects"));
        assert_eq!(nearest("sector", valid).as_deref(), Some("venture.sector"));
        assert_eq!(nearest("spn", valid), None);
        assert_eq!(nearest("revenue", valid), None);
        assert_eq!(nearest(&"x".repeat(10_000), valid), None);
    }
}
