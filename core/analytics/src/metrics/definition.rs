//! How a figure is made: the one language in which the catalogue defines its metrics and documents define their own.

use super::choices::{About, Due, EffectMeasure, MoneyFigure, Part, Read, Return, Shown, Sign, When};
use super::span::Span;
use crate::calendar::Grain;
use serde::{Deserialize, Serialize};

/// How a figure is made. In a document it is an object with one key, such as `{"people": {"events": ["signed_in"]}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Definition {
    /// People who did at least one of these things, each once.
    People {
        /// Kinds of events.
        events: Vec<String>,
        /// Over which days up to the end of the period; nothing for the period itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        window: Option<Window>,
    },
    /// Mean people a day divided by people in the window: how many of its days somebody comes.
    Stickiness {
        /// Kinds of events.
        events: Vec<String>,
        /// The window, in days or weeks.
        over: Span,
    },
    /// People by what they did in the period and the one before.
    Lifecycle {
        /// Kinds of events.
        events: Vec<String>,
        /// Which of them.
        part: Part,
    },
    /// People who did at least one of these things out of all who have a value of an attribute.
    Adoption {
        /// Kinds of events.
        events: Vec<String>,
        /// The attribute that everybody who could has.
        among: String,
    },
    /// People who came back, out of those whose first event lies in the period and whose day of return has come.
    Retention {
        /// The kinds of events of which the first makes somebody's birth day.
        start: Vec<String>,
        /// The kinds of events that are a return.
        back: Vec<String>,
        /// When they came back.
        mode: Return,
        /// The last day of return, counted from the birth day.
        day: u32,
        /// The first day of a bracket, or the length of the intervals of a streak.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<u32>,
    },
    /// People who did the second thing within a time of the first, out of those who did the first and whose time is over.
    Conversion {
        /// Kinds of events that open.
        from: Vec<String>,
        /// Kinds of events that convert.
        to: Vec<String>,
        /// The time, in days or weeks.
        within: Span,
    },
    /// Things that happened.
    Count {
        /// Kinds of events.
        events: Vec<String>,
        /// Whose they are.
        #[serde(default)]
        about: About,
    },
    /// The sum of the numbers that came with events.
    Sum {
        /// Kinds of events.
        events: Vec<String>,
        /// The unit whose numbers count; nothing for money, which is kept apart by currency.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
        /// Whose they are.
        #[serde(default)]
        about: About,
        /// Which numbers.
        #[serde(default)]
        sign: Sign,
        /// How many of the unit make one of what is shown, 60 for hours out of minutes.
        #[serde(default = "one")]
        per: u32,
        /// What is shown.
        shown: Shown,
    },
    /// Spells.
    Spells {
        /// Of which entity.
        entity: String,
        /// Which of them.
        when: When,
        /// How they ended, for [`When::Ended`] and [`When::Due`]; nothing for any way.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ends: Vec<String>,
    },
    /// Those whose spells these are, each once.
    Subjects {
        /// Of which entity.
        entity: String,
        /// Which of them.
        when: When,
        /// How they ended.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ends: Vec<String>,
        /// Whether only those count whose first spell it is.
        #[serde(default)]
        first: bool,
        /// What they are.
        shown: Shown,
    },
    /// Spells that ended in some ways, out of all of them.
    SpellShare {
        /// Of which entity.
        entity: String,
        /// Which make up the denominator.
        when: When,
        /// How those of the numerator ended; nothing for those still open.
        ends: Vec<String>,
        /// Within how long after they began; those younger than this are left out above and below alike.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<Span>,
        /// Against which due day the end is held.
        #[serde(default)]
        due: Due,
    },
    /// Weight of spells that reached an end by now, out of the weight that was to have by now.
    Earned {
        /// Of which entity.
        entity: String,
        /// How they ended.
        ends: Vec<String>,
    },
    /// One figure divided by another.
    Ratio {
        /// What is divided.
        numerator: Box<Definition>,
        /// By what.
        denominator: Box<Definition>,
    },
    /// A figure from the first fact to the end of the period.
    Cumulative {
        /// The figure: people, a count, a sum, spells or subjects.
        of: Box<Definition>,
    },
    /// An expression over other measures: names, numbers, `+ - * /` and parentheses. Divided by nothing it is undefined.
    Derived {
        /// The expression.
        expression: String,
    },
    /// A figure against the same some periods earlier, minus one.
    Growth {
        /// The figure.
        of: Box<Definition>,
        /// How many periods earlier.
        back: u32,
    },
    /// The share that has seen an event some days after the beginning, when others end in other ways or have not ended yet.
    Survival {
        /// Of which entity.
        entity: String,
        /// The ends that are the event.
        events: Vec<String>,
        /// The ends that make it impossible.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        competing: Vec<String>,
        /// How long after the beginning, in days or weeks.
        at: Span,
        /// Whether the share that has or that has not is shown.
        #[serde(default)]
        read: Read,
    },
    /// After how many days a share of the spells has seen an event; open ones count for as long as they are known.
    TimeTo {
        /// Of which entity.
        entity: String,
        /// The ends that are the event; all others are censored.
        events: Vec<String>,
        /// Which share, in percent.
        percent: u32,
    },
    /// The number that a share of the numbers does not exceed.
    Quantile {
        /// The numbers.
        of: Numbers,
        /// Which share, in percent.
        percent: u32,
    },
    /// Their mean.
    Mean {
        /// The numbers.
        of: Numbers,
    },
    /// How many there are of each.
    Distribution {
        /// The numbers.
        of: Numbers,
    },
    /// Gini's coefficient of how unevenly they are spread, in the form for small samples.
    Gini {
        /// The numbers.
        of: Numbers,
    },
    /// What the greatest make of all.
    TopShare {
        /// The numbers.
        of: Numbers,
        /// How many of a hundred are the greatest.
        percent: u32,
    },
    /// Means by subject, drawn towards the mean of all the more, the fewer there are.
    ShrunkMean {
        /// The numbers.
        of: Numbers,
    },
    /// Numbers at least as great as one, out of all.
    TopBox {
        /// The numbers.
        of: Numbers,
        /// The least that counts.
        least: i64,
    },
    /// Net promoter score: the share of 9 and 10 minus that of 0 to 6, times 100, of everybody's latest answer.
    Nps {
        /// Kinds of events, with the unit `nps`.
        events: Vec<String>,
    },
    /// People who answered out of those who were asked.
    ResponseRate {
        /// Kinds of events that ask.
        asked: Vec<String>,
        /// Kinds of events that answer.
        answered: Vec<String>,
    },
    /// Open spells out of the room there is for them.
    Load {
        /// Of which entity; who carries is the cluster.
        entity: String,
        /// The attribute that says how many each has room for.
        capacity: String,
    },
    /// The difference between those who had something and those who had not.
    Effect {
        /// What is compared.
        outcome: Outcome,
        /// The attribute that tells the arms apart.
        arm: String,
        /// Its value for those who had it.
        treated: String,
        /// Its values for those who had not.
        comparison: Vec<String>,
        /// How the difference is measured.
        measure: EffectMeasure,
    },
    /// A figure of money that comes and goes.
    Cashflow {
        /// Kinds of events that cost.
        costs: Vec<String>,
        /// Kinds of events that bring in.
        benefits: Vec<String>,
        /// The rate of discount a year, in hundredths of a percent.
        rate_bp: u32,
        /// Which figure.
        figure: MoneyFigure,
    },
    /// Social return on investment: what outcomes are worth after what would have happened anyway, by what was put in.
    Sroi {
        /// The outcomes.
        outcomes: Vec<SocialOutcome>,
        /// Kinds of events that cost.
        costs: Vec<String>,
        /// The rate of discount a year, in hundredths of a percent.
        rate_bp: u32,
    },
}

