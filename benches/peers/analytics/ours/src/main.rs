//! One question, one fresh process: `semillero-analytics-peers WHAT FILE` prints a line of JSON with CPU seconds, peak memory and the answer.

mod meter;
mod parquet_file;
mod questions;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, file] = arguments.as_slice() else {
        return Err("give a question (mau, uuid, ret, fun, med, year, tile, apply) and a Parquet file".into());
    };
    let meter = meter::Meter::start();
    let (answer, measured) = match what.as_str() {
        "mau" => (questions::mau(file, questions::Ids::Numbers)?, None),
        "uuid" => (questions::mau(file, questions::Ids::Sixteen)?, None),
        "ret" => (questions::retention(file)?, None),
        "fun" => (questions::funnel(file)?, None),
        "med" => (questions::medians(file)?, None),
        "year" => questions::year(file)?,
        "tile" => questions::tile(file)?,
        "apply" => questions::apply(file)?,
        other => return Err(format!("`{other}` is no question").into()),
    };
    println!("{}", meter.tell(what, measured, &answer));
    Ok(())
}
