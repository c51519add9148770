//! `/espace/{association}/missions/nouvelle` and `/espace/{association}/missions/{need}`: one page, on which a need
//! is posted or changed.

use super::{NeedForm, Times, Untold, UntoldNews, other_places::OtherPlaces, rows::Held};
use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Field, Lang,
        activity::{self, Family},
        association::{Association, AssociationState, Role},
    },
    forms::{
        Choice, Difference, Differences, ErrorSummary, GroupedChoice, LongInput, Problems, TextInput, Tick,
        field_class, live::FormLive, note_id,
    },
    places::PlaceField,
    reports::{Review, ReviewNote},
    texts::{activities, posting as say, share_kit},
};
use leptos::prelude::*;

/// What the page is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    /// The need that is changed; none while it is new.
    pub need: Option<i64>,
    /// Where visitors read it.
    pub public: Option<String>,
    /// Slots that people are signed up for: id, how many.
    pub held: Vec<(i64, i64)>,
    /// What people who signed up don't know yet.
    pub untold: Vec<Untold>,
    /// What somebody else changed since this form was given out.
    pub differences: Vec<Difference>,
    /// Why the public doesn't see it, if it doesn't.
    pub review: Option<Review>,
    /// What has just been done.
    pub notice: Option<String>,
}

/// The page.
#[component]
pub fn PostingPage(
    lang: Lang,
    association: Association,
    role: Role,
    form: NeedForm,
    problems: Problems,
    stage: Stage,
    /// The need as visitors will read it, if that was asked for.
    #[prop(default = None)]
    preview: Option<AnyView>,
) -> AnyView {
    let path = stage.need.map_or_else(|| "nouvelle".to_owned(), |id| id.to_string());
    let action = lang.href(&format!("{}/missions/{path}", association.desk()));
    // What the button does, and what it promises.
    let (submit, act) = match (stage.need, association.state) {
        (Some(_), _) => (say::save(lang), "publish"),
        (None, AssociationState::Approved) => (say::publish(lang), "publish"),
        (None, AssociationState::Pending | AssociationState::Asked) => (say::publish_later(lang), "publish"),
        (None, AssociationState::Refused) => (say::save_draft(lang), "draft"),
    };
    let title = if stage.need.is_some() { say::change_title(lang) } else { say::new_title(lang) };
    let held = stage
        .held
        .into_iter()
        .map(|(slot, people)| Held { slot, people, href: format!("{action}/creneaux/{slot}") })
        .collect();
    let live = format!("{action}/vif");
    let of = association.clone();
    let new = stage.need.is_none();
    let public = stage.public.map(|path| {
        let kit = format!("{action}/partager");
        view! {
            <p class="about-links">
                <a href=lang.href(&path)>{say::see_public(lang)}</a>
                <a href=kit>{share_kit::link(lang)}</a>
            </p>
        }
    });
    let previewed = preview.is_some();
    let drafted = !form.draft.is_empty();
    view! {
        <DeskFrame lang association role tab=Tab::Needs notice=stage.notice>
            <div class="posting">
                <div class="posting-form">
                    <h1>{title}</h1>
                    {public}
                    <UntoldNews lang association=of untold=stage.untold/>
                    {stage.review.map(|review| view! { <ReviewNote lang review/> })}
                    {new.then(|| view! { <p>{say::intro(lang)}</p> })}
                    <ErrorSummary lang problems=problems.clone() labels=labels(lang)/>
                    <Differences lang differences=stage.differences/>
                    <form class="plain-form" method="post" action=action data-live=live novalidate>
                        <FormLive/>
                        // Enter sends the form by its first button.
                        <button class="away" type="submit" name="act" value=act tabindex="-1" aria-hidden="true">
                            {submit}
                        </button>
                        <input type="hidden" name="draft" value=form.draft.clone()/>
                        <input type="hidden" name="once" value=form.once.clone()/>
                        <input type="hidden" name="version" value=form.version.clone()/>
                        <Fields lang form problems held/>
                        <p class="actions">
                            <button class="button big" type="submit" name="act" value=act>{submit}</button>
                            <button class="button quiet" type="submit" name="act" value="preview">{say::preview(lang)}</button>
                            {(act == "publish")
                                .then(|| {
                                    view! {
                                        <button class="button quiet" type="submit" name="act" value="draft">{say::save_draft(lang)}</button>
                                    }
                                })}
                            {drafted
                                .then(|| {
                                    view! {
                                        <button class="button quiet" type="submit" name="act" value="drop">{say::drop(lang)}</button>
                                    }
                                })}
                        </p>
                        <p class="small" data-saved="" role="status"></p>
                    </form>
                </div>
                <aside class="posting-preview" aria-labelledby="preview" class:empty=!previewed>
                    <h2 id="preview">{say::preview_title(lang)}</h2>
                    <div data-preview="">{preview}</div>
                </aside>
            </div>
        </DeskFrame>
    }
    .into_any()
}

