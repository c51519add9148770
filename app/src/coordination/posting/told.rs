//! What people who signed up are told of a change: words to begin with, that the coordinator reads and mends. They
//! stand here and not among the sentences of the interface, whose placeholders are others.

use crate::domain::Lang;

/// What changed for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The time or the place.
    Moved,
    /// It doesn't take place.
    Closed,
    /// One of its slots doesn't take place.
    SlotCancelled,
}

impl News {
    /// What it is kept as; also what the page of its mail is told has just been done.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Moved => "saved",
            Self::Closed => "closed",
            Self::SlotCancelled => "slot",
        }
    }

    /// The other way round.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Moved, Self::Closed, Self::SlotCancelled].into_iter().find(|news| news.code() == code)
    }

    /// Subject and body, with merge fields.
    #[must_use]
    pub const fn words(self, lang: Lang) -> (&'static str, &'static str) {
        match (self, lang) {
            (Self::Moved, Lang::Fr) => (
                "Changement : {{mission}}",
                "Bonjour {{prénom}},\n\nQuelque chose change pour la mission « {{mission}} ». Voici ce qui vaut \
                 maintenant :\n\nQuand : {{créneau}}\nOù : {{lieu}}\n\nSi cela ne vous convient plus, vous pouvez \
                 changer ou annuler ici : {{lien}}\n\nPardon pour le dérangement, et merci.",
            ),
            (Self::Moved, Lang::En) => (
                "Change: {{need}}",
                "Hello {{first name}},\n\nSomething changes for “{{need}}”. This is what holds now:\n\nWhen: {{slot}}\n\
                 Where: {{place}}\n\nIf it doesn’t suit you any more, you can change or cancel here: {{link}}\n\n\
                 Sorry for the trouble, and thank you.",
            ),
            (Self::SlotCancelled, Lang::Fr) => (
                "Annulé : {{mission}}",
                "Bonjour {{prénom}},\n\nLe créneau pour lequel vous étiez là est annulé : {{mission}}, {{créneau}}.\n\n\
                 Pardon pour le dérangement, et merci d’avoir levé la main. Une question ? Répondez simplement à ce \
                 message.",
            ),
            (Self::SlotCancelled, Lang::En) => (
                "Cancelled: {{need}}",
                "Hello {{first name}},\n\nThe time that you had signed up for is cancelled: {{need}}, {{slot}}.\n\n\
                 Sorry for the trouble, and thank you for raising your hand. A question? Simply answer this message.",
            ),
            (Self::Closed, Lang::Fr) => (
                "Mission fermée : {{mission}}",
                "Bonjour {{prénom}},\n\nNous avons fermé la mission « {{mission}} » ({{créneau}}).\n\nMerci d’avoir \
                 levé la main. Une question ? Répondez simplement à ce message.",
            ),
            (Self::Closed, Lang::En) => (
                "Closed: {{need}}",
                "Hello {{first name}},\n\nWe have closed “{{need}}” ({{slot}}).\n\nThank you for raising your hand. A \
                 question? Simply answer this message.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow_ups::{FollowUpForm, check};

    #[test]
    fn the_words_can_be_sent_as_they_are() {
        for news in [News::Moved, News::Closed, News::SlotCancelled] {
            for lang in Lang::ALL {
                let (subject, body) = news.words(lang);
                let form =
                    FollowUpForm { subject: subject.into(), body: body.into(), ..FollowUpForm::default() };
                assert!(check(&form).is_ok(), "{subject}");
            }
        }
    }
}
