//! The grammar of documents, in one table: what checks them reads it, and so does what writes their JSON Schema.

use super::document::{
    Align, Audience, Buckets, Chart, CompareTo, FunnelMode, FunnelUnit, Held, Kept, ParamType, RangeEnd,
};
use super::filter::Op;
use crate::metrics::{About, Due, EffectMeasure, MoneyFigure, Part, Read, Return, Shown, Sign, When};

/// What may stand somewhere in a document.
pub(super) enum Kind {
    /// Text of at most so many characters.
    Text(usize),
    /// A name: letters of a to z, digits, `_`, `-` and `.`, at most 64.
    Name,
    /// A text in Spanish and one in English.
    Words,
    /// A whole number within limits, both included.
    Whole(i64, i64),
    /// True or false.
    Flag,
    /// A civil day.
    Day,
    /// A length of time.
    Span,
    /// One of these.
    Choice(&'static [&'static str]),
    /// A known name.
    Known(Names),
    /// One known name or several.
    OneOrMore(Names),
    /// A value to filter by, or several: text, a number, true or false.
    Values,
    /// So many of these, from least to most.
    List(&'static Kind, usize, usize),
    /// At most so many of these by name.
    Map(&'static Kind, usize),
    /// These fields.
    Object(&'static [Field]),
    /// Exactly one of these fields.
    OneOf(&'static [Field]),
    /// A definition, which may hold others.
    Definition,
    /// A condition.
    Filter,
    /// A measure: the name of a metric, or an object.
    Measure,
}

/// Which names are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    Metric,
    Dimension,
    Attribute,
    Event,
    Entity,
    /// Ends are held against their entity later.
    End,
}

/// A field of an object.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) needed: bool,
    /// What it is, in English, for the schema.
    pub(super) about: &'static str,
}

const fn needs(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field { name, kind, needed: true, about }
}

const fn may(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field { name, kind, needed: false, about }
}

/// How deep conditions and definitions may nest.
pub(super) const DEEPEST: usize = 8;
/// How many queries a dashboard may have.
const QUERIES: usize = 40;
const EVENTS: Kind = Kind::OneOrMore(Names::Event);
const ENDS: Kind = Kind::OneOrMore(Names::End);
const ENTITY: Kind = Kind::Known(Names::Entity);
pub(super) const GRAINS: &[&str] = &["day", "week", "month", "quarter", "year"];
const GRAIN: Kind = Kind::Choice(GRAINS);

pub(super) static DASHBOARD: Kind = Kind::Object(&[
    needs("v", Kind::Whole(1, 1), "The version of this language."),
    needs("name", Kind::Name, "The name of the dashboard."),
    may("title", Kind::Words, "Its title, Spanish then English."),
    may("timezone", Kind::Text(64), "The IANA zone that days are meant in."),
    may("audience", Kind::Choice(Audience::CHOICES), "For whom it is."),
    may("params", Kind::List(&PARAM, 0, 20), "What may be chosen when it is run."),
    needs("queries", Kind::Map(&QUERY, QUERIES), "The queries by name."),
    may("privacy", Kind::Object(PRIVACY), "What it asks of the gate; the policy may ask more."),
    may("layout", Kind::List(&TILE, 0, 100), "Which query stands where."),
]);

static PARAM: Kind = Kind::Object(&[
    needs("id", Kind::Name, "Its name; filters write `$id`."),
    may("type", Kind::Choice(ParamType::CHOICES), "What it is."),
    needs("of", Kind::Known(Names::Dimension), "Of which dimension it is a value."),
    may("default", Kind::Text(200), "What it is when nothing is chosen; without it the condition drops out."),
]);

const PRIVACY: &[Field] = &[
    may("k", Kind::Whole(1, 1000), "Below how many people a figure is hidden."),
    may("secondary", Kind::Flag, "Whether figures are hidden from which a hidden one would follow."),
    may("round", Kind::Whole(1, 1000), "To what counts are rounded."),
];

static TILE: Kind = Kind::Object(&[
    needs("query", Kind::Name, "The name of the query."),
    may("chart", Kind::Choice(Chart::CHOICES), "How it is drawn."),
    may("w", Kind::Whole(1, 12), "How many of twelve columns it takes."),
    may("title", Kind::Words, "Its title, Spanish then English."),
]);

static QUERY: Kind = Kind::Object(QUERY_FIELDS);

pub(super) const QUERY_FIELDS: &[Field] = &[
    may("title", Kind::Words, "Its title, Spanish then English."),
    may("measures", Kind::List(&Kind::Measure, 0, 20), "The figures; excludes funnel, retention, survival and effect."),
    may("funnel", Kind::Object(FUNNEL), "Who takes how many steps."),
    may("retention", Kind::Object(RETENTION), "Who comes back after how long."),
    may("survival", Kind::Object(SURVIVAL), "How long spells last and how they end."),
    may("effect", Kind::Object(EFFECT), "Differences between two arms."),
    may(
        "dimensions",
        Kind::List(&Kind::Known(Names::Dimension), 0, 3),
        "What figures are broken down by, as of the end of the period.",
    ),
    may("filters", Kind::Filter, "What is counted."),
    may("grain", GRAIN, "How long each period is; one figure without it. A range is widened to whole periods."),
    may("range", Kind::Object(RANGE), "Which days; all up to the day asked about without it."),
    may("window", Kind::OneOf(WINDOW), "Over which days up to the end of each period people are counted."),
    may("compare", Kind::Object(COMPARE), "With what figures are compared."),
];

const RANGE: &[Field] = &[
    may("last", Kind::Span, "How long, up to the end."),
    may("end", Kind::Choice(RangeEnd::CHOICES), "Where `last` ends."),
    may("from", Kind::Day, "The first day."),
    may("to", Kind::Day, "The day after the last."),
];

const WINDOW: &[Field] = &[
    may("trailing", Kind::Span, "The last days, weeks or months."),
    may("calendar", Kind::Choice(GRAINS), "The week, month, quarter or year so far."),
];

const COMPARE: &[Field] = &[
    needs("to", Kind::Choice(CompareTo::CHOICES), "With which stretch."),
    may("align", Kind::Choice(Align::CHOICES), "How the days of both sides meet."),
];

const FUNNEL: &[Field] = &[
    may("unit", Kind::Choice(FunnelUnit::CHOICES), "What is counted."),
    needs("steps", Kind::List(&Kind::Known(Names::Event), 2, 8), "The steps, in order."),
    needs("within", Kind::Span, "From the first step to the last, in days or weeks."),
    may("mode", Kind::Choice(FunnelMode::CHOICES), "In what order the steps must come."),
    may("hold", Kind::Choice(Held::CHOICES), "What all events of one way through share beside who did them."),
    may(
        "exclude",
        Kind::List(&Kind::Object(EXCLUDED), 0, 31),
        "Whoever does this in between is left out of the whole funnel.",
    ),
    may("by", Kind::Known(Names::Dimension), "What it is broken down by."),
];

const EXCLUDED: &[Field] = &[
    needs("event", Kind::Known(Names::Event), "The kind of event."),
    needs("after", Kind::Whole(1, 8), "After this step, counted from 1."),
    needs("before", Kind::Whole(2, 8), "Before this step."),
];

const RETENTION: &[Field] = &[
    needs("start", EVENTS, "The events of which the first is somebody's beginning."),
    needs("back", EVENTS, "The events that are a return."),
    needs("cohort", GRAIN, "By when they began people are put together."),
    needs("every", GRAIN, "How long each interval after the beginning is."),
    needs("count", Kind::Whole(1, 60), "How many intervals after the first."),
    may("mode", Kind::Choice(Kept::CHOICES), "When somebody must come back."),
    may("buckets", Kind::Choice(Buckets::CHOICES), "How intervals are counted."),
];

const SURVIVAL: &[Field] = &[
    needs("spell", ENTITY, "Which spells."),
    needs("event", ENDS, "The ends that are the event."),
    may("competing", ENDS, "The ends that make it impossible."),
    may("cohort", GRAIN, "By when they began spells are put together."),
    may("at", Kind::List(&Kind::Span, 0, 60), "After how long, in days or weeks; at every change without it."),
    may("read", Kind::Choice(Read::CHOICES), "Whether those who have or have not seen the event are shown."),
];

const EFFECT: &[Field] = &[
    needs("arm", Kind::Known(Names::Attribute), "The attribute that tells the arms apart."),
    needs("treated", Kind::Text(200), "Its value for those who had it."),
    needs("comparison", Kind::List(&Kind::Text(200), 1, 20), "Its values for those who had not."),
    needs("outcomes", Kind::List(&Kind::Object(EFFECT_OUTCOME), 1, 20), "What is compared."),
];

const EFFECT_OUTCOME: &[Field] = &[
    needs("name", Kind::Name, "Its name."),
    needs("of", Kind::OneOf(OUTCOME), "What is compared."),
    needs("measure", Kind::Choice(EffectMeasure::CHOICES), "How the difference is measured."),
    may("title", Kind::Words, "Its title, Spanish then English."),
];

pub(super) const CONDITION: &[Field] = &[
    needs("dim", Kind::Known(Names::Dimension), "The dimension."),
    needs("op", Kind::Choice(Op::CHOICES), "How it is held against the value."),
    may("value", Kind::Values, "A value or several; true is `yes`, `$id` a parameter."),
];

/// What a measure that is an object has beside its definition.
pub(super) const MEASURE: &[Field] = &[
    may("name", Kind::Name, "Its name; that of the metric without one."),
    may("metric", Kind::Known(Names::Metric), "A metric of the catalogue."),
    may("title", Kind::Words, "Its title, Spanish then English."),
    may("filters", Kind::Filter, "What this measure alone counts."),
];

const NUMBERS: Kind = Kind::OneOf(&[
    may(
        "values",
        Kind::Object(&[
            needs("events", EVENTS, "Kinds of events."),
            needs("unit", Kind::Text(64), "The unit whose numbers count."),
            may("about", Kind::Choice(About::CHOICES), "Whose they are."),
            may("latest", Kind::Flag, "Whether only everybody's latest counts."),
        ]),
        "What came with events.",
    ),
    may(
        "totals",
        Kind::Object(&[
            needs("events", EVENTS, "Kinds of events."),
            needs("unit", Kind::Text(64), "The unit whose numbers count."),
            may("about", Kind::Choice(About::CHOICES), "Whose they are."),
        ]),
        "What came with events, added up for each to whom they belong.",
    ),
    may(
        "active_days",
        Kind::Object(&[
            needs("events", EVENTS, "Kinds of events."),
            needs("over", Kind::Span, "The window, in days or weeks."),
        ]),
        "On how many days of a window somebody was active.",
    ),
    may(
        "durations",
        Kind::Object(&[needs("entity", ENTITY, "Which spells."), may("ends", ENDS, "How they ended.")]),
        "How many days spells lasted that ended in the period.",
    ),
    may(
        "slips",
        Kind::Object(&[needs("entity", ENTITY, "Which spells."), may("ends", ENDS, "How they ended.")]),
        "How many days after their first due day spells ended.",
    ),
    may(
        "loads",
        Kind::Object(&[
            needs("entity", ENTITY, "Which spells; who carries is the cluster."),
            needs("among", Kind::Known(Names::Attribute), "Who counts has a value of this."),
        ]),
        "How many open spells each carries.",
    ),
]);

const OUTCOME: &[Field] = &[
    may(
        "ended",
        Kind::Object(&[
            needs("entity", ENTITY, "Which spells."),
            needs("ends", ENDS, "How they ended."),
            may("on_time", Kind::Flag, "Whether they must have ended by their first due day."),
        ]),
        "Whether spells ended in some ways.",
    ),
    may("number", Kind::Object(&[needs("of", NUMBERS, "The numbers.")]), "A number for each subject."),
];

const PERCENT: Kind = Kind::Whole(1, 99);
const RATE: Kind = Kind::Whole(0, 10_000);

static SOCIAL: Kind = Kind::Object(&[
    needs("name", Kind::Name, "Its name."),
    needs("events", EVENTS, "Kinds of events."),
    may("unit", Kind::Text(64), "The unit whose numbers count; nothing counts events."),
    needs(
        "proxy",
        Kind::List(&Kind::Whole(0, 1_000_000_000_000), 3, 3),
        "What one is worth a year in minor units: low, likely, high.",
    ),
    needs("source", Kind::Text(400), "Where the worth comes from."),
    may("deadweight_bp", RATE, "What would have happened anyway, in hundredths of a percent."),
    may("displacement_bp", RATE, "What was only moved from elsewhere, in hundredths of a percent."),
    may("attribution_bp", RATE, "What is due to others, in hundredths of a percent."),
    may("drop_off_bp", RATE, "What is lost each year after the first, in hundredths of a percent."),
    may("years", Kind::Whole(1, 50), "How many years it lasts."),
]);

/// The kinds of definitions.
pub(super) static DEFINITIONS: &[Field] = &[
    may(
        "people",
        Kind::Object(&[
            needs("events", EVENTS, "Kinds of events."),
            may("window", Kind::OneOf(WINDOW), "Over which days."),
        ]),
        "People who did at least one of these things.",
    ),
    may(
        "stickiness",
        Kind::Object(&[
            needs("events", EVENTS, "Kinds of events."),
            needs("over", Kind::Span, "The window, in days or weeks."),
        ]),
        "Mean people a day divided by people in the window.",
    ),
    may(
        "lifecycle",
        Kind::Object(&[
            needs("events", EVENTS, "Kinds of events."),
            needs("part", Kind::Choice(Part::CHOICES), "Which part."),
        ]),
        "People by what they did in the period and the one before.",
    ),
    may(
        "adoption",
        Kind::Object(&[
            needs("events", EVENTS, "Kinds of events."),
            needs("among", Kind::Known(Names::Attribute), "The attribute that everybody who could has."),
        ]),
        "Active people out of all who have a value of an attribute.",
    ),
    may(
        "retention",
        Kind::Object(&[
            needs("start", EVENTS, "The events of which the first is somebody's beginning."),
            needs("back", EVENTS, "The events that are a return."),
            needs("mode", Kind::Choice(Return::CHOICES), "When they came back."),
            needs("day", Kind::Whole(1, 3660), "The last day of return."),
            may(
                "from",
                Kind::Whole(1, 3660),
                "The first day of a bracket, or the length of the intervals of a streak.",
            ),
        ]),
        "People who came back, out of those whose day of return has come.",
    ),
    may(
        "conversion",
        Kind::Object(&[
            needs("from", EVENTS, "Kinds of events that open."),
            needs("to", EVENTS, "Kinds of events that convert."),
            needs("within", Kind::Span, "The time, in days or weeks."),
        ]),
        "People who did the second thing within a time of the first.",
    ),
    may(
        "count",
        Kind::Object(&[
            needs("events", EVENTS, "Kinds of events."),
            may("about", Kind::Choice(About::CHOICES), "Whose they are."),
        ]),
        "Things that happened.",
    ),
    may(
        "sum",
        Kind::Object(&[
            needs("events", EVENTS, "Kinds of events."),
            may("unit", Kind::Text(64), "The unit whose numbers count; nothing for money."),
            may("about", Kind::Choice(About::CHOICES), "Whose they are."),
            may("sign", Kind::Choice(Sign::CHOICES), "Which numbers."),
            may("per", Kind::Whole(1, 1_000_000), "How many of the unit make one of what is shown."),
            needs("shown", Kind::Choice(Shown::CHOICES), "What is shown."),
        ]),
        "The sum of the numbers that came with events.",
    ),
    may(
        "spells",
        Kind::Object(&[
            needs("entity", ENTITY, "Which spells."),
            needs("when", Kind::Choice(When::CHOICES), "Which of them."),
            may("ends", ENDS, "How they ended."),
        ]),
        "Spells.",
    ),
    may(
        "subjects",
        Kind::Object(&[
            needs("entity", ENTITY, "Which spells."),
            needs("when", Kind::Choice(When::CHOICES), "Which of them."),
            may("ends", ENDS, "How they ended."),
            may("first", Kind::Flag, "Whether only somebody's first spell counts."),
            needs("shown", Kind::Choice(Shown::CHOICES), "What they are."),
        ]),
        "Those whose spells these are, each once.",
    ),
    may(
        "spell_share",
        Kind::Object(&[
            needs("entity", ENTITY, "Which spells."),
            needs("when", Kind::Choice(When::CHOICES), "Which make up the denominator."),
            needs("ends", ENDS, "How those of the numerator ended; none for those still open."),
            may("within", Kind::Span, "Within how long after they began, in days or weeks."),
            may("due", Kind::Choice(Due::CHOICES), "Against which due day the end is held."),
        ]),
        "Spells that ended in some ways, out of all of them.",
    ),
    may(
        "earned",
        Kind::Object(&[needs("entity", ENTITY, "Which spells."), needs("ends", ENDS, "How they ended.")]),
        "Weight of spells that reached an end, out of the weight that was to have by now.",
    ),
    may(
        "ratio",
        Kind::Object(&[
            needs("numerator", Kind::Definition, "What is divided."),
            needs("denominator", Kind::Definition, "By what."),
        ]),
        "One figure divided by another.",
    ),
    may(
        "cumulative",
        Kind::Object(&[needs("of", Kind::Definition, "The figure.")]),
        "A figure from the first fact to the end of the period.",
    ),
    may(
        "derived",
        Kind::Object(&[needs("expression", Kind::Text(400), "Names of measures, numbers, + - * / and parentheses.")]),
        "An expression over other measures of the query or metrics of the catalogue.",
    ),
    may(
        "growth",
        Kind::Object(&[
            needs("of", Kind::Definition, "The figure."),
            needs("back", Kind::Whole(1, 60), "How many periods earlier."),
        ]),
        "A figure against the same some periods earlier, per period, minus one.",
    ),
    may(
        "survival",
        Kind::Object(&[
            needs("entity", ENTITY, "Which spells."),
            needs("events", ENDS, "The ends that are the event."),
            may("competing", ENDS, "The ends that make it impossible."),
            needs("at", Kind::Span, "How long after the beginning, in days or weeks."),
            may("read", Kind::Choice(Read::CHOICES), "Which side is shown."),
        ]),
        "The share that has seen an event some days after the beginning.",
    ),
    may(
        "time_to",
        Kind::Object(&[
            needs("entity", ENTITY, "Which spells."),
            needs("events", ENDS, "The ends that are the event."),
            needs("percent", PERCENT, "Which share."),
        ]),
        "After how many days a share of the spells has seen an event.",
    ),
    may(
        "quantile",
        Kind::Object(&[needs("of", NUMBERS, "The numbers."), needs("percent", PERCENT, "Which share.")]),
        "The number that a share of the numbers does not exceed.",
    ),
    may("mean", Kind::Object(&[needs("of", NUMBERS, "The numbers.")]), "Their mean."),
    may("distribution", Kind::Object(&[needs("of", NUMBERS, "The numbers.")]), "How many there are of each."),
    may("gini", Kind::Object(&[needs("of", NUMBERS, "The numbers.")]), "How unevenly they are spread."),
    may(
        "top_share",
        Kind::Object(&[
            needs("of", NUMBERS, "The numbers."),
            needs("percent", PERCENT, "How many of a hundred are the greatest."),
        ]),
        "What the greatest make of all.",
    ),
    may(
        "shrunk_mean",
        Kind::Object(&[needs("of", NUMBERS, "The numbers.")]),
        "Means by subject, drawn towards the mean of all.",
    ),
    may(
        "top_box",
        Kind::Object(&[
            needs("of", NUMBERS, "The numbers."),
            needs("least", Kind::Whole(-1_000_000, 1_000_000), "The least that counts."),
        ]),
        "Numbers at least as great as one, out of all.",
    ),
    may(
        "nps",
        Kind::Object(&[needs("events", EVENTS, "Kinds of events, with the unit `nps`.")]),
        "Net promoter score.",
    ),
    may(
        "response_rate",
        Kind::Object(&[
            needs("asked", EVENTS, "Kinds of events that ask."),
            needs("answered", EVENTS, "Kinds of events that answer."),
        ]),
        "People who answered out of those who were asked.",
    ),
    may(
        "load",
        Kind::Object(&[
            needs("entity", ENTITY, "Which spells; who carries is the cluster."),
            needs("capacity", Kind::Known(Names::Attribute), "How many each has room for."),
        ]),
        "Open spells out of the room there is for them.",
    ),
    may(
        "effect",
        Kind::Object(&[
            needs("outcome", Kind::OneOf(OUTCOME), "What is compared."),
            needs("arm", Kind::Known(Names::Attribute), "The attribute that tells the arms apart."),
            needs("treated", Kind::Text(200), "Its value for those who had it."),
            needs("comparison", Kind::List(&Kind::Text(200), 1, 20), "Its values for those who had not."),
            needs("measure", Kind::Choice(EffectMeasure::CHOICES), "How the difference is measured."),
        ]),
        "The difference between those who had something and those who had not.",
    ),
    may(
        "cashflow",
        Kind::Object(&[
            needs("costs", EVENTS, "Kinds of events that cost."),
            needs("benefits", EVENTS, "Kinds of events that bring in."),
            needs("rate_bp", RATE, "The rate of discount a year, in hundredths of a percent."),
            needs("figure", Kind::Choice(MoneyFigure::CHOICES), "Which figure."),
        ]),
        "A figure of money that comes and goes.",
    ),
    may(
        "sroi",
        Kind::Object(&[
            needs("outcomes", Kind::List(&SOCIAL, 0, 40), "The outcomes."),
            needs("costs", EVENTS, "Kinds of events that cost."),
            needs("rate_bp", RATE, "The rate of discount a year, in hundredths of a percent."),
        ]),
        "What outcomes are worth to society, by what was put in.",
    ),
];
