//! The story: one moment after the other, everybody does what they planned.

use crate::actions::{Action, Agenda};
use crate::cast::{Cast, Person};
use crate::dice::Dice;
use crate::setting::{COHORTS, CohortPlan, DAYS, Fate, MENTEES, MENTORS, PROGRAMMES};
use crate::words::CLIENTS;
use crate::{Account, Demo, Options, Part};
use semillero_core::ecosystem::simulated::TestClock;
use semillero_core::ecosystem::{Acting, Ecosystem};
use semillero_core::errors::{ApiError, ErrorCode};
use semillero_core::mentorship::MentorshipState;
use semillero_core::people::Role;
use semillero_core::permissions::Who;
use semillero_core::programmes::Side;
use semillero_core::values::{Capacity, CohortId, Locale, MentorshipId, ProgrammeId, SessionId, Timestamp, UserId};
use semillero_core::{
    AdvanceCohort, AdvanceMentorship, AdvanceProgramme, CohortStep, CreateProgramme, EnsureUser, FindMentorships,
    GrantRole, ImportMode, ImportPeople, InviteUser, MentorshipStep, MentorshipView, OpenCohort, ProgrammeStep,
    RequestMentorship, RunDue, SetAllyCapacity,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A cohort as the story knows it.
pub(crate) struct CohortLife {
    pub(crate) id: CohortId,
    pub(crate) programme: ProgrammeId,
    pub(crate) manager: UserId,
    pub(crate) plan: &'static CohortPlan,
    pub(crate) mentors: Vec<Person>,
    pub(crate) mentees: Vec<Person>,
}

pub(crate) struct World {
    pub(crate) ecosystem: Ecosystem,
    clock: Arc<TestClock>,
    pub(crate) dice: Dice,
    pub(crate) agenda: Agenda,
    pub(crate) now: Timestamp,
    pub(crate) end: Timestamp,
    cast: Cast,
    programmes: Vec<(ProgrammeId, UserId)>,
    pub(crate) cohorts: BTreeMap<usize, CohortLife>,
    pub(crate) clients: Vec<UserId>,
    accounts: Vec<Account>,
    /// Proposals that somebody already plans to answer, or never will.
    considered: BTreeSet<MentorshipId>,
    pub(crate) pairs: BTreeMap<MentorshipId, (UserId, UserId)>,
    pub(crate) starts: BTreeMap<SessionId, Timestamp>,
    actions: u64,
}

/// What the story shrugs at: somebody else was there first. Everything else is a mistake of the story.
pub(crate) fn unless_taken<T>(outcome: Result<T, ApiError>) -> Result<Option<T>, ApiError> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(error) if matches!(error.code, ErrorCode::Conflict | ErrorCode::CapacityExceeded | ErrorCode::Expired) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

pub(crate) async fn live(ecosystem: Ecosystem, clock: Arc<TestClock>, options: Options) -> Result<Demo, ApiError> {
    let start = options.until.plus_days(-DAYS).start();
    let mut world = World {
        ecosystem,
        clock,
        dice: Dice::new(options.seed),
        agenda: Agenda::default(),
        now: start,
        end: options.until.start(),
        cast: Cast::default(),
        programmes: Vec::new(),
        cohorts: BTreeMap::new(),
        clients: Vec::new(),
        accounts: Vec::new(),
        considered: BTreeSet::new(),
        pairs: BTreeMap::new(),
        starts: BTreeMap::new(),
        actions: 0,
    };
    world.clock.set(start);
    world.staff().await?;
    for day in 1..=DAYS {
        world.agenda.plan(start.plus_days(day).plus_minutes(-60), Action::Day);
    }
    for (number, plan) in COHORTS.iter().enumerate().take(options.cohorts) {
        world.plan_cohort(start.plus_days(plan.opens), number, plan);
    }
    while let Some((at, action)) = world.agenda.next() {
        if at > world.end {
            break;
        }
        world.now = at;
        world.clock.set(at);
        world.actions += 1;
        world.act(action).await?;
    }
    world.clock.set(world.end);
    world.now = world.end;
    world.ask_the_listed_mentor().await?;
    world.turn().await?;
    world.cast_accounts().await?;
    let cohorts = world.cohorts.values().map(|cohort| cohort.id).collect();
    Ok(Demo { accounts: world.accounts, cohorts, actions: world.actions })
}

impl World {
    pub(crate) fn host(&self) -> Acting {
        self.ecosystem.acting_as(Who::Host)
    }

    pub(crate) fn acting(&self, user: UserId) -> Acting {
        self.ecosystem.acting_as(user)
    }

    pub(crate) fn in_days(&mut self, least: i64, most: i64) -> Timestamp {
        let minutes = self.dice.between(least * 1_440, most * 1_440);
        self.now.plus_minutes(minutes)
    }

    async fn ensure(&self, email: &str, name: &str, locale: Locale) -> Result<UserId, ApiError> {
        let request = EnsureUser {
            external_id: email.to_owned(),
            display_name: name.to_owned(),
            email: Some(email.to_owned()),
            locale: Some(locale),
        };
        Ok(self.host().ensure_user(request).await?.id)
    }

    fn account(&mut self, part: Part, user_id: UserId, name: &str, email: &str) {
        self.accounts.push(Account { part, user_id, name: name.to_owned(), email: email.to_owned() });
    }

    async fn staff(&mut self) -> Result<(), ApiError> {
        let admin = self.ensure("admin@example.org", "Soledad Luna", Locale::Es).await?;
        let grant = |user_id, role, programme_id| GrantRole { user_id, role, programme_id };
        self.host().grant_role(grant(admin, Role::Admin, None)).await?;
        self.account(Part::Admin, admin, "Soledad Luna", "admin@example.org");
        for plan in PROGRAMMES {
            let request = CreateProgramme { name: plan.name.to_owned(), summary: Some(plan.summary.to_owned()) };
            let programme = self.acting(admin).create_programme(request).await?.id;
            let (email, name) = plan.manager;
            let locale = if email.starts_with("manager") { Locale::En } else { Locale::Es };
            let manager = self.ensure(email, name, locale).await?;
            self.acting(admin).grant_role(grant(manager, Role::Manager, Some(programme))).await?;
            self.programmes.push((programme, manager));
            if email == "gestora@example.org" {
                self.account(Part::Manager, manager, name, email);
            }
        }
        for (number, (address, name, what)) in CLIENTS.iter().enumerate() {
            let email = format!("{address}@example.org");
            let locale = if number < 4 { Locale::Es } else { Locale::En };
            let client = self.ensure(&email, name, locale).await?;
            self.acting(admin).grant_role(grant(client, Role::Client, None)).await?;
            let profile = semillero_core::UpdateProfile {
                user_id: client,
                display_name: None,
                headline: Some(semillero_core::TextChange::Set((*what).to_owned())),
                organisation: None,
                locale: None,
                skills: None,
                sectors: None,
                languages: None,
                goals: None,
                stages: None,
                about: None,
                place: None,
                time_zone: None,
                availability: None,
                expected_version: None,
            };
            self.acting(client).update_profile(profile).await?;
            self.clients.push(client);
            if number == 0 {
                let programmes: Vec<ProgrammeId> = self.programmes.iter().map(|(programme, _)| *programme).collect();
                for programme in programmes {
                    self.acting(admin).grant_role(grant(client, Role::Observer, Some(programme))).await?;
                }
                self.account(Part::Client, client, name, &email);
            }
        }
        Ok(())
    }

    /// The days of a cohort, from its opening on.
    fn plan_cohort(&mut self, opens: Timestamp, number: usize, plan: &CohortPlan) {
        let day = |days: i64, hour: i64| opens.plus_days(days).plus_minutes(hour * 60);
        self.agenda.plan(day(0, 14), Action::Open(number));
        for batch in 0..6 {
            self.agenda.plan(day(1 + i64::try_from(batch).unwrap_or(0), 15), Action::Join(number, batch));
        }
        self.agenda.plan(day(3, 16), Action::Invite(number));
        self.agenda.plan(day(8, 15), Action::Found(number));
        self.agenda.plan(day(14, 15), Action::Prefer(number));
        self.agenda.plan(day(24, 15), Action::Match(number));
        if plan.fate != Fate::IsMatched {
            self.agenda.plan(day(25, 15), Action::Publish(number));
            self.agenda.plan(day(40, 15), Action::Begin(number));
        }
        if let Fate::Completes(days) = plan.fate {
            self.agenda.plan(day(days, 15), Action::End(number));
        }
    }

    async fn act(&mut self, action: Action) -> Result<(), ApiError> {
        match action {
            Action::Day => self.turn().await,
            Action::Open(number) => self.open(number).await,
            Action::Join(number, batch) => self.join(number, batch).await,
            Action::Invite(number) => self.invite(number).await,
            Action::Found(number) => self.found(number).await,
            Action::Prefer(number) => self.prefer(number).await,
            Action::Match(number) => self.run(number).await,
            Action::Publish(number) => self.publish(number).await,
            Action::Begin(number) => self.begin(number).await,
            Action::Ask(number, mentee) => self.ask(number, mentee).await,
            Action::Answer(mentorship) => self.answer(mentorship).await,
            Action::Book(mentorship, times) => self.book(mentorship, times).await,
            Action::Cancel(session, mentorship, times) => self.cancel(session, mentorship, times).await,
            Action::Close(session, mentorship, times) => self.close(session, mentorship, times).await,
            Action::Rate(session, who, mentor) => self.rate(session, who, mentor).await,
            Action::StartMilestone(id, who) => self.start_milestone(id, who).await,
            Action::MoveMilestone(id, who, days) => self.move_milestone(id, who, days).await,
            Action::ReachMilestone(id, who) => self.reach_milestone(id, who).await,
            Action::MissMilestone(id, who) => self.miss_milestone(id, who).await,
            Action::End(number) => self.end(number).await,
            Action::FollowUp(mentorship, number) => self.follow_up(mentorship, number).await,
        }
    }

    /// Time turns; whoever finds a new proposal makes up their mind about when to answer.
    async fn turn(&mut self) -> Result<(), ApiError> {
        self.host().run_due(RunDue {}).await?;
        for proposed in self.mentorships(None, MentorshipState::Proposed).await? {
            if !self.considered.insert(proposed.id) {
                continue;
            }
            self.pairs.insert(proposed.id, (proposed.mentor_id, proposed.mentee_id));
            if self.dice.percent(93) {
                let at = self.in_days(0, 9);
                self.agenda.plan(at, Action::Answer(proposed.id));
            }
        }
        Ok(())
    }

    /// Every mentorship in a state.
    pub(crate) async fn mentorships(
        &self,
        cohort_id: Option<CohortId>,
        state: MentorshipState,
    ) -> Result<Vec<MentorshipView>, ApiError> {
        let mut all = Vec::new();
        let mut after = None;
        loop {
            let request = FindMentorships { cohort_id, user_id: None, state: Some(state), limit: Some(100), after };
            let page = self.host().find_mentorships(request).await?;
            all.extend(page.items);
            after = page.next;
            if after.is_none() {
                return Ok(all);
            }
        }
    }

    async fn open(&mut self, number: usize) -> Result<(), ApiError> {
        let Some(plan) = COHORTS.get(number) else { return Ok(()) };
        let Some((programme, manager)) = self.programmes.get(plan.programme).copied() else { return Ok(()) };
        let request = OpenCohort {
            programme_id: programme,
            name: plan.name.to_owned(),
            mentors_per_mentee: None,
            places: Some(i32::try_from(MENTEES).unwrap_or(60) + 10),
            preferences_until: Some(self.now.plus_days(22)),
            quotas: Vec::new(),
        };
        let id = self.acting(manager).open_cohort(request).await?.id;
        let life = CohortLife { id, programme, manager, plan, mentors: Vec::new(), mentees: Vec::new() };
        self.cohorts.insert(number, life);
        Ok(())
    }

    /// A sixth of the people of a cohort come in from a list of its manager.
    async fn join(&mut self, number: usize, batch: usize) -> Result<(), ApiError> {
        let Some(plan) = COHORTS.get(number) else { return Ok(()) };
        let sides = [(Side::Mentor, MENTORS / 6), (Side::Mentee, MENTEES / 6)];
        let mut rows = Vec::new();
        for (side, many) in sides {
            for place in 0..many {
                let (mut row, zone) = self.cast.person(&mut self.dice, side, plan.english);
                if number == 3 && batch == 0 && place == 0 && side == Side::Mentor {
                    row.email = "mentora@example.org".to_owned();
                    row.locale = Some(Locale::Es);
                    row.capacity = Some(8);
                }
                rows.push((row, zone));
            }
        }
        let Some(cohort) = self.cohorts.get(&number) else { return Ok(()) };
        let people = rows.iter().map(|(row, _)| row.clone()).collect();
        let request = ImportPeople { mode: ImportMode::Apply, programme_id: None, cohort_id: Some(cohort.id), people };
        let imported = self.ecosystem.acting_as(cohort.manager).import_people(request).await?;
        let Some(cohort) = self.cohorts.get_mut(&number) else { return Ok(()) };
        for ((row, zone), imported) in rows.into_iter().zip(imported.people) {
            let Some(id) = imported.user_id else { continue };
            let person = Person { id, name: row.display_name, email: row.email, skills: row.skills, zone };
            if row.side == Some(Side::Mentor) { &mut cohort.mentors } else { &mut cohort.mentees }.push(person);
        }
        Ok(())
    }

    /// Two mentors are invited who never come: their invitations lapse.
    async fn invite(&mut self, number: usize) -> Result<(), ApiError> {
        let Some(cohort) = self.cohorts.get(&number) else { return Ok(()) };
        let (manager, programme) = (cohort.manager, cohort.programme);
        for _ in 0..2 {
            let (row, _) = self.cast.person(&mut self.dice, Side::Mentor, 20);
            let request = InviteUser {
                email: row.email,
                display_name: row.display_name,
                role: Role::Mentor,
                programme_id: Some(programme),
                locale: row.locale,
            };
            self.acting(manager).invite_user(request).await?;
        }
        Ok(())
    }

    async fn begin(&mut self, number: usize) -> Result<(), ApiError> {
        let Some(cohort) = self.cohorts.get(&number) else { return Ok(()) };
        let acting = self.acting(cohort.manager);
        for step in [CohortStep::Close, CohortStep::Start] {
            acting.advance_cohort(AdvanceCohort { cohort_id: cohort.id, step, reason: None }).await?;
        }
        // The first cohort of a programme starts it.
        let start = AdvanceProgramme { programme_id: cohort.programme, step: ProgrammeStep::Start, reason: None };
        unless_taken(acting.advance_programme(start).await)?;
        Ok(())
    }

    /// A cohort comes to its end: most mentorships are completed, some end early, some go on for themselves.
    async fn end(&mut self, number: usize) -> Result<(), ApiError> {
        let Some(cohort) = self.cohorts.get(&number) else { return Ok(()) };
        let (id, manager) = (cohort.id, cohort.manager);
        for mentorship in self.mentorships(Some(id), MentorshipState::Active).await? {
            let (step, reason) = match self.dice.below(100) {
                0..82 => (MentorshipStep::Complete, None),
                82..88 => (MentorshipStep::Terminate, Some("Cambio de planes".to_owned())),
                _ => continue,
            };
            let request = AdvanceMentorship { mentorship_id: mentorship.id, step, reason };
            self.acting(mentorship.mentor_id).advance_mentorship(request).await?;
            if step == MentorshipStep::Complete && self.dice.percent(60) {
                let at = self.in_days(88, 100);
                self.agenda.plan(at, Action::FollowUp(mentorship.id, number));
            }
        }
        let request = AdvanceCohort { cohort_id: id, step: CohortStep::Complete, reason: None };
        self.acting(manager).advance_cohort(request).await?;
        Ok(())
    }

    async fn follow_up(&mut self, mentorship: MentorshipId, number: usize) -> Result<(), ApiError> {
        let Some(cohort) = self.cohorts.get(&number) else { return Ok(()) };
        let request = AdvanceMentorship { mentorship_id: mentorship, step: MentorshipStep::FollowUp, reason: None };
        unless_taken(self.acting(cohort.manager).advance_mentorship(request).await)?;
        Ok(())
    }

    /// Two mentees without a mentor ask the one whom one can sign in as, who has room for them, so that there is always something to
    /// answer.
    async fn ask_the_listed_mentor(&mut self) -> Result<(), ApiError> {
        let listed = |cohort: &&CohortLife| cohort.mentors.iter().any(|mentor| mentor.email == "mentora@example.org");
        let Some(cohort) = self.cohorts.values().find(listed) else { return Ok(()) };
        let Some(mentor) = cohort.mentors.iter().find(|mentor| mentor.email == "mentora@example.org") else {
            return Ok(());
        };
        let mut held = 0;
        for state in MentorshipState::GOING {
            let there = self.mentorships(None, *state).await?;
            held += there.iter().filter(|mentorship| mentorship.mentor_id == mentor.id).count();
        }
        let capacity = i32::try_from(held).unwrap_or(Capacity::MOST).saturating_add(3).min(Capacity::MOST);
        self.acting(mentor.id).set_ally_capacity(SetAllyCapacity { user_id: mentor.id, capacity }).await?;
        let mut asked = 0;
        for mentee in &cohort.mentees {
            let request = RequestMentorship {
                cohort_id: cohort.id,
                mentee_id: None,
                mentor_id: mentor.id,
                message: Some("Me gustaría aprender de su experiencia.".to_owned()),
            };
            asked += usize::from(unless_taken(self.acting(mentee.id).request_mentorship(request).await)?.is_some());
            if asked == 2 {
                break;
            }
        }
        Ok(())
    }

    /// Somebody to sign in as on each side: a pair that is under way.
    async fn cast_accounts(&mut self) -> Result<(), ApiError> {
        let Some((_, cohort)) = self.cohorts.iter().rev().find(|(_, cohort)| cohort.plan.fate != Fate::IsMatched)
        else {
            return Ok(());
        };
        let under_way = self.mentorships(Some(cohort.id), MentorshipState::Active).await?;
        let known = |people: &[Person], id: UserId| people.iter().find(|person| person.id == id).cloned();
        let listed = under_way.iter().find(|m| {
            cohort.mentors.iter().any(|mentor| mentor.id == m.mentor_id && mentor.email == "mentora@example.org")
        });
        let Some(pair) = listed.or(under_way.first()) else { return Ok(()) };
        let (mentor, mentee) = (known(&cohort.mentors, pair.mentor_id), known(&cohort.mentees, pair.mentee_id));
        for (part, person) in [(Part::Ally, mentor), (Part::Entrepreneur, mentee)] {
            if let Some(person) = person {
                self.account(part, person.id, &person.name, &person.email);
            }
        }
        Ok(())
    }
}
