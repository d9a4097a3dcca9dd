//! An amendment as people read it: each change, and who lost whom and got whom.

use super::amend_words::{change_text, limit_text};
use super::views::People;
use crate::api::{ChangeView, CostView, MoveView, RunChange, RunChangeKind};
use crate::matching::engine::{Delta, Event, Id as EngineId, Instance, Moved, Newcomer, Party, Solution};
use crate::matching::{Amended, digest_id, engine_id, user_id};
use crate::programmes::Cohort;
use crate::values::{Locale, UserId, label_key};
use std::collections::BTreeSet;

/// Puts changes and moves into words.
pub(super) struct Teller<'a> {
    pub(super) found: &'a Amended,
    pub(super) people: &'a People<'a>,
    pub(super) cohort: &'a Cohort,
    pub(super) locale: Locale,
}

impl Teller<'_> {
    /// What the caller named, then what was found, and how much more was found that moved nobody.
    pub(super) fn changes(&self, asked: &[RunChange]) -> (Vec<ChangeView>, i32) {
        let mut left: Vec<Option<(&Event, Vec<MoveView>)>> = (self.found.amendment.changes.iter())
            .map(|change| Some((&change.event, self.moves(&change.delta))))
            .collect();
        let mut views = Vec::new();
        for change in asked {
            let mut moves = Vec::new();
            let places: Vec<usize> = [true, false]
                .into_iter()
                .find_map(|exact| {
                    let fits = |(at, event): (usize, &Option<(&Event, _)>)| {
                        event.as_ref().filter(|(event, _)| self.is_about(change, event, exact)).map(|_| at)
                    };
                    let places: Vec<usize> = left.iter().enumerate().filter_map(fits).collect();
                    (!places.is_empty()).then_some(places)
                })
                .unwrap_or_default();
            for at in places {
                if let Some((_, more)) = left.get_mut(at).and_then(Option::take) {
                    moves.extend(more);
                }
            }
            views.push(self.view(change, None, true, moves));
        }
        let mut unmoved = 0;
        for (event, moves) in left.into_iter().flatten() {
            if moves.is_empty() && matches!(event, Event::Decline { .. } | Event::Rescore { .. }) {
                unmoved += 1;
                continue;
            }
            let (change, organisation) = self.read(event);
            views.push(self.view(&change, organisation, false, moves));
        }
        (views, unmoved)
    }

    /// Whether an event is what the caller named; with `exact` unset, whether it at least contains it.
    fn is_about(&self, change: &RunChange, event: &Event, exact: bool) -> bool {
        let (of_event, organisation) = self.read(event);
        let same = organisation.is_none()
            && (change.kind, change.mentee_id, change.mentor_id)
                == (of_event.kind, of_event.mentee_id, of_event.mentor_id);
        if exact || same {
            return same;
        }
        match change.kind {
            // A mentee without room takes part no more.
            RunChangeKind::Capacity => {
                of_event.kind == RunChangeKind::Left
                    && change.mentee_id == of_event.mentee_id
                    && change.mentor_id == of_event.mentor_id
            }
            RunChangeKind::Declined => {
                of_event.kind == RunChangeKind::Rescored && change.mentee_id == of_event.mentee_id
            }
            RunChangeKind::Rescored => {
                let about_pairs = matches!(of_event.kind, RunChangeKind::Rescored | RunChangeKind::Declined);
                let of_mentee = change.mentee_id.is_some() && change.mentee_id == of_event.mentee_id;
                let of_mentor = change.mentor_id.zip(of_event.mentee_id);
                about_pairs && (of_mentee || of_mentor.is_some_and(|(mentor, mentee)| self.differs(mentee, mentor)))
            }
            RunChangeKind::Joined | RunChangeKind::Left => false,
        }
    }

    /// Whether a pair is another one than before.
    fn differs(&self, mentee: UserId, mentor: UserId) -> bool {
        let pair = |instance: &Instance| {
            let mentee = instance.mentee_index(&engine_id(mentee))?;
            let at = instance.pair_index(mentee, instance.mentor_index(&engine_id(mentor))?)?;
            let pair = instance.pairs().get(at as usize)?;
            let numbers = (pair.mentee_rank, pair.mentor_rank, pair.score);
            Some((numbers, instance.terms_of(at).to_vec()))
        };
        pair(&self.found.before) != pair(&self.found.after)
    }

    /// An event as a change, with the organisation that it is about.
    fn read(&self, event: &Event) -> (RunChange, Option<String>) {
        let of = |kind, mentee: Option<EngineId>, mentor: Option<EngineId>, capacity: Option<u32>| RunChange {
            kind,
            mentee_id: mentee.map(user_id),
            mentor_id: mentor.map(user_id),
            capacity: capacity.map(|capacity| i32::try_from(capacity).unwrap_or(i32::MAX)),
        };
        let party = |kind, party: &Party, capacity| match *party {
            Party::Mentee(id) => (of(kind, Some(id), None, capacity), None),
            Party::Mentor(id) => (of(kind, None, Some(id), capacity), None),
            Party::Organisation(id) => (of(kind, None, None, capacity), Some(self.organisation(id))),
        };
        match event {
            Event::Join(Newcomer::Mentee { id, .. }) => (of(RunChangeKind::Joined, Some(*id), None, None), None),
            Event::Join(Newcomer::Mentor { id, .. }) => (of(RunChangeKind::Joined, None, Some(*id), None), None),
            Event::Join(Newcomer::Organisation { id, capacity }) => {
                party(RunChangeKind::Joined, &Party::Organisation(*id), Some(*capacity))
            }
            Event::Leave(of) => party(RunChangeKind::Left, of, None),
            Event::CapacityChange { of, capacity } => party(RunChangeKind::Capacity, of, Some(*capacity)),
            Event::Decline { mentee, mentor } => {
                (of(RunChangeKind::Declined, Some(*mentee), Some(*mentor), None), None)
            }
            Event::Rescore { of, .. } => party(RunChangeKind::Rescored, of, None),
            // The engine may learn of more kinds; of what it makes of two questions these are all.
            _ => (of(RunChangeKind::Rescored, None, None, None), None),
        }
    }

    /// The name of an organisation with a quota; nothing for one whose quota is gone.
    fn organisation(&self, id: EngineId) -> String {
        let quota = self.cohort.quotas.iter();
        let mut names = quota.map(|quota| &quota.organisation);
        names.find(|name| digest_id("organisation", &label_key(name)) == id).cloned().unwrap_or_default()
    }

    fn view(&self, change: &RunChange, organisation: Option<String>, asked: bool, moves: Vec<MoveView>) -> ChangeView {
        let name = |user: Option<UserId>| user.map(|user| self.people.name(user).to_owned());
        let (mentee_name, mentor_name) = (name(change.mentee_id), name(change.mentor_id));
        let who = mentee_name.as_deref().or(mentor_name.as_deref()).or(organisation.as_deref()).unwrap_or_default();
        let whom = mentor_name.as_deref().unwrap_or_default();
        let moved: BTreeSet<UserId> = moves.iter().map(|change| change.mentee_id).collect();
        let text = change_text(change.kind, (who, whom), change.capacity, moved.len(), self.locale);
        ChangeView {
            kind: change.kind,
            mentee_id: change.mentee_id,
            mentee_name,
            mentor_id: change.mentor_id,
            mentor_name,
            organisation,
            capacity: change.capacity,
            asked,
            moves,
            text,
        }
    }

    /// Who lost whom and who got whom; of several mentors of one mentee, each lost one stands beside one that was got.
    pub(super) fn moves(&self, delta: &Delta) -> Vec<MoveView> {
        let all = delta.moved.iter().chain(&delta.gained).chain(&delta.lost);
        let mut moves: Vec<MoveView> = all.flat_map(|moved| self.moves_of(moved)).collect();
        moves.sort_by_key(|change| change.mentee_id);
        moves
    }

    fn moves_of(&self, moved: &Moved) -> Vec<MoveView> {
        let only = |these: &[EngineId], those: &[EngineId]| -> Vec<UserId> {
            these.iter().filter(|id| !those.contains(id)).map(|id| user_id(*id)).collect()
        };
        let (lost, got) = (only(&moved.before, &moved.after), only(&moved.after, &moved.before));
        let name = |user: Option<UserId>| user.map(|user| self.people.name(user).to_owned());
        let mentee = user_id(moved.mentee);
        (0..lost.len().max(got.len()))
            .map(|at| {
                let (from, to) = (lost.get(at).copied(), got.get(at).copied());
                MoveView {
                    mentee_id: mentee,
                    mentee_name: self.people.name(mentee).to_owned(),
                    from_mentor_id: from,
                    from_mentor_name: name(from),
                    to_mentor_id: to,
                    to_mentor_name: name(to),
                }
            })
            .collect()
    }

    /// How much better the best match is than the one within the limit, and whom it would move.
    pub(super) fn limit(&self) -> CostView {
        let amendment = &self.found.amendment;
        let plan = self.moves(&amendment.left);
        let total = |solution: &Solution| {
            let scores = solution.pairs.iter().filter_map(|line| self.found.after.pairs().get(line.pair? as usize));
            scores.map(|pair| i64::from(pair.score)).sum::<i64>()
        };
        let size = |solution: &Solution| i64::try_from(solution.pairs.len()).unwrap_or(0);
        let pairs = i32::try_from(size(&amendment.best) - size(&amendment.solution)).unwrap_or(i32::MAX);
        let points = total(&amendment.best) - total(&amendment.solution);
        let moved: BTreeSet<UserId> = plan.iter().map(|change| change.mentee_id).collect();
        let text = limit_text(pairs, points, moved.len(), self.locale);
        CostView { pairs, points, plan, text }
    }
}
