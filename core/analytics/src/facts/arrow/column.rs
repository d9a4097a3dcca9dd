//! Columns of a batch, whatever their types, as plain values.

use super::error::FoldError;
use crate::facts::{Id, Ordinal, Ordinals};
use arrow_array::cast::AsArray;
use arrow_array::types::*;
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, PrimitiveArray, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use std::collections::HashMap;

/// A column of a batch by name.
#[derive(Clone, Copy)]
pub(super) struct Column<'a> {
    pub(super) name: &'static str,
    array: &'a ArrayRef,
}

/// The values of a column in which some may be missing, or which is missing itself.
pub(super) struct Cells<T> {
    values: Vec<T>,
    nulls: Option<Vec<bool>>,
}

impl<T: Copy> Cells<T> {
    /// A column in which nothing is missing.
    pub(super) fn full(values: Vec<T>) -> Self {
        Self { values, nulls: None }
    }

    /// A column that is not there.
    pub(super) fn none() -> Self {
        Self { values: Vec::new(), nulls: None }
    }

    /// What `read` makes of a column, if it is there.
    pub(super) fn of(
        batch: &RecordBatch,
        name: &'static str,
        read: impl FnOnce(Column<'_>) -> Result<Vec<T>, FoldError>,
    ) -> Result<Self, FoldError> {
        let Some(column) = Column::of(batch, name) else { return Ok(Self::none()) };
        let nulls = column.array.logical_nulls().filter(|nulls| nulls.null_count() > 0);
        Ok(Self { values: read(column)?, nulls: nulls.map(|nulls| nulls.iter().map(|there| !there).collect()) })
    }

    pub(super) fn get(&self, row: usize) -> Option<T> {
        self.values.get(row).copied().filter(|_| !self.is_null(row))
    }

    pub(super) fn is_null(&self, row: usize) -> bool {
        self.nulls.as_ref().is_some_and(|nulls| nulls.get(row).copied().unwrap_or(false))
    }

    /// The value of every row, whatever it is where there is nothing.
    pub(super) fn all(&self) -> &[T] {
        &self.values
    }
}

/// Texts of a column by the places that rows refer to.
#[derive(Default)]
pub(super) struct Listed(Vec<String>);

impl Listed {
    pub(super) fn meet(&mut self, text: &str) -> Result<usize, FoldError> {
        self.0.push(text.to_owned());
        Ok(self.0.len() - 1)
    }

    pub(super) fn get(&self, place: usize) -> &str {
        self.0.get(place).map_or("", String::as_str)
    }
}

const TEXT: &str = "give text, plain or as a dictionary";
const IDS: &str = "give ids as integers from 0 on, 16 bytes or text";
const NUMBERS: &str = "give whole numbers, amounts of money in minor units";
const TIMES: &str = "give a timestamp of any unit";
const DAYS: &str = "give the civil day in the zone of the programme as date32";
const REQUIRED: &str = "every row needs one";

/// What whole numbers of every width may turn into.
trait Integer:
    TryFrom<i8> + TryFrom<i16> + TryFrom<i32> + TryFrom<i64> + TryFrom<u8> + TryFrom<u16> + TryFrom<u32> + TryFrom<u64>
{
}
impl Integer for u32 {}
impl Integer for i64 {}
impl Integer for u64 {}

impl<'a> Column<'a> {
    pub(super) fn of(batch: &'a RecordBatch, name: &'static str) -> Option<Self> {
        batch.column_by_name(name).map(|array| Self { name, array })
    }

    pub(super) fn required(
        batch: &'a RecordBatch,
        name: &'static str,
        remedy: &'static str,
    ) -> Result<Self, FoldError> {
        Self::of(batch, name).ok_or(FoldError::Missing { column: name, remedy })
    }

    fn wrong(&self, remedy: &'static str) -> FoldError {
        FoldError::Type { column: self.name, found: self.array.data_type().to_string(), remedy }
    }

    fn bad(&self, row: usize, what: impl std::fmt::Display, remedy: &'static str) -> FoldError {
        FoldError::Value { column: self.name, row, what: format!("`{what}` does not fit"), remedy }
    }

    fn no_nulls(&self) -> Result<(), FoldError> {
        let null = self.array.logical_nulls().and_then(|nulls| nulls.iter().position(|there| !there));
        null.map_or(Ok(()), |row| Err(FoldError::null(self.name, row, REQUIRED)))
    }

