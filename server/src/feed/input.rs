//! The bytes below the parser: unpacked, proved to be UTF-8, and never more at once than agreed.

use flate2::read::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Cursor, Read};

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
const BUFFER_BYTES: usize = 64 * 1024;
/// The largest feed that is read, unpacked, in bytes: a stop for gzip bombs.
pub(super) const MAX_FEED_BYTES: u64 = 4 * 1024 * 1024 * 1024;

/// What the readers below the parser refuse; travels inside an [`io::Error`].
#[derive(Debug, thiserror::Error)]
pub(super) enum Stop {
    #[error("not UTF-8 at byte {position}")]
    NotUtf8 { position: u64 },
    #[error("too large")]
    TooLarge,
}

/// `raw`, unpacked if it begins like gzip, whatever its name says.
///
/// # Errors
/// When the first bytes can't be read.
pub(super) fn unpacked<'a>(mut raw: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
    let mut head = Vec::with_capacity(GZIP_MAGIC.len());
    raw.by_ref().take(GZIP_MAGIC.len() as u64).read_to_end(&mut head)?;
    let gzip = head == GZIP_MAGIC;
    let whole = Cursor::new(head).chain(raw);
    Ok(if gzip {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(BUFFER_BYTES, whole)))
    } else {
        Box::new(whole)
    })
}

/// Lets only UTF-8 through; says exactly which byte is wrong, after all good ones before it were read.
pub(super) struct Utf8Only<R> {
    inner: R,
    most: u64,
    position: u64,
    /// Bytes of a sign that the last chunk cut in two, already handed out.
    begun: Vec<u8>,
    wrong_at: Option<u64>,
}

impl<R: Read> Read for Utf8Only<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if let Some(position) = self.wrong_at {
            return Err(io::Error::new(io::ErrorKind::InvalidData, Stop::NotUtf8 { position }));
        }
        let count = self.inner.read(out)?;
        let start = self.position - self.begun.len() as u64;
        let mut seen = std::mem::take(&mut self.begun);
        let held = seen.len();
        seen.extend_from_slice(&out[..count]);
        self.position += count as u64;
        if self.position > self.most {
            return Err(io::Error::new(io::ErrorKind::InvalidData, Stop::TooLarge));
        }
        let Err(error) = std::str::from_utf8(&seen) else { return Ok(count) };
        let good = error.valid_up_to();
        if error.error_len().is_none() && count > 0 {
            self.begun = seen.split_off(good);
            return Ok(count);
        }
        self.wrong_at = Some(start + good as u64);
        match good.saturating_sub(held) {
            0 => self.read(out),
            some => Ok(some),
        }
    }
}

/// A buffered reader that stops when one event of the parser takes more than its allowance.
pub(super) struct Rationed<R> {
    inner: BufReader<Utf8Only<R>>,
    left: usize,
}

impl<R: Read> Rationed<R> {
    pub(super) fn new(inner: R, most: u64) -> Self {
        let checked = Utf8Only { inner, most, position: 0, begun: Vec::new(), wrong_at: None };
        Self { inner: BufReader::with_capacity(BUFFER_BYTES, checked), left: 0 }
    }

    /// Allows `bytes` from here on.
    pub(super) fn allow(&mut self, bytes: usize) {
        self.left = bytes;
    }
}

impl<R: Read> Read for Rationed<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(out)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Rationed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, Stop::TooLarge));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        self.inner.consume(amount);
    }
}
