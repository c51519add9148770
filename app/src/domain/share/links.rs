//! Links in a free text, however they are spelled: what strangers may have sent to others must not lead anywhere.

use super::{
    endings::{ending_of, inflects, known, no_word},
    look_alikes::plain,
};

/// After these, « point » is a noun: « au point info », « un point net », « rendez-vous point info ».
const ARTICLES: [&str; 22] = [
    "un", "le", "au", "du", "ce", "chaque", "mon", "ton", "son", "notre", "votre", "leur", "quel", "aucun",
    "tout", "premier", "the", "a", "bon", "rond", "rdv", "vous",
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
/// are `9.30` and `p.m.`; `V.Hugo` and `1.Gants` would need a known ending, or a path.
pub(super) fn dotted(word: &str) -> bool {
    let word = ["(.)", "[.]", "{.}", "(dot)", "[dot]", "{dot}", "(point)", "[point]", "{point}"]
        .iter()
        .fold(word.to_owned(), |word, dot| word.replace(dot, "."));
    word.match_indices('.').any(|(at, dot)| {
        let before = word.get(..at).unwrap_or_default();
        let after = word.get(at + dot.len()..).unwrap_or_default();
        let label = before.rsplit(|sign: char| !sign.is_alphanumeric() && sign != '-').next();
        let initial = label.is_some_and(|label| label.trim_start_matches('-').chars().count() == 1);
        let ending: String = after.chars().take_while(|sign| sign.is_alphabetic()).collect();
        let path = after.strip_prefix(&ending).is_some_and(|rest| rest.starts_with('/'));
        let leads = ending.chars().count() >= 2 && !inflects(&ending) && (!initial || path || known(&ending));
        before.ends_with(char::is_alphanumeric) && (leads || after.starts_with("xn--"))
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

/// `exemple point fr`, `exemple . fr`, `exemple .fr`, `exemple. fr/x`. Where a path follows the dot, every ending is one.
fn spelled_out(words: &[&str]) -> Option<String> {
    let path = |word: &str| {
        word.split_once('/')
            .is_some_and(|(ending, _)| ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic))
    };
    let ending = |word: &str| known(&ending_of(word));
    let named = |word: &str| word.ends_with(char::is_alphanumeric);
    for trio in words.windows(3) {
        let [before, apart, after] = trio else { continue };
        let dot = apart.trim_matches(['(', ')', '[', ']', '{', '}']);
        let noun = matches!(dot, "point" | "pt")
            && before.rsplit('-').next().is_some_and(|word| ARTICLES.contains(&word));
        let leads = match dot {
            "." if dot == *apart => no_word(after),
            "." | "point" | "dot" | "pt" => (ending(after) || path(after)) && !noun,
            "at" => dot != *apart,
            _ => false,
        };
        if named(before) && leads {
            return Some(trio.join(" "));
        }
    }
    for pair in words.windows(2) {
        let [before, after] = pair else { continue };
        let begun = named(before) && after.strip_prefix('.').is_some_and(|word| no_word(word) || path(word));
        // « Merci. Lui/elle aussi », « St. Malo/Dinan »: after a full stop, two words side by side are no address.
        let goes_on = before.ends_with('.') && after.contains('/') && ending(after);
        if begun || goes_on {
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
            "exemple·fr",
            "exemple•com/solde",
            "exemple‧co‧uk",
            "t·me/gagner",
            "exemple · com",
            "lea@exemple·fr",
            "192·0·2·1",
            "exemple.es",
            "exemple.te.com/tes",
            "v.gd/abc",
            "t.me",
            "q.museum/gagner",
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
            "Salut les ami·es, étudiant·es et coordinateur·rices",
            "un·e bénévole, tou·te·s ensemble, les auteur•trices, ceux‧celles, directeur·rice/élu·e",
            "samedi 5 décembre, 9 h – 12 h · Paris",
            "• soupe • club de lecture • site propre",
            "tou.te.s, coordinateur.rice.s et chers.ères participant.e.s",
            "On part samedi. Lui/elle aussi",
            "Apporte des gants. Et/ou une pelle",
            "St. Malo/Dinan",
            "M. Martin/Mme Durand, J. Paul/Marie",
            "À demain . Ca va être top . Me voilà . Lui/elle aussi",
            "RDV point info, rendez-vous point info, ou au rond point Paris",
            "Lycée V.Hugo, collège J.-F.Kennedy, p.ex. le matin",
            "1.Gants 2.Bottes ; sam.5, 9h-12h ou 14h/16h",
            "Avec Léa, Tom, Zoé & co : lundi/mardi/jeudi",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn no_ending_is_one_of_inclusive_french() {
        for inflection in
            "e es s ne nes rice rices se ses trice trices euse euses ère ères le les ve ves fe te tes sse \
                           sses che ches elle elles lles x aux ales"
                .split_whitespace()
        {
            assert!(!known(inflection), "{inflection}");
            assert_eq!(
                found(&format!("les ami·{inflection} et salarié·e·{inflection}")),
                None,
                "{inflection}"
            );
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
