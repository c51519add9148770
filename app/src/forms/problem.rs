//! What is wrong with a form, field by field.

use crate::{
    associations::LogoProblem,
    domain::{Lang, email::EmailError, merge::MergeField, numbers::whole},
    partner_feeds::FeedProblem,
    texts::{forms as say, messages, team},
};
use validator::{Validate, ValidationErrors};

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was typed or chosen.
    Missing,
    /// Longer than this many signs.
    TooLong(i64),
    /// Shorter than this many words.
    TooFewWords(i64),
    /// An e-mail address.
    Email(EmailError),
    /// Not the address of a web page.
    Link,
    /// Not a number of the register of associations.
    Rna,
    /// Not a number of the register of enterprises.
    Siren,
    /// No such place.
    PlaceUnknown,
    /// Several places are called so; some of them.
    PlaceSeveral(String),
    /// A department or region, where a commune is meant.
    PlaceTooLarge,
    /// Not one of the choices.
    Choice,
    /// Not a whole number in these bounds.
    Number(i64, i64),
    /// Not a number of hours.
    Hours,
    /// A day or time that can't be read.
    Day,
    /// A day that is over.
    Past,
    /// A time of today that is over.
    PastTime,
    /// It ends before it begins.
    EndsBefore,
    /// A slot that people are signed up for is gone.
    SlotHeld,
    /// More slots than one need may have.
    TooMany(i64),
    /// More places than one need may have.
    TooManyPlaces(i64),
    /// Sent faster than a person types (whole form).
    TooFast,
    /// Given out too long ago, or not by us (whole form).
    Stale,
    /// Somebody else changed it in the meantime (whole form).
    ChangedMeanwhile,
    /// The draft that it was opened from was published or given up in the meantime (whole form).
    DraftGone,
    /// Somebody who is invited belongs to the team already.
    InTheTeam,
    /// It would leave the association without an owner (whole form).
    LastOwner,
    /// A field in double braces that isn't one.
    UnknownMergeField(String),
    /// A file that doesn't become a logo.
    Logo(LogoProblem),
    /// More keys than one association may have (whole form).
    TooManyKeys(i64),
    /// None of the boxes is ticked.
    NothingTicked,
    /// Another prepared message is called so.
    NameTaken,
    /// Something in a free text that leads somewhere.
    LeadsAway(String),
    /// Something in a free text that swindlers write.
    Suspect(String),
    /// A feed that can't be added.
    Feed(FeedProblem),
}

impl Problem {
    /// In words: what to do.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Missing => say::missing(lang).to_owned(),
            Self::TooLong(max) => say::too_long(lang, whole(lang, *max)),
            Self::TooFewWords(least) => say::too_few_words(lang, *least),
            Self::Email(error) => error.text(lang).to_owned(),
            Self::Link => say::link(lang).to_owned(),
            Self::Rna => say::rna(lang).to_owned(),
            Self::Siren => say::siren(lang).to_owned(),
            Self::PlaceUnknown => say::place_unknown(lang).to_owned(),
            Self::PlaceSeveral(some) => say::place_several(lang, some),
            Self::PlaceTooLarge => say::place_too_large(lang).to_owned(),
            Self::Choice => say::choice(lang).to_owned(),
            Self::Number(least, most) => say::number(lang, whole(lang, *least), whole(lang, *most)),
            Self::Hours => say::hours(lang).to_owned(),
            Self::Day => say::day(lang).to_owned(),
            Self::Past => say::past(lang).to_owned(),
            Self::PastTime => say::past_time(lang).to_owned(),
            Self::EndsBefore => say::ends_before(lang).to_owned(),
            Self::SlotHeld => crate::texts::posting::held(lang).to_owned(),
            Self::TooMany(most) => say::too_many(lang, *most),
            Self::TooManyPlaces(most) => crate::texts::posting::too_many_places(lang, *most),
            Self::TooFast => say::too_fast(lang).to_owned(),
            Self::Stale => say::stale(lang).to_owned(),
            Self::ChangedMeanwhile => say::changed_meanwhile(lang).to_owned(),
            Self::DraftGone => crate::texts::posting::draft_gone(lang).to_owned(),
            Self::InTheTeam => team::in_the_team(lang).to_owned(),
            Self::LastOwner => team::last_owner(lang).to_owned(),
            Self::Logo(problem) => problem.say(lang).to_owned(),
            Self::UnknownMergeField(name) => {
                say::unknown_merge_field(lang, name, MergeField::ALL.map(|field| field.name(lang)).join(", "))
            }
            Self::Feed(problem) => problem.say(lang).to_owned(),
            Self::TooManyKeys(most) => crate::texts::api::too_many(lang, whole(lang, *most)),
            Self::NothingTicked => crate::texts::api::scopes_missing(lang).to_owned(),
            Self::NameTaken => messages::name_taken(lang).to_owned(),
            Self::LeadsAway(found) => crate::texts::share_friends::leads_away(lang, found),
            Self::Suspect(found) => crate::texts::share_friends::suspect(lang, found),
        }
    }
}

/// At most one problem a field, by the name of its input; `""` for the whole form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<(String, Problem)>);

impl Problems {
    /// A single one.
    #[must_use]
    pub fn one(field: &str, problem: Problem) -> Self {
        Self(vec![(field.to_owned(), problem)])
    }

    /// What `validator` has against a form whose fields are called as its inputs: lengths (`length`), of which the
    /// least says that the field is mandatory.
    #[must_use]
    pub fn of(form: &impl Validate) -> Self {
        let mut problems = Self::default();
        if let Err(errors) = form.validate() {
            problems.take(&errors);
        }
        problems
    }

    fn take(&mut self, errors: &ValidationErrors) {
        for (field, errors) in errors.field_errors() {
            let Some(error) = errors.first() else { continue };
            let number = |name: &str| error.params.get(name).and_then(serde_json::Value::as_i64);
            let empty = error.params.get("value").is_some_and(|value| value.as_str() == Some(""));
            let problem = match number("max") {
                Some(max) if !empty => Problem::TooLong(max),
                _ => Problem::Missing,
            };
            self.add(&field, problem);
        }
    }

    /// Notes a problem, unless the field has one.
    pub fn add(&mut self, field: &str, problem: Problem) {
        if self.get(field).is_none() {
            self.0.push((field.to_owned(), problem));
        }
    }

    /// The problem of one field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Problem> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, problem)| problem)
    }

    /// Whether all is well.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, those of the whole form last.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Problem)> {
        let all = || self.0.iter().map(|(field, problem)| (field.as_str(), problem));
        all().filter(|(field, _)| !field.is_empty()).chain(all().filter(|(field, _)| field.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Validate)]
    struct Form {
        #[validate(length(min = 1, max = 5))]
        name: String,
        #[validate(length(max = 3))]
        about: String,
    }

    #[test]
    fn lengths_are_said_by_validator() {
        let form = |name: &str, about: &str| {
            let problems = Problems::of(&Form { name: name.to_owned(), about: about.to_owned() });
            (problems.get("name").cloned(), problems.get("about").cloned())
        };
        assert_eq!(form("Zoé", ""), (None, None));
        assert_eq!(form("", "abcd"), (Some(Problem::Missing), Some(Problem::TooLong(3))));
        assert_eq!(form("abcdef", "abc"), (Some(Problem::TooLong(5)), None));
    }
}
