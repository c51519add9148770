//! Links in a free text, however they are spelled: what strangers may have sent to others must not lead anywhere.

use super::unseen::unseen;

/// Endings that are looked for where a dot stands apart or is written as a word, and a sentence could be meant.
const ENDINGS: [&str; 53] = [
    "com", "net", "org", "fr", "eu", "io", "biz", "info", "ru", "cn", "xyz", "shop", "top", "site", "online",
    "club", "live", "link", "app", "dev", "co", "uk", "tv", "ly", "paris", "bzh", "alsace", "corsica", "me",
    "be", "ch", "ca", "lu", "gg", "cc", "ws", "ai", "pw", "tk", "gq", "su", "store", "website", "space",
    "blog", "click", "vip", "win", "casino", "money", "loan", "page", "asia",
];
/// After these, « point » is a noun: « au point info », « un point net ».
const ARTICLES: [&str; 18] = [
    "un", "le", "au", "du", "ce", "chaque", "mon", "ton", "son", "notre", "votre", "leur", "quel", "aucun",
    "tout", "premier", "the", "a",
];

/// The first thing in `text` that leads somewhere, as it was typed, or as near as can be: an address of a page or of a
/// mailbox, spelled out, taken apart or written in look-alikes.
#[must_use]
pub fn found(text: &str) -> Option<String> {
    let plain = plain(text);
    let words: Vec<&str> = plain.split_whitespace().collect();
    words
        .iter()
        .find(|word| leads_somewhere(word))
        .map(|word| (*word).to_owned())
        .or_else(|| spelled_out(&words))
}

/// Look-alikes of ASCII made ASCII, what can't be seen gone, all in lower case.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars().filter(|sign| !unseen(*sign)) {
        let sign = match sign {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
            '\u{24b6}'..='\u{24cf}' => char::from_u32(u32::from(sign) - 0x24b6 + 0x61).unwrap_or(sign),
            '\u{24d0}'..='\u{24e9}' => char::from_u32(u32::from(sign) - 0x24d0 + 0x61).unwrap_or(sign),
            '\u{2024}' | '\u{3002}' | '\u{ff61}' | '\u{b7}' | '\u{2219}' | '\u{22c5}' | '\u{2022}'
            | '\u{30fb}' | '\u{2027}' | '\u{fe12}' | '\u{fe52}' | '\u{a4f8}' | '\u{701}' | '\u{702}' => '.',
            '\u{1d7ce}'..='\u{1d7ff}' => {
                char::from_digit((u32::from(sign) - 0x1d7ce) % 10, 10).unwrap_or(sign)
            }
            '\u{fe6b}' => '@',
            '\u{2044}' | '\u{2215}' | '\u{29f8}' => '/',
            '\u{a789}' | '\u{2236}' => ':',
            sign if sign.is_control() => ' ',
            sign => sign,
        };
        out.extend(sign.to_lowercase());
    }
    out
}

fn leads_somewhere(word: &str) -> bool {
    ["http", "hxxp", "://", "www", "mailto:", "arobase"].iter().any(|mark| word.contains(mark))
        || at_sign(word)
        || dotted(word)
        || numbers(word)
}

/// An `@` that touches a letter or a digit.
fn at_sign(word: &str) -> bool {
    let signs: Vec<char> = word.chars().collect();
    signs.windows(2).any(|pair| pair.contains(&'@') && pair.iter().any(|sign| sign.is_alphanumeric()))
        || ["(at)", "[at]", "{at}", "(a)", "[a]"]
            .iter()
            .any(|at| word.split_once(at).is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()))
}

/// `exemple.fr`: a dot, or one in brackets, between a letter or digit and two letters or more. An ellipsis is none, nor
/// are `9.30` and `p.m.`
pub(super) fn dotted(word: &str) -> bool {
    let word = ["(.)", "[.]", "{.}", "(dot)", "[dot]", "{dot}", "(point)", "[point]", "{point}"]
        .iter()
        .fold(word.to_owned(), |word, dot| word.replace(dot, "."));
    let signs: Vec<char> = word.chars().collect();
    signs.iter().enumerate().any(|(at, sign)| {
        let before = at.checked_sub(1).and_then(|before| signs.get(before));
        let letters = signs.iter().skip(at + 1).take_while(|sign| sign.is_alphabetic()).count();
        let xn = signs.get(at + 1..at + 5).is_some_and(|ending| ending == ['x', 'n', '-', '-']);
        *sign == '.' && before.is_some_and(|sign| sign.is_alphanumeric()) && (letters >= 2 || xn)
    })
}

