//! What stands in a cell of a file for spreadsheets, and how one is kept from taking it for a formula.

use jiff::civil::DateTime;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A time on the clocks of the place.
    When(DateTime),
}

impl Cell {
    /// Words; nothing where there are none.
    #[must_use]
    pub fn text(text: Option<&str>) -> Self {
        text.filter(|text| !text.is_empty()).map_or(Self::Empty, |text| Self::Text(text.to_owned()))
    }

    /// As a field of a CSV file.
    #[must_use]
    pub fn in_csv(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => defused(text),
            Self::Number(number) => number.to_string(),
            Self::When(when) => when.strftime("%Y-%m-%d %H:%M").to_string(),
        }
    }
}

/// `text` with an apostrophe in front where a spreadsheet would run it.
fn defused(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cell_is_no_formula() {
        assert_eq!(defused("=1+1"), "'=1+1");
        assert_eq!(defused("+33 6"), "'+33 6", "what isn't a number is no phone");
        assert_eq!(defused("Une phrase"), "Une phrase");
    }

    proptest! {
        #[test]
        fn nothing_typed_begins_a_formula(typed in "[=+@\t\r-]?.{0,20}") {
            let written = Cell::Text(typed.clone()).in_csv();
            prop_assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert!(written.ends_with(&typed));
        }
    }
}