    /// Values of one type as another; the default where there is nothing.
    fn convert<T: ArrowPrimitiveType, V: Default + Copy>(
        &self,
        remedy: &'static str,
        convert: impl Fn(T::Native) -> Option<V>,
    ) -> Result<Vec<V>, FoldError>
    where
        T::Native: std::fmt::Display,
    {
        let array: &PrimitiveArray<T> = self.array.as_primitive_opt().ok_or_else(|| self.wrong(remedy))?;
        // Without a way out the loop is several values at a time; what does not fit is looked for afterwards.
        let mut fits = true;
        let one = |value: &T::Native| {
            let converted = convert(*value);
            fits &= converted.is_some();
            converted.unwrap_or_default()
        };
        let values: Vec<V> = array.values().iter().map(one).collect();
        if !fits {
            let bad = array
                .values()
                .iter()
                .enumerate()
                .find(|(row, value)| array.is_valid(*row) && convert(**value).is_none());
            if let Some((row, value)) = bad {
                return Err(self.bad(row, value, remedy));
            }
        }
        Ok(values)
    }

    fn integers<V: Default + Copy + Integer>(&self, remedy: &'static str) -> Result<Vec<V>, FoldError> {
        match self.array.data_type() {
            DataType::Int8 => self.convert::<Int8Type, V>(remedy, |value| V::try_from(value).ok()),
            DataType::Int16 => self.convert::<Int16Type, V>(remedy, |value| V::try_from(value).ok()),
            DataType::Int32 => self.convert::<Int32Type, V>(remedy, |value| V::try_from(value).ok()),
            DataType::Int64 => self.convert::<Int64Type, V>(remedy, |value| V::try_from(value).ok()),
            DataType::UInt8 => self.convert::<UInt8Type, V>(remedy, |value| V::try_from(value).ok()),
            DataType::UInt16 => self.convert::<UInt16Type, V>(remedy, |value| V::try_from(value).ok()),
            DataType::UInt32 => self.convert::<UInt32Type, V>(remedy, |value| V::try_from(value).ok()),
            DataType::UInt64 => self.convert::<UInt64Type, V>(remedy, |value| V::try_from(value).ok()),
            _ => Err(self.wrong(remedy)),
        }
    }

    /// Whole numbers; 0 where there is nothing.
    pub(super) fn numbers(&self) -> Result<Vec<i64>, FoldError> {
        self.integers(NUMBERS)
    }

    /// As [`numbers`](Self::numbers), in every row.
    pub(super) fn all_numbers(&self) -> Result<Vec<i64>, FoldError> {
        self.no_nulls()?;
        self.numbers()
    }

    /// Places in the log.
    pub(super) fn seqs(&self) -> Result<Vec<u64>, FoldError> {
        self.no_nulls()?;
        self.integers("give the place of each row in the log, a whole number from 0 on")
    }

    /// Microseconds since 1970.
    pub(super) fn micros(&self) -> Result<Vec<i64>, FoldError> {
        match self.array.data_type() {
            DataType::Timestamp(TimeUnit::Second, _) => {
                self.convert::<TimestampSecondType, _>(TIMES, |t| t.checked_mul(1_000_000))
            }
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                self.convert::<TimestampMillisecondType, _>(TIMES, |t| t.checked_mul(1000))
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => self.convert::<TimestampMicrosecondType, _>(TIMES, Some),
            DataType::Timestamp(TimeUnit::Nanosecond, _) => {
                self.convert::<TimestampNanosecondType, _>(TIMES, |t| Some(t.div_euclid(1000)))
            }
            _ => Err(self.wrong(TIMES)),
        }
    }

    /// As [`micros`](Self::micros), in every row.
    pub(super) fn all_micros(&self) -> Result<Vec<i64>, FoldError> {
        self.no_nulls()?;
        self.micros()
    }

    /// Days since 1970, in every row.
    pub(super) fn days(&self) -> Result<Vec<i32>, FoldError> {
        self.no_nulls()?;
        self.some_days()
    }

    /// Days since 1970; 0 where there is nothing.
    pub(super) fn some_days(&self) -> Result<Vec<i32>, FoldError> {
        match self.array.data_type() {
            DataType::Date32 => self.convert::<Date32Type, _>(DAYS, Some),
            DataType::Date64 => self.convert::<Date64Type, _>(DAYS, |t| i32::try_from(t.div_euclid(86_400_000)).ok()),
            _ => Err(self.wrong(DAYS)),
        }
    }

