//! The door for plain slices against the engine and against broken lists.

use proptest::prelude::{ProptestConfig, any, prop, prop_assert, prop_assert_eq, proptest};
use semillero_matching::{Strategy, *};

/// Lists of both sides, owned.
#[derive(Debug)]
struct Lists {
    capacities: Vec<u32>,
    mentee_starts: Vec<u32>,
    mentors: Vec<u32>,
    mentor_starts: Vec<u32>,
    mentees: Vec<u32>,
}

impl Lists {
    fn of(mentees: usize, capacities: Vec<u32>, eligible: &[bool], order: &[u64]) -> Self {
        let mentors = capacities.len();
        let is_eligible = |mentee: usize, mentor: usize| eligible[(mentee * mentors + mentor) % eligible.len()];
        let draw = |a: usize, b: usize| order[(a * 7 + b * 3) % order.len()].wrapping_mul((a * 31 + b * 17 + 1) as u64);
        let mut lists =
            Self { capacities, mentee_starts: vec![0], mentors: vec![], mentor_starts: vec![0], mentees: vec![] };
        for mentee in 0..mentees {
            let mut list: Vec<usize> = (0..mentors).filter(|&mentor| is_eligible(mentee, mentor)).collect();
            list.sort_by_key(|&mentor| draw(mentee, mentor));
            lists.mentors.extend(list.iter().map(|&mentor| mentor as u32));
            lists.mentee_starts.push(lists.mentors.len() as u32);
        }
        for mentor in 0..mentors {
            let mut list: Vec<usize> = (0..mentees).filter(|&mentee| is_eligible(mentee, mentor)).collect();
            list.sort_by_key(|&mentee| draw(mentor + 50, mentee));
            lists.mentees.extend(list.iter().map(|&mentee| mentee as u32));
            lists.mentor_starts.push(lists.mentees.len() as u32);
        }
        lists
    }

    fn slices(&self) -> RankedLists<'_> {
        RankedLists {
            capacities: &self.capacities,
            mentee_starts: &self.mentee_starts,
            mentors: &self.mentors,
            mentor_starts: &self.mentor_starts,
            mentees: &self.mentees,
        }
    }

    fn instance(&self) -> Instance {
        let place = |mentor: usize, mentee: u32| {
            let range = self.mentor_starts[mentor] as usize..self.mentor_starts[mentor + 1] as usize;
            self.mentees[range].iter().position(|&other| other == mentee).unwrap() as u32
        };
        let mut input = InstanceInput::default();
        for (mentee, two) in (0_u32..).zip(self.mentee_starts.windows(2)) {
            input.mentees.push(Mentee { id: Id::from_u128(mentee.into()), capacity: 1 });
            for (mentee_rank, &mentor) in (1..).zip(&self.mentors[two[0] as usize..two[1] as usize]) {
                let mentor_rank = 1 + place(mentor as usize, mentee);
                input.pairs.push(PairInput { mentee, mentor, mentee_rank, mentor_rank, score: 0, terms: vec![] });
            }
        }
        for (mentor, &capacity) in (0..).zip(&self.capacities) {
            input.mentors.push(Mentor { id: Id::from_u128(mentor), capacity, organisation: None });
        }
        Instance::new(input).unwrap()
    }
}

fn pairs(lists: &Lists, matching: &StableGraph) -> Vec<(u32, u32)> {
    let mentor = |mentee: usize, place: u32| lists.mentors[(lists.mentee_starts[mentee] + place) as usize];
    let held = matching.places.iter().enumerate().filter(|&(_, &place)| place != NOBODY);
    held.map(|(mentee, &place)| (mentee as u32, mentor(mentee, place))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn slices_give_what_the_engine_gives(
        mentees in 0..12_usize, capacities in prop::collection::vec(0..4_u32, 0..7),
        eligible in prop::collection::vec(any::<bool>(), 1..40), order in prop::collection::vec(any::<u64>(), 40),
    ) {
        let lists = Lists::of(mentees, capacities, &eligible, &order);
        let instance = lists.instance();
        for (side, strategy) in [(Side::Mentee, Strategy::Stable), (Side::Mentor, Strategy::StableForMentors)] {
            let matching = stable_graph(&lists.slices(), side).unwrap();
            let expected = solve(&instance, &strategy, 1).unwrap();
            let expected: Vec<_> = expected.pairs.iter().map(|line| (line.mentee, line.mentor)).collect();
            prop_assert_eq!(pairs(&lists, &matching), expected);
            prop_assert!(verify_stable_graph(&lists.slices(), &matching).is_stable());
        }
    }

    #[test]
    fn broken_lists_are_refused_and_any_matching_is_judged(
        mentees in 0..6_usize, capacities in prop::collection::vec(0..3_u32, 0..5),
        order in prop::collection::vec(any::<u64>(), 40),
        which in 0..5_usize, at in 0..40_usize, value in 0..7_u32, places in prop::collection::vec(0..5_u32, 6),
    ) {
        let sound = Lists::of(mentees, capacities, &[true, true, false], &order);
        let mut lists = Lists::of(mentees, sound.capacities.clone(), &[true, true, false], &order);
        let list = match which {
            0 => &mut lists.capacities,
            1 => &mut lists.mentee_starts,
            2 => &mut lists.mentors,
            3 => &mut lists.mentor_starts,
            _ => &mut lists.mentees,
        };
        if let Some(entry) = list.get_mut(at) {
            let changed = *entry != value;
            *entry = value;
            if changed && which > 0 {
                prop_assert!(stable_graph(&lists.slices(), Side::Mentee).is_err());
            }
        }
        let best = stable_graph(&sound.slices(), Side::Mentee).unwrap();
        let other = StableGraph { places: places[..mentees].to_vec(), ranks: best.ranks.clone() };
        verify_stable_graph(&lists.slices(), &other);
        verify_stable_graph(&sound.slices(), &StableGraph { places: best.places, ranks: vec![value; best.ranks.len()] });
    }

    #[test]
    fn the_verdict_on_slices_is_that_of_the_engine(
        mentees in 0..6_usize, capacities in prop::collection::vec(0..3_u32, 0..5),
        eligible in prop::collection::vec(any::<bool>(), 1..40), order in prop::collection::vec(any::<u64>(), 40),
        places in prop::collection::vec(0..5_u32, 6),
    ) {
        let lists = Lists::of(mentees, capacities, &eligible, &order);
        let ranks = stable_graph(&lists.slices(), Side::Mentee).unwrap().ranks;
        let fits = |mentee: usize| places[mentee] < lists.mentee_starts[mentee + 1] - lists.mentee_starts[mentee];
        let places = (0..mentees).map(|mentee| if fits(mentee) { places[mentee] } else { NOBODY }).collect();
        let matching = StableGraph { places, ranks };
        let ours = verify_stable_graph(&lists.slices(), &matching);
        let instance = lists.instance();
        let solution = crate::common::by_hand(&instance, Strategy::Stable, &pairs(&lists, &matching));
        let theirs = verify(&instance, 1, &solution);
        prop_assert_eq!((ours.size, ours.over_capacity), (theirs.size, theirs.breaches.mentor_capacity));
        prop_assert_eq!(u64::from(ours.blocking), theirs.blocking.total());
        prop_assert_eq!((ours.unknown, ours.wrong_ranks), (0, 0));
    }
}