/// What the fields are called.
fn labels(lang: Lang) -> Vec<(&'static str, &'static str)> {
    vec![
        ("title", say::title(lang)),
        ("description", say::description(lang)),
        ("domaine", say::field(lang)),
        ("lieu", crate::texts::associations::place(lang)),
        ("street", say::street(lang)),
        ("schedule", say::schedule(lang)),
        ("seats", say::seats(lang)),
        ("day", say::day(lang)),
        ("from", say::from(lang)),
        ("until", say::until(lang)),
        ("places", say::places(lang)),
        ("repeat", say::repeat(lang)),
        ("requirements", say::requirements(lang)),
        ("audience", say::audience(lang)),
        ("url", say::url(lang)),
        ("last_day", say::last_day(lang)),
    ]
}

#[component]
fn Fields(lang: Lang, form: NeedForm, problems: Problems, held: Vec<Held>) -> AnyView {
    let fields = Field::ALL
        .into_iter()
        .map(|field| (field.code().to_owned(), field.label(lang).to_owned()))
        .collect::<Vec<_>>();
    let remote = [
        ("no", say::remote_no(lang)),
        ("possible", say::remote_possible(lang)),
        ("full", say::remote_full(lang)),
    ];
    let remote = remote.map(|(code, words)| (code.to_owned(), words.to_owned())).to_vec();
    let place_problem = problems.get("lieu").map(|problem| problem.say(lang));
    let place_class = field_class(place_problem.is_some());
    let families = Family::ALL
        .into_iter()
        .map(|family| (family.label(lang), activity::of_family(lang, family)))
        .collect::<Vec<_>>();
    let others = form.clone();
    let times = form.clone();
    view! {
        <TextInput lang name="title" label=say::title(lang) hint=say::title_hint(lang) value=form.title
            problems=problems.clone() most=120/>
        <LongInput lang name="description" label=say::description(lang) hint=say::description_hint(lang)
            value=form.description problems=problems.clone() rows=8/>
        <Choice lang name="domaine" label=say::field(lang) value=form.field problems=problems.clone()
            options=fields nothing=say::choose(lang)/>
        <GroupedChoice lang name="activite" label=activities::label(lang) hint=activities::hint(lang)
            value=form.activity problems=problems.clone() groups=families nothing=activities::nothing(lang)/>
        <Choice lang name="remote" label=say::remote(lang) value=form.remote problems=problems.clone() options=remote/>
        <div class=place_class data-field="lieu">
            <PlaceField lang id="lieu".to_owned() text=form.place value=String::new()/>
            <p class="note" id=note_id("lieu") data-hint="" aria-live="polite">{place_problem}</p>
        </div>
        <TextInput lang name="street" label=say::street(lang) hint=say::street_hint(lang) value=form.street
            problems=problems.clone() autocomplete="street-address" optional=true most=160/>
        <OtherPlaces lang form=others problems=problems.clone()/>
        <Times lang form=times held problems=problems.clone()/>
        <fieldset class="field">
            <legend>{say::welcome(lang)}</legend>
            <Tick name="minors" label=say::minors(lang) ticked=!form.minors.is_empty()/>
            <Tick name="mobility" label=say::mobility(lang) ticked=!form.mobility.is_empty()/>
            <Tick name="transport" label=say::transport(lang) ticked=!form.transport.is_empty()/>
        </fieldset>
        <TextInput lang name="requirements" label=say::requirements(lang) hint=say::requirements_hint(lang)
            value=form.requirements problems=problems.clone() optional=true most=500/>
        <TextInput lang name="audience" label=say::audience(lang) hint=say::audience_hint(lang) value=form.audience
            problems=problems.clone() optional=true/>
        <TextInput lang name="url" label=say::url(lang) hint=say::url_hint(lang) value=form.url
            problems=problems.clone() autocomplete="url" optional=true most=300/>
        <TextInput lang name="last_day" label=say::last_day(lang) hint=say::last_day_hint(lang) value=form.last_day
            problems=problems.clone() kind="date" optional=true most=20/>
    }
    .into_any()
}
