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
            && !urging(written, words, start, place)
            && !lifted(written, words, (start, at), place)
    })
}

fn is(words: &[Word], place: usize, list: &[&str]) -> bool {
    words.get(place).is_some_and(|(word, _)| list.contains(&word.as_str()))
}

/// The words as they were written, from that of the word at `from` to the one before that of the word at `until`.
fn between<'a>(written: &'a [&'a str], words: &[Word], from: usize, until: usize) -> &'a [&'a str] {
    let index = |place: usize| words.get(place).map_or(0, |word| word.1);
    written.get(index(from)..index(until)).unwrap_or_default()
}

fn ends_with(word: &str, signs: &[char]) -> bool {
    word.trim_end().trim_end_matches(['»', '"', ')', '”']).ends_with(signs)
}

/// Whether the word at `place` is written after one of `signs`.
fn after(written: &[&str], words: &[Word], place: usize, signs: &[char]) -> bool {
    words.get(place).and_then(|word| written.get(word.1)).is_some_and(|word| word.starts_with(signs))
}

/// A full stop, a dash between spaces, a line of its own, as those of a list have no full stops, or a bracket that
/// closes after more than one word: what stands before it denies nothing after it.
fn ends_sentence(word: &str) -> bool {
    let dash = word.trim() == "-" || ends_with(word, &['–', '—']);
    let closed = word.contains(')') && !word.contains('(');
    let line = word.contains(['\n', '\r', '\u{2028}', '\u{2029}']);
    ends_with(word, &['.', '!', '?', '…']) || dash || closed || line
}

/// Whether the words at `from` and `until` stand in two clauses. A bracket that opens is one: « aucun diplôme (sans
/// salaire) »; yet what is before it may deny what is in it: « aucune contrepartie (salaire, prime) ».
fn parted(written: &[&str], words: &[Word], from: usize, until: usize) -> bool {
    between(written, words, from, until)
        .iter()
        .any(|word| ends_with(word, &[',', ';', ':', '(']) || ends_sentence(word))
        || (from + 1..=until).any(|place| after(written, words, place, &['(', '-', '–', '—']))
}

/// Where the sentence of the word at `at` begins, as far back as anything may deny it.
fn sentence(written: &[&str], words: &[Word], at: usize) -> usize {
    let first = at.saturating_sub(2 * WITHIN);
    let ended = |place: &usize| {
        between(written, words, *place, place + 1).iter().any(|word| ends_sentence(word))
            || after(written, words, place + 1, &['-', '–', '—'])
    };
    (first..at).rev().find(ended).map_or(first, |place| place + 1)
}

/// « N’hésitez surtout pas », « sans plus attendre »: the denial at `place` asks for what follows it.
fn urging(written: &[&str], words: &[Word], start: usize, place: usize) -> bool {
    let before = (place.saturating_sub(2).max(start)..place)
        .any(|near| is(words, near, &URGING) && !parted(written, words, near, place));
    let asked = if is(words, place, &EXCLUDING) { WAITING.as_slice() } else { &URGING };
    let after =
        (place + 1..=place + 2).any(|near| is(words, near, asked) && !parted(written, words, place, near));
    before || after
}

/// « Pas d’inscription sans virement »: the denial at `place` and an exclusion lift each other.
fn lifted(written: &[&str], words: &[Word], (start, at): (usize, usize), place: usize) -> bool {
    let lift = |denial: usize, exclusion: usize| {
        is(words, denial, &DENYING_TWICE)
            && is(words, exclusion, &EXCLUDING)
            && !(denial..exclusion).any(|between| is(words, between, &JOINING))
            && !parted(written, words, denial, exclusion)
    };
    (place.saturating_sub(WITHIN).max(start)..place).any(|denial| lift(denial, place))
        || (place + 1..at).any(|exclusion| lift(place, exclusion))
}
