//! Tables of facts into a book: every mistake that can be seen beforehand at once, then column by column.

use crate::Table;
use crate::cells::Wanted;
use arrow_array::{Array, RecordBatch, new_null_array};
use arrow_schema::{ArrowError, DataType, Schema};
use semillero_analytics::{
    Book, Fold, FoldError, Ordinals, attribute_schema, event_schema, money_schema, spell_schema,
};
use semillero_core::errors::ApiError;
use semillero_core::matching::table::{TableFault, TableMistakes};
use semillero_core::values::Locale;
use std::sync::Arc;

const TEXT: Wanted = ("un texto", "a text");
const INSTANT: Wanted = ("un instante (timestamp)", "a timestamp");
const DAY: Wanted = ("un día civil (date32)", "a civil day (date32)");
const COUNT: Wanted = ("un número entero desde 0", "a whole number from 0 on");
const WHOLE: Wanted = ("un número entero, el dinero en unidades menores", "a whole number, money in minor units");
const ORDINAL: Wanted = (
    "un número entero desde 0; textos y UUID necesitan un mapa: `ids`",
    "a whole number from 0 on; texts and UUIDs need a map: `ids`",
);
const ID: Wanted = ("un número entero desde 0, un texto o un UUID", "a whole number from 0 on, a text or a UUID");
const STEP: Wanted = ("`began`, `due`, `ended` o `reopened`", "`began`, `due`, `ended` or `reopened`");

/// Facts of one's own, as many tables of them as there are.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// What happened; the columns are those of [`event_schema`].
    pub events: Option<Table>,
    /// When stretches of time began, were due and ended; [`spell_schema`].
    pub spells: Option<Table>,
    /// What people and things are like, from which day on; [`attribute_schema`].
    pub attributes: Option<Table>,
    /// Amounts; [`money_schema`].
    pub money: Option<Table>,
}

/// One sort of table.
struct Sort {
    name: &'static str,
    schema: Schema,
    fold: fn(&mut Fold, &RecordBatch) -> Result<(), FoldError>,
}

/// Folds facts into a book. With `ids`, whoever the facts speak of may be called by text, UUID or number, and gets the next number of the map;
/// without, the facts hold such numbers already.
///
/// # Errors
/// `invalid_input` with every mistake, at JSON Pointers such as `/events/3/day`.
pub fn fold(facts: &Facts, ids: Option<&mut Ordinals>, locale: Locale) -> Result<Book, ApiError> {
    let sorts: [(&Option<Table>, Sort); 4] = [
        (&facts.events, Sort { name: "events", schema: event_schema(), fold: Fold::events }),
        (&facts.spells, Sort { name: "spells", schema: spell_schema(), fold: Fold::spells }),
        (&facts.attributes, Sort { name: "attributes", schema: attribute_schema(), fold: Fold::attributes }),
        (&facts.money, Sort { name: "money", schema: money_schema(), fold: Fold::money }),
    ];
    let mut mistakes = TableMistakes::default();
    for (table, sort) in &sorts {
        if let Some(table) = table {
            sort.look_over(table, ids.is_some(), &mut mistakes);
        }
    }
    mistakes.check(locale)?;
    let mut mistakes = TableMistakes::default();
    let mut fold = Fold::default();
    let with_ids = ids.is_some();
    let mut map = ids;
    if let Some(map) = map.as_deref_mut() {
        fold = fold.with_ordinals(std::mem::take(map));
    }
    for (table, sort) in &sorts {
        if let Some(table) = table {
            sort.take_in(table, &mut fold, with_ids, &mut mistakes);
        }
    }
    let (book, given) = fold.finish();
    if let (Some(map), Some(given)) = (map, given) {
        *map = given;
    }
    mistakes.check(locale)?;
    Ok(book)
}

