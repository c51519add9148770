//! `/espace/{association}/missions/{need}/partager`: what a coordinator finds ready to publish.

use super::{links::fitting, picture};
use crate::{
    coordination::posting::edit::NeedAddress,
    http::{AppError, Head, PageResult, Visit, page as document, signed_in::ForCoordinators},
    local_time::today,
    state::{App, SharedApp},
    store::needs,
};
use app::{
    domain::{
        Lang, association,
        need::{Need, NeedState},
        share::{
            Channel, fit,
            page::address,
            words::{Occasion, Told},
        },
    },
    share::{Kit, KitPage, KitText},
    texts::{share as say_share, share_kit as say},
};
use axum::extract::State;
use leptos::prelude::*;

/// The networks that texts are made ready for, in their order on the page.
const NETWORKS: [Channel; 7] = [
    Channel::Facebook,
    Channel::Linkedin,
    Channel::Whatsapp,
    Channel::Mastodon,
    Channel::Bluesky,
    Channel::X,
    Channel::Sms,
];

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    ForCoordinators(member): ForCoordinators,
    NeedAddress(id): NeedAddress,
) -> PageResult {
    let (lang, now) = (visit.lang, app.clock.now());
    let need = needs::need(&app.db, id, now)
        .await?
        .filter(|need| need.association.id == member.association.id)
        .ok_or(AppError::NotFound)?;
    let kit = kit(&app, lang, &need, &member.association.slug);
    let head =
        Head { title: say::title(lang, &need.title), private: true, class: "share-kit", ..Head::default() };
    let (association, role) = (member.association, member.role);
    Ok(document(&app, &visit, head, || view! { <KitPage lang association role kit/> }))
}

/// The texts, each with its link, and where the picture and the poster are.
fn kit(app: &App, lang: Lang, need: &Need, slug: &str) -> Kit {
    let now = app.clock.now();
    let told = Told::of(lang, need, today(now));
    let closed = need.state == NeedState::Closed;
    let texts = told
        .occasions()
        .into_iter()
        .flat_map(|occasion| NETWORKS.map(|channel| (occasion, channel)))
        .map(|(occasion, channel)| {
            let link = match occasion {
                // Of what has been nothing is left to sign up for: the association's other needs are.
                Occasion::Thanks => {
                    let path = lang.href(&association::path(need.association.id, slug));
                    format!("{}{path}?de={}", app.settings.public_url, channel.tag())
                }
                Occasion::Announcement | Occasion::LastPlaces => fitting(app, lang, need, channel),
            };
            let texts = told.by_association(occasion);
            let room = fit::Room::of(channel);
            let words = fit::text(&texts, &link, room);
            let subject = say_share::email_subject(lang, &told.title);
            KitText {
                occasion,
                channel,
                used: room.of_both(&words, &link),
                most: room.most(),
                page: address(channel, &subject, &words, &link),
                text: fit::whole(&texts, &link, room),
            }
        })
        .collect();
    Kit {
        title: told.title,
        public: need.path(),
        picture: picture::path(lang, need, now),
        poster: (!closed).then(|| format!("{}/affiche.pdf", need.path())),
        closed,
        texts,
    }
}
