//! `/espace/{association}/widget`: the line to copy, as one likes it, and what it looks like.

use super::{
    HEIGHTS, View,
    line::{LANGUAGES, line},
    look::Look,
};
use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, AssociationState, Role},
        colour::Colour,
    },
    share::ShareLive,
    texts::widget as say,
};
use leptos::prelude::*;

/// What was chosen, as far as it made sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// View and colour.
    pub look: Look,
    /// Something was written for the colour that is none.
    pub colour_wrong: bool,
    /// In pixels.
    pub height: u32,
    /// Something was written for the height that is none.
    pub height_wrong: bool,
    /// Of the widget.
    pub language: Lang,
}

/// The page. Its choices are sent by `GET`: they change nothing.
#[component]
pub fn SetupPage(
    lang: Lang,
    association: Association,
    role: Role,
    setup: Setup,
    /// Scheme and host of this portal.
    public_url: String,
) -> impl IntoView {
    let path = setup.look.needs(setup.language, association.id, &[]);
    let title = say::frame_title(setup.language, &association.name);
    let whole = line(&public_url, &path, &title, setup.height);
    let policy = format!("frame-src {public_url}; script-src {public_url}");
    let shown = association.state == AssociationState::Approved;
    let preview = if shown {
        view! { <iframe class="widget-preview" src=path title=title height=setup.height></iframe> }.into_any()
    } else {
        view! { <p>{say::not_yet(lang)}</p> }.into_any()
    };
    let action = lang.href(&format!("{}/widget", association.desk()));
    view! {
        <DeskFrame lang association role tab=Tab::Widget>
            <h1>{say::setup_title(lang)}</h1>
            <p class="setup-text">{say::setup_text(lang)}</p>
            <div class="setup">
                <div>
                    <h2>{say::choices(lang)}</h2>
                    <Choices lang setup action/>
                    <h2 id="line-title">{say::line(lang)}</h2>
                    <p class="small">{say::line_hint(lang)}</p>
                    <pre class="line-to-copy" tabindex="0" aria-labelledby="line-title"><code id="line">{whole}</code></pre>
                    <button class="button" r#type="button" data-copy="line" data-done=say::copied(lang) data-failed=say::copy_failed(lang)>
                        {say::copy(lang)}
                    </button>
                    <p class="share-status small" role="status"></p>
                    <ShareLive/>
                    <h2>{say::link_title(lang)}</h2>
                    <p>{say::link_text(lang)}</p>
                    <details class="fold">
                        <summary>{say::notes_title(lang)}</summary>
                        <p>{say::notes_csp(lang)} " " <code>{policy}</code></p>
                        <p>{say::notes_sandbox(lang, "allow-scripts allow-same-origin allow-forms allow-popups")}</p>
                    </details>
                </div>
                <section aria-labelledby="preview">
                    <h2 id="preview">{say::preview(lang)}</h2>
                    {preview}
                </section>
            </div>
        </DeskFrame>
    }
}

#[component]
fn Choices(lang: Lang, setup: Setup, action: String) -> impl IntoView {
    let chosen = setup.look.view.unwrap_or(View::List);
    let views = View::ALL.map(|view| {
        view! {
            <label>
                <input r#type="radio" name="vue" value=view.code() checked=view == chosen/>
                <span>{view.words(lang)}</span>
            </label>
        }
    });
    let languages = LANGUAGES.map(|(language, name)| {
        view! {
            <label>
                <input r#type="radio" name="langue" value=language.code() checked=language == setup.language/>
                <span lang=language.code()>{name}</span>
            </label>
        }
    });
    let colour = format!("#{}", setup.look.colour.unwrap_or(Colour::ACCENT));
    let (least, most) = (HEIGHTS.start().to_string(), HEIGHTS.end().to_string());
    let colour_note = if setup.colour_wrong { say::colour_wrong(lang) } else { say::colour_hint(lang) };
    let height_note = if setup.height_wrong {
        say::height_wrong(lang, &least, &most)
    } else {
        say::height_hint(lang).to_owned()
    };
    view! {
        <form class="plain-form setup-form" method="get" action=action>
            <fieldset class="field"><legend>{say::view(lang)}</legend><div class="choices">{views.into_iter().collect_view()}</div></fieldset>
            <div class="field" class:wrong=setup.colour_wrong>
                <label for="couleur">{say::colour(lang)}</label>
                <p class="note" id="couleur-note">{colour_note}</p>
                <input id="couleur" name="couleur" r#type="color" value=colour aria-describedby="couleur-note"/>
            </div>
            <div class="field" class:wrong=setup.height_wrong>
                <label for="hauteur">{say::height(lang)}</label>
                <p class="note" id="hauteur-note">{height_note}</p>
                <input id="hauteur" name="hauteur" r#type="number" min=least max=most step="10" value=setup.height aria-describedby="hauteur-note"/>
            </div>
            <fieldset class="field"><legend>{say::language(lang)}</legend><div class="choices">{languages.into_iter().collect_view()}</div></fieldset>
            <button class="button quiet" r#type="submit">{say::show(lang)}</button>
        </form>
    }
}
