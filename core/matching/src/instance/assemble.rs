//! An instance from parts that stand in canonical order already, as a scorer gives them: no sorting, no sets.

use super::build::{moved, moves};
use super::{Instance, InstanceError, MAX_SCORE, Mentee, Mentor, Organisation, Pair, Rules, What, rules};

impl Instance {
    /// Takes people sorted by distinct ids and pairs sorted by distinct (mentee, mentor); organisations in any order.
    /// What depends on values is checked as by [`Instance::new`].
    pub(crate) fn assemble(
        mentees: Vec<Mentee>,
        mut mentors: Vec<Mentor>,
        mut organisations: Vec<Organisation>,
        pairs: Vec<Pair>,
        mut rules: Rules,
    ) -> Result<Self, Vec<InstanceError>> {
        let mut errors = Vec::new();
        for (index, mentor) in (0..).zip(&mentors) {
            if let Some(organisation) = mentor.organisation
                && organisation as usize >= organisations.len()
            {
                errors.push(InstanceError::UnknownOrganisation { mentor: index, organisation });
            }
        }
        for (index, pair) in (0..).zip(&pairs) {
            if pair.score > MAX_SCORE {
                errors.push(InstanceError::ScoreOutOfRange { pair: index, score: pair.score });
            }
        }
        let order = moves(organisations.iter().map(|organisation| organisation.id));
        let mut sorted = organisations.iter().map(|organisation| organisation.id).collect::<Vec<_>>();
        sorted.sort_unstable();
        let twice =
            sorted.windows(2).filter_map(|two| (two.first() == two.last()).then(|| two.first().copied()).flatten());
        errors.extend(twice.map(|id| InstanceError::DuplicateId { what: What::Organisation, id }));
        let listed =
            |mentee, mentor| pairs.binary_search_by_key(&(mentee, mentor), |pair| (pair.mentee, pair.mentor)).is_ok();
        rules::check(&rules, (&mentees, &mentors, &organisations), &listed, &mut errors);
        if !errors.is_empty() {
            return Err(errors);
        }
        for mentor in &mut mentors {
            mentor.organisation = mentor.organisation.map(|organisation| moved(&order, organisation));
        }
        let same = |length: usize| (0..u32::try_from(length).unwrap_or(u32::MAX)).collect::<Vec<_>>();
        rules.reorder(&same(mentees.len()), &same(mentors.len()), &order);
        organisations.sort_unstable_by_key(|organisation| organisation.id);
        let starts = starts(mentees.len(), &pairs);
        Ok(Self { mentees, mentors, organisations, pairs, terms: Vec::new(), term_starts: Vec::new(), rules, starts })
    }
}

/// Where the pairs of each mentee start; one longer than there are mentees.
pub(super) fn starts(mentees: usize, pairs: &[Pair]) -> Vec<u32> {
    let mut starts = vec![0_u32; mentees + 1];
    for pair in pairs {
        if let Some(count) = starts.get_mut(pair.mentee as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}
