//! Lifecycles are data: one table per lifecycle drives the code, the documentation and the tests.

use crate::permissions::Action;

/// Whether a reason must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It may be given.
    Optional,
    /// It must be given.
    Compulsory,
}

/// One way from one state to another.
#[derive(Debug, Clone, Copy)]
pub struct Transition<S: 'static> {
    /// From which states.
    pub from: &'static [S],
    /// What is done, in one word.
    pub command: &'static str,
    /// The action whose rule says who may do it.
    pub action: Action,
    /// Whether a reason must be given.
    pub why: Why,
    /// To which state.
    pub to: S,
    /// The event it causes.
    pub event: &'static str,
}

/// A lifecycle: where it starts and every way on.
#[derive(Debug)]
pub struct Lifecycle<S: 'static> {
    /// What goes through it, as it stands in events and history.
    pub subject: &'static str,
    /// The states in which a new one may be.
    pub starts: &'static [S],
    /// Every state, for documentation and tests.
    pub states: &'static [S],
    /// Every way on.
    pub transitions: &'static [Transition<S>],
}

impl<S: Copy + PartialEq + std::fmt::Display + 'static> Lifecycle<S> {
    /// The way that a command takes from a state, if there is one.
    #[must_use]
    pub fn step(&self, state: S, command: &str) -> Option<&'static Transition<S>> {
        self.transitions.iter().find(|t| t.command == command && t.from.contains(&state))
    }

    /// The commands that a state allows.
    #[must_use]
    pub fn commands(&self, state: S) -> Vec<&'static str> {
        self.transitions.iter().filter(|t| t.from.contains(&state)).map(|t| t.command).collect()
    }

    /// Whether a state is the end.
    #[must_use]
    pub fn is_terminal(&self, state: S) -> bool {
        self.commands(state).is_empty()
    }

    /// The lifecycle as a Markdown table and a Mermaid diagram.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = format!(
            "## {}\n\n| from | command | to | reason | action | event |\n|---|---|---|---|---|---|\n",
            self.subject
        );
        for t in self.transitions {
            let from: Vec<String> = t.from.iter().map(S::to_string).collect();
            let why = if t.why == Why::Compulsory { "compulsory" } else { "" };
            text.push_str(&format!(
                "| {} | {} | {} | {why} | {} | `{}` |\n",
                from.join(", "),
                t.command,
                t.to,
                t.action.word(),
                t.event
            ));
        }
        text.push_str("\n```mermaid\nstateDiagram-v2\n");
        for start in self.starts {
            text.push_str(&format!("    [*] --> {start}\n"));
        }
        for t in self.transitions {
            for from in t.from {
                text.push_str(&format!("    {from} --> {}: {}\n", t.to, t.command));
            }
        }
        for state in self.states.iter().filter(|state| self.is_terminal(**state)) {
            text.push_str(&format!("    {state} --> [*]\n"));
        }
        text.push_str("```\n");
        text
    }
}

/// Writes a lifecycle down, a line per way on: `from, from => command (Action) => to, "event";` with `*` behind the command
/// where a reason is compulsory.
macro_rules! lifecycle {
    (@why) => { $crate::lifecycle::Why::Optional };
    (@why *) => { $crate::lifecycle::Why::Compulsory };
    ($(#[$meta:meta])* pub static $name:ident: $state:ident = $subject:literal from $($start:ident),+ {
        $($($from:ident),+ => $command:ident $(($star:tt))? by $action:ident => $to:ident, $event:literal;)+
    }) => {
        $(#[$meta])*
        pub static $name: $crate::lifecycle::Lifecycle<$state> = $crate::lifecycle::Lifecycle {
            subject: $subject,
            starts: &[$($state::$start),+],
            states: $state::ALL,
            transitions: &[$($crate::lifecycle::Transition {
                from: &[$($state::$from),+],
                command: stringify!($command),
                action: $crate::permissions::Action::$action,
                why: $crate::lifecycle::lifecycle!(@why $($star)?),
                to: $state::$to,
                event: $event,
            }),+],
        };
    };
}
pub(crate) use lifecycle;
