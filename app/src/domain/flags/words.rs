//! What is written, as those read it who look through disguises: accents, capitals, letters of other scripts that
//! look like ours, and spaces between letters.

use super::{
    Flag, FlagKind,
    denials::denied,
    phrases::{CHANNELS, DOCUMENTS, LONGEST, PHRASES, SENDING, other_words},
};
use crate::domain::text::fold;

/// A phrase this short counts as a word of its own or spelled letter by letter, not as the ends of two words.
const SHORT: usize = 5;
/// How many words apart papers, sending and by what may stand.
const TOGETHER: usize = 14;
/// Letters of a title, and of a text, from which on capitals are loud.
const LOUD: (usize, usize) = (30, 120);
/// Calling codes of those who speak French around here; others that are written out are far away.
const NEAR: [&str; 17] = [
    "33", "262", "269", "508", "590", "594", "596", "681", "687", "689", "32", "41", "352", "377", "376",
    "49", "44",
];

/// A word, folded, and which of the written ones it comes from.
pub(super) type Word = (String, usize);

/// The flags of one text.
pub(super) fn flags(text: &str) -> Vec<Flag> {
    let written = written(text);
    let words = folded(&written);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match phrase_at(&written, &words, at) {
            Some((kind, length)) => {
                found.push(Flag::new(kind, &as_written(&written, &words, at, at + length)));
                at += length;
            }
            None => at += 1,
        }
    }
    found.extend(papers(&written, &words));
    found.extend(numbers(&written));
    found
}

/// The words of a text, each with the white space after it, as a new line begins another sentence.
fn written(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let after = rest.trim_start_matches(|sign: char| !sign.is_whitespace()).trim_start();
        all.push(rest.strip_suffix(after).unwrap_or(rest));
        rest = after;
    }
    all
}

fn folded(written: &[&str]) -> Vec<Word> {
    let mut words = Vec::new();
    for (index, word) in written.iter().enumerate() {
        let plain: String = word.chars().filter(|sign| !unseen(*sign)).map(look_alike).collect();
        words.extend(
            fold(&plain).split(' ').filter(|word| !word.is_empty()).map(|word| (word.to_owned(), index)),
        );
    }
    words
}

fn as_written(written: &[&str], words: &[Word], from: usize, until: usize) -> String {
    let first = words.get(from).map_or(0, |word| word.1);
    let last = words.get(until.saturating_sub(1)).map_or(first, |word| word.1);
    written.get(first..=last).unwrap_or_default().join(" ")
}

/// The longest phrase that begins with this word, and how many words it takes.
fn phrase_at(written: &[&str], words: &[Word], at: usize) -> Option<(FlagKind, usize)> {
    let (mut joined, mut found) = (String::new(), None);
    for (length, (word, _)) in words.get(at..)?.iter().enumerate() {
        joined.push_str(word);
        if joined.len() > *LONGEST + 1 {
            break;
        }
        let singular = joined.strip_suffix(['s', 'x']).unwrap_or(&joined);
        let Some(phrase) = PHRASES.get(&joined).or_else(|| PHRASES.get(singular)) else { continue };
        let all = words.get(at..=at + length).unwrap_or_default();
        let cut = all.len() > 1 && all.len() != phrase.words;
        let spelled = all.iter().all(|word| word.0.len() == 1);
        let others = || other_words(all.iter().map(|word| word.0.as_str()));
        if cut && (joined.len() <= SHORT && !spelled || others()) {
            continue;
        }
        if !(phrase.deniable && denied(written, words, at)) {
            found = Some((phrase.kind, length + 1));
        }
    }
    found
}

