//! Curves of survival: days so close together that between them few ended or left.

#![expect(clippy::indexing_slicing, reason = "indices are those of the rows given")]

use super::candidate::Candidate;
use super::policy::GatePolicy;
use super::sheet::SheetRow;
use crate::answer::Shape;
use std::collections::BTreeMap;

/// The rows of survival curves that would tell of fewer than k ends or departures since the row before that is shown. At risk on one day
/// less at risk on the next is who ended or left, and the fall of the curve tells the two apart; so both must be nobody or at least k.
pub(super) fn too_close(rows: &[SheetRow<'_>], candidates: &[Candidate], policy: &GatePolicy) -> Vec<usize> {
    let mut curves: BTreeMap<_, Vec<(i64, usize)>> = BTreeMap::new();
    let mut hidden = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if candidates[row.table].table.shape != Shape::Survival {
            continue;
        }
        let mut group = row.place.1.clone();
        // A median and the like have no day of their own.
        if let Some(day) = group.remove("day").and_then(|day| day.parse().ok()) {
            curves.entry((row.table, &row.row.measure, row.place.0, group)).or_default().push((day, at));
        }
    }
    for ((.., group), mut days) in curves {
        days.sort_unstable();
        #[expect(clippy::cast_precision_loss, reason = "k is at most 1000")]
        let k = policy.k_for(group.keys().map(String::as_str)) as f64;
        let mut before: Option<(f64, f64)> = None;
        for (_, at) in days {
            let row = rows[at].row;
            let (Some(share), Some(n)) = (row.value, row.n) else {
                hidden.push(at);
                continue;
            };
            #[expect(clippy::cast_precision_loss, reason = "a comparison with k needs no more digits")]
            let n = n as f64;
            let close = before.is_some_and(|(share_before, n_before)| {
                let ended =
                    if share_before > 0.0 { n_before * (share_before - share).abs() / share_before } else { 0.0 };
                let few = |count: f64| count > 0.5 && count < k - 0.5;
                few(n_before - n) || few(ended) || few(n_before - n - ended)
            });
            if close || rows[at].hidden {
                hidden.push(at);
            } else {
                before = Some((share, n));
            }
        }
    }
    hidden
}
