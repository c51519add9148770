//! One need in the frame, in short: what, where, when, the way to say yes; all the rest is one tab away.

use super::Look;
use crate::{
    domain::{
        Lang,
        figures::Source,
        need::{Need, NeedState, SignUpAt},
    },
    links_back::{Followed, OutwardLink},
    needs::Facts,
    texts::{needs as say_needs, widget as say},
    ui::{FieldMark, Icon, Sign, Trouble},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// Longest text, in signs.
const TEXT: usize = 420;

/// The page; also the card that a pasted link becomes.
#[component]
pub fn WidgetNeed(
    lang: Lang,
    look: Look,
    need: Need,
    today: Date,
    /// Code of where the reader came from: the site around the frame.
    #[prop(optional)]
    from: String,
) -> impl IntoView {
    let place = need.addresses.first().map(|address| address.city.clone());
    let whole = Source::carried(lang.href(&need.path()), &from);
    let (text, cut) = shortened(&need.description_text);
    view! {
        <article class=format!("widget-need need field-{}", need.field.code())>
            <Back lang href=look.back(lang, &need)/>
            <header>
                <FieldMark lang field=need.field/>
                <h1>{need.title.clone()}</h1>
                <p class="by">
                    <b>{need.association.name.clone()}</b>
                    {place.map(|place| view! { <span class="at"><Icon sign=Sign::MapPin/>{place}</span> })}
                </p>
            </header>
            <Act lang look need=need.clone() from/>
            <Facts lang need=need.clone() today/>
            <section aria-labelledby="what">
                <h2 id="what">{say_needs::what_you_do(lang)}</h2>
                <p class="lines">{text}</p>
                <p>
                    <a class="outward" href=whole target="_blank" rel="noopener">
                        {if cut { say::read_more(lang) } else { say::whole_page(lang) }}
                        <Icon sign=Sign::ExternalLink/>
                        <span class="heard">" ("{say::new_tab(lang)}")"</span>
                    </a>
                </p>
            </section>
        </article>
    }
}

/// Back to the association's needs, for those who come from there.
#[component]
pub(super) fn Back(lang: Lang, href: Option<String>) -> impl IntoView {
    href.map(|href| {
        view! { <p class="breadcrumb"><a href=href><Icon sign=Sign::ArrowLeft/>{say::back(lang)}</a></p> }
    })
}

/// What one can do, or why nothing: the form here, the association's own site, or too late.
#[component]
pub(super) fn Act(lang: Lang, look: Look, need: Need, #[prop(optional)] from: String) -> AnyView {
    if need.takes_sign_ups() {
        let (left, _) = need.places();
        let words = if left > 0 { say_needs::sign_up(lang) } else { say_needs::wait(lang) };
        let href = look.need(lang, need.id, "/inscription");
        return view! { <p class="widget-act"><a class="button wide" href=href>{words}</a></p> }.into_any();
    }
    let open = need.state == NeedState::Open;
    if open && need.sign_up == SignUpAt::There && need.page_url.is_some() {
        let (href, followed) = (need.page_url.unwrap_or_default(), Followed::Need(need.id));
        return view! {
            <p class="widget-act">
                <OutwardLink lang href followed words=say_needs::go_there(lang) button=true from/>
            </p>
        }
        .into_any();
    }
    let title = if open { say_needs::no_slot_title(lang) } else { say_needs::closed_title(lang) };
    let href = look.needs(lang, need.association.id, &[]);
    view! {
        <div class="panel over" role="status">
            <p><b>{title}</b></p>
            <a class="button quiet wide" href=href>{say::back(lang)}</a>
        </div>
    }
    .into_any()
}

/// What went wrong, in the frame.
#[component]
pub fn WidgetTrouble(lang: Lang, trouble: Trouble) -> impl IntoView {
    view! {
        <section class="widget-form" role="status">
            <h1>{trouble.title(lang)}</h1>
            <p>{trouble.advice(lang)}</p>
        </section>
    }
}

/// The beginning of a text, cut after a word; and whether it was cut.
fn shortened(text: &str) -> (String, bool) {
    let Some((end, _)) = text.char_indices().nth(TEXT) else { return (text.to_owned(), false) };
    let start = text.get(..end).unwrap_or(text);
    let start = start.rsplit_once(char::is_whitespace).map_or(start, |(whole, _)| whole);
    (format!("{}\u{a0}…", start.trim_end()), true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_texts_end_after_a_word() {
        assert_eq!(shortened("Court."), ("Court.".to_owned(), false));
        let (text, cut) = shortened(&"été ".repeat(200));
        assert!(cut && text.ends_with("été\u{a0}…") && text.chars().count() <= TEXT + 2, "{text}");
    }

    proptest! {
        #[test]
        fn any_text_is_short(text in "\\PC{0,600}") {
            let (short, cut) = shortened(&text);
            prop_assert!(short.chars().count() <= TEXT + 2);
            prop_assert!(cut || short == text);
        }
    }
}
