//! Whether a book has what a measure reads.

use crate::metrics::{Definition, Numbers, Outcome};
use crate::query::document::Query;
use crate::states::Book;

/// Whether there is any fact without which the figure says nothing: of a share what makes its denominator, of a sum any part.
pub(super) fn has_facts(book: &Book, query: &Query, definition: &Definition) -> bool {
    let events = |names: &[String]| book.kinds().any(|kind| names.iter().any(|name| name == kind));
    let entity = |name: &str| book.entities().any(|entity| entity == name);
    let attribute = |name: &str| book.attribute(name).is_some();
    let numbers = |of: &Numbers| match of {
        Numbers::Values { events: names, .. }
        | Numbers::Totals { events: names, .. }
        | Numbers::ActiveDays { events: names, .. } => events(names),
        Numbers::Durations { entity: name, .. } | Numbers::Slips { entity: name, .. } => entity(name),
        Numbers::Loads { entity: name, among } => entity(name) && attribute(among),
    };
    match definition {
        Definition::People { events: names, .. }
        | Definition::Stickiness { events: names, .. }
        | Definition::Lifecycle { events: names, .. }
        | Definition::Count { events: names, .. }
        | Definition::Sum { events: names, .. }
        | Definition::Nps { events: names } => events(names),
        Definition::Adoption { events: names, among } => events(names) && attribute(among),
        Definition::Retention { start, .. } => events(start),
        Definition::Conversion { from, .. } => events(from),
        Definition::ResponseRate { asked, .. } => events(asked),
        Definition::Spells { entity: name, .. }
        | Definition::Subjects { entity: name, .. }
        | Definition::SpellShare { entity: name, .. }
        | Definition::Earned { entity: name, .. }
        | Definition::Survival { entity: name, .. }
        | Definition::TimeTo { entity: name, .. } => entity(name),
        Definition::Load { entity: name, capacity } => entity(name) && attribute(capacity),
        Definition::Ratio { numerator, denominator } => {
            has_facts(book, query, numerator) && has_facts(book, query, denominator)
        }
        Definition::Cumulative { of } | Definition::Growth { of, .. } => has_facts(book, query, of),
        Definition::Derived { .. } => query.leaves(definition).iter().all(|leaf| has_facts(book, query, leaf)),
        Definition::Quantile { of, .. }
        | Definition::Mean { of }
        | Definition::Distribution { of }
        | Definition::Gini { of }
        | Definition::TopShare { of, .. }
        | Definition::ShrunkMean { of }
        | Definition::TopBox { of, .. } => numbers(of),
        Definition::Effect { outcome, arm, .. } => {
            attribute(arm)
                && match outcome {
                    Outcome::Ended { entity: name, .. } => entity(name),
                    Outcome::Number { of } => numbers(of),
                }
        }
        Definition::Cashflow { costs, benefits, .. } => events(costs) || events(benefits),
        Definition::Sroi { costs, .. } => events(costs),
    }
}

/// Whether there is anything for a funnel, a retention or a survival table.
pub(super) fn has_table_facts(book: &Book, query: &Query) -> bool {
    let events = |names: &[String]| book.kinds().any(|kind| names.iter().any(|name| name == kind));
    query.funnel.iter().all(|funnel| events(funnel.steps.get(..1).unwrap_or_default()))
        && query.retention.iter().all(|kept| events(&kept.start))
        && query.survival.iter().all(|survival| book.entities().any(|entity| entity == survival.spell))
}
