//! How the ecosystem grows.

use super::engagement::qualifying;
use super::entry;
use crate::metrics::definition::Definition;
use crate::metrics::entry::Metric;

fn active() -> Box<Definition> {
    Box::new(Definition::People { events: qualifying(), window: None })
}

pub(super) fn metrics() -> Vec<Metric> {
    vec![
        entry(
            "growth",
            ["Crecimiento", "Growth"],
            ["Personas activas frente al período anterior.", "Active people against the period before."],
            "x(t) ÷ x(t−1) − 1",
            "Usual definition; undefined where the base is 0",
            Definition::Growth { of: active(), back: 1 },
        )
        .of(["personas activas ahora", "active people now"], ["personas activas antes", "active people before"]),
        entry(
            "cmgr_3",
            ["Crecimiento compuesto de 3 períodos", "Compound growth over 3 periods"],
            [
                "El crecimiento por período que lleva de tres períodos atrás a este; un solo mes engaña.",
                "The growth per period that leads from three periods ago to this one; a single month misleads.",
            ],
            "(x(t) ÷ x(t−3))^(1/3) − 1",
            "Compound monthly growth rate, usual definition",
            Definition::Growth { of: active(), back: 3 },
        )
        .of(["personas activas ahora", "active people now"], ["personas activas antes", "active people before"]),
        entry(
            "quick_ratio",
            ["Razón de ganancia", "Quick ratio"],
            [
                "Cuántas personas llegan o vuelven por cada una que se duerme.",
                "How many people come or come back for each who goes dormant.",
            ],
            "(new + resurrecting) ÷ dormant",
            "Growth accounting (Hsu 2015); own wording",
            Definition::Derived { expression: "(new_subjects + resurrecting_subjects) / dormant_subjects".into() },
        ),
        entry(
            "net_growth",
            ["Crecimiento neto", "Net growth"],
            [
                "Personas que llegan o vuelven menos las que se duermen.",
                "People who come or come back less those who go dormant.",
            ],
            "new + resurrecting − dormant",
            "Growth accounting (Hsu 2015); own wording",
            Definition::Derived { expression: "new_subjects + resurrecting_subjects - dormant_subjects".into() },
        ),
        entry(
            "people_ever",
            ["Personas alcanzadas", "People reached"],
            [
                "Personas que alguna vez hicieron algo, hasta el fin del período.",
                "People who ever did something, up to the end of the period.",
            ],
            "|∪ A(..d)|",
            "Design of this engine",
            Definition::Cumulative { of: active() },
        ),
    ]
}
