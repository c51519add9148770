//! A message as one reader gets it: its fields filled in.

use super::unsubscribe;
use crate::{
    mail::{
        Letter,
        letters_to_volunteers::{self, Also},
    },
    sign_ups::Subject,
    state::App,
    store::sign_ups::SignUpRow,
};
use app::{
    domain::{
        Lang,
        firm_spaces::firm,
        merge::{MergeField, Template},
    },
    texts,
};

/// A sign-up with what it is for.
pub struct Reader<'a> {
    /// The need and slot.
    pub subject: &'a Subject,
    /// Who reads.
    pub sign_up: &'a SignUpRow,
    /// The token of their own link in this letter.
    pub token: &'a str,
}

/// What is written to everybody alike.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// One line.
    pub subject: &'a Template,
    /// What it says.
    pub body: &'a Template,
    /// Where answers go, if not to the portal.
    pub reply_to: Option<&'a str>,
    /// What else the reader is in for.
    pub also: &'a [Also],
    /// It tells of a change: there is nothing to unsubscribe from.
    pub news: bool,
}

impl Reader<'_> {
    /// The message with its fields filled in.
    #[must_use]
    pub fn fill(&self, template: &Template) -> String {
        let context = self.subject.context_of(self.sign_up);
        let lang = context.lang;
        let filled = template.fill(|field| match field {
            MergeField::FirstName => self.sign_up.first_name.clone(),
            MergeField::Need => context.need_title.clone(),
            MergeField::Slot => context
                .when
                .clone()
                .or_else(|| self.subject.need.schedule.clone())
                .unwrap_or_else(|| texts::follow_ups::any_time(lang).to_owned()),
            MergeField::Place => {
                context.place.clone().unwrap_or_else(|| texts::follow_ups::from_home(lang).to_owned())
            }
            MergeField::Association => context.association.clone(),
            MergeField::Link => {
                format!("{}{}", context.public_url, lang.href(&format!("/inscriptions/{}", self.token)))
            }
        });
        if lang == Lang::Fr { firm(&filled) } else { filled }
    }

    /// The letter.
    #[must_use]
    pub fn letter(&self, app: &App, words: Words<'_>) -> Letter {
        let context = self.subject.context_of(self.sign_up);
        let (subject, body) = (self.fill(words.subject), self.fill(words.body));
        let unsubscribe = (!words.news).then(|| unsubscribe::address(app, self.sign_up));
        let letter = letters_to_volunteers::follow_up(
            &context,
            &self.sign_up.email,
            (&subject, &body, words.also),
            self.token,
            unsubscribe,
        );
        Letter { reply_to: words.reply_to.map(str::to_owned), ..letter }
    }
}
