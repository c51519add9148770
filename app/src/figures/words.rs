//! What steps, sources, channels, fields, days and months are called.

use crate::{
    domain::{
        Lang, dates,
        figures::{Period, Source, Step, day_of, month_of},
        share::Channel,
    },
    sign_ups::FormField,
    texts::figures as say,
};
use jiff::civil::Date;

/// A step.
#[must_use]
pub fn step_words(lang: Lang, step: Step) -> &'static str {
    match step {
        Step::Seen => say::seen(lang),
        Step::Liked => say::liked(lang),
        Step::Shared => say::shared(lang),
        Step::Followed => say::followed(lang),
        Step::Begun => say::begun(lang),
        Step::Left => say::left(lang),
        Step::Finished => say::finished(lang),
        Step::Confirmed => say::confirmed(lang),
        Step::Accepted => say::accepted(lang),
        Step::Came => say::came(lang),
    }
}

/// The same at the head of a column, of the steps that lead from one to the next.
pub(super) fn short_step_words(lang: Lang, step: Step) -> &'static str {
    match step {
        Step::Seen => say::short_seen(lang),
        Step::Begun => say::short_begun(lang),
        Step::Finished => say::short_finished(lang),
        Step::Confirmed => say::short_confirmed(lang),
        Step::Accepted => say::short_accepted(lang),
        Step::Came => say::short_came(lang),
        other => step_words(lang, other),
    }
}

/// A channel; those that have a name of their own keep it.
#[must_use]
pub fn channel_words(lang: Lang, channel: Channel) -> String {
    match channel {
        Channel::Sheet => say::channel_sheet(lang),
        Channel::Link => say::channel_link(lang),
        Channel::Email => say::channel_email(lang),
        Channel::Friends => say::channel_friends(lang),
        Channel::Sms => say::channel_sms(lang),
        Channel::Poster => say::channel_poster(lang),
        Channel::Whatsapp => "WhatsApp",
        Channel::Facebook => "Facebook",
        Channel::Linkedin => "LinkedIn",
        Channel::X => "X",
        Channel::Mastodon => "Mastodon",
        Channel::Bluesky => "Bluesky",
    }
    .to_owned()
}

/// Where people come from.
#[must_use]
pub fn source_words(lang: Lang, source: &Source) -> String {
    match source {
        Source::Direct => say::source_direct(lang).to_owned(),
        Source::Here => say::source_here(lang).to_owned(),
        Source::Other => say::source_other(lang).to_owned(),
        Source::Shared(channel) => say::source_shared(lang, channel_words(lang, channel.0)),
        Source::Campaign(name) => say::source_campaign(lang, name),
        Source::Host(host) => host.clone(),
    }
}

/// A field of the sign-up form, by the name of its input.
#[must_use]
pub fn field_words(lang: Lang, name: &str) -> &'static str {
    match FormField::from_name(name) {
        Some(FormField::Slot) => say::field_slot(lang),
        Some(FormField::FirstName) => say::field_first_name(lang),
        Some(FormField::Email) => say::field_email(lang),
        Some(FormField::Minor) => say::field_minor(lang),
        Some(FormField::ParentEmail) => say::field_parent(lang),
        Some(FormField::LastName) => say::field_last_name(lang),
        Some(FormField::Phone) => say::field_phone(lang),
        Some(FormField::Message) => say::field_message(lang),
        Some(FormField::Whole) | None => "",
    }
}

/// A month with its year: `novembre 2026`.
#[must_use]
pub fn month_words(lang: Lang, month: Date) -> String {
    dates::month(lang, month)
}

/// A column's day or month, in full.
pub(super) fn column_words(lang: Lang, period: Period, column: i64, today: Date) -> String {
    let words = match period {
        Period::Days => day_of(column).map(|day| dates::short_day(lang, day, today)),
        Period::Year | Period::All => month_of(column).map(|month| month_words(lang, month)),
    };
    words.unwrap_or_default()
}

/// The same below a chart, where room is scarce.
pub(super) fn column_mark(lang: Lang, period: Period, column: i64) -> String {
    let words = match period {
        Period::Days => day_of(column).map(|day| format!("{}/{}", day.day(), day.month())),
        Period::Year | Period::All => {
            month_of(column).map(|month| dates::short_month(lang, month).to_owned())
        }
    };
    words.unwrap_or_default()
}
