//! What stands in a cell of an export of sign-ups.

use super::{department, place};
use crate::{csv::Cell, local_time::local, store::sign_up_table::Line};
use app::{domain::Lang, texts::sign_up_table as say};
use phonenumber::Mode;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_stay_readable_and_are_no_formula() {
        assert_eq!(dialled("+33612345678"), "06 12 34 56 78");
        assert_eq!(dialled("+442079460958"), "00 44 20 7946 0958");
    }
}
