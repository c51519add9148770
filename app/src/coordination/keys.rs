//! `/espace/{association}/cles`: the keys of an association's own programs.

use super::{DeskFrame, Tab};
use crate::{
    domain::{
        Lang,
        api_key::{LONGEST_NAME, Scope},
        association::{Association, Role},
    },
    forms::{Choice, ErrorSummary, Problem, Problems, TextInput, field_class, note_id},
    texts::api as say,
};
use leptos::prelude::*;

/// How long a key may work: what is sent, and days (`None` for always).
pub const LIVES: [(&str, Option<i64>); 4] =
    [("", None), ("30", Some(30)), ("90", Some(90)), ("365", Some(365))];

/// What a key may do, in words.
fn may(lang: Lang, scope: Scope) -> &'static str {
    match scope {
        Scope::NeedsWrite => say::scope_needs(lang),
        Scope::SignUpsRead => say::scope_read(lang),
        Scope::SignUpsWrite => say::scope_write(lang),
    }
}

/// A key to be made, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyForm {
    /// What it is called.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// How long.
    pub life: String,
    /// What tells this form from all others.
    pub once: String,
}

impl KeyForm {
    /// What is wrong with it, but for how long it works.
    #[must_use]
    pub fn check(&self) -> Problems {
        let mut problems = Problems::default();
        if self.name.is_empty() {
            problems.add("name", Problem::Missing);
        } else if u32::try_from(self.name.chars().count()).is_ok_and(|signs| signs > LONGEST_NAME) {
            problems.add("name", Problem::TooLong(LONGEST_NAME.into()));
        }
        if self.scopes.is_empty() {
            problems.add("droit", Problem::NothingTicked);
        }
        problems
    }
}

/// A key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKeyLine {
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// How it begins.
    pub begins: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// The day on which it was made, in words.
    pub made: String,
    /// By whom.
    pub by: KeyMaker,
    /// The last day on which it was used.
    pub used: Option<String>,
    /// Whether it works.
    pub standing: KeyStanding,
}

/// Who made a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyMaker {
    /// Somebody of the team, as its members see them.
    InTheTeam(String),
    /// Somebody who has left it.
    Left(String),
    /// Somebody whose account is gone.
    Gone,
}

impl KeyMaker {
    /// In words; and what to do about a key that works still though its maker has left.
    fn say(&self, lang: Lang, works: bool) -> String {
        match self {
            Self::Left(name) if works => say::made_by_left(lang, name),
            Self::InTheTeam(name) | Self::Left(name) => say::made_by(lang, name),
            Self::Gone => say::made_by_gone(lang).to_owned(),
        }
    }
}

/// Whether a key works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyStanding {
    /// It does, until that day if it ends.
    Works(Option<String>),
    /// It was revoked that day.
    Revoked(String),
    /// It expired that day.
    Expired(String),
}

/// The page.
#[component]
pub fn KeysPage(
    lang: Lang,
    association: Association,
    role: Role,
    keys: Vec<ApiKeyLine>,
    form: KeyForm,
    problems: Problems,
    notice: Option<String>,
    /// Name and text of the key that was just made.
    made: Option<(String, String)>,
) -> impl IntoView {
    let path = lang.href(&format!("{}/cles", association.desk()));
    let none = keys.is_empty();
    let lines = keys.into_iter().map(|key| line(lang, &path, key)).collect_view();
    let summary = problems.clone();
    view! {
        <DeskFrame lang association role tab=Tab::Keys notice=notice>
            <h1>{say::keys_title(lang)}</h1>
            <p>
                {say::keys_intro(lang)} " "
                <a href=lang.href("/developpeurs#cles")>{say::keys_docs(lang)}</a>
            </p>
            {made.map(|(name, key)| made_now(lang, &name, key))}
            <ErrorSummary lang problems=summary/>
            {none.then(|| view! { <p>{say::none(lang)}</p> })}
            <ul class="team keys" role="list">{lines}</ul>
            {make(lang, &path, form, problems)}
        </DeskFrame>
    }
}

/// The key, to be copied; it stands in a field so that one press selects all of it.
fn made_now(lang: Lang, name: &str, key: String) -> AnyView {
    view! {
        <section class="panel key-made" role="status">
            <h2>{say::made_title(lang, name)}</h2>
            <p>{say::made_text(lang)}</p>
            <label for="key">{say::made_label(lang)}</label>
            <textarea id="key" rows="2" readonly="" spellcheck="false" autocomplete="off">{key}</textarea>
        </section>
    }
    .into_any()
}

