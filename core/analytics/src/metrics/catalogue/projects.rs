//! Projects, their milestones and their ends.

use super::{entry, names};
use crate::metrics::choices::{Due, Read, Shown, When};
use crate::metrics::definition::{Definition, Numbers};
use crate::metrics::entry::Metric;
use crate::metrics::span::Span;
use crate::standard::spell;

const OWN: &str = "Design of this engine";

fn milestones(ends: &[&str], due: Due) -> Definition {
    Definition::SpellShare { entity: spell::MILESTONE.into(), when: When::Due, ends: names(ends), within: None, due }
}

fn status(id: &'static str, title: [&'static str; 2], about: [&'static str; 2], ends: &[&str]) -> Metric {
    let definition = Definition::SpellShare {
        entity: spell::PROJECT.into(),
        when: When::Began,
        ends: names(ends),
        within: None,
        due: Due::Latest,
    };
    entry(id, title, about, "#in this state now ÷ #begun in the period", OWN, definition).of(
        ["en este estado hoy", "in this state now"],
        ["proyectos iniciados en el período", "projects begun in the period"],
    )
}

fn ends(
    id: &'static str,
    title: [&'static str; 2],
    about: [&'static str; 2],
    event: &str,
    competing: &[&str],
    read: Read,
) -> Metric {
    let definition = Definition::Survival {
        entity: spell::PROJECT.into(),
        events: names(&[event]),
        competing: names(competing),
        at: Span::of_days(365),
        read,
    };
    entry(
        id,
        title,
        about,
        "F₁(365) = Σ S(t−) · d₁(t) ÷ n(t)",
        "Aalen and Johansen 1978; Kaplan and Meier 1958",
        definition,
    )
}

pub(super) fn metrics() -> Vec<Metric> {
    let now = [
        "Estado actual: entre los más recientes muchos siguen abiertos, así que no es una tasa de éxito.",
        "Current status: of the most recent many are still open, so this is no success rate.",
    ];
    vec![
        entry(
            "projects_started",
            ["Proyectos iniciados", "Projects started"],
            ["Proyectos que empezaron en el período.", "Projects that began in the period."],
            "#projects",
            OWN,
            Definition::Spells { entity: spell::PROJECT.into(), when: When::Began, ends: vec![] },
        ),
        entry(
            "projects_open",
            ["Proyectos en curso", "Open projects"],
            ["Proyectos abiertos al fin del período.", "Projects open at the end of the period."],
            "#open projects",
            OWN,
            Definition::Spells { entity: spell::PROJECT.into(), when: When::Open, ends: vec![] },
        ),
        entry(
            "ventures_supported",
            ["Emprendimientos apoyados", "Ventures supported"],
            ["Emprendimientos con un proyecto en curso al fin del período.", "Ventures with an open project at the end of the period."],
            "|{ventures with an open project}|",
            "IRIS+ 5.3 (GIIN), client organisations: total",
            Definition::Subjects { entity: spell::PROJECT.into(), when: When::Open, ends: vec![], first: false, shown: Shown::Projects },
        )
        .iris("PI9652"),
        entry(
            "ventures_new",
            ["Emprendimientos nuevos", "New ventures"],
            ["Emprendimientos cuyo primer proyecto empezó en el período.", "Ventures whose first project began in the period."],
            "|{ventures: first project in the period}|",
            "IRIS+ 5.3 (GIIN), client organisations: new",
            Definition::Subjects { entity: spell::PROJECT.into(), when: When::Began, ends: vec![], first: true, shown: Shown::Projects },
        )
        .iris("PI6894"),
        entry(
            "milestones_reached",
            ["Hitos cumplidos", "Milestones reached"],
            ["Hitos cumplidos en el período.", "Milestones reached in the period."],
            "#reached",
            OWN,
            Definition::Spells { entity: spell::MILESTONE.into(), when: When::Ended, ends: names(&["reached"]) },
        ),
        entry(
            "milestones_overdue",
            ["Hitos vencidos", "Milestones overdue"],
            ["Hitos abiertos al fin del período cuyo día pasó.", "Milestones open at the end of the period whose day is over."],
            "#open whose due day is over",
            OWN,
            Definition::Spells { entity: spell::MILESTONE.into(), when: When::Overdue, ends: vec![] },
        ),
        entry(
            "milestone_on_time",
            ["Hitos a tiempo", "Milestones on time"],
            ["Hitos cumplidos a más tardar en su primera fecha, entre los que la tenían en el período; abierto y vencido es tarde.", "Milestones reached by their first date at the latest, out of those that had it in the period; open and overdue is late."],
            "#reached ≤ baseline ÷ #baseline in the period",
            "Design of this engine; interval of Wilson 1927",
            milestones(&["reached"], Due::Baseline),
        )
        .of(["a tiempo", "on time"], ["con fecha en el período", "due in the period"]),
        entry(
            "milestone_moved",
            ["Hitos reprogramados", "Milestones moved"],
            ["Hitos cuya fecha ya no es la primera, entre los que la tenían en el período.", "Milestones whose date is no longer the first, out of those that had it in the period."],
            "#moved ÷ #baseline in the period",
            OWN,
            milestones(&[], Due::Moved),
        )
        .of(["reprogramados", "moved"], ["con fecha en el período", "due in the period"]),
        entry(
            "milestone_slip",
            ["Retraso mediano", "Median slip"],
            ["Días después de la primera fecha en que se cumplió el hito del medio; negativo es antes.", "Days after its first date on which the milestone in the middle was reached; negative is before."],
            "median{reached − baseline}",
            OWN,
            Definition::Quantile { of: Numbers::Slips { entity: spell::MILESTONE.into(), ends: names(&["reached"]) }, percent: 50 },
        ),
        entry(
            "spi",
            ["Índice de avance (SPI)", "Schedule performance (SPI)"],
            ["Peso de los hitos cumplidos entre el peso de los que ya debían estarlo.", "Weight of milestones reached out of the weight of those that were due by now."],
            "Σ earned weight ÷ Σ planned weight",
            "Earned value management, ANSI/EIA-748; own wording",
            Definition::Earned { entity: spell::MILESTONE.into(), ends: names(&["reached"]) },
        )
        .of(["peso cumplido", "weight earned"], ["peso planeado", "weight planned"]),
        ends(
            "project_success",
            ["Éxito a un año", "Success within a year"],
            ["Parte de los proyectos que tuvo éxito en 365 días, con los que fracasan o se unen como fines que compiten y los abiertos como seguimiento incompleto.", "Share of projects that succeeded within 365 days, with failing or merging as competing ends and open ones as incomplete follow-up."],
            "succeeded",
            &["failed", "merged"],
            Read::Incidence,
        ),
        ends(
            "project_failure",
            ["Fracaso a un año", "Failure within a year"],
            ["Parte de los proyectos que fracasó en 365 días.", "Share of projects that failed within 365 days."],
            "failed",
            &["succeeded", "merged"],
            Read::Incidence,
        ),
        ends(
            "project_survival",
            ["Supervivencia a un año", "Survival of a year"],
            ["Parte de los proyectos que no había fracasado a los 365 días, si ningún otro fin lo impidiera.", "Share of projects that had not failed by 365 days, were no other end in the way."],
            "failed",
            &[],
            Read::Survival,
        ),
        status("project_share_succeeded", ["Hoy con éxito", "Succeeded by now"], now, &["succeeded"]),
        status("project_share_failed", ["Hoy fracasados", "Failed by now"], now, &["failed"]),
        status("project_share_merged", ["Hoy unidos", "Merged by now"], now, &["merged"]),
        status("project_share_open", ["Hoy abiertos", "Still open"], now, &[]),
    ]
}
