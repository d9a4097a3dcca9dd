//! What keeps two people apart, in people's words.

use super::engine::{Closed, Problem, Scorer, Side as EngineSide};
use super::policy::Gate;
use super::pool::{Pool, vetoed};
use super::population::names;
use super::{Factor, engine_id};
use crate::programmes::Side;
use crate::values::{Locale, UserId};

/// One thing that keeps two people apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Apart {
    /// Its name for programs.
    pub(crate) reason: String,
    /// In words.
    pub(crate) text: String,
}

/// A question compiled, to be asked about pairs.
pub(crate) struct Question<'a> {
    pub(crate) pool: &'a Pool,
    pub(crate) problem: &'a Problem,
    pub(crate) scorer: &'a Scorer,
}

impl Question<'_> {
    /// Where two people stand in the question; nothing for those who are not in it.
    pub(crate) fn indices(&self, mentee: UserId, mentor: UserId) -> Option<(u32, u32)> {
        let place = |people: &[super::engine::Person], user| {
            let found = people.binary_search_by_key(&engine_id(user), |person| person.id);
            u32::try_from(found.ok()?).ok()
        };
        let population = &self.problem.population;
        Some((place(&population.mentees, mentee)?, place(&population.mentors, mentor)?))
    }

    /// Everything that keeps two people of the cohort apart.
    pub(crate) fn apart(&self, mentee: UserId, mentor: UserId, locale: Locale) -> Vec<Apart> {
        let Some((mentee_at, mentor_at)) = self.indices(mentee, mentor) else {
            return vec![self.absent(mentee, mentor, locale)];
        };
        let closed = self.scorer.pair(mentee_at, mentor_at).map(|pair| pair.closed).unwrap_or_default();
        let mut apart_by: Vec<Apart> = closed.iter().map(|closed| self.say(*closed, mentee, mentor, locale)).collect();
        let two = super::engine::Two { mentee: mentee_at, mentor: mentor_at };
        let is_candidate = self.problem.candidates.as_ref().is_none_or(|pairs| pairs.contains(&two));
        if apart_by.is_empty() && !is_candidate && !self.problem.population.must.contains(&two) {
            apart_by.push(apart("not_a_candidate", locale));
        }
        apart_by
    }

    /// Why somebody is not in the question at all.
    fn absent(&self, mentee: UserId, mentor: UserId, locale: Locale) -> Apart {
        let unready = |side, user| unready(self.pool, side, user);
        let reason = unready(Side::Mentee, mentee).or_else(|| unready(Side::Mentor, mentor)).unwrap_or("left");
        apart(reason, locale)
    }

    fn say(&self, closed: Closed, mentee: UserId, mentor: UserId, locale: Locale) -> Apart {
        let feature = |at: u16| {
            self.problem
                .population
                .features
                .get(usize::from(at))
                .map(|feature| feature.name.as_str())
                .unwrap_or_default()
        };
        match closed {
            Closed::Blocked => apart(self.blocked_by(mentee, mentor), locale),
            Closed::Unlisted { side: EngineSide::Mentee } | Closed::NotListed { side: EngineSide::Mentee } => {
                apart("not_listed", locale)
            }
            Closed::Lacks { .. } => apart("consent", locale),
            Closed::SameCategory { .. } => apart(Gate::OtherOrganisation.word(), locale),
            Closed::Before => apart(Gate::NotBefore.word(), locale),
            Closed::NotAgain => apart(Gate::NotAgain.word(), locale),
            Closed::TooFewInCommon { feature: at, common, needed } => {
                let name = feature(at);
                let gate = match name {
                    names::OPEN_TIME => Gate::SharedTime,
                    names::OPEN_COUNTRY => Gate::SameCountry,
                    _ if name == names::open(Factor::Languages) => Gate::SharedLanguage,
                    _ if name == names::open(Factor::Sectors) => Gate::SharedSector,
                    _ if name == names::open(Factor::Stages) => Gate::SharedStage,
                    _ => Gate::SharedSkill,
                };
                counted(gate, common, needed, locale)
            }
            other => apart(other.code(), locale),
        }
    }

    fn blocked_by(&self, mentee: UserId, mentor: UserId) -> &'static str {
        let members = self.pool.mentees.get(&mentee).zip(self.pool.mentors.get(&mentor));
        if mentee == mentor {
            "same_person"
        } else if members.is_some_and(|(mentee, mentor)| vetoed(mentee, mentor)) {
            "veto"
        } else if self.pool.together(mentee, mentor) {
            "together"
        } else {
            "never"
        }
    }
}