/// `192.0.2.1`
fn numbers(word: &str) -> bool {
    let trimmed = word.trim_matches(|sign: char| !sign.is_ascii_digit());
    let parts: Vec<&str> = trimmed.split(['.', ':', '/']).take(4).collect();
    parts.len() == 4
        && trimmed.matches('.').count() >= 3
        && parts
            .iter()
            .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `exemple point fr`, `exemple . fr`, `exemple .fr`, `exemple. fr/x`. Where a path follows, every ending is one.
fn spelled_out(words: &[&str]) -> Option<String> {
    let bare = |word: &str| -> String { word.chars().take_while(|sign| sign.is_alphanumeric()).collect() };
    let path = |word: &str| {
        word.split_once('/')
            .is_some_and(|(ending, _)| ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic))
    };
    let ending = |word: &str| ENDINGS.contains(&bare(word).as_str()) || path(word);
    let named = |word: &str| word.chars().next_back().is_some_and(char::is_alphanumeric);
    for trio in words.windows(3) {
        let [before, apart, after] = trio else { continue };
        let dot = apart.trim_matches(['(', ')', '[', ']', '{', '}']);
        let noun = matches!(dot, "point" | "pt") && ARTICLES.contains(before);
        let named = named(before);
        if named
            && ((matches!(dot, "." | "point" | "dot" | "pt") && ending(after) && !noun)
                || (dot == "at" && dot != *apart))
        {
            return Some(trio.join(" "));
        }
    }
    for pair in words.windows(2) {
        let [before, after] = pair else { continue };
        let begun = after.strip_prefix('.').is_some_and(ending);
        let goes_on = before.ends_with('.') && (path(after) || (after.contains('/') && ending(after)));
        if (begun && named(before)) || goes_on {
            return Some(pair.join(" "));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn links_are_found_however_they_are_spelled() {
        for text in [
            "Regarde http://exemple.fr",
            "HTTPS://EXEMPLE.FR/x",
            "hxxp exemple",
            "www.exemple.fr",
            "wwwexemple",
            "va sur exemple.fr.",
            "exemple.fr/soldes",
            "(exemple.com)",
            "bit.ly/abc",
            "écris à lea@exemple.fr",
            "lea (at) exemple",
            "@lea sur le réseau",
            "lea(at)exemple",
            "lea arobase exemple",
            "exemple point com",
            "exemple [.] com",
            "exemple(.)com",
            "exemple[point]fr",
            "exemple . com",
            "exemple .com",
            "exemple. com/solde",
            "exemple dot org",
            "exemple\u{200b}.\u{200b}fr",
            "exemple。fr",
            "ｅｘｅｍｐｌｅ．ｆｒ",
            "ⓔⓧⓔⓜⓟⓛⓔ.ⓕⓡ",
            "exemple․fr",
            "exa\u{301}mple.fr",
            "пример.рф",
            "exemple.xn--p1ai",
            "http:192.0.2.1",
            "192.0.2.1",
            "192.0.2.1:80/a",
            "mailto:lea",
            "demain.Venez",
            "t .me/gagner",
            "t. me/gagner",
            "t . me/gagner",
            "exemple .museum/gagner",
            "exemple point paris",
            "exemple point museum/gagner",
            "exemple﹒fr",
        ] {
            assert!(found(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_people_write_to_friends_is_none() {
        for text in [
            "",
            "On y va ensemble samedi ? J’y serai dès 9 h.",
            "Rendez-vous à 9.30 ou 9:30, le 12.05.2026, c’est 3.5 km.",
            "Bien... merci. Et toi ?",
            "à 8 p.m. chez M. Dupont, S.O.S.",
            "On se retrouve au point info, puis au point de départ.",
            "C’est un point net et clair",
            "Dis-moi. Fr. Paul y sera",
            "Tu viens/tu restes ? et/ou",
            "50 % des gens @ part ça",
            "J.-P. et A. viennent",
            "Note : 4/5 ; à bientôt !",
            "et cætera…ou pas",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_host_is_found_wherever_it_stands(
            before in "[a-zé ,’]{0,40}", host in "[a-z]{1,12}", ending in "(fr|com|org|museum|paris)", after in "( [a-z ]{0,20})?",
        ) {
            let text = format!("{before} {host}.{ending}{after}");
            prop_assert!(found(&text).is_some(), "{text}");
        }

        #[test]
        fn what_cannot_be_seen_hides_nothing(
            sign in proptest::char::ranges(std::borrow::Cow::Borrowed(&crate::domain::share::unseen::UNSEEN)),
            at in 0..=10_usize,
        ) {
            let mut text = String::from("exemple.fr");
            text.insert(at, sign);
            prop_assert!(found(&text).is_some(), "{}", text.escape_unicode());
        }

        #[test]
        fn sentences_of_plain_words_have_none(text in "[bdgjkqvz]{1,9}([ ,] ?[bdgjkqvz]{1,9}){0,20}[.!?…]?") {
            prop_assert_eq!(found(&text), None);
        }

        #[test]
        fn nothing_typed_makes_it_stumble(text in any::<String>()) {
            let _ = found(&text);
        }
    }
}
