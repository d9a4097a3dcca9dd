//! Two slow ways to the optimum: (pairs, cost) with the most pairs first.

use super::FORBIDDEN;

/// Tries everything.
pub(super) fn enumerate(rows: usize, columns: usize, costs: &[i32]) -> (u32, i64) {
    fn best(costs: &[i32], columns: usize, taken: u32) -> (u32, i64) {
        if costs.is_empty() || columns == 0 {
            return (0, 0);
        }
        let (row, rest) = costs.split_at(columns);
        let mut found = best(rest, columns, taken);
        for (column, cost) in
            row.iter().enumerate().filter(|(column, cost)| taken >> column & 1 == 0 && **cost != FORBIDDEN)
        {
            let (size, sum) = best(rest, columns, taken | 1 << column);
            let with = (size + 1, sum + i64::from(*cost));
            if with.0 > found.0 || (with.0 == found.0 && with.1 < found.1) {
                found = with;
            }
        }
        found
    }
    assert_eq!(costs.len(), rows * columns);
    best(costs, columns, 0)
}

/// The Hungarian method (Kuhn 1955, with the shortest paths of Edmonds and Karp 1972) in 128 bits. Everybody of the shorter
/// side also has a place of their own, which costs more than all pairs together.
pub(super) fn hungarian(rows: usize, columns: usize, costs: &[i32]) -> (u32, i64) {
    let alone = 1_i128 << 80;
    let (short, long) = (rows.min(columns), rows.max(columns));
    let at = |one: usize, other: usize| {
        let (row, column) = if rows <= columns { (one, other) } else { (other, one) };
        let cost = if other < long { costs[row * columns + column] } else { FORBIDDEN };
        if cost == FORBIDDEN { alone } else { i128::from(cost) }
    };
    let places = long + short;
    let (mut price, mut place_price) = (vec![0_i128; short], vec![0_i128; places]);
    let mut holder = vec![usize::MAX; places + 1];
    for start in 0..short {
        holder[places] = start;
        let (mut slack, mut from) = (vec![i128::MAX; places], vec![places; places]);
        let mut done = Vec::new();
        let mut here = places;
        while holder[here] != usize::MAX {
            done.push(here);
            let one = holder[here];
            let taken = &done;
            let open = || (0..places).filter(|place| !taken.contains(place));
            for place in open() {
                let gap = at(one, place) - price[one] - place_price[place];
                if gap < slack[place] {
                    (slack[place], from[place]) = (gap, here);
                }
            }
            let next = open().min_by_key(|place| slack[*place]).unwrap();
            let step = slack[next];
            for place in open() {
                slack[place] -= step;
            }
            for place in &done {
                price[holder[*place]] += step;
                if *place < places {
                    place_price[*place] -= step;
                }
            }
            here = next;
        }
        while here != places {
            holder[here] = holder[from[here]];
            here = from[here];
        }
    }
    let held = (0..long).filter(|place| holder[*place] != usize::MAX).map(|place| at(holder[place], place));
    let (size, sum) = held.filter(|cost| *cost < alone).fold((0, 0), |(size, sum), cost| (size + 1, sum + cost));
    (size, i64::try_from(sum).unwrap())
}
