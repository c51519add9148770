//! The names of days and months, French first.

use crate::domain::Lang;

/// The words of both languages, in the order of [`Lang::ALL`].
pub(super) type Words<const N: usize> = [[&'static str; N]; 2];

pub(super) const WEEKDAYS: Words<7> = [
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];
pub(super) const SHORT_WEEKDAYS: Words<7> = [
    ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
];
pub(super) const MONTHS: Words<12> = [
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];
pub(super) const SHORT_MONTHS: Words<12> = [
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
];

/// The word at `index`; nothing where there is none.
pub(super) fn of<const N: usize>(lang: Lang, words: Words<N>, index: usize) -> &'static str {
    let [french, english] = words;
    let row = match lang {
        Lang::Fr => french,
        Lang::En => english,
    };
    row.get(index).copied().unwrap_or_default()
}
