//! One actor, one action, one thing.

use super::rules::{Action, RULES};
use crate::people::{Grant, GrantState, Role};
use crate::values::{ProgrammeId, UserId};

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// The embedding host itself, or its operator at the command line: trusted.
    Host,
    /// A person.
    User(UserId),
    /// Nobody signed in.
    Nobody,
}

impl std::fmt::Display for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Host => f.write_str("host"),
            Self::User(id) => id.fmt(f),
            Self::Nobody => f.write_str("nobody"),
        }
    }
}

/// Who calls, with what was granted to them.
#[derive(Debug, Clone)]
pub struct Actor {
    who: Who,
    admin: bool,
    duties: Vec<(Role, ProgrammeId)>,
}

impl Actor {
    /// An actor with their grants; revoked ones do not count.
    #[must_use]
    pub fn new(who: Who, grants: &[Grant]) -> Self {
        let active = || grants.iter().filter(|grant| grant.state == GrantState::Active);
        Self {
            who,
            admin: active().any(|grant| grant.role == Role::Admin && grant.programme_id.is_none()),
            duties: active().filter_map(|grant| Some((grant.role, grant.programme_id?))).collect(),
        }
    }

    /// The host.
    #[must_use]
    pub const fn host() -> Self {
        Self { who: Who::Host, admin: false, duties: Vec::new() }
    }

    /// Who it is.
    #[must_use]
    pub const fn who(&self) -> Who {
        self.who
    }

    /// The person, when it is one.
    #[must_use]
    pub const fn user(&self) -> Option<UserId> {
        match self.who {
            Who::User(id) => Some(id),
            Who::Host | Who::Nobody => None,
        }
    }

    /// Whether they run the deployment.
    #[must_use]
    pub const fn is_admin(&self) -> bool {
        self.admin
    }

    /// The programmes they run.
    pub fn managed(&self) -> impl Iterator<Item = ProgrammeId> + '_ {
        self.duties.iter().filter(|(role, _)| *role == Role::Manager).map(|(_, programme)| *programme)
    }

    /// The programmes in which they do more than watch.
    pub fn joined(&self) -> impl Iterator<Item = ProgrammeId> + '_ {
        self.duties.iter().filter(|(role, _)| *role != Role::Observer).map(|(_, programme)| *programme)
    }

    /// The programmes they have any part in.
    pub fn programmes(&self) -> impl Iterator<Item = ProgrammeId> + '_ {
        self.duties.iter().map(|(_, programme)| *programme)
    }
}

macro_rules! relations {
    ($($(#[$meta:meta])* $relation:ident = $bit:literal),+ $(,)?) => {
        /// How an actor stands to a thing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        pub enum Relation { $($(#[$meta])* $relation = 1 << $bit),+ }
        impl Relation {
            /// Every relation.
            pub const ALL: &'static [Self] = &[$(Self::$relation),+];
        }
    };
}
relations! {
    /// The embedding host.
    Host = 0,
    /// Runs the deployment.
    Admin = 1,
    /// Runs the thing's programme, or one the person has a part in.
    Manager = 2,
    /// Has a part in the same programme.
    Fellow = 3,
    /// The thing is about the actor.
    Oneself = 4,
    /// Mentors in this mentorship.
    MentorSide = 5,
    /// Is mentored in this mentorship.
    MenteeSide = 6,
    /// Is or was in a mentorship with the person beyond the request.
    Partner = 7,
    /// Shows a signed secret for the thing.
    Bearer = 8,
    /// Belongs to the venture.
    Member = 9,
    /// The venture is shared with the actor.
    Viewer = 10,
    /// Takes part in the same programme, and does more than watch it.
    Peer = 11,
}

/// A set of relations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Relations(u16);

impl Relations {
    /// The set of these.
    #[must_use]
    pub const fn of(relations: &[Relation]) -> Self {
        let mut bits = 0;
        let mut rest = relations;
        while let [first, more @ ..] = rest {
            bits |= *first as u16;
            rest = more;
        }
        Self(bits)
    }
    /// Whether one is in the set.
    #[must_use]
    pub const fn has(self, relation: Relation) -> bool {
        self.0 & relation as u16 != 0
    }
    const fn meets(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
    const fn is_empty(self) -> bool {
        self.0 == 0
    }
    fn add(&mut self, relation: Relation, holds: bool) {
        if holds {
            self.0 |= relation as u16;
        }
    }
    /// The first of the set, by the order of [`Relation`].
    fn first(self) -> Option<Relation> {
        Relation::ALL.iter().copied().find(|relation| self.has(*relation))
    }
}

impl std::fmt::Display for Relations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<String> = Relation::ALL.iter().filter(|r| self.has(**r)).map(|r| format!("{r:?}")).collect();
        f.write_str(&names.join(", "))
    }
}

/// What matters of a thing for a decision.
#[derive(Debug, Clone, Default)]
pub struct Resource {
    /// The programmes it belongs to; a person belongs to each they have a part in.
    pub programmes: Vec<ProgrammeId>,
    /// The person it is about.
    pub person: Option<UserId>,
    /// Who mentors in it.
    pub mentor: Option<UserId>,
    /// Who is mentored in it.
    pub mentee: Option<UserId>,
    /// The people in a mentorship with the person.
    pub partners: Vec<UserId>,
    /// The members of the venture.
    pub members: Vec<UserId>,
    /// With whom the venture is shared.
    pub viewers: Vec<UserId>,
    /// Whether its signed secret was shown.
    pub secret_shown: bool,
}

impl Resource {
    /// A thing of one programme.
    #[must_use]
    pub fn of_programme(programme: ProgrammeId) -> Self {
        Self { programmes: vec![programme], ..Self::default() }
    }
}

/// The answer to one question, and the relation that gave it. `because` is for the audit log, never for the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Whether it is allowed.
    pub allowed: bool,
    /// The relation that allowed or denied it; nothing when none applied.
    pub because: Option<Relation>,
}

/// May this actor take this action on this thing?
#[must_use]
pub fn decide(actor: &Actor, action: Action, resource: &Resource) -> Decision {
    let held = relations(actor, resource);
    let Some(rule) = RULES.get(action as usize) else {
        return Decision { allowed: false, because: None };
    };
    let denied = held.meets(rule.deny);
    if !denied.is_empty() {
        return Decision { allowed: false, because: denied.first() };
    }
    let allowed = held.meets(rule.allow);
    Decision { allowed: !allowed.is_empty(), because: allowed.first() }
}

/// How an actor stands to a thing.
fn relations(actor: &Actor, resource: &Resource) -> Relations {
    let mut held = Relations::default();
    held.add(Relation::Host, actor.who == Who::Host);
    held.add(Relation::Bearer, resource.secret_shown);
    let Some(me) = actor.user() else { return held };
    held.add(Relation::Admin, actor.admin);
    held.add(Relation::Oneself, resource.person == Some(me));
    held.add(Relation::MentorSide, resource.mentor == Some(me));
    held.add(Relation::MenteeSide, resource.mentee == Some(me));
    held.add(Relation::Partner, resource.partners.contains(&me));
    held.add(Relation::Member, resource.members.contains(&me));
    held.add(Relation::Viewer, resource.viewers.contains(&me));
    for (role, programme) in &actor.duties {
        if resource.programmes.contains(programme) {
            held.add(Relation::Fellow, true);
            held.add(Relation::Peer, *role != Role::Observer);
            held.add(Relation::Manager, *role == Role::Manager);
        }
    }
    held
}
