//! What the panel on a need's page offers.

use super::links::{fitting, link};
use crate::{local_time::today, state::App};
use app::{
    domain::{
        Lang,
        need::{Need, NeedState},
        share::{Channel, fit, page::address, words::Told},
    },
    share::Ways,
    texts::share as say,
};

/// The ways by which `need` can be passed on, each with its text and its link.
#[must_use]
pub fn ways(app: &App, lang: Lang, need: &Need) -> Ways {
    let told = Told::of(lang, need, today(app.clock.now()));
    let texts = told.passed_on();
    let subject = say::email_subject(lang, &told.title);
    let networks = Channel::ALL
        .into_iter()
        .filter_map(|channel| {
            let link = fitting(app, lang, need, channel);
            let text = fit::text(&texts, &link, fit::Room::of(channel));
            // That of Mastodon is on another page, which asks for the instance.
            let page = address(channel, &subject, &text, &link);
            page.or_else(|| (channel == Channel::Mastodon).then(String::new)).map(|page| (channel, page))
        })
        .collect();
    Ways {
        path: need.path(),
        text: fit::text(&texts, "", fit::Room::of(Channel::Sheet)),
        title: told.title,
        link: link(app, lang, need, Channel::Link),
        sheet_link: link(app, lang, need, Channel::Sheet),
        networks,
        count: format!("/missions/{}/partage", need.id),
        closed: need.state == NeedState::Closed,
    }
}
