//! Why a feed as a whole can't be read.

use super::input::Stop;
use std::io;

/// What is wrong with a feed. Positions are bytes from the start of the XML (after decompression).
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// No byte, or nothing but white space.
    #[error("the feed is empty")]
    Empty,
    /// The bytes could not be had.
    #[error("the feed could not be read: {0}")]
    Io(io::Error),
    /// A byte sequence that is not UTF-8.
    #[error("the feed is not UTF-8: byte {position} does not belong; save it as UTF-8")]
    NotUtf8 {
        /// Where the first wrong byte is.
        position: u64,
    },
    /// It says itself that it is in another encoding.
    #[error("the feed declares the encoding {declared}; only UTF-8 is read")]
    Encoding {
        /// The encoding's name in the XML declaration.
        declared: String,
    },
    /// A document type declaration: the way entity bombs come in, and no feed needs one.
    #[error("the feed has a DOCTYPE (byte {position}): document types and entity definitions are refused")]
    Doctype {
        /// Where it ends.
        position: u64,
    },
    /// It stops before its end.
    #[error("the feed is cut off at byte {position}")]
    Truncated {
        /// How much of it there was.
        position: u64,
    },
    /// Not well-formed XML, or a broken gzip stream.
    #[error("the feed is not well-formed at byte {position}: {reason}")]
    Malformed {
        /// Where reading stopped.
        position: u64,
        /// What the parser says.
        reason: String,
    },
    /// Elements within elements without end.
    #[error("the feed nests elements deeper than {limit} levels at byte {position}", limit = super::reader::MAX_DEPTH)]
    TooDeep {
        /// Where it went too deep.
        position: u64,
    },
    /// One element, or the whole feed, is beyond all bounds.
    #[error("the feed holds something far too large before byte {position}")]
    TooLarge {
        /// Where reading stopped.
        position: u64,
    },
    /// Some other XML or HTML document.
    #[error(
        "this is no feed that is read: its root element is <{root}>, neither <source> nor <FootprintFeed>"
    )]
    NotAFeed {
        /// The root element.
        root: String,
    },
}

impl FeedError {
    /// Translates what the XML parser met at `position`.
    pub(super) fn from_xml(error: quick_xml::Error, position: u64) -> Self {
        use quick_xml::Error as Xml;
        use quick_xml::errors::SyntaxError as Syntax;
        match error {
            Xml::Io(error) => Self::from_io(&error, position),
            Xml::Syntax(
                Syntax::UnclosedPI
                | Syntax::UnclosedXmlDecl
                | Syntax::UnclosedComment
                | Syntax::UnclosedDoctype
                | Syntax::UnclosedCData
                | Syntax::UnclosedTag,
            ) => Self::Truncated { position },
            other => Self::Malformed { position, reason: other.to_string() },
        }
    }

    /// Translates a failed read; the inner readers hand their own findings up in an [`io::Error`].
    pub(super) fn from_io(error: &io::Error, position: u64) -> Self {
        if let Some(stop) = error.get_ref().and_then(|inner| inner.downcast_ref::<Stop>()) {
            return match *stop {
                Stop::NotUtf8 { position } => Self::NotUtf8 { position },
                Stop::TooLarge => Self::TooLarge { position },
            };
        }
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Truncated { position },
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                Self::Malformed { position, reason: error.to_string() }
            }
            kind => Self::Io(io::Error::new(kind, error.to_string())),
        }
    }
}