fn line(lang: Lang, path: &str, key: ApiKeyLine) -> AnyView {
    let works = matches!(key.standing, KeyStanding::Works(_));
    let (badge, tone) =
        if works { (say::works(lang), "badge good") } else { (say::over(lang), "badge calm") };
    let scopes = key.scopes.iter().map(|scope| may(lang, *scope)).collect::<Vec<_>>().join(" · ");
    let ends = match key.standing {
        KeyStanding::Works(ends) => ends.map(|day| say::ends_on(lang, day)),
        KeyStanding::Revoked(day) => Some(say::revoked_on(lang, day)),
        KeyStanding::Expired(day) => Some(say::expired_on(lang, day)),
    };
    let used = key.used.map_or_else(|| say::used_never(lang).to_owned(), |day| say::used_on(lang, day));
    let days = [Some(say::made_on(lang, key.made)), Some(used), ends];
    let days = days.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let revoke = works.then(|| {
        view! {
            <form method="post" action=format!("{path}/{}/retrait", key.id)>
                <button class="button quiet" type="submit" aria-label=say::revoke_of(lang, &key.name)>
                    {say::revoke(lang)}
                </button>
            </form>
        }
    });
    view! {
        <li>
            <p class="team-who">
                <strong>{key.name}</strong> " " <span class=tone>{badge}</span>
                <span class="small"><code>{key.begins} "…"</code></span>
                <span class="small">{scopes}</span>
                <span class="small">{key.by.say(lang, works)}</span>
                <span class="small">{days}</span>
            </p>
            {revoke}
        </li>
    }
    .into_any()
}

fn make(lang: Lang, path: &str, form: KeyForm, problems: Problems) -> AnyView {
    let lives =
        [say::life_always(lang), say::life_month(lang), say::life_quarter(lang), say::life_year(lang)];
    let options = LIVES.into_iter().zip(lives).map(|((code, _), words)| (code.to_owned(), words.to_owned()));
    let options = options.collect::<Vec<_>>();
    let wrong = problems.get("droit").map(|problem| problem.say(lang));
    let classes = format!("{} tick scopes", field_class(wrong.is_some()));
    let boxes = Scope::ALL
        .into_iter()
        .enumerate()
        .map(|(index, scope)| {
            // The summary of what is wrong leads to the first box.
            let id = if index == 0 { "droit".to_owned() } else { format!("droit-{index}") };
            let ticked = form.scopes.contains(&scope);
            view! {
                <label for=id.clone()>
                    <input id=id.clone() name="droit" type="checkbox" value=scope.code() checked=ticked/>
                    <span>{may(lang, scope)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <section class="team-invite">
            <h2>{say::make_title(lang)}</h2>
            <form class="plain-form" method="post" action=path.to_owned()>
                <input type="hidden" name="once" value=form.once/>
                <TextInput lang name="name" label=say::name(lang) hint=say::name_hint(lang) value=form.name
                    problems=problems.clone() most=LONGEST_NAME/>
                <fieldset class=classes aria-describedby=note_id("droit")>
                    <legend class="label">{say::scopes(lang)}</legend>
                    <p class="note" id=note_id("droit")>{wrong}</p>
                    {boxes}
                </fieldset>
                <Choice lang name="duree" label=say::life(lang) value=form.life problems options optional=true/>
                <button class="button" type="submit">{say::make(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_a_name_and_may_do_something() {
        let form = |name: &str, scopes: &[Scope]| {
            let form = KeyForm { name: name.to_owned(), scopes: scopes.to_vec(), ..KeyForm::default() };
            let problems = form.check();
            (problems.get("name").cloned(), problems.get("droit").cloned())
        };
        assert_eq!(form("Site", &[Scope::NeedsWrite]), (None, None));
        assert_eq!(form("", &[]), (Some(Problem::Missing), Some(Problem::NothingTicked)));
        assert_eq!(form(&"é".repeat(61), &[Scope::SignUpsRead]), (Some(Problem::TooLong(60)), None));
    }

    #[test]
    fn nobody_is_told_to_revoke_what_works_no_more() {
        let left = KeyMaker::Left("Nadia".to_owned());
        assert!(left.say(Lang::Fr, true).contains("retirez-la"));
        assert_eq!(left.say(Lang::Fr, false), "faite par Nadia");
    }
}
