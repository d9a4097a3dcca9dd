//! A person and the roles they hold.

use super::FreeTime;
use crate::store::{Whole, entity};
use crate::values::{EmailAddress, GrantId, Locale, ProgrammeId, Timestamp, UserId, label_key, sort_key, stems, words};

words! {
    /// Where a person stands.
    pub enum UserState {
        /// Asked to join; cannot act yet.
        Invited = "invited",
        /// Takes part.
        Active = "active",
        /// May not act for now.
        Suspended = "suspended",
        /// Left no more than a nameless ordinal.
        Erased = "erased",
    }
}

words! {
    /// What a person may be. The first four are kinds of people; the others are duties in one programme.
    pub enum Role {
        /// Runs the deployment.
        Admin = "admin",
        /// A founder.
        Entrepreneur = "entrepreneur",
        /// Gives time: mentor, adviser, coach.
        Ally = "ally",
        /// Stakeholder: funder, sponsor, corporate, public body.
        Client = "client",
        /// Runs a programme.
        Manager = "manager",
        /// Reviews applications of a programme.
        Reviewer = "reviewer",
        /// Mentors in a programme.
        Mentor = "mentor",
        /// Is mentored in a programme.
        Participant = "participant",
        /// Reads what a programme shows.
        Observer = "observer",
    }
}

impl Role {
    /// Whether this is a duty in one programme; other roles hold everywhere.
    #[must_use]
    pub const fn needs_programme(self) -> bool {
        matches!(self, Self::Manager | Self::Reviewer | Self::Mentor | Self::Participant | Self::Observer)
    }
}

words! {
    /// Whether a role still holds.
    pub enum GrantState {
        /// It holds.
        Active = "active",
        /// It was taken back.
        Revoked = "revoked",
    }
}

entity! {
    /// A person.
    pub struct User(UserId): "users", "persona" / "user", versioned, unique [["email_key"], ["external_id"]] {
        /// Where they stand.
        state: UserState,
        /// The name they go by.
        display_name: String,
        /// Their e-mail address as typed.
        email: Option<String>,
        /// The form of the address that decides whether two are the same.
        email_key: Option<String>,
        /// How the embedding host knows them.
        external_id: Option<String>,
        /// The language they read.
        locale: Locale,
        /// One line about them.
        headline: Option<String>,
        /// Whom they work for.
        organisation: Option<String>,
        /// What they say about themselves.
        about: Option<String>,
        /// Where they are, as a [`Place`](crate::values::Place).
        place: Option<String>,
        /// In which time zone they live, as a [`TimeZone`](crate::values::TimeZone).
        time_zone: Option<String>,
        /// When they are free, by the clock of their zone; made by [`merged`](super::merged).
        availability: Whole<Vec<FreeTime>>,
        /// What they are good at.
        skills: Whole<Vec<String>>,
        /// The sectors they know.
        sectors: Whole<Vec<String>>,
        /// The languages they speak.
        languages: Whole<Vec<String>>,
        /// What they want to reach.
        goals: Whole<Vec<String>>,
        /// The stages of ventures they can help with, or are in.
        stages: Whole<Vec<String>>,
        /// Their labels as searchable text, such as ` skill:fintech sector:agro `.
        labels: String,
        /// The stems of their texts, made by [`stems`].
        stems: String,
        /// Where their name stands in a sorted list, made by [`sort_key`].
        sort_key: String,
        /// When they were first known.
        created_at: Timestamp,
        /// When they last changed.
        updated_at: Timestamp,
    }
}

entity! {
    /// A role given to a person, everywhere or in one programme.
    pub struct Grant(GrantId): "grants", "rol asignado" / "role", versioned {
        /// To whom.
        user_id: UserId,
        /// Which role.
        role: Role,
        /// In which programme; everywhere when empty.
        programme_id: Option<ProgrammeId>,
        /// Whether it still holds.
        state: GrantState,
        /// Since when.
        granted_at: Timestamp,
        /// Until when.
        revoked_at: Option<Timestamp>,
    }
}

impl User {
    /// A person nobody knew before (the factory of the source document: roles come as [`Grant`]s beside it).
    #[must_use]
    pub fn new(id: UserId, state: UserState, display_name: &str, locale: Locale, now: Timestamp) -> Self {
        let mut user = Self {
            id,
            version: 1,
            state,
            display_name: display_name.to_owned(),
            email: None,
            email_key: None,
            external_id: None,
            locale,
            headline: None,
            organisation: None,
            about: None,
            place: None,
            time_zone: None,
            availability: Whole::default(),
            skills: Whole::default(),
            sectors: Whole::default(),
            languages: Whole::default(),
            goals: Whole::default(),
            stages: Whole::default(),
            labels: String::new(),
            stems: String::new(),
            sort_key: String::new(),
            created_at: now,
            updated_at: now,
        };
        user.derive();
        user
    }

    /// Sets the address and its key.
    pub fn set_email(&mut self, email: &EmailAddress) {
        self.email = Some(email.as_str().to_owned());
        self.email_key = Some(email.key());
    }

    /// Brings the derived columns up to date; call it after changing a name, a text or a label.
    pub fn derive(&mut self) {
        self.sort_key = sort_key(&self.display_name);
        let kinds: [(&str, &[String]); 5] = [
            ("skill", &self.skills),
            ("sector", &self.sectors),
            ("language", &self.languages),
            ("goal", &self.goals),
            ("stage", &self.stages),
        ];
        let mut labels = String::from(" ");
        for (kind, values) in kinds {
            for value in values {
                labels.push_str(&label(kind, value));
                labels.push(' ');
            }
        }
        let texts = [&self.headline, &self.about, &self.organisation].into_iter().filter_map(Option::as_deref);
        let all = std::iter::once(self.display_name.as_str())
            .chain(texts)
            .chain(kinds.iter().flat_map(|(_, values)| values.iter().map(String::as_str)));
        self.stems = stems(all);
        self.labels = labels;
    }

    /// Whether they may act.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.state == UserState::Active
    }
}

/// One label as it stands in [`User::labels`].
#[must_use]
pub fn label(kind: &str, value: &str) -> String {
    format!("{kind}:{}", label_key(value))
}