fn one() -> u32 {
    1
}

/// Over which days up to the end of a period a figure is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Window {
    /// The last days, weeks or months.
    Trailing(Span),
    /// The week, month, quarter or year in which the last day lies, up to that day.
    Calendar(Grain),
}

/// A collection of numbers, one per event, person, subject or spell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Numbers {
    /// What came with events.
    Values {
        /// Kinds of events.
        events: Vec<String>,
        /// The unit whose numbers count.
        unit: String,
        /// Whose they are.
        #[serde(default)]
        about: About,
        /// Whether only everybody's latest counts.
        #[serde(default)]
        latest: bool,
    },
    /// What came with events, added up for each to whom they belong.
    Totals {
        /// Kinds of events.
        events: Vec<String>,
        /// The unit whose numbers count.
        unit: String,
        /// Whose they are.
        #[serde(default)]
        about: About,
    },
    /// On how many days of the window up to the end of the period somebody did one of these things.
    ActiveDays {
        /// Kinds of events.
        events: Vec<String>,
        /// The window, in days or weeks.
        over: Span,
    },
    /// How many days the spells lasted that ended in the period.
    Durations {
        /// Of which entity.
        entity: String,
        /// How they ended; nothing for any way.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ends: Vec<String>,
    },
    /// How many days after their first due day spells ended that did so in the period; before it is negative.
    Slips {
        /// Of which entity.
        entity: String,
        /// How they ended; nothing for any way.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ends: Vec<String>,
    },
    /// How many open spells each carries who has a value of an attribute, none included.
    Loads {
        /// Of which entity; who carries is the cluster.
        entity: String,
        /// The attribute.
        among: String,
    },
}

/// What an effect compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// Whether spells ended in some ways, by their due day where they have one.
    Ended {
        /// Of which entity.
        entity: String,
        /// How.
        ends: Vec<String>,
        /// Whether they must have ended by their first due day.
        #[serde(default)]
        on_time: bool,
    },
    /// A number for each subject.
    Number {
        /// The numbers.
        of: Numbers,
    },
}

/// An outcome that has a value for society.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SocialOutcome {
    /// Its name.
    pub name: String,
    /// Kinds of events that count as one such outcome each, or as many as their number says.
    pub events: Vec<String>,
    /// The unit whose numbers count; nothing counts events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What one is worth a year in minor units: low, likely and high.
    pub proxy: [i64; 3],
    /// Where the worth comes from.
    pub source: String,
    /// What would have happened anyway, in hundredths of a percent.
    #[serde(default)]
    pub deadweight_bp: u32,
    /// What was only moved from elsewhere, in hundredths of a percent.
    #[serde(default)]
    pub displacement_bp: u32,
    /// What is due to others, in hundredths of a percent.
    #[serde(default)]
    pub attribution_bp: u32,
    /// What is lost each year after the first, in hundredths of a percent.
    #[serde(default)]
    pub drop_off_bp: u32,
    /// How many years it lasts.
    #[serde(default = "one")]
    pub years: u32,
}

impl Definition {
    /// BLAKE3 of its canonical text, in hex: equal hashes mean that figures are made alike.
    ///
    /// ```
    /// # use semillero_analytics::Definition;
    /// let derived = |expression: &str| Definition::Derived { expression: expression.into() };
    /// assert_ne!(derived("a + b").hash(), derived("a - b").hash());
    /// ```
    #[must_use]
    pub fn hash(&self) -> String {
        // Fields come in the order of the type whatever features `serde_json` has; a change of the language changes the number.
        let text = serde_json::to_string(self).unwrap_or_default();
        blake3::hash(format!("semillero-metric-1\n{text}").as_bytes()).to_hex().to_string()
    }
}
