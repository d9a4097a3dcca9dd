//! What people say of it.

use super::{entry, names};
use crate::metrics::choices::About;
use crate::metrics::definition::{Definition, Numbers};
use crate::metrics::entry::Metric;
use crate::standard::event;

fn ratings(about: About) -> Numbers {
    Numbers::Values { events: names(&[event::SESSION_RATED]), unit: "rating".into(), about, latest: false }
}

pub(super) fn metrics() -> Vec<Metric> {
    let answers = || Numbers::Values {
        events: names(&[event::NPS_ANSWERED]),
        unit: "nps".into(),
        about: About::Actor,
        latest: true,
    };
    vec![
        entry(
            "nps",
            ["NPS", "NPS"],
            ["Promotores (9–10) menos detractores (0–6) por cien, con la última respuesta de cada persona; va de −100 a 100.", "Promoters (9–10) less detractors (0–6) in a hundred, of everybody's latest answer; it runs from −100 to 100."],
            "100 · (P − D) ÷ n",
            "Reichheld 2003; interval of Rocks 2016",
            Definition::Nps { events: names(&[event::NPS_ANSWERED]) },
        )
        .of(["promotores − detractores", "promoters − detractors"], ["respuestas", "answers"]),
        entry(
            "nps_response_rate",
            ["Tasa de respuesta", "Response rate"],
            ["Personas que respondieron entre las preguntadas en el período.", "People who answered out of those asked in the period."],
            "|answered ∩ asked| ÷ |asked|",
            "AAPOR Standard Definitions, RR1; own wording",
            Definition::ResponseRate { asked: names(&[event::SURVEY_SENT]), answered: names(&[event::NPS_ANSWERED]) },
        )
        .of(["respondieron", "answered"], ["preguntadas", "asked"]),
        entry(
            "recommendation_mean",
            ["Recomendación media", "Mean recommendation"],
            ["La media de 0 a 10 con que se recomienda; no es el NPS.", "The mean of 0 to 10 with which people recommend; this is not the NPS."],
            "Σx ÷ n",
            "Student 1908 for the interval",
            Definition::Mean { of: answers() },
        ),
        entry(
            "recommendation_spread",
            ["Respuestas de recomendación", "Answers of recommendation"],
            ["Cuántas personas dieron cada nota de 0 a 10.", "How many people gave each mark of 0 to 10."],
            "#{answers = k}, k = 0..10",
            "Design of this engine",
            Definition::Distribution { of: answers() },
        ),
        entry(
            "rating_mean",
            ["Calificación media", "Mean rating"],
            ["La media de las calificaciones de sesiones, de 1 a 5.", "The mean of ratings of sessions, 1 to 5."],
            "Σx ÷ n",
            "Student 1908 for the interval",
            Definition::Mean { of: ratings(About::Subject) },
        ),
        entry(
            "csat",
            ["Satisfacción (CSAT)", "Satisfaction (CSAT)"],
            ["Calificaciones de 4 o 5 entre todas.", "Ratings of 4 or 5 out of all."],
            "#{x ≥ 4} ÷ n",
            "Top-two-box share, usual definition; interval of Wilson 1927",
            Definition::TopBox { of: ratings(About::Subject), least: 4 },
        )
        .of(["4 o 5", "4 or 5"], ["calificaciones", "ratings"]),
        entry(
            "rating_spread",
            ["Calificaciones", "Ratings"],
            ["Cuántas calificaciones hubo de cada nota.", "How many ratings there were of each mark."],
            "#{ratings = k}",
            "Design of this engine",
            Definition::Distribution { of: ratings(About::Subject) },
        ),
        entry(
            "mentor_score",
            ["Puntaje del mentor", "Mentor score"],
            ["La media de cada mentor, acercada a la de todos tanto más cuanto menos calificaciones tiene; nunca se ordena con menos de 5.", "Each mentor's mean, drawn towards that of all the more, the fewer ratings there are; never ranked below 5."],
            "(Σy + m·μ) ÷ (n + m)",
            "Method of moments of Bühlmann and Straub 1970",
            Definition::ShrunkMean { of: ratings(About::Subject) },
        ),
    ]
}
