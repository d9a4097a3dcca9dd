//! The sparse core: the entries of the matrix that the search looks at.

#![expect(clippy::indexing_slicing, reason = "starts are made here from the entries themselves")]

use super::matrix::name;

/// One entry of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) cost: i32,
}

/// One entry as its row, or as its column, sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    pub(super) to: u32,
    pub(super) cost: i32,
}

/// Entries by owner: the row, or the column.
#[derive(Debug)]
pub(super) struct Core {
    starts: Vec<u32>,
    arcs: Vec<Arc>,
}

impl Core {
    /// Sorts entries to `rows` rows by counting and drops those seen before; the cheapest of a row come first.
    pub(super) fn by_row(rows: usize, columns: usize, entries: impl Iterator<Item = Entry> + Clone) -> Self {
        let mut core = Self::new(rows, entries.map(|entry| (entry.row, Arc { to: entry.column, cost: entry.cost })));
        let mut seen_by = vec![u32::MAX; columns];
        let (mut from, mut kept) = (0, 0);
        for (row, end) in (0_u32..).zip(1..core.starts.len()) {
            let start = kept;
            let until = core.starts[end] as usize;
            for arc in from..until {
                let arc = core.arcs[arc];
                if std::mem::replace(&mut seen_by[arc.to as usize], row) != row {
                    core.arcs[kept] = arc;
                    kept += 1;
                }
            }
            core.arcs[start..kept].sort_unstable_by_key(|arc| (arc.cost, arc.to));
            from = until;
            core.starts[end] = name(kept);
        }
        core.arcs.truncate(kept);
        core
    }

    /// The same entries as the columns see them, again the cheapest first.
    pub(super) fn by_column(&self, columns: usize) -> Self {
        let turned = self.entries().map(|Entry { row, column, cost }| Entry { row: column, column: row, cost });
        Self::by_row(columns, self.starts.len() - 1, turned)
    }

    fn new(owners: usize, arcs: impl Iterator<Item = (u32, Arc)> + Clone) -> Self {
        let mut starts = vec![0_u32; owners + 2];
        for (owner, _) in arcs.clone() {
            starts[owner as usize + 2] += 1;
        }
        for owner in 2..starts.len() {
            starts[owner] += starts[owner - 1];
        }
        let mut sorted = vec![Arc { to: 0, cost: 0 }; starts[owners + 1] as usize];
        for (owner, arc) in arcs {
            let next = &mut starts[owner as usize + 1];
            sorted[*next as usize] = arc;
            *next += 1;
        }
        starts.truncate(owners + 1);
        Self { starts, arcs: sorted }
    }

    /// The arcs of one owner.
    pub(super) fn of(&self, owner: usize) -> &[Arc] {
        &self.arcs[self.starts[owner] as usize..self.starts[owner + 1] as usize]
    }

    /// All entries, by row.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry> + Clone + '_ {
        (0_u32..).zip(self.starts.windows(2)).flat_map(|(row, ends)| {
            self.arcs[ends[0] as usize..ends[1] as usize].iter().map(move |arc| Entry {
                row,
                column: arc.to,
                cost: arc.cost,
            })
        })
    }
}
