//! Figures about the one who asks.

use crate::analytics::engine::standard::spell;
use crate::analytics::engine::{
    Choices, Dashboard, Day, GateContext, GatePolicy, Gated, Readable, Scope, Table, Users, gate,
};
use crate::analytics::ledger::Ledger;
use crate::projects::{Member, MemberState, Project};
use crate::store::{Filter, Reading, Store, StoreError};
use crate::values::{Id, UserId};

/// Tables whose rows the caller may read.
pub(super) fn open(tables: Vec<Table>) -> Vec<Gated<Table>> {
    tables.into_iter().map(|table| Gated::rows_are_readable(table, Readable::EveryRow)).collect()
}

/// Tables over facts that the caller brought along.
pub(super) fn owned(tables: Vec<Table>) -> Vec<Gated<Table>> {
    tables.into_iter().map(|table| Gated::rows_are_readable(table, Readable::OwnersOfTheFacts)).collect()
}

/// What is about a person: themselves, their mentorships and sessions on whatever side, their ventures and the projects of these.
pub(super) async fn scope(store: &dyn Store, ledger: &Ledger, user: UserId, as_of: Day) -> Result<Scope, StoreError> {
    let mut mine = Users::default();
    if let Some(me) = ledger.ordinals.known(user.uuid()) {
        mine.insert(me);
        for entity in [spell::WAIT, spell::REQUEST, spell::MENTORSHIP] {
            let with_me = ledger.book.spells(entity, as_of).filter(|one| one.subject == me || one.cluster == Some(me));
            let ids: Vec<u32> = with_me.map(|one| one.id).collect();
            ids.into_iter().for_each(|id| mine.insert(id));
        }
    }
    let theirs = Filter::equals("user_id", user).and(Filter::equals("state", MemberState::Active));
    let ventures: Vec<_> = store.find::<Member>(theirs).await?.into_iter().map(|member| member.venture_id).collect();
    if !ventures.is_empty() {
        let projects: Vec<Project> = store.find(Filter::any_of("venture_id", ventures.iter().copied())).await?;
        let things = ventures.iter().map(|id| id.uuid()).chain(projects.iter().map(|project| project.id.uuid()));
        things.filter_map(|id| ledger.ordinals.known(id)).for_each(|id| mine.insert(id));
    }
    for entity in [spell::SESSION, spell::MILESTONE, spell::PROJECT] {
        let spells = ledger.book.spells(entity, as_of);
        let of_mine =
            spells.filter(|one| mine.has(one.subject) || one.cluster.is_some_and(|cluster| mine.has(cluster)));
        let ids: Vec<u32> = of_mine.map(|one| one.id).collect();
        ids.into_iter().for_each(|id| mine.insert(id));
    }
    Ok(Scope::only(mine))
}

/// What somebody sees of figures about themselves. How others rated them is nobody's to read one by one: it goes through the gate.
pub(super) fn seen(dashboard: &Dashboard, tables: Vec<Table>, choices: &Choices) -> Vec<Gated<Table>> {
    let (rated, plain): (Vec<Table>, Vec<Table>) = tables
        .into_iter()
        .partition(|table| table.measures.iter().any(|measure| RATINGS.contains(&measure.metric.as_str())));
    let mut seen: Vec<Gated<Table>> =
        plain.into_iter().map(|table| Gated::rows_are_readable(table, Readable::OwnFigures)).collect();
    let policy = GatePolicy { closed: None, ..GatePolicy::default() };
    let candidates = dashboard.candidates(rated, choices, &[]);
    if !candidates.is_empty()
        && let Ok(release) = gate(candidates, &policy, GateContext::default())
    {
        seen.extend(release.tables);
    }
    seen
}

/// The metrics that are made from what others said. Whoever asks about herself asks by standard dashboards alone, so these are all.
const RATINGS: [&str; 4] = ["rating_mean", "csat", "rating_spread", "mentor_score"];
