//! What stands in a cell of an export, and how a spreadsheet is kept from taking it for a formula.

use super::{department, place};
use crate::{local_time::local, store::sign_up_table::Line};
use app::{domain::Lang, texts::sign_up_table as say};
use jiff::civil::DateTime;
use phonenumber::Mode;

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
    fn text(text: Option<&str>) -> Self {
        text.filter(|text| !text.is_empty()).map_or(Self::Empty, |text| Self::Text(text.to_owned()))
    }

    /// As a field of a CSV file.
    pub fn in_csv(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => defused(text),
            Self::Number(number) => number.to_string(),
            Self::When(when) => when.strftime("%Y-%m-%d %H:%M").to_string(),
        }
    }
}

/// What a column (see [`app::coordination::sign_ups::COLUMNS`]) says of a sign-up.
pub fn cell(lang: Lang, code: &str, line: &Line) -> Cell {
    let when =
        |epoch: Option<i64>| epoch.map_or(Cell::Empty, |epoch| Cell::When(local(epoch, department(line))));
    let yes = |yes: bool| Cell::Text(if yes { say::yes(lang) } else { say::no(lang) }.to_owned());
    match code {
        "prenom" => Cell::text(Some(&line.first_name)),
        "nom" => Cell::text(line.last_name.as_deref()),
        "email" => Cell::text(Some(&line.email)),
        "telephone" => line.phone.as_deref().map_or(Cell::Empty, |phone| Cell::Text(dialled(phone))),
        "mission" => Cell::text(Some(&line.need)),
        "debut" => when(line.starts_at),
        "fin" => when(line.ends_at),
        "inscription" => when(Some(line.created_at)),
        "etat" => Cell::text(Some(line.seen().label(lang))),
        "place" => Cell::text(Some(place(lang, line.state()))),
        "suivi" => Cell::text(line.assigned.as_deref()),
        "mot" => Cell::text(line.message.as_deref()),
        "mineur" => yes(line.minor),
        "parent" => Cell::text(line.parent_email.as_deref()),
        "accord" if line.minor => yes(line.parent_consented_at.is_some()),
        "numero" => Cell::Number(line.id),
        _ => Cell::Empty,
    }
}

/// A number as one dials it from France: `06 12 34 56 78`, `00 44 20 7946 0958`. A spreadsheet would take `+33…` for
/// a formula or a sum, and an apostrophe in front would be dialled by nobody; the spaces keep it from being a number.
pub fn dialled(e164: &str) -> String {
    let Ok(number) = phonenumber::parse(None, e164) else { return e164.to_owned() };
    if number.code().value() == 33 {
        return number.format().mode(Mode::National).to_string();
    }
    number.format().mode(Mode::International).to_string().replacen('+', "00 ", 1)
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
    fn phones_stay_readable_and_are_no_formula() {
        assert_eq!(dialled("+33612345678"), "06 12 34 56 78");
        assert_eq!(dialled("+442079460958"), "00 44 20 7946 0958");
        assert_eq!(defused("+33 6"), "'+33 6", "what isn't a number is no phone");
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
