//! Messages as their readers will get them, before anything is sent.

use crate::{
    domain::{
        Lang,
        merge::{MergeField, Template},
    },
    texts::{follow_ups as say, messages},
};
use leptos::prelude::*;

/// One mail as somebody will get it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// To whom; nothing where nobody is meant yet.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its words.
    pub body: String,
}

/// What somebody who doesn't exist would get.
#[must_use]
pub fn example(lang: Lang, association: &str, subject: &Template, body: &Template) -> Sample {
    let value = |field: MergeField| match field {
        MergeField::FirstName => messages::example_name(lang).to_owned(),
        MergeField::Need => messages::example_need(lang).to_owned(),
        MergeField::Slot => messages::example_slot(lang).to_owned(),
        MergeField::Place => messages::example_place(lang).to_owned(),
        MergeField::Association => association.to_owned(),
        MergeField::Link => say::own_link(lang).to_owned(),
    };
    Sample { to: String::new(), subject: subject.fill(value), body: body.fill(value) }
}

/// What stands between double braces, all of it.
#[component]
pub fn MergeFields(lang: Lang) -> impl IntoView {
    let fields = MergeField::ALL.map(|field| format!("{{{{{}}}}}", field.name(lang))).join("  ");
    view! { <p class="small fields">{say::fields(lang)} " " <span>{fields}</span></p> }
}

/// The first few of those who are written to.
#[component]
pub fn Samples(lang: Lang, samples: Vec<Sample>) -> impl IntoView {
    let mails = samples.into_iter().map(|sample| view! { <li>{mail(sample)}</li> }).collect_view();
    view! {
        <section class="samples" aria-labelledby="samples">
            <h2 id="samples">{say::samples(lang)}</h2>
            <ul role="list">{mails}</ul>
        </section>
    }
}

/// One, of somebody who doesn't exist.
#[component]
pub fn Example(lang: Lang, sample: Sample) -> impl IntoView {
    view! {
        <div class="samples">
            <p class="small">{messages::example(lang)}</p>
            <div class="sample">{mail(sample)}</div>
        </div>
    }
}

fn mail(sample: Sample) -> AnyView {
    view! {
        {(!sample.to.is_empty()).then(|| view! { <p class="small">{sample.to}</p> })}
        <p><b>{sample.subject}</b></p>
        <p class="lines">{sample.body}</p>
    }
    .into_any()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_example_has_every_field_filled_in() {
        for lang in Lang::ALL {
            let all: String = MergeField::ALL.map(|field| format!("{{{{{}}}}} ", field.name(lang))).concat();
            let template = Template::parse(&all).unwrap();
            let sample = example(lang, "Les Mains", &template, &template);
            assert!(!sample.body.contains('{') && sample.body.contains("Les Mains"), "{}", sample.body);
            assert_eq!(sample.subject, sample.body);
        }
    }
}
