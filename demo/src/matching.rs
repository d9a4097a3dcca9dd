//! Preferences, runs, requests and answers.

use crate::actions::Action;
use crate::cast::Person;
use crate::life::{World, unless_taken};
use crate::setting::Fate;
use crate::words::DECLINES;
use semillero_core::errors::ApiError;
use semillero_core::matching::MatchRunState;
use semillero_core::mentorship::MentorshipState;
use semillero_core::programmes::Side;
use semillero_core::values::{MentorshipId, UserId};
use semillero_core::{
    AcceptMentorship, DeclineMentorship, FindMatchRuns, PreferenceTier, PublishMatchRun, RequestMentorship,
    RunMatching, SetPreferences, StrategyChoice,
};

/// Who of the other side knows most of what somebody looks for, best first; chance decides among equals.
fn best(world: &mut World, who: &Person, others: &[Person], most: usize) -> Vec<UserId> {
    let shared = |other: &Person| other.skills.iter().filter(|skill| who.skills.contains(skill)).count();
    let mut others: Vec<(usize, UserId)> = others.iter().map(|other| (shared(other), other.id)).collect();
    others = world.dice.shuffled(others);
    others.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    others.into_iter().take(most).map(|(_, id)| id).collect()
}

impl World {
    pub(crate) async fn prefer(&mut self, number: usize) -> Result<(), ApiError> {
        let Some(cohort) = self.cohorts.get(&number) else { return Ok(()) };
        let (id, mentors, mentees) = (cohort.id, cohort.mentors.clone(), cohort.mentees.clone());
        let sides = [(Side::Mentee, &mentees, &mentors, 85, 5), (Side::Mentor, &mentors, &mentees, 55, 8)];
        for (side, people, others, of_a_hundred, most) in sides {
            for person in people {
                if !self.dice.percent(of_a_hundred) {
                    continue;
                }
                let many = usize::try_from(self.dice.between(3, most)).unwrap_or(3);
                let ranked = best(self, person, others, many);
                let vetoes: Vec<UserId> = if self.dice.percent(4) {
                    others.iter().map(|other| other.id).filter(|other| !ranked.contains(other)).take(1).collect()
                } else {
                    Vec::new()
                };
                let ranked = ranked.into_iter().map(|user| PreferenceTier { user_ids: vec![user] }).collect();
                let request = SetPreferences { cohort_id: id, user_id: person.id, side, ranked, vetoes };
                self.acting(person.id).set_preferences(request).await?;
            }
        }
        Ok(())
    }

    /// Two strategies, to compare.
    pub(crate) async fn run(&mut self, number: usize) -> Result<(), ApiError> {
        let Some(cohort) = self.cohorts.get(&number) else { return Ok(()) };
        for strategy in [StrategyChoice::MostPeople, StrategyChoice::Stable] {
            let seed = i64::try_from(number).unwrap_or(0) + 1;
            let request = RunMatching {
                cohort_id: cohort.id,
                strategy,
                seed: Some(seed),
                per_pair: None,
                within_ms: None,
                candidates: vec![],
            };
            self.acting(cohort.manager).run_matching(request).await?;
        }
        Ok(())
    }

    pub(crate) async fn publish(&mut self, number: usize) -> Result<(), ApiError> {
        let Some(cohort) = self.cohorts.get(&number) else { return Ok(()) };
        let acting = self.acting(cohort.manager);
        let runs = FindMatchRuns { cohort_id: cohort.id, limit: None, after: None };
        let runs = acting.find_match_runs(runs).await?.items;
        let wanted = if number.is_multiple_of(2) { StrategyChoice::MostPeople } else { StrategyChoice::Stable };
        if let Some(run) = runs.iter().find(|run| run.strategy == wanted && run.state != MatchRunState::Published) {
            acting.publish_match_run(PublishMatchRun { match_run_id: run.id }).await?;
        }
        // Whoever has no mentor yet asks by themselves in the following weeks.
        let (mentees, runs_on) = (cohort.mentees.len(), cohort.plan.fate == Fate::Runs);
        for mentee in 0..mentees {
            if self.dice.percent(45) {
                let at = self.in_days(5, 40);
                self.agenda.plan(at, Action::Ask(number, mentee));
            }
            if runs_on && self.dice.percent(20) {
                let at = self.end.plus_minutes(-self.dice.between(100, 4_000));
                self.agenda.plan(at, Action::Ask(number, mentee));
            }
        }
        Ok(())
    }

    pub(crate) async fn ask(&mut self, number: usize, mentee: usize) -> Result<(), ApiError> {
        let Some(cohort) = self.cohorts.get(&number) else { return Ok(()) };
        let Some(mentee) = cohort.mentees.get(mentee).cloned() else { return Ok(()) };
        if matches!(cohort.plan.fate, Fate::IsMatched) {
            return Ok(());
        }
        let (cohort_id, mentors) = (cohort.id, cohort.mentors.clone());
        let favourites = best(self, &mentee, &mentors, 3);
        let Some(mentor_id) = self.dice.one(&favourites).copied() else { return Ok(()) };
        let message = Some("Me gustaría aprender de su experiencia.".to_owned());
        let request = RequestMentorship { cohort_id, mentee_id: None, mentor_id, message };
        let asked = unless_taken(self.acting(mentee.id).request_mentorship(request).await)?;
        if let Some(asked) = asked {
            self.pairs.insert(asked.id, (asked.mentor_id, asked.mentee_id));
        }
        Ok(())
    }

    pub(crate) async fn answer(&mut self, mentorship: MentorshipId) -> Result<(), ApiError> {
        let Some((mentor, _)) = self.pairs.get(&mentorship).copied() else { return Ok(()) };
        if self.dice.percent(12) {
            let reason = self.dice.word(DECLINES).to_owned();
            let request = DeclineMentorship { mentorship_id: mentorship, reason };
            unless_taken(self.acting(mentor).decline_mentorship(request).await)?;
            return Ok(());
        }
        let request = AcceptMentorship { mentorship_id: mentorship };
        let accepted = unless_taken(self.acting(mentor).accept_mentorship(request).await)?;
        if accepted.is_some_and(|mentorship| mentorship.state == MentorshipState::Accepted) {
            let at = self.in_days(1, 6);
            self.agenda.plan(at, Action::Book(mentorship, 1));
        }
        Ok(())
    }
}
