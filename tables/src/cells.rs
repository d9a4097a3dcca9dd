//! Reading cells of whatever type a library writes: texts in four layouts, whole numbers in eight, lists in three.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use semillero_core::matching::table::{TableFault, TableMistakes};

pub(crate) type Wanted = (&'static str, &'static str);
pub(crate) const TEXT: Wanted = ("un texto o un número entero", "a text or a whole number");
pub(crate) const WHOLE: Wanted = ("un número entero", "a whole number");
pub(crate) const LIST: Wanted = ("una lista de textos", "a list of texts");

/// A cell that holds an id or a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    Null,
    Text(&'a str),
    Number(i64),
}

/// A whole number out of a cell, or what stands there instead.
pub(crate) type Whole = Result<Option<i64>, String>;

/// Gives every cell of a column of texts or whole numbers; false when it is of another type.
pub(crate) fn each_cell(array: &dyn Array, give: &mut dyn FnMut(usize, Cell<'_>)) -> bool {
    fn texts<'a>(all: impl Iterator<Item = Option<&'a str>>, give: &mut dyn FnMut(usize, Cell<'_>)) {
        all.enumerate().for_each(|(row, text)| give(row, text.map_or(Cell::Null, Cell::Text)));
    }
    match array.data_type() {
        DataType::Utf8 => texts(array.as_string::<i32>().iter(), give),
        DataType::LargeUtf8 => texts(array.as_string::<i64>().iter(), give),
        DataType::Utf8View => texts(array.as_string_view().iter(), give),
        DataType::Null => (0..array.len()).for_each(|row| give(row, Cell::Null)),
        DataType::Dictionary(_, _) => {
            let dictionary = array.as_any_dictionary();
            let mut known = Vec::with_capacity(dictionary.values().len());
            let sound = each_cell(dictionary.values().as_ref(), &mut |_, cell| {
                known.push(match cell {
                    Cell::Null => Ok(None),
                    Cell::Text(text) => Ok(Some(text.to_owned())),
                    Cell::Number(number) => Err(number),
                });
            });
            if !sound {
                return false;
            }
            if known.is_empty() {
                (0..array.len()).for_each(|row| give(row, Cell::Null));
                return true;
            }
            for (row, key) in dictionary.normalized_keys().into_iter().enumerate() {
                match known.get(key).filter(|_| !array.is_null(row)) {
                    Some(Ok(Some(text))) => give(row, Cell::Text(text)),
                    Some(Err(number)) => give(row, Cell::Number(*number)),
                    Some(Ok(None)) | None => give(row, Cell::Null),
                }
            }
        }
        DataType::Float32 | DataType::Float64 => return false,
        _ => {
            return each_whole(array, &mut |row, whole| match whole {
                Ok(number) => give(row, number.map_or(Cell::Null, Cell::Number)),
                Err(text) => give(row, Cell::Text(&text)),
            });
        }
    }
    true
}

/// Gives every cell of a column of numbers; false when it is of another type.
pub(crate) fn each_whole(array: &dyn Array, give: &mut dyn FnMut(usize, Whole)) -> bool {
    fn wholes<T: ArrowPrimitiveType>(array: &dyn Array, give: &mut dyn FnMut(usize, Whole))
    where
        T::Native: TryInto<i64> + ToString + Copy,
    {
        let cells = array.as_primitive::<T>().iter().enumerate();
        cells.for_each(|(row, number)| {
            give(row, number.map(|number| number.try_into().map_err(|_| number.to_string())).transpose());
        });
    }
    fn fractions<T: ArrowPrimitiveType>(array: &dyn Array, give: &mut dyn FnMut(usize, Whole))
    where
        T::Native: ToString,
    {
        let cells = array.as_primitive::<T>().iter().enumerate();
        cells.for_each(|(row, number)| give(row, number.map_or(Ok(None), |number| Err(number.to_string()))));
    }
    match array.data_type() {
        DataType::Int8 => wholes::<Int8Type>(array, give),
        DataType::Int16 => wholes::<Int16Type>(array, give),
        DataType::Int32 => wholes::<Int32Type>(array, give),
        DataType::Int64 => wholes::<Int64Type>(array, give),
        DataType::UInt8 => wholes::<UInt8Type>(array, give),
        DataType::UInt16 => wholes::<UInt16Type>(array, give),
        DataType::UInt32 => wholes::<UInt32Type>(array, give),
        DataType::UInt64 => wholes::<UInt64Type>(array, give),
        DataType::Float32 => fractions::<Float32Type>(array, give),
        DataType::Float64 => fractions::<Float64Type>(array, give),
        DataType::Null => (0..array.len()).for_each(|row| give(row, Ok(None))),
        _ => return false,
    }
    true
}

/// The entries of one cell of a list column; nothing when the column holds no lists.
pub(crate) fn entries(array: &dyn Array, row: usize) -> Option<ArrayRef> {
    match array.data_type() {
        DataType::List(_) => Some(array.as_list::<i32>().value(row)),
        DataType::LargeList(_) => Some(array.as_list::<i64>().value(row)),
        DataType::FixedSizeList(_, _) => Some(array.as_fixed_size_list().value(row)),
        _ => None,
    }
}

/// The texts of a cell: a list, or a text whose parts stand between semicolons. Nothing when it is neither.
pub(crate) fn texts(array: &dyn Array, row: usize) -> Option<Vec<String>> {
    if array.is_null(row) || *array.data_type() == DataType::Null {
        return Some(Vec::new());
    }
    let mut found = Vec::new();
    let sound = match entries(array, row) {
        Some(list) => each_cell(list.as_ref(), &mut |_, cell| match cell {
            Cell::Null => {}
            Cell::Text(text) => found.push(text.to_owned()),
            Cell::Number(number) => found.push(number.to_string()),
        }),
        None => each_cell(array.slice(row, 1).as_ref(), &mut |_, cell| match cell {
            Cell::Null => {}
            Cell::Text(text) => {
                found.extend(text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned));
            }
            Cell::Number(number) => found.push(number.to_string()),
        }),
    };
    sound.then_some(found)
}

/// The tiers of a cell: a list of lists, or a list in which nobody is tied.
pub(crate) fn tiers(array: &dyn Array, row: usize) -> Option<Vec<Vec<String>>> {
    if array.is_null(row) || *array.data_type() == DataType::Null {
        return Some(Vec::new());
    }
    match entries(array, row) {
        Some(list) if entries_are_lists(list.data_type()) => {
            (0..list.len()).map(|at| texts(list.as_ref(), at)).collect()
        }
        _ => Some(texts(array, row)?.into_iter().map(|one| vec![one]).collect()),
    }
}

fn entries_are_lists(kind: &DataType) -> bool {
    matches!(kind, DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(_, _))
}

/// Says that a column has another type than it should.
pub(crate) fn wrong_type(mistakes: &mut TableMistakes, path: String, array: &dyn Array, wanted: Wanted) {
    mistakes.add(path, TableFault::WrongType { found: array.data_type().to_string(), wanted });
}
