//! The messages that every association starts with. They stand here and not among the sentences of the interface,
//! whose placeholders are others.

use crate::domain::Lang;

/// Where a prepared message comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The portal's own, in a language.
    Portal(Lang),
    /// The same, in an association's words.
    Changed(Lang),
    /// An association's own.
    Own,
}

/// A prepared message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// In the addresses of the pages that change it: `fr-welcome`, or an id.
    pub key: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What it is for; in the addresses that begin with it, too.
    pub name: String,
    /// With merge fields.
    pub subject: String,
    /// With merge fields.
    pub body: String,
}

/// What they are for, in the order in which they come.
const CODES: [&str; 7] = ["welcome", "details", "reminder", "change", "full", "thanks", "again"];

const FRENCH: [(&str, &str, &str); 7] = [
    (
        "Bienvenue",
        "Bienvenue : {{mission}}",
        "Bonjour {{prénom}},\n\nMerci de donner un coup de main à {{association}} ! Nous comptons sur vous : {{créneau}}, \
         {{lieu}}.\n\nUne question avant de venir ? Répondez simplement à ce message.",
    ),
    (
        "Détails pratiques",
        "Pour bien préparer : {{mission}}",
        "Bonjour {{prénom}},\n\nVoici ce qu’il faut savoir avant de venir.\n\nQuand : {{créneau}}\nOù : {{lieu}}\n\
         À apporter : \nSur place, demandez : \n\nÀ bientôt !",
    ),
    (
        "Rappel",
        "C’est bientôt : {{mission}}",
        "Bonjour {{prénom}},\n\nOn se voit bientôt : {{créneau}}, {{lieu}}.\n\nUn empêchement ? Dites-le ici, votre place \
         servira à quelqu’un d’autre : {{lien}}",
    ),
    (
        "Changement",
        "Changement : {{mission}}",
        "Bonjour {{prénom}},\n\nQuelque chose change pour la mission « {{mission}} » :\n\n\n\nSi cela ne vous convient plus, \
         vous pouvez changer ou annuler ici : {{lien}}\n\nPardon pour le dérangement, et merci.",
    ),
    (
        "Complet",
        "C’est complet : {{mission}}",
        "Bonjour {{prénom}},\n\nVous avez été nombreux à répondre, et il n’y a plus de place cette fois. Merci d’avoir levé \
         la main : nous vous écrirons à la prochaine occasion.",
    ),
    (
        "Merci",
        "Merci !",
        "Bonjour {{prénom}},\n\nMerci pour votre coup de main. Sans vous, « {{mission}} » n’aurait pas été la même.\n\n\
         Une remarque, une idée ? Répondez à ce message, nous lisons tout.",
    ),
    (
        "Revenez",
        "On recommence ?",
        "Bonjour {{prénom}},\n\nNous avons de nouveau besoin de bras, et nous pensons à vous. Nos missions du moment sont sur \
         notre page. À bientôt peut-être !",
    ),
];

const ENGLISH: [(&str, &str, &str); 7] = [
    (
        "Welcome",
        "Welcome: {{need}}",
        "Hello {{first name}},\n\nThank you for lending {{association}} a hand! We count on you: {{slot}}, {{place}}.\n\n\
         A question before you come? Just answer this message.",
    ),
    (
        "Practical details",
        "To be ready: {{need}}",
        "Hello {{first name}},\n\nHere is what to know before you come.\n\nWhen: {{slot}}\nWhere: {{place}}\nTo bring: \n\
         On the spot, ask for: \n\nSee you soon!",
    ),
    (
        "Reminder",
        "It’s soon: {{need}}",
        "Hello {{first name}},\n\nSee you soon: {{slot}}, {{place}}.\n\nSomething came up? Say so here, and somebody else \
         can have your place: {{link}}",
    ),
    (
        "Change",
        "A change: {{need}}",
        "Hello {{first name}},\n\nSomething changes for “{{need}}”:\n\n\n\nIf that doesn’t suit you any more, you can change \
         or cancel here: {{link}}\n\nSorry for the trouble, and thank you.",
    ),
    (
        "Full",
        "Full: {{need}}",
        "Hello {{first name}},\n\nMany of you answered, and there is no place left this time. Thank you for raising your \
         hand: we will write to you at the next occasion.",
    ),
    (
        "Thanks",
        "Thank you!",
        "Hello {{first name}},\n\nThank you for lending a hand. Without you, “{{need}}” would not have been the same.\n\n\
         A remark, an idea? Answer this message, we read everything.",
    ),
    (
        "Come again",
        "Once more?",
        "Hello {{first name}},\n\nWe need hands again, and we think of you. What we need now is on our page. See you soon, \
         perhaps!",
    ),
];

impl Prepared {
    /// Whether somebody who reads this language is offered it where they write.
    #[must_use]
    pub fn offered(&self, reader: Lang) -> bool {
        match self.origin {
            Origin::Portal(lang) | Origin::Changed(lang) => lang == reader,
            Origin::Own => true,
        }
    }
}

/// The starting messages in a language.
#[must_use]
pub fn starters(lang: Lang) -> Vec<Prepared> {
    let all = if lang == Lang::Fr { FRENCH } else { ENGLISH };
    CODES
        .into_iter()
        .zip(all)
        .map(|(code, (name, subject, body))| Prepared {
            key: format!("{}-{code}", lang.code()),
            origin: Origin::Portal(lang),
            name: name.to_owned(),
            subject: subject.to_owned(),
            body: body.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::merge::Template;

    #[test]
    fn all_their_fields_are_fields() {
        for lang in [Lang::Fr, Lang::En] {
            for message in starters(lang) {
                for text in [&message.subject, &message.body] {
                    assert!(Template::parse(text).is_ok(), "{text}");
                }
            }
        }
    }
}
