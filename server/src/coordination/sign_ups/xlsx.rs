//! The same as a workbook: written row by row into a file that has no name, and read from there.

use super::{cells::cell, export::Export};
use crate::{csv::Cell, http::AppError, store::sign_up_table::Line};
use app::{domain::Lang, texts::sign_up_table as say};
use axum::body::{Body, Bytes};
use futures_util::stream;
use jiff::civil::DateTime;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::{
    fs::File,
    io::{Seek, SeekFrom},
};
use tokio::{io::AsyncReadExt, sync::mpsc};

/// The kind of such a file.
pub const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Bytes read at once.
const CHUNK: usize = 64 * 1024;
/// Rows that a sheet has.
const ROWS: u32 = 1_048_576;

/// The workbook, and how many bytes it has.
///
/// # Errors
/// When the database or the disk fails.
pub(super) async fn body(mut export: Export) -> Result<(Body, u64), AppError> {
    // Batches wait for the writer: no more than three are ever in memory.
    let (send, receive) = mpsc::channel(1);
    let header: Vec<&'static str> = export.header().collect();
    let (lang, columns) = (export.lang, export.columns.clone());
    let writer = tokio::task::spawn_blocking(move || written(lang, &columns, &header, receive));
    loop {
        let lines = export.next().await?;
        if lines.is_empty() || send.send(lines).await.is_err() {
            break;
        }
    }
    drop(send);
    let failed = |error: &dyn std::error::Error| AppError::File(error.to_string());
    let file = writer.await?.map_err(|error| failed(&error))?;
    let size = file.metadata().map_err(|error| failed(&error))?.len();
    let chunks = stream::try_unfold(tokio::fs::File::from_std(file), async |mut file| {
        let mut chunk = vec![0; CHUNK];
        let read = file.read(&mut chunk).await?;
        chunk.truncate(read);
        Ok::<_, std::io::Error>((read > 0).then(|| (Bytes::from(chunk), file)))
    });
    Ok((Body::from_stream(chunks), size))
}

fn written(
    lang: Lang,
    columns: &[&'static str],
    header: &[&'static str],
    mut batches: mpsc::Receiver<Vec<Line>>,
) -> Result<File, XlsxError> {
    let mut book = Workbook::new();
    let when = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(say::title(lang))?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for ((column, code), words) in (0..).zip(columns).zip(header) {
        sheet.set_column_width(column, width(code))?;
        sheet.write_string_with_format(0, column, *words, &bold)?;
    }
    let mut row = 1;
    while let Some(lines) = batches.blocking_recv() {
        for line in lines {
            if row == ROWS {
                break;
            }
            for (column, code) in (0..).zip(columns) {
                put(sheet, (row, column), &cell(lang, code, &line), &when)?;
            }
            row += 1;
        }
    }
    let mut file = tempfile::tempfile()?;
    book.save_to_writer(&mut file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    when: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        // A string cell, whatever it begins with: nothing in it is run.
        Cell::Text(text) => drop(sheet.write_string(row, column, text)?),
        #[allow(clippy::cast_precision_loss)] // ids stay far below 2^53
        Cell::Number(number) => drop(sheet.write_number(row, column, *number as f64)?),
        Cell::When(at) => drop(sheet.write_datetime_with_format(row, column, &excel(*at)?, when)?),
    }
    Ok(())
}

fn excel(at: DateTime) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(at.year()).unwrap_or(1900);
    let [month, day, hour, minute] = [at.month(), at.day(), at.hour(), at.minute()].map(i8::unsigned_abs);
    ExcelDateTime::from_ymd(year, month, day)?.and_hms(u16::from(hour), minute, f64::from(at.second()))
}

/// A column's width, in signs.
fn width(code: &str) -> f64 {
    match code {
        "email" | "parent" | "mission" => 32.0,
        "mot" => 48.0,
        "numero" | "mineur" => 10.0,
        _ => 18.0,
    }
}
