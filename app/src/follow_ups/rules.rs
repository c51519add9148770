//! `/espace/{association}/relances/regles`: the messages that go out by themselves.

use super::{Example, example, samples::MergeFields};
use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, Role},
        merge::Template,
        rule::{DAYS_MAX, Rule, RuleKind},
    },
    forms::{ErrorSummary, Problem, Problems, live::FormLive, note_id},
    texts::{follow_ups as say, messages},
    ui::TextArea,
};
use leptos::prelude::*;
use serde::Deserialize;

/// A rule as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    /// [`RuleKind::code`].
    pub kind: String,
    /// Ticked or not.
    pub active: String,
    /// A number.
    pub days: String,
    /// With merge fields.
    pub subject: String,
    /// With merge fields.
    pub body: String,
}

/// Checks a rule.
///
/// # Errors
/// What is wrong, field by field.
pub fn check_rule(form: &RuleForm) -> Result<Rule, Problems> {
    let mut problems = Problems::default();
    let kind = RuleKind::from_code(&form.kind);
    let days = match kind {
        Some(RuleKind::Before) => form.days.trim().parse().ok().filter(|days| (1..=DAYS_MAX).contains(days)),
        _ => Some(0),
    };
    if days.is_none() {
        problems.add("days", Problem::Number(1, DAYS_MAX));
    }
    for (name, text, most) in [("subject", &form.subject, 150), ("body", &form.body, 5000)] {
        if text.trim().is_empty() {
            problems.add(name, Problem::Missing);
        } else if text.chars().count() > most {
            problems.add(name, Problem::TooLong(i64::try_from(most).unwrap_or(i64::MAX)));
        } else if let Err(unknown) = Template::parse(text) {
            problems.add(name, Problem::UnknownMergeField(unknown.0));
        }
    }
    match (kind, days) {
        (Some(kind), Some(days)) if problems.is_empty() => Ok(Rule {
            kind,
            active: !form.active.is_empty(),
            days,
            subject: form.subject.trim().to_owned(),
            body: form.body.trim().to_owned(),
        }),
        _ => Err(problems),
    }
}

/// The page: each rule a form of its own.
#[component]
pub fn RulesPage(
    lang: Lang,
    association: Association,
    role: Role,
    rules: Vec<Rule>,
    /// What was typed for one of them and is not right.
    wrong: Option<(RuleForm, Problems)>,
    notice: Option<String>,
) -> impl IntoView {
    let action = lang.href(&format!("{}/relances/regles", association.desk()));
    let name = association.name.clone();
    let forms = rules
        .into_iter()
        .map(|rule| {
            let typed = wrong.clone().filter(|(form, _)| form.kind == rule.kind.code());
            one(lang, &action, &name, &rule, typed)
        })
        .collect_view();
    view! {
        <DeskFrame lang association role tab=Tab::FollowUps notice>
            <h1>{say::rules_title(lang)}</h1>
            <p>{say::rules_intro(lang)}</p>
            <div class="follow-up"><MergeFields lang/></div>
            <FormLive/>
            {forms}
        </DeskFrame>
    }
}

fn one(
    lang: Lang,
    action: &str,
    association: &str,
    rule: &Rule,
    typed: Option<(RuleForm, Problems)>,
) -> AnyView {
    let code = rule.kind.code();
    let title = match rule.kind {
        RuleKind::SignedUp => say::rule_signed_up(lang),
        RuleKind::Before => say::rule_before(lang),
        RuleKind::After => say::rule_after(lang),
    };
    let (form, problems) = typed.unwrap_or_else(|| {
        let form = RuleForm {
            kind: code.to_owned(),
            active: if rule.active { "oui".to_owned() } else { String::new() },
            days: rule.days.to_string(),
            subject: rule.subject.clone(),
            body: rule.body.clone(),
        };
        (form, Problems::default())
    });
    let id = |name: &str| format!("{code}-{name}");
    let problem = |name: &str| problems.get(name).map(|problem| problem.say(lang)).unwrap_or_default();
    let class = |name: &str| crate::forms::field_class(problems.get(name).is_some());
    let sample = match (Template::parse(&form.subject), Template::parse(&form.body)) {
        (Ok(subject), Ok(body)) => Some(example(lang, association, &subject, &body)),
        _ => None,
    };
    let days = (rule.kind == RuleKind::Before).then(|| {
        view! {
            <div class=class("days") data-field="days">
                <label for=id("days")>{say::rule_days(lang)}</label>
                <p class="note" id=note_id(&id("days")) data-hint="" aria-live="polite">{problem("days")}</p>
                <div class="input">
                    <input id=id("days") name="days" type="number" min="1" max=DAYS_MAX.to_string() inputmode="numeric"
                        value=form.days.clone() aria-describedby=note_id(&id("days"))/>
                </div>
            </div>
        }
    });
    view! {
        <section class="standing rule" aria-labelledby=id("title")>
            <h2 id=id("title")>{title}</h2>
            <ErrorSummary lang problems=problems.clone() prefix=format!("{code}-")/>
            <form class="plain-form" method="post" action=action.to_owned() data-live=format!("{action}/vif")
                data-eager="" novalidate>
                <input type="hidden" name="kind" value=code/>
                <div class="field tick">
                    <label for=id("active")>
                        <input id=id("active") name="active" type="checkbox" value="oui" checked=!form.active.is_empty()/>
                        <span>{say::rule_active(lang)}</span>
                    </label>
                </div>
                {days}
                <div class=class("subject") data-field="subject">
                    <label for=id("subject")>{say::subject(lang)}</label>
                    <p class="note" id=note_id(&id("subject")) data-hint="" aria-live="polite">{problem("subject")}</p>
                    <div class="input">
                        <input id=id("subject") name="subject" type="text" maxlength="150" value=form.subject.clone()
                            aria-describedby=note_id(&id("subject"))/>
                    </div>
                </div>
                <div class=class("body") data-field="body">
                    <label for=id("body")>{say::body(lang)}</label>
                    <p class="note" id=note_id(&id("body")) data-hint="" aria-live="polite">{problem("body")}</p>
                    <div class="input">
                        <TextArea id=id("body") name="body" value=form.body.clone() rows=7
                            described_by=note_id(&id("body")) invalid=problems.get("body").is_some()/>
                    </div>
                </div>
                <button class="button" type="submit">{say::rule_save(lang)}</button>
                <details class="fold">
                    <summary>{messages::example(lang)}</summary>
                    <div data-preview="">{sample.map(|sample| view! { <Example lang sample/> })}</div>
                </details>
            </form>
        </section>
    }
    .into_any()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn typed(kind: &str, days: &str, body: &str) -> RuleForm {
        RuleForm {
            kind: kind.into(),
            active: "oui".into(),
            days: days.into(),
            subject: "Bientôt".into(),
            body: body.into(),
        }
    }

    #[test]
    fn a_rule_is_checked_field_by_field() {
        assert_eq!(check_rule(&typed("before", "3", "Bonjour")).unwrap().days, 3);
        assert_eq!(check_rule(&typed("after", "x", "Bonjour")).unwrap().days, 0);
        for days in ["0", "15", "", "deux"] {
            let wrong = check_rule(&typed("before", days, "Bonjour")).unwrap_err();
            assert_eq!(wrong.get("days"), Some(&Problem::Number(1, DAYS_MAX)), "{days}");
        }
        let wrong = check_rule(&typed("after", "", "{{prix}}")).unwrap_err();
        assert_eq!(wrong.get("body"), Some(&Problem::UnknownMergeField("prix".into())));
        assert!(check_rule(&typed("jamais", "", "a")).is_err());
    }
}
