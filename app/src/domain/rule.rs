//! Messages that go out by themselves.

use super::Lang;

/// When.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// As soon as somebody has confirmed their sign-up.
    SignedUp,
    /// So many days before their slot.
    Before,
    /// The day after it, with thanks and one question.
    After,
}

/// A rule of an association.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// When.
    pub kind: RuleKind,
    /// Whether it runs.
    pub active: bool,
    /// Before a slot: how many days.
    pub days: i64,
    /// With merge fields.
    pub subject: String,
    /// With merge fields.
    pub body: String,
}

/// Most days before a slot.
pub const DAYS_MAX: i64 = 14;

impl RuleKind {
    /// All of them, in order of time.
    pub const ALL: [Self; 3] = [Self::SignedUp, Self::Before, Self::After];

    /// As stored and sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignedUp => "signed_up",
            Self::Before => "before",
            Self::After => "after",
        }
    }

    /// The kind stored as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What an association has as long as it changes nothing: a reminder two days before, thanks the day after.
    #[must_use]
    pub fn usual(self, lang: Lang) -> Rule {
        let (active, days) = match self {
            Self::SignedUp => (false, 0),
            Self::Before => (true, 2),
            Self::After => (true, 0),
        };
        let (subject, body) = match (self, lang) {
            (Self::SignedUp, Lang::Fr) => (
                "Bienvenue : {{mission}}",
                "Bonjour {{prénom}},\n\nVotre inscription est confirmée, merci ! Nous vous attendons {{créneau}}, {{lieu}}.\n\n\
                 Une question ? Répondez à ce message.",
            ),
            (Self::SignedUp, Lang::En) => (
                "Welcome: {{need}}",
                "Hello {{first name}},\n\nYour sign-up is confirmed, thank you! See you {{slot}}, {{place}}.\n\nA question? \
                 Answer this message.",
            ),
            (Self::Before, Lang::Fr) => (
                "C’est bientôt : {{mission}}",
                "Bonjour {{prénom}},\n\nOn se voit bientôt : {{créneau}}, {{lieu}}.\n\nUn empêchement ? Dites-le ici, votre \
                 place servira à quelqu’un d’autre : {{lien}}",
            ),
            (Self::Before, Lang::En) => (
                "It’s soon: {{need}}",
                "Hello {{first name}},\n\nSee you soon: {{slot}}, {{place}}.\n\nSomething came up? Say so here, and somebody \
                 else can have your place: {{link}}",
            ),
            (Self::After, Lang::Fr) => (
                "Merci !",
                "Bonjour {{prénom}},\n\nMerci pour votre coup de main. Sans vous, « {{mission}} » n’aurait pas été la même.\n\n\
                 Comment c’était ? Un clic et une phrase suffisent : {{lien}}",
            ),
            (Self::After, Lang::En) => (
                "Thank you!",
                "Hello {{first name}},\n\nThank you for lending a hand. Without you, “{{need}}” would not have been the same.\n\n\
                 How was it? One click and one sentence are enough: {{link}}",
            ),
        };
        Rule { kind: self, active, days, subject: subject.to_owned(), body: body.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::merge::Template;

    #[test]
    fn the_usual_messages_have_only_fields_that_are_fields() {
        for kind in RuleKind::ALL {
            assert_eq!(RuleKind::from_code(kind.code()), Some(kind));
            for lang in [Lang::Fr, Lang::En] {
                let rule = kind.usual(lang);
                assert!(
                    Template::parse(&rule.subject).is_ok() && Template::parse(&rule.body).is_ok(),
                    "{rule:?}"
                );
            }
        }
    }
}
