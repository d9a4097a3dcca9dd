//! Sets of people over many days, each made once for all periods that read it.

use super::world::World;
use crate::calendar::{Day, Period};
use crate::states::Users;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Everybody of some kinds of events before a day, as far as it was asked for.
type Ever = BTreeMap<Vec<String>, (Day, Users)>;
/// Of a stretch of days the sets of all days up to each, and of all days from each on.
type Block = Rc<(Vec<Users>, Vec<Users>)>;
/// Blocks by kinds of events, length and place.
type Blocks = BTreeMap<(Vec<String>, i32, i32), Block>;

/// What is kept between periods.
#[derive(Default)]
pub(super) struct Windows {
    ever: RefCell<Ever>,
    blocks: RefCell<Blocks>,
}

/// Blocks kept at a time; periods come in order, so that more than two of a measure are not read again.
const KEPT: usize = 32;

impl World<'_> {
    fn union(&self, events: &[String], period: Period) -> Users {
        let mut all = Users::default();
        let known = self.known(period);
        events.iter().for_each(|kind| all.add(&self.book.users(kind, known)));
        all
    }

    /// Everybody who did something of these kinds before a day.
    pub(super) fn ever(&self, events: &[String], before: Day) -> Users {
        let mut ever = self.windows.ever.borrow_mut();
        let (until, all) = ever.entry(events.to_vec()).or_insert((Day(i32::MIN), Users::default()));
        if before < *until {
            return self.union(events, Period { from: Day(i32::MIN), to: before });
        }
        all.add(&self.union(events, Period { from: *until, to: before }));
        *until = before;
        all.clone()
    }

    /// Everybody who did something of these kinds in so many days from a day on. A window is the end of one block and the beginning of the
    /// next (van Herk 1992, Gil and Werman 1993), so that each costs one union however long it is.
    pub(super) fn window(&self, events: &[String], from: Day, days: i32) -> Users {
        let (block, offset) = (from.0.div_euclid(days), from.0.rem_euclid(days));
        let (Ok(at), true) = (usize::try_from(offset), from.0 < i32::MAX - 2 * days) else {
            return self.union(events, Period { from, to: from.plus(days) });
        };
        let mut all = self.block(events, block, days).1.get(at).cloned().unwrap_or_default();
        if at > 0
            && let Some(next) = self.block(events, block + 1, days).0.get(at - 1)
        {
            all.add(next);
        }
        all
    }

    fn block(&self, events: &[String], block: i32, days: i32) -> Block {
        let key = (events.to_vec(), days, block);
        if let Some(known) = self.windows.blocks.borrow().get(&key) {
            return Rc::clone(known);
        }
        let first = block.saturating_mul(days);
        let each: Vec<Users> = (0..days)
            .map(|at| Day(first).plus(at))
            .map(|day| self.union(events, Period { from: day, to: day.plus(1) }))
            .collect();
        let running = |all: &mut Users, day: &Users| {
            all.add(day);
            Some(all.clone())
        };
        let up_to: Vec<Users> = each.iter().scan(Users::default(), running).collect();
        let mut from_on: Vec<Users> = each.iter().rev().scan(Users::default(), running).collect();
        from_on.reverse();
        let made: Block = Rc::new((up_to, from_on));
        let mut blocks = self.windows.blocks.borrow_mut();
        if blocks.len() >= KEPT {
            blocks.clear();
        }
        blocks.insert(key, Rc::clone(&made));
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Event, Fact};
    use crate::query::scope::Scope;
    use crate::states::Book;

    #[test]
    fn windows_are_the_union_of_their_days() {
        let fact = |seq: u32| {
            let day = Day(i32::try_from(seq * 37 % 101).unwrap() - 50);
            let (unit, kind) = (String::new(), "signed_in".to_owned());
            Fact::Event(Event { seq: seq.into(), at: 0, day, kind, actor: seq, subject: None, value: None, unit })
        };
        let facts: Vec<Fact> = (0..300).map(fact).collect();
        let (book, scope) = (Book::of(&facts), Scope::everything());
        let world = World::new(&book, Day(40), &scope);
        let kinds = vec!["signed_in".to_owned()];
        for days in [1, 2, 7, 28] {
            for from in -60..50 {
                let period = Period { from: Day(from), to: Day(from + days) };
                assert_eq!(world.window(&kinds, Day(from), days), world.union(&kinds, period), "{from} {days}");
            }
        }
        for before in [-40, 3, 3, 20, -10, 90] {
            let all = world.union(&kinds, Period { from: Day(-1_000), to: Day(before) });
            assert_eq!(world.ever(&kinds, Day(before)), all, "{before}");
        }
    }
}