/// What proves a book: BLAKE3 of its canonical form, in hex.
#[must_use]
pub fn digest(book: &Book) -> String {
    book.digest().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Sort {
    fn is_needed(&self, column: &str) -> bool {
        let field = self.schema.field_with_name(column);
        // `value` may be null, and must be there all the same: a forgotten column is not the end of all values.
        field.is_ok_and(|field| !field.is_nullable()) || (self.name, column) == ("attributes", "value")
    }

    /// Columns that are missing or of another type, and holes where there must be none.
    fn look_over(&self, table: &Table, with_ids: bool, mistakes: &mut TableMistakes) {
        let known: Vec<&str> = table.schema.fields().iter().map(|field| field.name().as_str()).collect();
        for field in self.schema.fields() {
            let name = field.name().as_str();
            let path = format!("/{}/{name}", self.name);
            match table.schema.field_with_name(name) {
                Ok(found) if *found.data_type() == DataType::Null => {}
                Ok(found) if !fits(self.name, name, found.data_type(), with_ids) => {
                    let found = found.data_type().to_string();
                    mistakes.add(path, TableFault::WrongType { found, wanted: wanted(self.name, name, with_ids) });
                    continue;
                }
                Ok(_) => {}
                Err(_) if self.is_needed(name) => {
                    mistakes.add(path, TableFault::NoColumn { known: known.join(", ") });
                    continue;
                }
                Err(_) => continue,
            }
            if !field.is_nullable() {
                self.holes(table, name, mistakes);
            }
        }
    }

    fn holes(&self, table: &Table, column: &str, mistakes: &mut TableMistakes) {
        let mut first = 0;
        for batch in &table.batches {
            let nulls = batch.column_by_name(column).and_then(|array| array.logical_nulls());
            for (row, there) in nulls.iter().flatten().enumerate() {
                if !there {
                    mistakes.add(format!("/{}/{}/{column}", self.name, first + row), TableFault::Null);
                }
            }
            first += batch.num_rows();
        }
    }

    fn take_in(&self, table: &Table, fold: &mut Fold, with_ids: bool, mistakes: &mut TableMistakes) {
        let mut first = 0;
        for batch in &table.batches {
            // An empty table may have columns without a type.
            let folded = match self.typed(batch) {
                Ok(batch) if batch.num_rows() > 0 => (self.fold)(fold, &batch),
                _ => Ok(()),
            };
            if let Err(error) = folded {
                let (path, fault) = self.fault(table, batch, first, error, with_ids);
                mistakes.add(path, fault);
            }
            first += batch.num_rows();
        }
    }

    /// A batch in which columns of nothing but nulls, to which libraries give no type, have the one that is meant.
    fn typed(&self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let schema = batch.schema();
        let columns = schema.fields().iter().zip(batch.columns()).map(|(field, array)| {
            let meant = self.schema.field_with_name(field.name()).ok().filter(|_| *array.data_type() == DataType::Null);
            let array = meant.map_or_else(|| Arc::clone(array), |meant| new_null_array(meant.data_type(), array.len()));
            (field.name(), array, true)
        });
        RecordBatch::try_from_iter_with_nullable(columns)
    }

    /// A mistake that the engine found, where it is in the whole table.
    fn fault(
        &self,
        table: &Table,
        batch: &RecordBatch,
        first: usize,
        error: FoldError,
        with_ids: bool,
    ) -> (String, TableFault) {
        let name = self.name;
        match error {
            FoldError::Missing { column, .. } => {
                let known: Vec<&str> = table.schema.fields().iter().map(|field| field.name().as_str()).collect();
                (format!("/{name}/{column}"), TableFault::NoColumn { known: known.join(", ") })
            }
            FoldError::Type { column, found, .. } => {
                (format!("/{name}/{column}"), TableFault::WrongType { found, wanted: wanted(name, column, with_ids) })
            }
            FoldError::Value { column, row, what, .. } => {
                let path = format!("/{name}/{}/{column}", first + row);
                let array = batch.column_by_name(column);
                let is_there =
                    array.is_some_and(|array| !array.logical_nulls().is_some_and(|nulls| nulls.is_null(row)));
                if !is_there {
                    return (path, TableFault::Null);
                }
                let value = what.split('`').nth(1).unwrap_or(&what).to_owned();
                (path, TableFault::WrongValue { value, wanted: wanted(name, column, with_ids) })
            }
            FoldError::Full(error) => (format!("/{name}"), TableFault::Unreadable { cause: error.to_string() }),
        }
    }
}

fn fits(sort: &str, column: &str, kind: &DataType, with_ids: bool) -> bool {
    let is_text = match kind {
        DataType::Dictionary(_, values) => values.is_string(),
        other => other.is_string(),
    };
    match column {
        // The value of an event is a number, that of an attribute a text.
        "value" if sort == "attributes" => is_text,
        "seq" | "value" | "weight" | "minor" => kind.is_integer(),
        "ts" => matches!(kind, DataType::Timestamp(..)),
        "day" | "from" => matches!(kind, DataType::Date32 | DataType::Date64),
        "actor" | "subject" | "cluster" | "id" | "ordinal" => {
            kind.is_integer() || (with_ids && (is_text || *kind == DataType::FixedSizeBinary(16)))
        }
        _ => is_text,
    }
}

fn wanted(sort: &str, column: &str, with_ids: bool) -> Wanted {
    match column {
        "value" if sort == "attributes" => TEXT,
        "seq" => COUNT,
        "ts" => INSTANT,
        "day" | "from" => DAY,
        "value" | "weight" | "minor" => WHOLE,
        "step" => STEP,
        "actor" | "subject" | "cluster" | "id" | "ordinal" if with_ids => ID,
        "actor" | "subject" | "cluster" | "id" | "ordinal" => ORDINAL,
        _ => TEXT,
    }
}
