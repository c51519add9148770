//! « Tell friends »: up to five addresses and a line of one's own. What is sent to strangers says who sends it and leads
//! nowhere but to the need.

use crate::{
    domain::{
        email::{Email, EmailError},
        flags::{FlagKind, Written, raise},
        share::{links, look_alikes, telephones},
    },
    forms::{Problem, Problems},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Most addresses.
pub const MOST_FRIENDS: usize = 5;
/// Longest name of whoever tells, in signs.
pub const FROM_MAX: usize = 40;
/// Longest line of one's own, in signs.
pub const WORDS_MAX: usize = 300;

/// The form; serde's names are those of the HTML inputs.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FriendsForm {
    /// Addresses.
    #[serde(rename = "ami1")]
    pub first: String,
    /// Another one, and so on.
    #[serde(rename = "ami2")]
    pub second: String,
    /// Another one.
    #[serde(rename = "ami3")]
    pub third: String,
    /// Another one.
    #[serde(rename = "ami4")]
    pub fourth: String,
    /// Another one.
    #[serde(rename = "ami5")]
    pub fifth: String,
    /// First name of whoever tells.
    #[serde(rename = "prenom")]
    pub from: String,
    /// A line of their own, optional.
    #[serde(rename = "mot")]
    pub words: String,
    /// Honeypot: people don't see it and leave it empty.
    #[serde(rename = "site")]
    pub trap: String,
    /// When the server gave this form out, signed by it.
    #[serde(rename = "t")]
    pub stamp: String,
}

/// Personal data stays out of logs.
impl fmt::Debug for FriendsForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FriendsForm(…)")
    }
}

