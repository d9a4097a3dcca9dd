//! Who takes how many steps.

use super::figure::{Fig, Group, Groups};
use super::world::View;
use crate::calendar::Period;
use crate::query::document::{self, Excluded, FunnelMode, Held};
use crate::states::{Exclusion, Funnel, FunnelMode as Walked, Hold, Users, Walk};

impl View<'_, '_> {
    /// For each step how many of those who entered in the period came so far. Entries whose time is not over count nowhere, and so do people
    /// who did what is excluded; whether some are still open is given back beside.
    pub(super) fn funnel_table(&self, asked: &document::Funnel, period: Period) -> (Groups, bool) {
        let funnel = Funnel {
            steps: asked.steps.clone(),
            within: i64::from(asked.within.days().unwrap_or(0)) * 86_400_000_000,
            mode: match asked.mode {
                FunnelMode::Reentry => Walked::ReEntry,
                FunnelMode::First => Walked::FirstEntry,
                FunnelMode::Strict => Walked::Strict,
                FunnelMode::AnyOrder => Walked::AnyOrder,
            },
            hold: match asked.hold {
                Held::Nothing => Hold::Nothing,
                Held::Subject => Hold::Subject,
            },
            exclusions: asked.exclude.iter().map(exclusion).collect(),
        };
        let day = self.world.last(period);
        let walks = self.world.book.funnel(&funnel, self.world.known(period), self.world.as_of).unwrap_or_default();
        let open: Users = walks.iter().filter(|walk| !walk.settled).map(|walk| walk.who).collect();
        let open = self.people(open, day);
        let settled: Vec<&Walk> = walks.iter().filter(|walk| walk.settled && !walk.excluded).collect();
        let entered = self.people(settled.iter().map(|walk| walk.who).collect(), day);
        let reached: Vec<Users> = (1..=asked.steps.len())
            .map(|step| settled.iter().filter(|walk| walk.level() >= step).map(|walk| walk.who).collect())
            .collect();
        let complete = self.is_over(period) && open.is_empty();
        let mut groups = Groups::new();
        for (group, people) in self.split(&entered, day) {
            for (step, reached) in (1..).zip(&reached) {
                let mut key: Group = group.clone();
                key.push(Some(step.to_string()));
                groups.insert(key, Fig::share_of(reached, &people).complete(complete));
            }
        }
        (groups, !open.is_empty())
    }
}

fn exclusion(of: &Excluded) -> Exclusion {
    Exclusion { kind: of.event.clone(), after: of.after, before: of.before }
}
