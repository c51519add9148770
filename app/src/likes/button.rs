//! The heart. All hearts of a page send one form, which stands at its end: so they can be in cards whose whole is a link,
//! and a list that is fetched anew needs nothing but its buttons.

use super::LikeLive;
use crate::{
    domain::{Lang, figures::Source, likes::Likes, numbers},
    texts::likes as say,
    ui::{Icon, Sign},
};
use leptos::prelude::*;

/// Id of the form.
const FORM: &str = "aimer";

/// Who a browser without a cookie will be once it likes something; empty for one that has its cookie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LikeOffer(pub String);

/// The form that a page's hearts send.
#[component]
pub fn LikeForm(
    lang: Lang,
    offer: LikeOffer,
    /// The page's path and query without the language: where one goes on without WebAssembly.
    path: String,
) -> impl IntoView {
    let LikeOffer(offer) = offer;
    view! {
        <form id=FORM method="post" action=lang.href("/mes-favoris") data-offline=say::offline(lang) data-failed=say::failed(lang)>
            {(!offer.is_empty()).then(|| view! { <input type="hidden" name="cle" value=offer/> })}
            <input type="hidden" name="retour" value=lang.href(&path)/>
            <p class="like-status heard" role="status"></p>
            <LikeLive/>
        </form>
    }
}

/// One heart, with how many like the need.
#[component]
pub fn LikeButton(
    lang: Lang,
    need_id: i64,
    /// The need's, for those who listen to a list.
    title: String,
    likes: Likes,
    /// With its word beside the heart.
    #[prop(optional)]
    wide: bool,
    /// Code of where the reader came from.
    #[prop(optional)]
    from: String,
) -> impl IntoView {
    let count = if likes.count > 0 { numbers::whole(lang, likes.count) } else { String::new() };
    view! {
        <button
            class=if wide { "like wide" } else { "like" }
            type="submit"
            form=FORM
            formaction=Source::carried(lang.href(&format!("/missions/{need_id}/aimer")), &from)
            name="like"
            value=if likes.mine { "0" } else { "1" }
            id=format!("aimer-{need_id}")
            aria-pressed=if likes.mine { "true" } else { "false" }
        >
            <Icon sign=Sign::Heart/>
            <span class=if wide { "" } else { "heard" }>{say::like(lang)}</span>
            <span class="heard">" "{say::like_this(lang, title)}" "</span>
            <span class="like-count">{count}</span>
        </button>
    }
}
