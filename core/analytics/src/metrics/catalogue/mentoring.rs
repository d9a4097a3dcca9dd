//! Matches, mentorships, sessions, and what mentors carry and give.

use super::{entry, names};
use crate::metrics::choices::{About, Due, EffectMeasure, Shown, Sign, When};
use crate::metrics::definition::{Definition, Numbers, Outcome};
use crate::metrics::entry::Metric;
use crate::metrics::span::Span;
use crate::standard::{attribute, event, spell};

const OWN: &str = "Design of this engine";

fn share(entity: &str, when: When, ends: &[&str], within: Option<Span>) -> Definition {
    Definition::SpellShare { entity: entity.into(), when, ends: names(ends), within, due: Due::Latest }
}

fn spells(entity: &str, when: When, ends: &[&str]) -> Definition {
    Definition::Spells { entity: entity.into(), when, ends: names(ends) }
}

fn session(id: &'static str, title: [&'static str; 2], about: [&'static str; 2], ends: &[&str]) -> Metric {
    entry(
        id,
        title,
        about,
        "#ended so ÷ #scheduled whose day is over",
        OWN,
        share(spell::SESSION, When::Due, ends, None),
    )
    .of(
        ["sesiones que terminaron así", "sessions that ended so"],
        ["sesiones cuyo día pasó", "sessions whose day is over"],
    )
}

