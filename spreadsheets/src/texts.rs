//! Every text a person may read about their spreadsheet, in Spanish and English, with what to do about it.

use semillero_core::errors::Text;

macro_rules! define_texts {
    ($($name:ident $key:literal { $es:literal, $en:literal, $res:literal, $ren:literal })+) => {
        $(pub(crate) static $name: Text = Text { key: $key, text: ($es, $en), remedy: ($res, $ren) };)+
        /// Every text of this crate, for checks and for translators.
        pub static TEXTS: &[&Text] = &[$(&$name),+];
    };
}

// The file as a whole.
define_texts! {
    EMPTY_FILE "empty_file" { "el archivo está vacío", "the file is empty",
        "elija otro archivo, o guarde este de nuevo desde la hoja de cálculo", "choose another file, or save this one again from the spreadsheet" }
    FILE_TOO_LARGE "file_too_large" { "el archivo tiene {bytes} bytes; el máximo es {most}", "the file has {bytes} bytes; the most is {most}",
        "divídalo en varios archivos", "split it into several files" }
    OTHER_FORMAT "other_format" { "el archivo es {what}", "the file is {what}", "{how}", "{how}" }
    INFLATES_TOO_MUCH "inflates_too_much" { "el libro ocupa demasiado al descomprimirse", "the workbook is too big once it is unpacked",
        "copie solo la tabla a un libro nuevo y guárdelo", "copy only the table into a new workbook and save it" }
    DAMAGED "damaged" { "el libro está dañado: {detail}", "the workbook is damaged: {detail}",
        "ábralo en la hoja de cálculo y guárdelo de nuevo como XLSX o CSV", "open it in the spreadsheet program and save it again as XLSX or CSV" }
    NO_SUCH_SHEET "no_such_sheet" { "no hay ninguna hoja `{sheet}`", "there is no sheet `{sheet}`",
        "use una de estas: {known}", "use one of: {known}" }
    NO_TABLE "no_table" { "no hay ninguna tabla en la hoja", "there is no table in the sheet",
        "ponga los nombres de las columnas en una fila y los datos debajo", "put the names of the columns in one row and the data below it" }
    TOO_MANY_ROWS "too_many_rows" { "hay más de {most} filas de datos", "there are more than {most} rows of data",
        "divídalo en varios archivos", "split it into several files" }
    TOO_MANY_COLUMNS "too_many_columns" { "hay más de {most} columnas en la fila {line}", "there are more than {most} columns in row {line}",
        "borre las columnas que sobran", "delete the columns that are not needed" }
    CELL_TOO_LONG "cell_too_long" { "la celda {letter}{line} tiene más de {most} caracteres", "cell {letter}{line} has more than {most} characters",
        "acórtela; si no es tan larga, falta cerrar unas comillas", "shorten it; if it is not that long, a quotation mark was never closed" }
    OPEN_QUOTE "open_quote" { "las comillas que se abren en la fila {line} no se cierran", "the quotation mark opened in row {line} is never closed",
        "ciérrelas, o guarde la hoja de nuevo como CSV", "close it, or save the sheet again as CSV" }
    UNKNOWN_KIND "unknown_kind" { "las columnas no son de personas, emprendimientos, mentorías ni sesiones: {found}", "the columns are not those of people, ventures, mentorships or sessions: {found}",
        "use los nombres de columna de la plantilla", "use the column names of the template" }

    // The header.
    MISSING_COLUMN "missing_column" { "falta la columna `{field}`", "column `{field}` is missing",
        "añádala; también vale {known}", "add it; also understood: {known}" }
    COLUMN_TWICE "column_twice" { "las columnas {first} y {second} dicen lo mismo: `{field}`", "columns {first} and {second} say the same: `{field}`",
        "deje solo una", "keep only one" }
    UNKNOWN_COLUMN "unknown_column" { "no se conoce la columna `{header}`; no se leerá", "column `{header}` is not known; it will not be read",
        "bórrela o déjela; no estorba", "delete it or leave it; it does no harm" }
    UNKNOWN_COLUMN_NEAR "unknown_column_near" { "no se conoce la columna `{header}`; no se leerá", "column `{header}` is not known; it will not be read",
        "si quiso decir `{nearest}`, cambie el nombre", "if you meant `{nearest}`, rename it" }
    SET_ASIDE "set_aside" { "la columna `{header}` no se leerá; otra dice `{field}` mejor", "column `{header}` will not be read; another one says `{field}` better",
        "bórrela o déjela; no estorba", "delete it or leave it; it does no harm" }
    NO_HEADER "column_without_header" { "la columna {letter} tiene datos y no tiene nombre; no se leerá", "column {letter} has data and no name; it will not be read",
        "póngale un nombre o bórrela", "name it or delete it" }
    MIXED_ENCODING "mixed_encoding" { "el archivo mezcla dos codificaciones de texto", "the file mixes two text encodings",
        "revise los acentos y guárdelo como CSV UTF-8", "check the accents and save it as CSV UTF-8" }
    TWICE_ENCODED "twice_encoded" { "hay textos con los acentos rotos, como `{sample}`", "some texts have broken accents, such as `{sample}`",
        "guarde el original de nuevo como CSV UTF-8", "save the original again as CSV UTF-8" }

    // One cell.
    EMPTY_CELL "empty_cell" { "`{field}` no puede estar vacío", "`{field}` must not be empty", "complete la celda", "fill in the cell" }
    BAD_EMAIL "bad_email" { "`{value}` no es una dirección de correo", "`{value}` is not an e-mail address",
        "escriba una dirección como ana@example.org", "write an address such as ana@example.org" }
    TWO_EMAILS "two_emails" { "`{value}` son varias direcciones de correo", "`{value}` is more than one e-mail address",
        "deje solo una", "keep only one" }
    BAD_DATE "bad_date" { "`{value}` no es una fecha", "`{value}` is not a date",
        "escríbala como 2026-05-04 o 04/05/2026", "write it as 2026-05-04 or 04/05/2026 (day first)" }
    IMPOSSIBLE_DATE "impossible_date" { "`{value}` no existe en el calendario", "`{value}` is not in the calendar",
        "corríjala; el día va antes que el mes: 04/05/2026 es el 4 de mayo", "mend it; the day comes before the month: 04/05/2026 is the 4th of May" }
    MONTH_FIRST "month_first" { "`{value}` parece tener el mes antes que el día", "`{value}` seems to have the month before the day",
        "escriba {iso} y revise las demás fechas de la columna", "write {iso} and check the other dates of the column" }
    YEAR_OUT_OF_RANGE "year_out_of_range" { "el año de `{value}` no está entre {least} y {most}", "the year of `{value}` is not between {least} and {most}",
        "corrija el año", "mend the year" }
    BAD_TIME "bad_time" { "`{value}` no es una hora", "`{value}` is not a time of day", "escríbala como 09:30", "write it as 09:30" }
    BAD_PLACE "bad_place" { "`{value}` no es el código de un lugar", "`{value}` is not the code of a place",
        "escriba un código ISO 3166 como CO-ANT o PE, o el nombre del país", "write an ISO 3166 code such as CO-ANT or PE, or the name of the country" }
    BAD_TIME_ZONE "bad_time_zone" { "`{value}` no es una zona horaria", "`{value}` is not a time zone",
        "escriba un nombre como America/Bogota, o su ciudad: Bogotá", "write a name such as America/Bogota, or its city: Bogotá" }
    UNKNOWN_IN_WEEK "unknown_in_week" { "`{value}` no es un día ni una hora", "`{value}` is neither a day nor a time",
        "escriba días y horas, como lun-vie 18:00-20:00; sáb 9:00-12:00", "write days and times, such as Mon-Fri 18:00-20:00; Sat 9:00-12:00" }
    NOT_HOURS "not_hours" { "`{value}` no dice desde qué hora hasta cuál", "`{value}` does not say from when until when",
        "escriba dos horas con un guion, de 0:00 a 24:00, como 18:00-20:00", "write two times with a hyphen, 0:00 to 24:00, such as 18:00-20:00" }
    NO_DAY "no_day" { "`{value}` no dice de qué día", "`{value}` does not say on which day",
        "ponga el día delante, como lun {value}", "put the day before it, such as Mon {value}" }
    NO_HOURS "no_hours" { "`{value}` no dice a qué horas", "`{value}` does not say at what time",
        "ponga las horas detrás, como {value} 9:00-12:00; para el día entero, 0:00-24:00", "put the hours behind it, such as {value} 9:00-12:00; for the whole day, 0:00-24:00" }
    ENDS_TOO_SOON "ends_too_soon" { "`{value}` termina antes de empezar", "`{value}` ends before it begins",
        "corrija las horas; lo que pasa de la medianoche se escribe en dos días, como vie 22:00-24:00; sáb 0:00-2:00", "mend the times; what goes past midnight is written on two days, such as Fri 22:00-24:00; Sat 0:00-2:00" }
    BAD_NUMBER "bad_number" { "`{value}` no es un número", "`{value}` is not a number", "escriba un número como 90 o 1,5", "write a number such as 90 or 1.5" }
    NOT_WHOLE "not_whole" { "`{value}` no es un número entero", "`{value}` is not a whole number", "escriba un número sin decimales", "write a number without decimals" }
    AMBIGUOUS_NUMBER "ambiguous_number" { "`{value}` puede ser {small} o {large}", "`{value}` may be {small} or {large}",
        "escríbalo sin separador de miles", "write it without a thousands separator" }
    OUT_OF_RANGE "out_of_range" { "`{value}` no está entre {least} y {most}", "`{value}` is not between {least} and {most}",
        "use un número dentro del rango", "use a number inside the range" }
    NOT_A_CHOICE "not_a_choice" { "`{value}` no es una opción de `{field}`", "`{value}` is not a choice for `{field}`",
        "use una de estas: {known}", "use one of: {known}" }
    TOO_MANY_ITEMS "too_many_items" { "la lista tiene {length} elementos; el máximo es {most}", "the list has {length} items; the most is {most}",
        "acórtela", "shorten it" }
    ERROR_CELL "error_cell" { "la celda contiene el error `{value}`", "the cell holds the error `{value}`",
        "corrija la fórmula o escriba el valor", "mend the formula or write the value" }
    TIMES_DISAGREE "times_disagree" { "la fecha dice las {first} y la hora dice las {second}", "the date says {first} and the time says {second}",
        "deje solo una de las dos", "keep only one of the two" }
    LENGTHS_DISAGREE "lengths_disagree" { "las horas son {first} minutos y los minutos son {second}", "the hours make {first} minutes and the minutes are {second}",
        "deje solo una de las dos columnas", "keep only one of the two columns" }

    // One row.
    SURPLUS_CELLS "surplus_cells" { "la fila tiene más celdas que columnas hay", "the row has more cells than there are columns",
        "ponga entre comillas el texto que contiene el separador", "put the text that holds the separator in quotation marks" }
    SAME_PERSON "same_person" { "una persona no puede ser su propia mentora", "nobody can be their own mentor",
        "corrija una de las dos direcciones", "mend one of the two addresses" }
    REPEATED "repeated" { "`{value}` ya está en la fila {line}", "`{value}` already stands in row {line}",
        "borre una de las dos filas", "delete one of the two rows" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn blanks(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn both_languages_have_the_same_blanks_and_house_style() {
        for text in TEXTS {
            assert_eq!(blanks(text.text.0), blanks(text.text.1), "{}", text.key);
            assert_eq!(blanks(text.remedy.0), blanks(text.remedy.1), "{}", text.key);
            for words in [text.text.0, text.text.1, text.remedy.0, text.remedy.1] {
                assert!(!words.is_empty() && !words.ends_with('.'), "{}: {words}", text.key);
                assert!(!words.starts_with(char::is_uppercase), "{}: {words}", text.key);
            }
        }
    }

    #[test]
    fn keys_are_unique() {
        assert_eq!(TEXTS.iter().map(|text| text.key).collect::<BTreeSet<_>>().len(), TEXTS.len());
    }
}
