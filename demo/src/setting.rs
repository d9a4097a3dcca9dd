//! Programmes and cohorts: what they are called, when they open, how far they come.

/// One programme.
pub(crate) struct ProgrammePlan {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    /// The address of whoever runs it.
    pub(crate) manager: (&'static str, &'static str),
}

pub(crate) const PROGRAMMES: &[ProgrammePlan] = &[
    ProgrammePlan {
        name: "Raíces",
        summary: "Emprendimientos rurales y de alimentos, de la idea a las primeras cien ventas.",
        manager: ("gestora.raices@example.org", "Amparo Villalobos"),
    },
    ProgrammePlan {
        name: "Ciudad Digital",
        summary: "Software y servicios para ciudades intermedias.",
        manager: ("gestora@example.org", "Jimena Echeverri"),
    },
    ProgrammePlan {
        name: "Puentes · Bridges",
        summary: "Bilingual cohorts for ventures that sell abroad. Cohortes bilingües para vender fuera.",
        manager: ("manager@example.org", "Rosalind Fenwick"),
    },
];

/// How far a cohort comes by the last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It comes to its end so many days after it opened.
    Completes(i64),
    /// It is under way.
    Runs,
    /// It has draft runs that nobody has published yet.
    IsMatched,
}

/// One cohort.
pub(crate) struct CohortPlan {
    pub(crate) programme: usize,
    pub(crate) name: &'static str,
    /// On which day of the story it opens.
    pub(crate) opens: i64,
    pub(crate) fate: Fate,
    /// How many of a hundred people read English.
    pub(crate) english: usize,
}

pub(crate) const COHORTS: &[CohortPlan] = &[
    CohortPlan { programme: 0, name: "Raíces 1", opens: 6, fate: Fate::Completes(200), english: 5 },
    CohortPlan { programme: 1, name: "Ciudad Digital 1", opens: 40, fate: Fate::Completes(210), english: 10 },
    CohortPlan { programme: 0, name: "Raíces 2", opens: 190, fate: Fate::Runs, english: 5 },
    CohortPlan { programme: 2, name: "Puentes 1", opens: 230, fate: Fate::Runs, english: 60 },
    CohortPlan { programme: 1, name: "Ciudad Digital 2", opens: 395, fate: Fate::IsMatched, english: 10 },
];

/// How many days the story lasts: fourteen months.
pub(crate) const DAYS: i64 = 426;
/// How many people a cohort has.
pub(crate) const MENTEES: usize = 60;
pub(crate) const MENTORS: usize = 18;
pub(crate) const VENTURES: usize = 24;