/// Papers that are to be sent by mail or message.
fn papers(written: &[&str], words: &[Word]) -> Option<Flag> {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&word.0.as_str()));
    let document = |at: usize| {
        (1..=4).find(|length| {
            let joined: String =
                words.get(at..at + length).unwrap_or_default().iter().map(|word| word.0.as_str()).collect();
            DOCUMENTS.contains(&joined.as_str())
        })
    };
    (0..words.len()).find_map(|at| {
        let length = document(at)?;
        let (from, until) = (at.saturating_sub(TOGETHER), (at + length + TOGETHER).min(words.len()));
        let both = (from..until).any(|at| is(at, &SENDING)) && (from..until).any(|at| is(at, &CHANNELS));
        both.then(|| Flag::new(FlagKind::Papers, &as_written(written, words, at, at + length)))
    })
}

/// Telephone numbers far away, and those that cost.
fn numbers(written: &[&str]) -> Vec<Flag> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < written.len() {
        // A number goes on over spaces while there are only digits.
        let run = written.get(at..).unwrap_or_default().iter().take_while(|word| numeric(word)).count();
        let text = written.get(at..at + run).unwrap_or_default().join(" ");
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let abroad =
            text.trim_start_matches('(').starts_with('+') || (digits.starts_with("00") && digits.len() > 10);
        let code = digits.trim_start_matches('0');
        let far = abroad && (9..=15).contains(&code.len()) && !NEAR.iter().any(|near| code.starts_with(near));
        let costs = digits.len() == 10 && digits.starts_with("089");
        if far || costs {
            found.push(Flag::new(FlagKind::Elsewhere, &text));
        }
        at += run.max(1);
    }
    found
}

fn numeric(word: &str) -> bool {
    let word = word.trim_end();
    word.chars().any(|sign| sign.is_ascii_digit())
        && word.chars().all(|sign| sign.is_ascii_digit() || "+().-/,;:".contains(sign))
}

/// A title or a text in capitals from one end to the other.
pub(super) fn capitals(title: &str, texts: &[&str]) -> Option<Flag> {
    let loud = |text: &str, least: usize, percent: usize| {
        let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
        let capitals = text.chars().filter(|sign| sign.is_uppercase()).count();
        letters >= least && capitals * 100 >= letters * percent
    };
    let shouted = loud(title, LOUD.0, 90).then_some(title);
    let shouted = shouted.or_else(|| texts.iter().copied().find(|text| loud(text, LOUD.1, 60)));
    shouted.map(|text| Flag::new(FlagKind::Capitals, text))
}

/// Signs that one doesn't see.
const fn unseen(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The Latin letter that a sign of another script or another style looks like.
fn look_alike(sign: char) -> char {
    let styled = |base: u32, count: u32| {
        let letter = (u32::from(sign) - base) % count;
        let letter = if letter < 26 { u32::from('A') + letter } else { u32::from('a') + letter - 26 };
        char::from_u32(letter).unwrap_or(sign)
    };
    match sign {
        'а' | 'А' | 'α' | 'Α' => 'a',
        'в' | 'В' | 'Β' => 'b',
        'с' | 'С' | 'ϲ' => 'c',
        'е' | 'Е' | 'Ε' | 'ё' => 'e',
        'н' | 'Н' | 'Η' => 'h',
        'і' | 'І' | 'ι' | 'Ι' => 'i',
        'к' | 'К' | 'κ' | 'Κ' => 'k',
        'м' | 'М' | 'Μ' => 'm',
        'Ν' => 'n',
        'о' | 'О' | 'ο' | 'Ο' => 'o',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'ѕ' | 'Ѕ' => 's',
        'т' | 'Т' | 'τ' | 'Τ' => 't',
        'у' | 'У' | 'Υ' | 'γ' => 'y',
        'х' | 'Х' | 'χ' | 'Χ' => 'x',
        'Ａ'..='Ｚ' => char::from_u32(u32::from(sign) - u32::from('Ａ') + u32::from('A')).unwrap_or(sign),
        'ａ'..='ｚ' => char::from_u32(u32::from(sign) - u32::from('ａ') + u32::from('a')).unwrap_or(sign),
        '\u{1d400}'..='\u{1d6a3}' => styled(0x1d400, 52),
        _ => sign,
    }
}