    /// Ordinals: numbers as they are, or whatever ids as the map gives them. 0 where there is nothing.
    pub(super) fn ordinals(&self, map: Option<&mut Ordinals>) -> Result<Vec<Ordinal>, FoldError> {
        let Some(map) = map else {
            const REMEDY: &str = "ids that are no ordinals need a map: `Fold::with_ordinals`";
            let ordinals: Vec<Ordinal> = self.integers(REMEDY)?;
            // The last number is nobody's.
            return match ordinals.iter().position(|ordinal| *ordinal == Ordinal::MAX) {
                Some(row) => Err(self.bad(row, Ordinal::MAX, REMEDY)),
                None => Ok(ordinals),
            };
        };
        match self.array.data_type() {
            DataType::FixedSizeBinary(16) => {
                let array = self.array.as_fixed_size_binary_opt().ok_or_else(|| self.wrong(IDS))?;
                let (ids, _) = array.value_data().as_chunks::<16>();
                if array.null_count() == 0 {
                    return Ok(map.assign_uuids(ids.get(..array.len()).unwrap_or(ids))?);
                }
                self.assign(ids.iter().map(|bytes| Id::Uuid(*bytes)), map)
            }
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Dictionary(..) => {
                let texts = self.texts(|text| Ok(map.assign(Id::Text(text))?))?;
                Ok(texts.into_iter().map(Option::unwrap_or_default).collect())
            }
            _ => {
                let numbers = self.integers::<u64>(IDS)?;
                if self.array.null_count() == 0 {
                    return Ok(map.assign_numbers(&numbers)?);
                }
                self.assign(numbers.into_iter().map(Id::Number), map)
            }
        }
    }

    fn assign<'i>(&self, ids: impl Iterator<Item = Id<'i>>, map: &mut Ordinals) -> Result<Vec<Ordinal>, FoldError> {
        let one = |(row, id)| if self.array.is_null(row) { Ok(0) } else { Ok(map.assign(id)?) };
        ids.take(self.array.len()).enumerate().map(one).collect()
    }

    /// As [`ordinals`](Self::ordinals), in every row.
    pub(super) fn all_ordinals(&self, map: Option<&mut Ordinals>) -> Result<Vec<Ordinal>, FoldError> {
        self.no_nulls()?;
        self.ordinals(map)
    }

    /// Each text by what `meet` makes of it, which is asked once per run of equal ones and once per entry of a dictionary.
    pub(super) fn texts<T: Copy>(
        &self,
        mut meet: impl FnMut(&str) -> Result<T, FoldError>,
    ) -> Result<Vec<Option<T>>, FoldError> {
        fn all<'t, T: Copy>(
            texts: impl Iterator<Item = Option<&'t str>>,
            meet: &mut impl FnMut(&str) -> Result<T, FoldError>,
        ) -> Result<Vec<Option<T>>, FoldError> {
            let mut last: Option<(&str, T)> = None;
            let mut met: HashMap<&str, T> = HashMap::new();
            let one = |text: Option<&'t str>| {
                let Some(text) = text else { return Ok(None) };
                if let Some((_, known)) = last.filter(|(known, _)| *known == text) {
                    return Ok(Some(known));
                }
                let known = match met.get(text) {
                    Some(known) => *known,
                    None => {
                        let new = meet(text)?;
                        met.insert(text, new);
                        new
                    }
                };
                last = Some((text, known));
                Ok(Some(known))
            };
            texts.map(one).collect()
        }
        match self.array.data_type() {
            DataType::Utf8 => all(self.array.as_string::<i32>().iter(), &mut meet),
            DataType::LargeUtf8 => all(self.array.as_string::<i64>().iter(), &mut meet),
            DataType::Utf8View => all(self.array.as_string_view().iter(), &mut meet),
            DataType::Dictionary(..) => {
                let array = self.array.as_any_dictionary_opt().ok_or_else(|| self.wrong(TEXT))?;
                let values = Self { name: self.name, array: array.values() }.texts(meet)?;
                if values.is_empty() {
                    return Ok(vec![None; array.len()]);
                }
                let keys = array.normalized_keys().into_iter();
                let value = |key: usize| values.get(key).copied().flatten();
                Ok(match array.keys().nulls() {
                    None => keys.map(value).collect(),
                    Some(nulls) => keys.zip(nulls).map(|(key, there)| if there { value(key) } else { None }).collect(),
                })
            }
            _ => Err(self.wrong(TEXT)),
        }
    }

    /// As [`texts`](Self::texts), in every row.
    pub(super) fn all_texts<T: Copy>(
        &self,
        meet: impl FnMut(&str) -> Result<T, FoldError>,
    ) -> Result<Vec<T>, FoldError> {
        self.no_nulls()?;
        let Some(array) = self.array.as_any_dictionary_opt() else {
            return Ok(self.texts(meet)?.into_iter().flatten().collect());
        };
        let values = Self { name: self.name, array: array.values() }.texts(meet)?;
        let Some(any) = values.iter().copied().flatten().next() else { return Ok(Vec::new()) };
        // No row leads to a value that is not there.
        let values: Vec<T> = values.into_iter().map(|value| value.unwrap_or(any)).collect();
        Ok(array.normalized_keys().into_iter().map(|key| values.get(key).copied().unwrap_or(any)).collect())
    }
}
