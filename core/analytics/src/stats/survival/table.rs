//! Who was under observation and what ended, by time since the start.

/// Spells that are alike: how long they were watched, and how they ended if they did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Observed {
    /// How long after its start it came under observation; 0 when it was watched from the start. Only what lasted until then could come.
    pub entry: i64,
    /// How long after its start it ended, or was last seen open. In the unit of the caller, such as days.
    pub exit: i64,
    /// How it ended, as a number that the caller gives each kind of end; nothing while it is open.
    pub end: Option<u16>,
    /// How many such spells.
    pub count: u64,
}

/// Why spells make no [`LifeTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ObservedError {
    /// Time runs backwards.
    #[error("spell {index} is watched from {entry} to {exit}; `entry` is at least 0 and `exit` at least `entry`")]
    Backwards {
        /// Its place.
        index: usize,
        /// As given.
        entry: i64,
        /// As given.
        exit: i64,
    },
    /// More spells than can be counted.
    #[error("the counts up to spell {index} add up to more than 2^53; merge or drop some")]
    TooMany {
        /// Its place.
        index: usize,
    },
}

/// What happened at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifeRow {
    /// The time since the start.
    pub time: i64,
    /// How many were at risk: watched before it (or from the start), and not gone before it.
    pub at_risk: u64,
    /// How many ended at it, in whatever way.
    pub ended: u64,
    /// Of these, how many in which way; in rising order, none of them 0.
    pub by_end: Vec<(u16, u64)>,
    /// How many were last seen open at it.
    pub censored: u64,
}

/// Spells by time: what every survival figure is read from.
///
/// ```
/// # use semillero_analytics::stats::{LifeTable, Observed};
/// let spell = |exit, end| Observed { entry: 0, exit, end, count: 1 };
/// let table = LifeTable::of(&[spell(3, Some(0)), spell(5, None), spell(8, Some(0))])?;
/// assert_eq!((table.at_risk(3), table.at_risk(4), table.at_risk(9)), (3, 2, 0));
/// # Ok::<(), semillero_analytics::stats::ObservedError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LifeTable {
    rows: Vec<LifeRow>,
    /// How many were watched from the start.
    early: u64,
    /// When others came under observation, in rising order, and how many of them had by then.
    late: Vec<(i64, u64)>,
}

impl LifeTable {
    /// The table of some spells, in any order. A spell that came under observation after the start and at once left it says nothing and is left
    /// out.
    ///
    /// # Errors
    /// A spell that runs backwards; more than 2⁵³ spells.
    pub fn of(spells: &[Observed]) -> Result<Self, ObservedError> {
        let mut n = 0_u64;
        for (index, spell) in spells.iter().enumerate() {
            if spell.entry < 0 || spell.exit < spell.entry {
                return Err(ObservedError::Backwards { index, entry: spell.entry, exit: spell.exit });
            }
            n = n.saturating_add(spell.count);
            if n > 1 << 53 {
                return Err(ObservedError::TooMany { index });
            }
        }
        let seen = |spell: &&Observed| spell.count > 0 && (spell.entry == 0 || spell.entry < spell.exit);
        let mut sorted: Vec<&Observed> = spells.iter().filter(seen).collect();
        sorted.sort_unstable_by_key(|spell| (spell.exit, spell.end));
        let mut late: Vec<(i64, u64)> =
            sorted.iter().filter(|spell| spell.entry > 0).map(|spell| (spell.entry, spell.count)).collect();
        late.sort_unstable();
        let mut so_far = 0;
        for (_, count) in &mut late {
            so_far += *count;
            *count = so_far;
        }
        let early = sorted.iter().filter(|spell| spell.entry == 0).map(|spell| spell.count).sum();
        let mut table = Self { rows: Vec::new(), early, late };
        let mut gone = 0;
        for group in sorted.chunk_by(|a, b| a.exit == b.exit) {
            let Some(time) = group.first().map(|spell| spell.exit) else { continue };
            let mut row =
                LifeRow { time, at_risk: table.came_before(time) - gone, ended: 0, by_end: Vec::new(), censored: 0 };
            for spell in group {
                match spell.end {
                    None => row.censored += spell.count,
                    Some(end) => {
                        row.ended += spell.count;
                        match row.by_end.last_mut() {
                            Some((last, count)) if *last == end => *count += spell.count,
                            _ => row.by_end.push((end, spell.count)),
                        }
                    }
                }
            }
            gone += row.ended + row.censored;
            table.rows.push(row);
        }
        Ok(table)
    }

    /// What happened, by time: one row for every time at which a spell ended or was last seen.
    #[must_use]
    pub fn rows(&self) -> &[LifeRow] {
        &self.rows
    }

    /// How many spells it speaks of.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.early + self.late.last().map_or(0, |(_, so_far)| *so_far)
    }

    /// How many ended.
    #[must_use]
    pub fn ended(&self) -> u64 {
        self.rows.iter().map(|row| row.ended).sum()
    }

    /// The longest time that anything was watched.
    #[must_use]
    pub fn last(&self) -> Option<i64> {
        self.rows.last().map(|row| row.time)
    }

    /// How many were at risk at a time.
    #[must_use]
    pub fn at_risk(&self, time: i64) -> u64 {
        let next = self.rows.partition_point(|row| row.time < time);
        // Who had gone by then is who had come by the next row and was no longer at risk there.
        self.rows.get(next).map_or(0, |row| self.came_before(time) + row.at_risk - self.came_before(row.time))
    }

    /// How many were under observation before a time or from the start.
    fn came_before(&self, time: i64) -> u64 {
        let late = self.late.partition_point(|(entry, _)| *entry < time);
        self.early + late.checked_sub(1).and_then(|last| self.late.get(last)).map_or(0, |(_, so_far)| *so_far)
    }
}
