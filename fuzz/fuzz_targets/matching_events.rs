//! Any bytes as a programme's events: a session gives what a full run gives, proves it, and what was only looked at leaves no trace.
#![no_main]

use libfuzzer_sys::fuzz_target;
use semillero_matching::{
    Amount, Explainer, Instance, InstanceInput, Session, SizeOrScore, Strategy, certificate_gap, events_from_bytes, solve, verify,
};

fuzz_target!(|bytes: &[u8]| {
    let Some((&head, bytes)) = bytes.split_first() else { return };
    let first = if head & 1 == 0 { SizeOrScore::Size } else { SizeOrScore::Score };
    let (strategy, seed) = (Strategy::MaxWeight { first }, u64::from(head >> 4));
    let nobody = Instance::new(InstanceInput::default()).expect("nobody is fine");
    let mut session = Session::start(nobody, strategy, seed).expect("nobody is solved");
    for (place, event) in events_from_bytes(bytes).into_iter().enumerate() {
        let limit = (head & 2 != 0 && place % 3 != 2).then_some(place as u32 % 4);
        let preview = match limit {
            Some(most) => session.preview_within(&event, most),
            None => session.preview(&event),
        };
        let result = match limit {
            Some(most) => session.apply_within(event, most),
            None => session.apply(event),
        };
        assert_eq!(preview, result);
        let instance = session.instance();
        assert_eq!(Instance::new(instance.clone().into()).as_ref(), Ok(&instance));
        let solution = session.solution_for(&instance);
        assert!(verify(&instance, seed, &solution).is_feasible());
        assert_eq!(certificate_gap(&instance, seed, &solution), Some(session.gap()));
        if session.gap() == Amount::default() {
            let full = solve(&instance, &strategy, seed).expect("a sound instance");
            assert_eq!((&solution.pairs, &solution.unmatched), (&full.pairs, &full.unmatched));
            let mut explainer = Explainer::new(&instance, &solution, seed).expect("a proven plan");
            for pair in instance.pairs() {
                let _ = explainer.what_would_change(pair.mentee, pair.mentor);
                assert!(explainer.why_not(pair.mentee, pair.mentor).is_ok());
            }
        }
    }
});
