//! An address as squares that telephones read.

use qrcodegen::{QrCode, QrCodeEcc};

/// The dark squares of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Squares a side, without the air around.
    pub cells: u16,
    /// Rows of dark squares: column, row from the top, length.
    pub runs: Vec<(u16, u16, u16)>,
}

/// The code of an address; `None` for one longer than codes can be.
#[must_use]
pub fn code(address: &str) -> Option<Code> {
    // A sheet in a window is rained upon: a quarter of it may be lost.
    let code = QrCode::encode_text(address, QrCodeEcc::Quartile).ok()?;
    let cells = u16::try_from(code.size()).ok()?;
    let mut runs: Vec<(u16, u16, u16)> = Vec::new();
    for row in 0..cells {
        for column in 0..cells {
            if !code.get_module(column.into(), row.into()) {
                continue;
            }
            match runs.last_mut() {
                Some((first, same, length)) if *same == row && *first + *length == column => *length += 1,
                _ => runs.push((column, row, 1)),
            }
        }
    }
    Some(Code { cells, runs })
}
