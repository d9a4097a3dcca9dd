//! Money, jobs and resources: what funders ask for.

use super::{entry, names};
use crate::metrics::choices::{About, MoneyFigure, Shown, Sign};
use crate::metrics::definition::Definition;
use crate::metrics::entry::Metric;
use crate::standard::event;

fn sum(kind: &str, unit: Option<&str>, sign: Sign, per: u32, shown: Shown) -> Definition {
    Definition::Sum { events: names(&[kind]), unit: unit.map(str::to_owned), about: About::Subject, sign, per, shown }
}

fn money(kind: &str) -> Definition {
    sum(kind, None, Sign::Any, 1, Shown::MinorUnits)
}

/// 3.5 % a year, the social rate of the Green Book of HM Treasury (2022).
const RATE_BP: u32 = 350;

fn cashflow(
    id: &'static str,
    title: [&'static str; 2],
    about: [&'static str; 2],
    formula: &'static str,
    figure: MoneyFigure,
) -> Metric {
    let definition = Definition::Cashflow {
        costs: names(&[event::COST]),
        benefits: names(&[event::BENEFIT]),
        rate_bp: RATE_BP,
        figure,
    };
    entry(
        id,
        title,
        about,
        formula,
        "Usual definition; day count Act/365; rate of the Green Book (HM Treasury 2022)",
        definition,
    )
}

pub(super) fn metrics() -> Vec<Metric> {
    let minutes = |kind| Box::new(sum(kind, Some("minutes"), Sign::Any, 60, Shown::Hours));
    vec![
        entry(
            "revenue",
            ["Ingresos", "Revenue"],
            ["Ingresos de los emprendimientos, por moneda.", "Revenue of the ventures, by currency."],
            "Σ revenue",
            "IRIS+ 5.3 (GIIN), revenue at supported enterprises",
            money(event::REVENUE),
        )
        .iris("PI3180"),
        entry(
            "revenue_growth",
            ["Crecimiento de ingresos", "Growth of revenue"],
            ["Ingresos frente al período anterior, por moneda.", "Revenue against the period before, by currency."],
            "x(t) ÷ x(t−1) − 1",
            "IRIS+ 5.3 (GIIN), revenue growth",
            Definition::Growth { of: Box::new(money(event::REVENUE)), back: 1 },
        )
        .iris("FP4761"),
        entry(
            "money_raised",
            ["Inversión conseguida", "Money raised"],
            [
                "Dinero que los emprendimientos consiguieron, por moneda.",
                "Money that the ventures raised, by currency.",
            ],
            "Σ investment",
            "Design of this engine",
            money(event::INVESTMENT),
        ),
        entry(
            "costs",
            ["Costos", "Costs"],
            [
                "Lo gastado en proyectos y programas, por moneda.",
                "What was spent on projects and programmes, by currency.",
            ],
            "Σ cost",
            "Design of this engine",
            money(event::COST),
        ),
        entry(
            "benefits",
            ["Beneficios", "Benefits"],
            [
                "Lo que proyectos y programas trajeron, por moneda.",
                "What projects and programmes brought in, by currency.",
            ],
            "Σ benefit",
            "Design of this engine",
            money(event::BENEFIT),
        ),
        cashflow(
            "roi",
            ["Retorno (ROI)", "Return on investment (ROI)"],
            [
                "Lo que volvió por encima del costo, por cada unidad de costo, a valor presente.",
                "What came back above the cost, for each unit of cost, at present value.",
            ],
            "(PV benefits − PV costs) ÷ PV costs",
            MoneyFigure::Roi,
        ),
        cashflow(
            "npv",
            ["Valor presente neto", "Net present value"],
            ["Beneficios menos costos, a valor del primer día.", "Benefits less costs, at the value of the first day."],
            "Σ x(t) ÷ (1+r)^(days ÷ 365)",
            MoneyFigure::Npv,
        ),
        cashflow(
            "irr",
            ["Tasa interna de retorno", "Internal rate of return"],
            [
                "La tasa con que el valor presente neto es 0; solo si el flujo cambia de signo una vez.",
                "The rate at which the net present value is 0; only if the flow changes its sign once.",
            ],
            "r : NPV(r) = 0",
            MoneyFigure::Irr,
        ),
        cashflow(
            "payback",
            ["Recuperación", "Payback"],
            ["Días hasta que lo recibido cubre lo gastado.", "Days until what came in covers what was spent."],
            "min{t : Σ x(≤ t) ≥ 0}",
            MoneyFigure::Payback,
        ),
        entry(
            "sroi",
            ["Retorno social (SROI)", "Social return (SROI)"],
            [
                "Cuánto vale para la sociedad cada unidad invertida, con escenario bajo, base y alto; sus resultados se definen en el documento.",
                "What each unit put in is worth to society, with a low, a likely and a high scenario; its outcomes are defined in the document.",
            ],
            "Σ q·proxy·(1−deadweight)(1−displacement)(1−attribution)(1−drop-off)^(t−1) ÷ (1+r)^t ÷ PV inputs",
            "A Guide to Social Return on Investment (Nicholls et al. 2012)",
            Definition::Sroi { outcomes: vec![], costs: names(&[event::COST]), rate_bp: RATE_BP },
        ),
        entry(
            "jobs_created",
            ["Empleos creados", "Jobs created"],
            [
                "Empleos creados en los emprendimientos, sin restar los perdidos.",
                "Jobs created at the ventures, lost ones not subtracted.",
            ],
            "Σ max(jobs, 0)",
            "IRIS+ 5.3 (GIIN), jobs created at directly supported or financed enterprises",
            sum(event::JOBS, Some("jobs"), Sign::Positive, 1, Shown::Number),
        )
        .iris("PI3687"),
        entry(
            "jobs_net",
            ["Empleos netos", "Net jobs"],
            ["Empleos creados menos perdidos.", "Jobs created less those lost."],
            "Σ jobs",
            "Design of this engine",
            sum(event::JOBS, Some("jobs"), Sign::Any, 1, Shown::Number),
        ),
        entry(
            "utilisation",
            ["Uso de recursos", "Use of resources"],
            [
                "Horas reservadas entre horas disponibles; más de 1 es un conflicto.",
                "Hours booked out of hours available; above 1 is a conflict.",
            ],
            "Σ booked ÷ Σ available",
            "Design of this engine",
            Definition::Ratio {
                numerator: minutes(event::RESOURCE_BOOKED),
                denominator: minutes(event::RESOURCE_AVAILABLE),
            },
        )
        .of(["horas reservadas", "hours booked"], ["horas disponibles", "hours available"]),
    ]
}
