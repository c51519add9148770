//! Files for spreadsheets: `;` between the fields and a mark of UTF-8 in front, as French ones read them.

mod cell;

pub use cell::Cell;

use crate::http::{AppError, kept_by_nobody};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// What stands before the first line.
pub const MARK: &str = "\u{feff}";

/// Lines of a file.
///
/// # Errors
/// When one can't be written.
pub fn records(lines: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, AppError> {
    let failed = |error: csv::Error| AppError::File(error.to_string());
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for line in lines {
        writer.write_record(&line).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| AppError::File(error.to_string()))
}

/// A whole file `{name}.csv`, to be kept by those who asked for it and by nobody between.
///
/// # Errors
/// When a line can't be written.
pub fn attached(name: &str, lines: impl IntoIterator<Item = Vec<String>>) -> Result<Response, AppError> {
    let mut body = MARK.as_bytes().to_vec();
    body.extend(records(lines)?);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
    ];
    Ok(kept_by_nobody((headers, body).into_response()))
}
