//! What people do, and when.

use semillero_core::values::{MentorshipId, MilestoneId, SessionId, Timestamp, UserId};
use std::collections::BTreeMap;

/// Something that somebody does at a moment. Cohorts go by their place in the story.
#[derive(Debug, Clone)]
pub(crate) enum Action {
    /// Time turns: expiries and reminders.
    Day,
    Open(usize),
    Join(usize, usize),
    Invite(usize),
    Found(usize),
    Prefer(usize),
    Match(usize),
    Publish(usize),
    Begin(usize),
    Ask(usize, usize),
    Answer(MentorshipId),
    Book(MentorshipId, u32),
    Cancel(SessionId, MentorshipId, u32),
    Close(SessionId, MentorshipId, u32),
    Rate(SessionId, UserId, bool),
    StartMilestone(MilestoneId, UserId),
    MoveMilestone(MilestoneId, UserId, i64),
    ReachMilestone(MilestoneId, UserId),
    MissMilestone(MilestoneId, UserId),
    End(usize),
    FollowUp(MentorshipId, usize),
}

/// What is still to come, the earliest first; what falls on one moment in the order in which it was planned.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    number: u64,
    to_come: BTreeMap<(Timestamp, u64), Action>,
}

impl Agenda {
    pub(crate) fn plan(&mut self, at: Timestamp, action: Action) {
        self.number += 1;
        self.to_come.insert((at, self.number), action);
    }

    pub(crate) fn next(&mut self) -> Option<(Timestamp, Action)> {
        self.to_come.pop_first().map(|((at, _), action)| (at, action))
    }
}
