//! `/espace/{association}/relances/messages/{message}`: one prepared message, changed or made.

use super::{Example, Origin, Sample, samples::MergeFields};
use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, Role},
        merge::Template,
    },
    forms::{ErrorSummary, LongInput, Problem, Problems, TextInput, live::FormLive},
    texts::{follow_ups, messages as say},
};
use leptos::prelude::*;
use serde::Deserialize;
use validator::Validate;

/// The form; fields are called as its inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Validate)]
#[serde(default)]
pub struct MessageForm {
    /// What it is for; the portal's own keep theirs.
    #[validate(length(min = 1, max = 60))]
    pub name: String,
    /// With merge fields.
    #[validate(length(min = 1, max = 150))]
    pub subject: String,
    /// With merge fields.
    #[validate(length(min = 1, max = 5000))]
    pub body: String,
}

impl MessageForm {
    /// Less the space around everything, so that blanks alone are nothing.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let plain = |text: &str| text.trim().to_owned();
        Self { name: plain(&self.name), subject: plain(&self.subject), body: plain(&self.body) }
    }
}

/// Checks a trimmed form; `taken` says whether another message is called so. Answers subject and body, taken apart.
///
/// # Errors
/// What is wrong, field by field.
pub fn check_message(form: &MessageForm, taken: bool) -> Result<(Template, Template), Problems> {
    let mut problems = Problems::of(form);
    if taken {
        problems.add("name", Problem::NameTaken);
    }
    let mut parsed = |field: &str, text: &str| {
        Template::parse(text).map_err(|unknown| problems.add(field, Problem::UnknownMergeField(unknown.0)))
    };
    match (parsed("subject", &form.subject), parsed("body", &form.body)) {
        (Ok(subject), Ok(body)) if problems.is_empty() => Ok((subject, body)),
        _ => Err(problems),
    }
}

/// The page.
#[component]
pub fn MessagePage(
    lang: Lang,
    association: Association,
    role: Role,
    /// In its address; `nouveau` for one that is to be.
    key: String,
    origin: Origin,
    form: MessageForm,
    problems: Problems,
    /// How a reader would get it.
    sample: Option<Sample>,
) -> AnyView {
    let all = lang.href(&format!("{}/relances/messages", association.desk()));
    let action = format!("{all}/{key}");
    let (live, removal) = (format!("{action}/vif"), format!("{action}/retrait"));
    let own = origin == Origin::Own;
    let title = if key == "nouveau" { say::new_title(lang).to_owned() } else { form.name.clone() };
    let named = own.then(|| {
        view! {
            <TextInput lang name="name" label=say::name(lang) hint=say::name_hint(lang) value=form.name.clone()
                problems=problems.clone() most=60/>
        }
    });
    let kept = key != "nouveau" && !matches!(origin, Origin::Portal(_));
    let unseen = sample.is_none();
    view! {
        <DeskFrame lang association role tab=Tab::FollowUps>
            <p class="back"><a href=all>{say::back(lang)}</a></p>
            <h1>{title}</h1>
            <ErrorSummary lang problems=problems.clone()/>
            <form class="plain-form follow-up" method="post" action=action data-live=live data-eager="" novalidate>
                <FormLive/>
                {named}
                <TextInput lang name="subject" label=follow_ups::subject(lang) value=form.subject
                    problems=problems.clone() most=150/>
                <LongInput lang name="body" label=follow_ups::body(lang) value=form.body problems rows=12/>
                <MergeFields lang/>
                <p class="in-a-row"><button class="button" type="submit">{say::save(lang)}</button></p>
                <div class:empty=unseen>
                    <div data-preview="">{sample.map(|sample| view! { <Example lang sample/> })}</div>
                </div>
            </form>
            {kept.then(|| removing(lang, own, removal))}
        </DeskFrame>
    }
    .into_any()
}

/// Giving up what one wrote: unfolds first, so that no stray click does it.
fn removing(lang: Lang, own: bool, action: String) -> AnyView {
    let (title, text, button) = if own {
        (say::delete(lang), say::delete_text(lang), say::delete_really(lang))
    } else {
        (say::put_back(lang), say::put_back_text(lang), say::put_back(lang))
    };
    view! {
        <details class="fold after-form">
            <summary>{title}</summary>
            <p>{text}</p>
            <form method="post" action=action>
                <button class="button danger" type="submit">{button}</button>
            </form>
        </details>
    }
    .into_any()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn form(name: &str, body: &str) -> MessageForm {
        MessageForm { name: name.into(), subject: "Objet".into(), body: body.into() }
    }

    #[test]
    fn a_message_is_checked_field_by_field() {
        assert!(check_message(&form("Parking", "Bonjour {{prénom}}"), false).is_ok());
        let wrong = check_message(&form("Parking", "{{prix}}"), true).unwrap_err();
        assert_eq!(wrong.get("name"), Some(&Problem::NameTaken));
        assert_eq!(wrong.get("body"), Some(&Problem::UnknownMergeField("prix".into())));
        let blank = check_message(&form(" ", "\n").trimmed(), false).unwrap_err();
        assert_eq!(
            (blank.get("name"), blank.get("body")),
            (Some(&Problem::Missing), Some(&Problem::Missing))
        );
    }
}