/// Why somebody cannot be matched now.
fn unready(pool: &Pool, side: Side, user: UserId) -> Option<&'static str> {
    let people = match side {
        Side::Mentee => &pool.mentees,
        Side::Mentor => &pool.mentors,
    };
    match people.get(&user) {
        None => Some("left"),
        Some(member) if !member.consented => Some("consent"),
        Some(member) if !member.approved => Some("not_approved"),
        Some(member) if side == Side::Mentee && member.room <= 0 => Some("no_room"),
        Some(_) => None,
    }
}

/// Why somebody cannot be matched now, in words.
pub(crate) fn unready_text(pool: &Pool, side: Side, user: UserId, locale: Locale) -> Option<&'static str> {
    Some(match unready(pool, side, user)? {
        "consent" => locale.pick("no consiente que se le empareje", "they do not consent to being matched"),
        "not_approved" => locale.pick("no tiene un perfil aprobado", "they have no approved profile"),
        "no_room" => locale.pick(
            "ya tiene todas las mentorías que admite la cohorte",
            "they have as many mentors as the cohort allows",
        ),
        _ => locale.pick("no participa en la cohorte", "they are not in the cohort"),
    })
}

fn apart(reason: &str, locale: Locale) -> Apart {
    let text = match reason {
        "left" => {
            locale.pick("una de las dos personas no participa en la cohorte", "one of the two is not in the cohort")
        }
        "consent" => locale.pick(
            "una de las dos personas no consiente que se le empareje",
            "one of the two does not consent to being matched",
        ),
        "not_approved" => {
            locale.pick("la mentora o el mentor no tiene un perfil aprobado", "the mentor has no approved profile")
        }
        "no_room" => locale.pick(
            "ya tiene todas las mentorías que admite la cohorte",
            "the mentee has as many mentors as the cohort allows",
        ),
        "same_person" => locale.pick("es la misma persona", "they are the same person"),
        "veto" => {
            locale.pick("una de las dos personas no quiere esta pareja", "one of the two does not want this pair")
        }
        "together" => locale.pick(
            "ya hay una mentoría abierta entre las dos personas",
            "there is already an open mentorship between the two",
        ),
        "never" => locale.pick(
            "la política del programa, o un cambio pedido a la corrida, excluye esta pareja",
            "the policy of the programme, or a change asked of the run, excludes this pair",
        ),
        "not_listed" => {
            locale.pick("la mentora o el mentor no está en su lista", "the mentor is not on the mentee's list")
        }
        "other_organisation" => {
            locale.pick("trabajan para la misma organización", "they work for the same organisation")
        }
        "not_before" => locale.pick("ya tuvieron una mentoría", "they had a mentorship before"),
        "not_a_candidate" => locale.pick(
            "no está entre las parejas candidatas de la corrida",
            "it is not among the candidate pairs of the run",
        ),
        "not_again" => locale.pick(
            "una mentoría anterior se rechazó o se interrumpió",
            "an earlier mentorship of the two was declined or broken off",
        ),
        _ => locale.pick("la política del programa las separa", "the policy of the programme keeps them apart"),
    };
    Apart { reason: reason.to_owned(), text: text.to_owned() }
}

fn counted(gate: Gate, common: u32, needed: u32, locale: Locale) -> Apart {
    let what = match gate {
        Gate::SharedTime => locale.pick("cuartos de hora libres en común", "free quarter hours in common"),
        Gate::SharedLanguage => locale.pick("idiomas en común", "languages in common"),
        Gate::SharedSector => locale.pick("sectores en común", "sectors in common"),
        Gate::SharedStage => locale.pick("etapas en común", "stages in common"),
        Gate::SameCountry => {
            let text = locale.pick("están en países distintos", "they are in different countries");
            return Apart { reason: gate.word().to_owned(), text: text.to_owned() };
        }
        _ => locale.pick("habilidades buscadas", "skills looked for"),
    };
    let text = match locale {
        Locale::Es => format!("tienen {common} {what}; hacen falta {needed}"),
        Locale::En => format!("they have {common} {what}; {needed} are needed"),
    };
    Apart { reason: gate.word().to_owned(), text }
}