fn effect(
    id: &'static str,
    title: [&'static str; 2],
    about: [&'static str; 2],
    source: &'static str,
    outcome: Outcome,
    measure: EffectMeasure,
) -> Metric {
    let formula = match measure {
        EffectMeasure::HedgesG => "(x̄₁ − x̄₀) ÷ s · (1 − 3 ÷ (4ν − 1))",
        EffectMeasure::CliffDelta => "(#{x₁ > x₀} − #{x₁ < x₀}) ÷ (n₁ · n₀)",
        EffectMeasure::RiskDifference => "p₁ − p₀",
        EffectMeasure::OddsRatio => "p₁(1 − p₀) ÷ (p₀(1 − p₁))",
    };
    let definition = Definition::Effect {
        outcome,
        arm: attribute::ARM.into(),
        treated: "mentored".into(),
        comparison: names(&["waitlisted", "rejected"]),
        measure,
    };
    entry(id, title, about, formula, source, definition).of(["con mentoría", "mentored"], ["comparación", "comparison"])
}

fn loads() -> Numbers {
    Numbers::Loads { entity: spell::MENTORSHIP.into(), among: attribute::CAPACITY.into() }
}

pub(super) fn metrics() -> Vec<Metric> {
    let two_weeks = Some(Span::of_days(14));
    let requests = ["solicitudes con más de 14 días", "requests older than 14 days"];
    let reached = || Outcome::Ended { entity: spell::MILESTONE.into(), ends: names(&["reached"]), on_time: true };
    let mut metrics = vec![
        entry(
            "requests",
            ["Solicitudes", "Requests"],
            ["Solicitudes de mentoría hechas en el período.", "Requests for a mentor made in the period."],
            "#requests",
            OWN,
            spells(spell::REQUEST, When::Began, &[]),
        ),
        entry(
            "match_rate",
            ["Tasa de emparejamiento", "Match rate"],
            [
                "Solicitudes aceptadas en 14 días; las más jóvenes no cuentan arriba ni abajo.",
                "Requests accepted within 14 days; younger ones count neither above nor below.",
            ],
            "#accepted within 14 d ÷ #requests older than 14 d",
            "Mentorloop help pages, match rate; own wording",
            share(spell::REQUEST, When::Began, &["accepted"], two_weeks),
        )
        .of(["aceptadas en 14 días", "accepted within 14 days"], requests),
        entry(
            "match_withdrawn_rate",
            ["Solicitudes retiradas", "Requests withdrawn"],
            [
                "Solicitudes retiradas en 14 días, que ya no podían aceptarse.",
                "Requests withdrawn within 14 days, which could no longer be accepted.",
            ],
            "#withdrawn within 14 d ÷ #requests older than 14 d",
            OWN,
            share(spell::REQUEST, When::Began, &["withdrawn"], two_weeks),
        )
        .of(["retiradas en 14 días", "withdrawn within 14 days"], requests),
        entry(
            "time_to_match",
            ["Tiempo hasta la mentoría", "Time to match"],
            [
                "Días hasta que la mitad de quienes esperan tiene mentor; quienes aún esperan cuentan por lo que llevan.",
                "Days until half of those who wait have a mentor; those who still wait count for as long as they have.",
            ],
            "min{t : S(t) ≤ 0.5}, Kaplan–Meier",
            "Kaplan and Meier 1958; Brookmeyer and Crowley 1982",
            Definition::TimeTo { entity: spell::WAIT.into(), events: names(&["matched"]), percent: 50 },
        ),
        entry(
            "waiting",
            ["En espera", "Waiting"],
            [
                "Personas que esperan mentor al fin del período.",
                "People who wait for a mentor at the end of the period.",
            ],
            "#open waits",
            OWN,
            Definition::Subjects {
                entity: spell::WAIT.into(),
                when: When::Open,
                ends: vec![],
                first: false,
                shown: Shown::People,
            },
        ),
        entry(
            "mentorships_started",
            ["Mentorías iniciadas", "Mentorships started"],
            ["Mentorías que empezaron en el período.", "Mentorships that began in the period."],
            "#mentorships",
            OWN,
            spells(spell::MENTORSHIP, When::Began, &[]),
        ),
        entry(
            "mentorships_open",
            ["Mentorías en curso", "Open mentorships"],
            ["Mentorías abiertas al fin del período.", "Mentorships open at the end of the period."],
            "#open mentorships",
            OWN,
            spells(spell::MENTORSHIP, When::Open, &[]),
        ),
        entry(
            "mentorship_completion",
            ["Mentorías completadas", "Mentorships completed"],
            [
                "De las mentorías que terminaron en el período, cuántas se completaron.",
                "Of the mentorships that ended in the period, how many were completed.",
            ],
            "#completed ÷ #ended",
            OWN,
            share(spell::MENTORSHIP, When::Ended, &["completed"], None),
        )
        .of(["completadas", "completed"], ["terminadas", "ended"]),
        session(
            "session_completion",
            ["Sesiones realizadas", "Session completion"],
            [
                "Sesiones realizadas entre las agendadas cuyo día pasó; una reprogramada es la misma.",
                "Sessions held out of those scheduled whose day is over; a rescheduled one is the same.",
            ],
            &["held"],
        ),
        session(
            "session_no_show_mentee",
            ["Ausencia del aprendiz", "Mentee did not come"],
            ["Sesiones a las que faltó el aprendiz.", "Sessions to which the mentee did not come."],
            &["no_show_mentee"],
        ),
        session(
            "session_no_show_mentor",
            ["Ausencia del mentor", "Mentor did not come"],
            ["Sesiones a las que faltó el mentor.", "Sessions to which the mentor did not come."],
            &["no_show_mentor"],
        ),
        session(
            "session_cancelled_late",
            ["Cancelación tardía", "Cancelled late"],
            ["Sesiones canceladas menos de 24 horas antes.", "Sessions cancelled less than 24 hours before."],
            &["cancelled_late"],
        ),
        session(
            "session_cancelled",
            ["Cancelación a tiempo", "Cancelled earlier"],
            ["Sesiones canceladas con más aviso.", "Sessions cancelled with more notice."],
            &["cancelled"],
        ),
        session(
            "session_unrecorded",
            ["Sin registrar", "Not recorded"],
            [
                "Sesiones cuyo día pasó y de las que nadie dijo qué fue.",
                "Sessions whose day is over and of which nobody said what became.",
            ],
            &[],
        ),
        entry(
            "sessions_held",
            ["Sesiones", "Sessions held"],
            ["Sesiones realizadas en el período.", "Sessions held in the period."],
            "#held",
            OWN,
            spells(spell::SESSION, When::Ended, &["held"]),
        ),
        entry(
            "hours_given",
            ["Horas de mentoría", "Mentoring hours"],
            ["Horas que los mentores dieron en el período.", "Hours that mentors gave in the period."],
            "Σ minutes ÷ 60",
            "IRIS+ 5.3 (GIIN), volunteer hours worked",
            Definition::Sum {
                events: names(&[event::MENTORING_GIVEN]),
                unit: Some("minutes".into()),
                about: About::Actor,
                sign: Sign::Any,
                per: 60,
                shown: Shown::Hours,
            },
        )
        .iris("OI1166"),
        entry(
            "people_advised",
            ["Personas asesoradas", "People advised"],
            [
                "Personas que tomaron parte en una sesión realizada en el período.",
                "People whose session was held in the period.",
            ],
            "|{mentees of held sessions}|",
            "IRIS+ 5.3 (GIIN), individuals advised",
            Definition::Subjects {
                entity: spell::SESSION.into(),
                when: When::Ended,
                ends: names(&["held"]),
                first: false,
                shown: Shown::People,
            },
        )
        .iris("PI5352"),
        entry(
            "mentor_load",
            ["Carga de los mentores", "Mentor load"],
            [
                "Mentorías en curso por cupo, al fin del período; más de 1 es sobrecarga.",
                "Open mentorships by room, at the end of the period; above 1 is overload.",
            ],
            "Σ open ÷ Σ capacity",
            OWN,
            Definition::Load { entity: spell::MENTORSHIP.into(), capacity: attribute::CAPACITY.into() },
        )
        .of(["mentorías en curso", "open mentorships"], ["cupos", "room"]),
        entry(
            "mentor_load_gini",
            ["Desigualdad de la carga", "Unevenness of load"],
            [
                "Coeficiente de Gini de las mentorías en curso por mentor, contando a quienes no tienen ninguna.",
                "Gini coefficient of open mentorships per mentor, those with none included.",
            ],
            "Σ(2i−n−1)xᵢ ÷ (nΣx) · n ÷ (n−1)",
            "Gini 1914; small-sample form of Deltas 2003",
            Definition::Gini { of: loads() },
        ),
        entry(
            "mentor_load_top_10",
            ["Carga del 10 % más cargado", "Load of the top tenth"],
            [
                "Qué parte de las mentorías lleva el 10 % de los mentores con más.",
                "What share of the mentorships the tenth of mentors with most of them carries.",
            ],
            "Σ top n ÷ 10 ÷ Σ all, a mentor partly in it counting in part",
            OWN,
            Definition::TopShare { of: loads(), percent: 10 },
        )
        .of(["mentorías de ese 10 %", "mentorships of that tenth"], ["todas", "all"]),
        entry(
            "mentor_load_spread",
            ["Mentores por carga", "Mentors by load"],
            ["Cuántos mentores llevan 0, 1, 2… mentorías.", "How many mentors carry 0, 1, 2… mentorships."],
            "#{mentors: open = k}",
            OWN,
            Definition::Distribution { of: loads() },
        ),
    ];
    metrics.extend([
        effect(
            "effect_milestones",
            ["Hitos a tiempo: diferencia", "Milestones on time: difference"],
            [
                "Diferencia entre proyectos con mentoría y de comparación en hitos cumplidos a tiempo.",
                "Difference between mentored and comparison projects in milestones reached on time.",
            ],
            "Newcombe 1998",
            reached(),
            EffectMeasure::RiskDifference,
        ),
        effect(
            "effect_milestones_odds",
            ["Hitos a tiempo: razón de momios", "Milestones on time: odds ratio"],
            ["Razón de momios de hitos cumplidos a tiempo.", "Odds ratio of milestones reached on time."],
            "Woolf 1955",
            reached(),
            EffectMeasure::OddsRatio,
        ),
        effect(
            "effect_success",
            ["Éxito de proyectos: diferencia", "Success of projects: difference"],
            [
                "Diferencia en la parte de proyectos terminados que tuvo éxito.",
                "Difference in the share of ended projects that succeeded.",
            ],
            "Newcombe 1998",
            Outcome::Ended { entity: spell::PROJECT.into(), ends: names(&["succeeded"]), on_time: false },
            EffectMeasure::RiskDifference,
        ),
        effect(
            "effect_jobs",
            ["Empleos: diferencia estandarizada", "Jobs: standardised difference"],
            [
                "Diferencia de empleos por emprendimiento, en desviaciones estándar.",
                "Difference of jobs per venture, in standard deviations.",
            ],
            "Hedges 1981",
            Outcome::Number {
                of: Numbers::Totals { events: names(&[event::JOBS]), unit: "jobs".into(), about: About::Subject },
            },
            EffectMeasure::HedgesG,
        ),
        effect(
            "effect_recommendation",
            ["Recomendación: diferencia ordinal", "Recommendation: ordinal difference"],
            [
                "Cuánto más a menudo recomienda más quien tuvo mentoría.",
                "How much more often the mentored recommend more strongly.",
            ],
            "Cliff 1993",
            Outcome::Number {
                of: Numbers::Values {
                    events: names(&[event::NPS_ANSWERED]),
                    unit: "nps".into(),
                    about: About::Actor,
                    latest: true,
                },
            },
            EffectMeasure::CliffDelta,
        ),
    ]);
    metrics
}
