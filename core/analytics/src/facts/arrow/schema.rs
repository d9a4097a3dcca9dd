//! The tables that facts come in. Columns may stand in any order beside others; where a type is given, its relatives do as well.

use arrow_schema::{DataType, Field, Schema, TimeUnit};

fn texts() -> DataType {
    DataType::Dictionary(Box::new(DataType::UInt16), Box::new(DataType::Utf8))
}

fn time() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
}

fn schema<const N: usize>(fields: [(&str, DataType, bool); N]) -> Schema {
    Schema::new(fields.map(|(name, kind, nullable)| Field::new(name, kind, nullable)).to_vec())
}

/// Events: `seq` place in the log, `ts` when, `day` on which civil day of the programme, `kind` what, `actor` who, `subject` about whom or
/// what, `value` and `unit` a number that came with it.
///
/// Also taken: ids as any integers, 16 bytes or text; texts plain, large, as views or as a dictionary with any keys; timestamps of any unit,
/// those without a zone as UTC; `day` as date64. Columns that may be null may be missing; `seq` and `ts` are needed for kinds with a log
/// alone, and `kind` may be missing where [`Fold::of_kind`](super::Fold::of_kind) gives it.
#[must_use]
pub fn event_schema() -> Schema {
    schema([
        ("seq", DataType::UInt64, false),
        ("ts", time(), false),
        ("day", DataType::Date32, false),
        ("kind", texts(), false),
        ("actor", DataType::UInt32, false),
        ("subject", DataType::UInt32, true),
        ("value", DataType::Int64, true),
        ("unit", texts(), true),
    ])
}

/// Steps of spells: `entity` such as `project`, `id` which one, `step` one of `began` (with `ts`, `day`, `subject`, perhaps `cluster`), `due`
/// (with `day`, perhaps `weight`, 1 if not), `ended` (with `ts`, `day`, `end`) and `reopened`.
#[must_use]
pub fn spell_schema() -> Schema {
    schema([
        ("seq", DataType::UInt64, false),
        ("entity", texts(), false),
        ("id", DataType::UInt32, false),
        ("step", texts(), false),
        ("ts", time(), true),
        ("day", DataType::Date32, true),
        ("subject", DataType::UInt32, true),
        ("cluster", DataType::UInt32, true),
        ("weight", DataType::Int64, true),
        ("end", texts(), true),
    ])
}

/// Values of attributes: whose (`ordinal`), which `attribute`, its `value` (null takes it away) from the civil day `from` on.
#[must_use]
pub fn attribute_schema() -> Schema {
    schema([
        ("seq", DataType::UInt64, false),
        ("ordinal", DataType::UInt32, false),
        ("attribute", texts(), false),
        ("value", texts(), true),
        ("from", DataType::Date32, false),
    ])
}

/// Money: what it was (`kind`, such as `cost`), on which `day`, of which `subject`, how many `minor` units of which `currency`, and perhaps
/// who said so (`actor`; the subject if not) and when (`ts`; midnight UTC of the day if not). Rows become events with a log.
#[must_use]
pub fn money_schema() -> Schema {
    schema([
        ("seq", DataType::UInt64, false),
        ("kind", texts(), false),
        ("day", DataType::Date32, false),
        ("subject", DataType::UInt32, false),
        ("minor", DataType::Int64, false),
        ("currency", texts(), false),
        ("actor", DataType::UInt32, true),
        ("ts", time(), true),
    ])
}
