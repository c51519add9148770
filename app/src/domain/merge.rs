//! Messages with fields that each reader finds filled in: `Bonjour {{prénom}},`.

use super::{Lang, text::fold};

/// A field that a message may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeField {
    /// The volunteer's first name.
    FirstName,
    /// The need's title.
    Need,
    /// When the slot is, in words.
    Slot,
    /// Where, in words.
    Place,
    /// The association's name.
    Association,
    /// The volunteer's own link, by which they see, change and cancel.
    Link,
}

impl MergeField {
    /// All of them, the most used first.
    pub const ALL: [Self; 6] =
        [Self::FirstName, Self::Need, Self::Slot, Self::Place, Self::Association, Self::Link];

    /// What stands between the braces.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::FirstName, Lang::Fr) => "prénom",
            (Self::FirstName, Lang::En) => "first name",
            (Self::Need, Lang::Fr) => "mission",
            (Self::Need, Lang::En) => "need",
            (Self::Slot, Lang::Fr) => "créneau",
            (Self::Slot, Lang::En) => "slot",
            (Self::Place, Lang::Fr) => "lieu",
            (Self::Place, Lang::En) => "place",
            (Self::Association, _) => "association",
            (Self::Link, Lang::Fr) => "lien",
            (Self::Link, Lang::En) => "link",
        }
    }

    /// The field called so, in either language, whatever the accents, the case and the space around it.
    #[must_use]
    pub fn called(name: &str) -> Option<Self> {
        let wanted = fold(name);
        let is = |field: &Self| [Lang::Fr, Lang::En].iter().any(|lang| fold(field.name(*lang)) == wanted);
        Self::ALL.into_iter().find(is)
    }
}

/// A message taken apart: it has no field that isn't one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Field(MergeField),
}

/// What stood in double braces and is no field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownField(pub String);

impl Template {
    /// Whether it reads differently for each need and slot, and not only for each person.
    #[must_use]
    pub fn is_about_need(&self) -> bool {
        let of_need = [MergeField::Need, MergeField::Slot, MergeField::Place];
        self.0.iter().any(|piece| matches!(piece, Piece::Field(field) if of_need.contains(field)))
    }

    /// Takes a message apart.
    ///
    /// # Errors
    /// The first field that isn't one, or isn't closed.
    pub fn parse(message: &str) -> Result<Self, UnknownField> {
        let mut pieces = Vec::new();
        let mut rest = message;
        while let Some((words, after)) = rest.split_once("{{") {
            let unknown = |name: &str| UnknownField(name.trim().chars().take(40).collect());
            let (name, after) = after.split_once("}}").ok_or_else(|| unknown(after))?;
            let field = MergeField::called(name).ok_or_else(|| unknown(name))?;
            pieces.push(Piece::Words(words.to_owned()));
            pieces.push(Piece::Field(field));
            rest = after;
        }
        pieces.push(Piece::Words(rest.to_owned()));
        Ok(Self(pieces))
    }

    /// The message as one reader gets it.
    #[must_use]
    pub fn fill(&self, value: impl Fn(MergeField) -> String) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Field(field) => out.push_str(&value(*field)),
            }
        }
        out
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filled(message: &str) -> String {
        Template::parse(message).unwrap().fill(|field| format!("<{}>", field.name(Lang::En)))
    }

    #[test]
    fn fields_are_filled_in_either_language() {
        assert_eq!(filled("Bonjour {{prénom}},"), "Bonjour <first name>,");
        assert_eq!(
            filled("{{ PRENOM }} {{First Name}} {{créneau}}{{lien}}"),
            "<first name> <first name> <slot><link>"
        );
        assert_eq!(filled("{ rien } }} {"), "{ rien } }} {");
    }

    #[test]
    fn what_is_no_field_is_named() {
        assert_eq!(Template::parse("a {{prix}} b"), Err(UnknownField("prix".into())));
        assert_eq!(Template::parse("a {{prénom b"), Err(UnknownField("prénom b".into())));
        assert_eq!(Template::parse("{{}}"), Err(UnknownField(String::new())));
    }

    proptest! {
        #[test]
        fn words_stay_as_they_are(words in "[^{}]{0,80}", more in "[^{}]{0,80}") {
            prop_assert_eq!(filled(&format!("{words}{{{{mission}}}}{more}")), format!("{words}<need>{more}"));
        }

        #[test]
        fn what_is_filled_in_is_never_read_again(value in ".{0,40}") {
            let template = Template::parse("{{prénom}}").unwrap();
            prop_assert_eq!(template.fill(|_| value.clone()), value);
        }

        #[test]
        fn nothing_makes_it_stumble(message in ".{0,200}") {
            let _ = Template::parse(&message);
        }
    }
}
