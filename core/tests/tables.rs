//! What the tables promise: lifecycles, rules, texts, and the pages rendered from them (`UPDATE=1` rewrites those).

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it cannot go on")]

use proptest::prelude::*;
use semillero_core::errors::ErrorCode;
use semillero_core::lifecycle::Lifecycle;
use semillero_core::matching::MATCH_RUN_LIFECYCLE;
use semillero_core::mentorship::{MENTORSHIP_LIFECYCLE, SESSION_LIFECYCLE};
use semillero_core::people::{ALLY_LIFECYCLE, GRANT_LIFECYCLE, INVITATION_LIFECYCLE, USER_LIFECYCLE};
use semillero_core::permissions::{RULES, render_rules};
use semillero_core::programmes::{COHORT_LIFECYCLE, ENROLMENT_LIFECYCLE, PROGRAMME_LIFECYCLE};
use semillero_core::projects::{
    MEMBER_LIFECYCLE, MILESTONE_LIFECYCLE, PROJECT_LIFECYCLE, SHARE_LIFECYCLE, VENTURE_LIFECYCLE,
};
use std::path::Path;

fn page(name: &str, title: &str, body: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/docs").join(name);
    let text = format!("# {title}\n\n{}\n", body.trim_end());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "{name} is not up to date: run with UPDATE=1");
}

#[test]
fn the_pages_say_what_the_tables_say() {
    let all = [
        USER_LIFECYCLE.render(),
        INVITATION_LIFECYCLE.render(),
        GRANT_LIFECYCLE.render(),
        ALLY_LIFECYCLE.render(),
        PROGRAMME_LIFECYCLE.render(),
        COHORT_LIFECYCLE.render(),
        MATCH_RUN_LIFECYCLE.render(),
        MENTORSHIP_LIFECYCLE.render(),
        SESSION_LIFECYCLE.render(),
        ENROLMENT_LIFECYCLE.render(),
        VENTURE_LIFECYCLE.render(),
        MEMBER_LIFECYCLE.render(),
        SHARE_LIFECYCLE.render(),
        PROJECT_LIFECYCLE.render(),
        MILESTONE_LIFECYCLE.render(),
    ];
    page("lifecycles.md", "Lifecycles", &all.join("\n"));
    page("permissions.md", "Who may do what", &render_rules());
}

/// Walks a lifecycle by random commands: only the table's ways exist, and terminal states stay.
fn walk<S: Copy + PartialEq + std::fmt::Display + std::fmt::Debug>(
    lifecycle: &Lifecycle<S>,
    choices: &[(bool, usize)],
) {
    let commands: Vec<&str> = lifecycle.transitions.iter().map(|t| t.command).collect();
    for start in lifecycle.starts {
        let mut state = *start;
        for (known, choice) in choices {
            let command = if *known { commands[choice % commands.len()] } else { "fly" };
            match lifecycle.step(state, command) {
                Some(way) => {
                    assert!(way.from.contains(&state) && way.command == command);
                    assert!(!lifecycle.is_terminal(state), "{state} is an end, and yet {command} leads on");
                    state = way.to;
                }
                None => assert!(!lifecycle.commands(state).contains(&command)),
            }
            assert!(lifecycle.states.contains(&state));
        }
    }
}

/// Every state can be reached, and one command never leads two ways from one state.
fn sound<S: Copy + PartialEq + std::fmt::Display + std::fmt::Debug>(lifecycle: &Lifecycle<S>) {
    let mut reached = lifecycle.starts.to_vec();
    for _ in lifecycle.states {
        for way in lifecycle.transitions {
            if way.from.iter().any(|from| reached.contains(from)) && !reached.contains(&way.to) {
                reached.push(way.to);
            }
        }
    }
    for state in lifecycle.states {
        assert!(reached.contains(state), "{}: nothing leads to {state}", lifecycle.subject);
        for command in lifecycle.commands(*state) {
            let ways = lifecycle.transitions.iter().filter(|t| t.command == command && t.from.contains(state)).count();
            assert_eq!(ways, 1, "{}: {command} from {state}", lifecycle.subject);
        }
    }
}

#[test]
fn every_state_is_reached_and_no_command_is_ambiguous() {
    sound(&USER_LIFECYCLE);
    sound(&INVITATION_LIFECYCLE);
    sound(&GRANT_LIFECYCLE);
    sound(&ALLY_LIFECYCLE);
    sound(&PROGRAMME_LIFECYCLE);
    sound(&COHORT_LIFECYCLE);
    sound(&MATCH_RUN_LIFECYCLE);
    sound(&MENTORSHIP_LIFECYCLE);
    sound(&SESSION_LIFECYCLE);
    sound(&ENROLMENT_LIFECYCLE);
    sound(&VENTURE_LIFECYCLE);
    sound(&MEMBER_LIFECYCLE);
    sound(&SHARE_LIFECYCLE);
    sound(&PROJECT_LIFECYCLE);
    sound(&MILESTONE_LIFECYCLE);
}

proptest! {
    #[test]
    fn no_other_path_exists(choices in proptest::collection::vec((any::<bool>(), any::<usize>()), 0..40)) {
        walk(&USER_LIFECYCLE, &choices);
        walk(&INVITATION_LIFECYCLE, &choices);
        walk(&GRANT_LIFECYCLE, &choices);
        walk(&ALLY_LIFECYCLE, &choices);
        walk(&PROGRAMME_LIFECYCLE, &choices);
        walk(&COHORT_LIFECYCLE, &choices);
        walk(&MATCH_RUN_LIFECYCLE, &choices);
        walk(&MENTORSHIP_LIFECYCLE, &choices);
        walk(&SESSION_LIFECYCLE, &choices);
        walk(&ENROLMENT_LIFECYCLE, &choices);
        walk(&VENTURE_LIFECYCLE, &choices);
        walk(&MEMBER_LIFECYCLE, &choices);
        walk(&SHARE_LIFECYCLE, &choices);
        walk(&PROJECT_LIFECYCLE, &choices);
        walk(&MILESTONE_LIFECYCLE, &choices);
    }
}

#[test]
fn rules_stand_in_the_order_of_actions() {
    for (at, rule) in RULES.iter().enumerate() {
        assert_eq!(rule.action as usize, at, "{}", rule.action.word());
    }
}

#[test]
fn the_codes_are_the_closed_list() {
    let words: Vec<&str> = ErrorCode::ALL.iter().map(|code| code.word()).collect();
    assert_eq!(
        words,
        [
            "invalid_input",
            "unauthenticated",
            "forbidden",
            "not_found",
            "conflict",
            "capacity_exceeded",
            "expired",
            "rate_limited",
            "too_large",
            "unsupported",
            "cancelled",
            "unavailable",
            "internal",
        ]
    );
}

#[test]
fn every_operation_has_an_example_that_runs() {
    let examples = include_str!("../src/docs/examples.md");
    for operation in semillero_core::api::operations() {
        assert!(examples.contains(&format!(".{}(", operation.name)), "no example calls {}", operation.name);
    }
}