impl FriendsForm {
    /// The fields of addresses, by name.
    #[must_use]
    pub fn addresses(&self) -> [(&'static str, &str); MOST_FRIENDS] {
        [
            ("ami1", self.first.as_str()),
            ("ami2", self.second.as_str()),
            ("ami3", self.third.as_str()),
            ("ami4", self.fourth.as_str()),
            ("ami5", self.fifth.as_str()),
        ]
    }
}

/// What the store and the letters take.
#[derive(Clone, PartialEq, Eq)]
pub struct CheckedFriends {
    /// One to five, each once.
    pub friends: Vec<Email>,
    /// Who tells.
    pub from: String,
    /// In their words, on one line.
    pub words: Option<String>,
}

/// Checks a form.
///
/// # Errors
/// What is wrong, by field.
pub fn check(form: &FriendsForm) -> Result<CheckedFriends, Problems> {
    let mut problems = Problems::default();
    let mut friends: Vec<Email> = Vec::new();
    for (field, typed) in form.addresses() {
        match Email::parse(typed) {
            Ok(email) if friends.iter().all(|known| known.key() != email.key()) => friends.push(email),
            Ok(_) | Err(EmailError::Empty) => {}
            Err(error) => problems.add(field, Problem::Email(error)),
        }
    }
    if friends.is_empty() {
        problems.add("ami1", Problem::Email(EmailError::Empty));
    }
    let (from, words) = (one_line(&form.from), one_line(&form.words));
    if from.is_empty() {
        problems.add("prenom", Problem::Missing);
    }
    for (field, text, most) in [("prenom", &from, FROM_MAX), ("mot", &words, WORDS_MAX)] {
        if text.chars().count() > most {
            problems.add(field, Problem::TooLong(i64::try_from(most).unwrap_or(i64::MAX)));
        } else if let Some(found) = links::found(text) {
            problems.add(field, Problem::LeadsAway(found));
        } else if let Some(found) = suspect(text) {
            problems.add(field, Problem::Suspect(found));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(CheckedFriends { friends, from, words: Some(words).filter(|words| !words.is_empty()) })
}

/// What strangers must not have sent to others, all of which the error names; paid work or capitals are nothing to refuse
/// among friends.
const REFUSED: [FlagKind; 4] = [FlagKind::Money, FlagKind::Elsewhere, FlagKind::Papers, FlagKind::Adult];

/// The first thing that strangers must not have sent to others: a telephone number, or what a need is held for.
fn suspect(text: &str) -> Option<String> {
    let plain = look_alikes::plain(text);
    let flags = || raise(&Written { texts: vec![&plain], ..Written::default() });
    telephones::found(&plain)
        .or_else(|| flags().into_iter().find(|flag| REFUSED.contains(&flag.kind)).map(|flag| flag.words))
}

fn one_line(typed: &str) -> String {
    let breaks =
        |sign: char| sign.is_whitespace() && !matches!(sign, '\u{a0}' | '\u{202f}') || sign.is_control();
    typed.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::Lang;
    use proptest::prelude::*;

    fn form() -> FriendsForm {
        FriendsForm { first: "lea@exemple.fr".into(), from: "Camille".into(), ..FriendsForm::default() }
    }

    #[test]
    fn each_field_has_its_problem() {
        let wrong = FriendsForm {
            first: "lea@exemple".into(),
            second: "tom@exemple.fr".into(),
            fifth: "a@b.fr, c@d.fr".into(),
            from: " ".into(),
            words: "Regarde www.exemple.fr".into(),
            ..FriendsForm::default()
        };
        let problems = check(&wrong).err().unwrap();
        assert_eq!(problems.get("ami1"), Some(&Problem::Email(EmailError::MissingDot)));
        assert!(problems.get("ami2").is_none() && problems.get("ami5").is_some());
        assert_eq!(problems.get("prenom"), Some(&Problem::Missing));
        assert_eq!(problems.get("mot"), Some(&Problem::LeadsAway("www.exemple.fr".into())));
    }

    #[test]
    fn nobody_is_told_twice_and_a_line_stays_one() {
        let twice =
            FriendsForm { second: " LEA@exemple.fr ".into(), words: "On y va\r\n ?".into(), ..form() };
        let checked = check(&twice).ok().unwrap();
        assert_eq!((checked.friends.len(), checked.words.as_deref()), (1, Some("On y va ?")));
        assert!(check(&FriendsForm { words: "a".repeat(301), ..form() }).is_err());
        assert!(check(&FriendsForm { from: "exemple.com".into(), ..form() }).is_err());
        assert!(check(&FriendsForm::default()).is_err());
    }

    #[test]
    fn what_swindlers_write_is_refused() {
        for words in [
            "Appelle vite le 0899 12 34 56",
            "08\u{200b}99 12\u{e0100} 34 56",
            "Écris-moi sur w h a t s a p p",
            "what\u{180e}sapp",
            "Il suffit d’un virement de 30 €",
        ] {
            let problems = check(&FriendsForm { words: words.into(), ..form() }).err().unwrap();
            assert!(matches!(problems.get("mot"), Some(Problem::Suspect(_))), "{words}");
        }
        assert!(
            check(&FriendsForm {
                words: "Samedi 05.12.2026 à 9 h 30, au 12 ? On sera 20.".into(), ..form()
            })
            .is_ok()
        );
        assert!(check(&FriendsForm { from: "06 12 34 56 78".into(), ..form() }).is_err());
    }

    #[test]
    fn what_friends_write_is_taken_and_every_reason_to_refuse_is_said() {
        for words in [
            "Ça te changera de ton CDI !",
            "Tu cherches un CDI ? Viens d’abord ici.",
            "Le salaire, c’est le sourire",
            "Salut les ami·es, on part samedi. Lui/elle aussi",
            "Tu peux les 5/12, 6/12, 12/12 ?",
            &"VENEZ NOMBREUX AIDER ".repeat(12),
        ] {
            let checked = check(&FriendsForm { words: words.into(), ..form() });
            assert!(checked.is_ok(), "{words}: {:?}", checked.err());
        }
        for (words, reasons) in [
            ("06 12 34 56 78", ["numéro de téléphone", "telephone number"]),
            ("Écris-moi sur WhatsApp", ["messagerie", "messenger"]),
            ("Il suffit d’un virement", ["argent", "money"]),
            ("Donne votre mot de passe", ["papiers", "papers"]),
            ("Massage érotique", ["sexuels", "sexual"]),
        ] {
            let problems = check(&FriendsForm { words: words.into(), ..form() }).err().unwrap();
            for (lang, reason) in [Lang::Fr, Lang::En].into_iter().zip(reasons) {
                let said = problems.get("mot").unwrap().say(lang);
                assert!(said.contains(reason), "{words}: {said}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_passes_leads_nowhere(words in "\\PC{0,80}", from in "\\PC{0,30}") {
            if let Ok(checked) = check(&FriendsForm { words, from, ..form() }) {
                let text = format!("{} {}", checked.from, checked.words.unwrap_or_default());
                for mark in ["http", "www", "://"] {
                    prop_assert!(!text.to_lowercase().contains(mark), "{text}");
                }
            }
        }
    }
}
