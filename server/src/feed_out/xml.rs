//! XML, written: elements one after the other, texts as they are.

use crate::xml::carried;
use axum::body::Bytes;
use std::fmt::{Display, Write};

/// What was written and not yet handed on.
pub(super) struct Xml(String);

impl Xml {
    /// A document's beginning.
    pub(super) fn begun() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned())
    }

    /// What was written since the last time.
    pub(super) fn take(&mut self) -> Bytes {
        let next = String::with_capacity(self.0.len());
        std::mem::replace(&mut self.0, next).into()
    }

    /// `<tag>`, with attributes as they stand.
    pub(super) fn open(&mut self, tag: &str) {
        let _ = write!(self.0, "<{tag}>");
    }

    /// `</tag>`.
    pub(super) fn close(&mut self, tag: &str) {
        let _ = writeln!(self.0, "</{tag}>");
    }

    /// An element that holds others.
    pub(super) fn around(&mut self, tag: &str, inside: impl FnOnce(&mut Self)) {
        self.open(tag);
        inside(self);
        self.close(tag);
    }

    /// An element of one plain value: a number, a date, a code.
    pub(super) fn value(&mut self, tag: &str, value: impl Display) {
        let _ = write!(self.0, "<{tag}>{value}</{tag}>");
    }

    /// A plain value within an element that is open.
    pub(super) fn shown(&mut self, value: impl Display) {
        let _ = write!(self.0, "{value}");
    }

    /// An element of any text; none where there is nothing to say.
    pub(super) fn text(&mut self, tag: &str, text: &str) {
        let text = carried(text);
        if text.trim().is_empty() {
            return;
        }
        if text.contains(['<', '>', '&']) {
            // The end of a CDATA section stands in two of them.
            let text = text.replace("]]>", "]]]]><![CDATA[>");
            let _ = write!(self.0, "<{tag}><![CDATA[{text}]]></{tag}>");
        } else {
            self.value(tag, text);
        }
    }

    /// The same, if there is one.
    pub(super) fn optional(&mut self, tag: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(tag, text);
        }
    }
}

/// `text` without the two signs that begin a numeric reference: importers take them for what was escaped twice.
pub(super) fn without_references(text: &str) -> String {
    text.replace("&#", "& #")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_with_nothing_in_it_is_none() {
        let mut xml = Xml(String::new());
        xml.text("a", " \u{0}\n");
        xml.optional("b", None);
        assert_eq!(xml.0, "");
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_by_another_parser(text in "(\\PC|[\t\n<>&\\]\u{0}-\u{8}\u{fffe}]|\\]\\]>){0,40}") {
            let mut xml = Xml::begun();
            xml.open("a");
            xml.text("b", &text);
            xml.close("a");
            let read = roxmltree::Document::parse(&xml.0).unwrap();
            let found = read.descendants().find(|node| node.has_tag_name("b")).and_then(|node| node.text());
            let sent = carried(&text);
            prop_assert_eq!(found.unwrap_or(""), if sent.trim().is_empty() { "" } else { &sent });
        }
    }
}
