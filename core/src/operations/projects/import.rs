//! Many ventures at once: everything is checked, then written in one change set. The name is the key.

use super::ventures::{about, described, link, new_member};
use crate::api::{ImportVentures, ImportedRowsView, VentureRow};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused, texts};
use crate::operations::cohort_people::CohortPeople;
use crate::operations::common::{LONG, SHORT, in_chunks, must_be_some, optional, settle, text};
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, Side};
use crate::projects::{Member, MemberState, Venture};
use crate::store::{Filter, GuardKey};
use crate::values::{UserId, VentureId};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) async fn import_ventures(work: &mut Work<'_>, request: &ImportVentures) -> Refused<ImportedRowsView> {
    let mut problems = Problems::default();
    must_be_some(&mut problems, "/ventures", request.ventures.len());
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource::of_programme(cohort.programme_id);
    work.permit::<Cohort>(Action::ImportPeople, Action::ViewProgramme, cohort.id, &resource)?;
    std::mem::take(&mut problems).check()?;

    let addresses = request.ventures.iter().flat_map(|row| &row.founders);
    let people = CohortPeople::read(work, cohort.id, addresses).await?;
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for (at, row) in request.ventures.iter().enumerate() {
        let path = format!("/ventures/{at}");
        let (venture, founders) = check(work, &mut problems, &path, row, &people);
        if !seen.insert(venture.name_key.clone()) {
            problems.add(format!("{path}/name"), &texts::TWICE, [("value", row.name.trim().into())]);
        }
        rows.push((venture, founders));
    }
    problems.check()?;

    work.claim(rows.iter().map(|(venture, _)| GuardKey::new("venture", &venture.name_key)).collect()).await?;
    let keys: Vec<String> = rows.iter().map(|(venture, _)| venture.name_key.clone()).collect();
    let found: Vec<Venture> = in_chunks(work, &keys, |keys| Filter::any_of("name_key", keys.iter().cloned())).await?;
    let ids: Vec<VentureId> = found.iter().map(|venture| venture.id).collect();
    let members: Vec<Member> = in_chunks(work, &ids, |ids| Filter::any_of("venture_id", ids.iter().copied())).await?;
    let mut parts: BTreeMap<VentureId, Vec<Member>> = BTreeMap::new();
    for member in members {
        parts.entry(member.venture_id).or_default().push(member);
    }
    let mut view = ImportedRowsView { applied: false, created: 0, updated: 0, unchanged: 0 };
    for (row, founders) in rows {
        // Two teams may bear one name: the known one is the one that shares a founder.
        let known = found.iter().filter(|venture| venture.name_key == row.name_key).find(|venture| {
            let parts = parts.get(&venture.id);
            parts.is_some_and(|parts| parts.iter().any(|part| founders.contains(&part.user_id)))
        });
        match known {
            None => {
                write(work, row, &founders);
                view.created += 1;
            }
            Some(before) => {
                let parts = parts.get(&before.id).map(Vec::as_slice).unwrap_or_default();
                // A venture that all of them left is a matter of others: an old list neither changes it nor joins it.
                let theirs = |part: &Member| part.state == MemberState::Active && founders.contains(&part.user_id);
                if parts.iter().any(theirs) && merge(work, before, row, parts, &founders) {
                    view.updated += 1;
                } else {
                    view.unchanged += 1;
                }
            }
        }
    }
    view.applied = settle(work, request.mode);
    Ok(view)
}

fn check(
    work: &Work<'_>,
    problems: &mut Problems,
    path: &str,
    row: &VentureRow,
    people: &CohortPeople,
) -> (Venture, Vec<UserId>) {
    let name = text(problems, &format!("{path}/name"), &row.name, SHORT);
    let mut short = |field: &str, value: Option<&String>| optional(problems, &format!("{path}/{field}"), value, SHORT);
    let sector = short("sector", row.sector.as_ref());
    let stage = short("stage", row.stage.as_ref());
    let country = short("country", row.country.as_ref());
    let summary = optional(problems, &format!("{path}/summary"), row.summary.as_ref(), LONG);
    let website = link(problems, &format!("{path}/website"), row.website.as_deref());
    if row.founders.is_empty() {
        problems.add(format!("{path}/founders"), &texts::EMPTY, []);
    }
    let mut founders = Vec::new();
    for (at, address) in row.founders.iter().enumerate() {
        let founder = people.on(problems, &format!("{path}/founders/{at}"), address, Side::Mentee);
        founders.extend(founder.filter(|founder| !founders.contains(founder)));
    }
    let venture = Venture {
        summary,
        sector,
        stage,
        country,
        website,
        founded_on: row.founded_on,
        ..Venture::new(work.id(), name, work.now)
    };
    (venture, founders)
}

fn write(work: &mut Work<'_>, venture: Venture, founders: &[UserId]) {
    work.changes.insert(&venture);
    for founder in founders {
        let member = new_member(work, venture.id, *founder, None);
        work.changes.insert(&member);
    }
    work.event::<Venture>("venture.imported", venture.id, None, described(&venture, None));
}

/// Brings a known venture up to the row; an empty cell leaves what is there, and nobody is taken out. Whether anything changed.
fn merge(work: &mut Work<'_>, before: &Venture, row: Venture, parts: &[Member], founders: &[UserId]) -> bool {
    let mut venture = before.clone();
    venture.name = row.name;
    venture.sort_key = row.sort_key;
    venture.summary = row.summary.or(venture.summary);
    venture.sector = row.sector.or(venture.sector);
    venture.stage = row.stage.or(venture.stage);
    venture.country = row.country.or(venture.country);
    venture.website = row.website.or(venture.website);
    venture.founded_on = row.founded_on.or(venture.founded_on);
    let mut changed = venture != *before;
    if changed {
        venture.updated_at = work.now;
        work.changes.update(&venture);
        work.event::<Venture>("venture.updated", venture.id, None, described(&venture, None));
    }
    for founder in founders {
        match parts.iter().find(|part| part.user_id == *founder) {
            // Who left does not come back by an old list.
            Some(_) => continue,
            None => {
                let member = new_member(work, venture.id, *founder, None);
                work.changes.insert(&member);
                work.event::<Member>("venture_member.joined", member.id, None, about(venture.id, *founder));
            }
        }
        changed = true;
    }
    changed
}
