//! What any text is in XML 1.0.

/// Whether XML can carry a sign; some it can't, not even escaped.
#[must_use]
pub const fn is_carried(sign: char) -> bool {
    matches!(sign, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// `text` without what XML can't carry; line ends as XML has them.
#[must_use]
pub fn carried(text: &str) -> String {
    text.chars().filter(|sign| is_carried(*sign) && *sign != '\r').collect()
}

/// `text` between tags, or in an attribute: what it can't carry is left out, and what readers would change is written as
/// numbers.
#[must_use]
pub fn escaped(text: &str, in_attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars().filter(|sign| is_carried(*sign)) {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' if in_attribute => out.push_str("&#10;"),
            '\t' if in_attribute => out.push_str("&#9;"),
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_parser_reads_back_whatever_xml_can_carry(
            text in "(?s).{0,80}(]]>|<!\\[CDATA\\[|&amp;|&#0;|\"'<>|\u{1}|\u{fffe}|\u{1f600}|--|<\\?x|\r\n\t)?.{0,80}",
        ) {
            let xml = format!("<a b=\"{}\">{}</a>", escaped(&text, true), escaped(&text, false));
            let read = roxmltree::Document::parse(&xml).unwrap();
            let whole: String = text.chars().filter(|sign| is_carried(*sign)).collect();
            prop_assert_eq!(read.root_element().attribute("b").unwrap(), &whole);
            prop_assert_eq!(read.root_element().text().unwrap_or_default(), &whole);
            prop_assert_eq!(carried(&text), whole.replace('\r', ""));
        }
    }
}
