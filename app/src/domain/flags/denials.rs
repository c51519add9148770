//! « Sans salaire » is no lure; « n’oubliez pas votre RIB » is one.

use super::words::Word;

/// How many words before a phrase may deny it, and how many before those deny them.
const WITHIN: usize = 4;
/// Words that deny what follows them.
const DENIALS: [&str; 16] = [
    "sans", "pas", "non", "aucun", "aucune", "ni", "jamais", "point", "hors", "no", "not", "never",
    "without", "unpaid", "neither", "nor",
];
/// Denied, these ask for what follows: « n’oubliez pas », « do not hesitate ».
const URGING: [&str; 16] = [
    "oubliez", "oublie", "oublier", "hesitez", "hesite", "hesiter", "manquez", "manque", "manquer", "tardez",
    "tarder", "forget", "hesitate", "delay", "miss", "fail",
];
/// Without these, at once: « sans attendre », « without delay ».
const WAITING: [&str; 9] =
    ["attendre", "tarder", "hesiter", "hesitation", "delai", "faute", "waiting", "hesitating", "delay"];
/// These exclude; denied themselves, they ask: « pas d’inscription sans virement ».
const EXCLUDING: [&str; 2] = ["sans", "without"];
/// What denies those.
const DENYING_TWICE: [&str; 9] =
    ["pas", "aucun", "aucune", "jamais", "point", "no", "not", "never", "nobody"];
/// Between two things that are denied each: « pas de salaire et sans rémunération ».
const JOINING: [&str; 7] = ["et", "ou", "ni", "mais", "and", "or", "but"];

/// Whether the phrase that begins at `at` is denied by what stands before it in its sentence.
pub(super) fn denied(written: &[&str], words: &[Word], at: usize) -> bool {
    let start = sentence(written, words, at);
    (at.saturating_sub(WITHIN).max(start)..at).any(|place| {
        is(words, place, &DENIALS)
            && !urging(words, start, place)
            && !lifted(written, words, (start, at), place)
    })
}

fn is(words: &[Word], place: usize, list: &[&str]) -> bool {
    words.get(place).is_some_and(|(word, _)| list.contains(&word.as_str()))
}

/// Whether one of the words as they were written, from that of `from` to the one before that of `until`, ends so.
fn ends(written: &[&str], words: &[Word], (from, until): (usize, usize), with: &[char]) -> bool {
    let index = |place: usize| words.get(place).map_or(0, |word| word.1);
    let between = written.get(index(from)..index(until)).unwrap_or_default();
    between.iter().any(|word| word.trim_end_matches(['»', '"', ')', '”']).ends_with(with))
}

/// Where the sentence of the word at `at` begins, as far back as anything may deny it.
fn sentence(written: &[&str], words: &[Word], at: usize) -> usize {
    let first = at.saturating_sub(2 * WITHIN);
    let ended = |place: &usize| ends(written, words, (*place, place + 1), &['.', '!', '?', '…']);
    (first..at).rev().find(ended).map_or(first, |place| place + 1)
}

/// « N’hésitez surtout pas », « sans plus attendre »: the denial at `place` asks for what follows it.
fn urging(words: &[Word], start: usize, place: usize) -> bool {
    let before = (place.saturating_sub(2).max(start)..place).any(|near| is(words, near, &URGING));
    let after = (place + 1..=place + 2)
        .any(|near| is(words, near, if is(words, place, &EXCLUDING) { &WAITING } else { &URGING }));
    before || after
}

/// « Pas d’inscription sans virement »: the denial at `place` and an exclusion lift each other.
fn lifted(written: &[&str], words: &[Word], (start, at): (usize, usize), place: usize) -> bool {
    let lift = |denial: usize, exclusion: usize| {
        is(words, denial, &DENYING_TWICE)
            && is(words, exclusion, &EXCLUDING)
            && !(denial..exclusion).any(|between| is(words, between, &JOINING))
            && !ends(written, words, (denial, exclusion), &[',', ';', ':'])
    };
    (place.saturating_sub(WITHIN).max(start)..place).any(|denial| lift(denial, place))
        || (place + 1..at).any(|exclusion| lift(place, exclusion))
}
