//! What a pair is worth: integer reasons that sum to a score of 0 to 10,000 basis points.
//!
//! Labels compare by [`label_key`], so case, accents and punctuation never cost a point. What two people share is measured by the
//! overlap coefficient, `common / the smaller list`: who writes three labels is not punished for the ten of the other.

use super::{Factor, Reason};
use crate::people::User;
use crate::values::label_key;

/// The most points that a factor gives. They sum to 10,000.
#[must_use]
pub const fn weight(factor: Factor) -> i32 {
    match factor {
        Factor::MenteeChoice => 3_500,
        Factor::MentorChoice => 1_500,
        Factor::Skills => 2_000,
        Factor::Sectors => 1_500,
        Factor::Languages => 1_000,
        Factor::Goals => 500,
    }
}

/// The labels of a person as sorted keys.
#[derive(Debug, Clone, Default)]
pub(crate) struct Labels {
    skills: Vec<String>,
    /// What they look for as a mentee: their goals, and the skills they work with and want to deepen.
    wanted: Vec<String>,
    sectors: Vec<String>,
    languages: Vec<String>,
    goals: Vec<String>,
}

impl Labels {
    pub(crate) fn of(user: &User) -> Self {
        Self {
            skills: keys(user.skills.iter()),
            wanted: keys(user.goals.iter().chain(user.skills.iter())),
            sectors: keys(user.sectors.iter()),
            languages: keys(user.languages.iter()),
            goals: keys(user.goals.iter()),
        }
    }
}

fn keys<'a>(labels: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut keys: Vec<String> = labels.map(|label| label_key(label)).filter(|key| !key.is_empty()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) some: usize,
    pub(crate) all: usize,
}

impl Part {
    /// This part of a weight, rounded down.
    pub(crate) fn points(self, factor: Factor) -> i32 {
        let all = self.all.max(1) as u128;
        let some = (self.some as u128).min(all);
        i32::try_from(u128::from(weight(factor).unsigned_abs()) * some / all).unwrap_or(0)
    }
}

/// What a mentee and a mentor share under a factor; nothing for the factors that are choices.
pub(crate) fn shared(factor: Factor, mentee: &Labels, mentor: &Labels) -> Option<Part> {
    let (one, other) = match factor {
        Factor::MenteeChoice | Factor::MentorChoice => return None,
        Factor::Skills => (&mentee.wanted, &mentor.skills),
        Factor::Sectors => (&mentee.sectors, &mentor.sectors),
        Factor::Languages => (&mentee.languages, &mentor.languages),
        Factor::Goals => (&mentee.goals, &mentor.goals),
    };
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    Some(Part { some: few.iter().filter(|key| many.binary_search(key).is_ok()).count(), all: few.len() })
}

/// Where somebody stands in a list: rank 1 of 3 tiers is all of the weight, rank 3 of 3 a third of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) rank: usize,
    pub(crate) tiers: usize,
}

impl Place {
    fn part(self) -> Part {
        Part { some: (self.tiers + 1).saturating_sub(self.rank), all: self.tiers }
    }
}

/// Why two people fit, in the order of [`Factor`]; what gives no points is left out.
///
/// `chosen` and `choosing` say where the mentor stands in the mentee's list and the mentee in the mentor's. Who gave no list gives
/// no points: silence is no praise.
pub(crate) fn reasons(
    (mentee, chosen): (&Labels, Option<Place>),
    (mentor, choosing): (&Labels, Option<Place>),
) -> Vec<Reason> {
    let part = |factor| match factor {
        Factor::MenteeChoice => chosen.map(Place::part),
        Factor::MentorChoice => choosing.map(Place::part),
        factor => shared(factor, mentee, mentor),
    };
    let reason = |factor: &Factor| Some(Reason { factor: *factor, points: part(*factor)?.points(*factor) });
    Factor::ALL.iter().filter_map(reason).filter(|reason| reason.points > 0).collect()
}

/// What the reasons sum to.
#[must_use]
pub fn score_of(reasons: &[Reason]) -> i32 {
    reasons.iter().map(|reason| reason.points).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels(skills: &[&str], goals: &[&str]) -> Labels {
        let texts = |labels: &[&str]| labels.iter().map(|label| (*label).to_owned()).collect::<Vec<_>>();
        let (skills, goals) = (texts(skills), texts(goals));
        Labels {
            skills: keys(skills.iter()),
            wanted: keys(goals.iter().chain(&skills)),
            goals: keys(goals.iter()),
            ..Labels::default()
        }
    }

    #[test]
    fn the_weights_sum_to_the_whole() {
        assert_eq!(Factor::ALL.iter().map(|factor| weight(*factor)).sum::<i32>(), 10_000);
    }

    #[test]
    fn labels_compare_whatever_their_case_and_accents() {
        let mentee = labels(&[], &["Exportación", "finanzas", "ventas"]);
        let mentor = labels(&["EXPORTACION", "Finanzas", "diseño", "logística"], &[]);
        assert_eq!(shared(Factor::Skills, &mentee, &mentor), Some(Part { some: 2, all: 3 }));
        assert_eq!(reasons((&mentee, None), (&mentor, None)), [Reason { factor: Factor::Skills, points: 1_333 }]);
    }

    #[test]
    fn a_choice_counts_less_the_further_down_it_stands() {
        let nobody = Labels::default();
        let points = |rank| score_of(&reasons((&nobody, Some(Place { rank, tiers: 3 })), (&nobody, None)));
        assert_eq!([1, 2, 3, 4].map(points), [3_500, 2_333, 1_166, 0]);
    }

    #[test]
    fn nothing_known_is_no_reason() {
        assert_eq!(reasons((&Labels::default(), None), (&Labels::default(), None)), []);
    }

    prop_compose! {
        fn any_labels()(lists in prop::collection::vec(prop::collection::vec("[a-e]", 0..5), 4)) -> Labels {
            let user = |at: usize| keys(lists[at].iter());
            let wanted = keys(lists[0].iter().chain(&lists[3]));
            Labels { skills: user(0), wanted, sectors: user(1), languages: user(2), goals: user(3) }
        }
    }

    prop_compose! {
        fn any_place()(tiers in 1_usize..9, rank in 1_usize..12, listed: bool) -> Option<Place> {
            listed.then_some(Place { rank, tiers })
        }
    }

    proptest! {
        #[test]
        fn reasons_are_positive_and_sum_to_at_most_the_whole(
            mentee in any_labels(), mentor in any_labels(), chosen in any_place(), choosing in any_place(),
        ) {
            let reasons = reasons((&mentee, chosen), (&mentor, choosing));
            prop_assert!(reasons.iter().all(|reason| (1..=weight(reason.factor)).contains(&reason.points)));
            prop_assert!((0..=10_000).contains(&score_of(&reasons)));
            prop_assert!(reasons.is_sorted_by_key(|reason| reason.factor));
        }
    }
}
