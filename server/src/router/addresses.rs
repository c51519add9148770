//! Every address on one screen, with who may call it.

use super::site::Site;
use crate::{
    alerts, api,
    associations::{claim, claimed, entry, logo as logo_file, moderation, page as association},
    coordination::{
        self, account, contact, keys, log, logo, posting,
        sign_ups::{answer, export, hours, person, presence, table},
        team, team_change, team_invitation,
    },
    feed_out,
    figures::{csv, how, measure, monthly, page as figures},
    follow_ups::{self, messages, unsubscribe},
    home,
    http::{
        access::Access::{Anyone, Coordinator, Key, LinkHolder, Moderator, Owner, Reader, SignedIn},
        assets, health,
        signed_in::{ForCoordinators, ForModerators},
    },
    likes, links_back, needs, oembed,
    partner_feeds::handlers as partner_feeds,
    reports, search_feeds, search_page, share,
    sign_in::{enter, leave, page as sign_in, providers},
    sign_ups::{
        attestation, calendar_file, change, email_domain, form, lost_link, my_data, own_page, parent,
        places_left, thanks, words,
    },
    sitemap, widget,
};
use axum::{
    extract::DefaultBodyLimit,
    routing::{get, patch, post},
};

/// The site, and who may call what.
pub(super) fn site() -> Site {
    let mut site = Site::default();

    // People's pages, in both languages.
    site.pages(Anyone, "/", get(home::home));
    site.pages(Anyone, "/missions", get(search_page::page));
    site.pages(Anyone, "/missions.atom", get(search_feeds::atom));
    site.pages(Anyone, "/missions.ics", get(search_feeds::calendar));
    site.pages(Anyone, "/missions.json", get(search_feeds::json));
    site.pages(Anyone, "/missions/alerte", get(alerts::ask::page).post(alerts::ask::post));
    site.pages(LinkHolder, "/alertes/{token}", get(alerts::manage::page).post(alerts::manage::post));
    site.pages(Anyone, "/alertes/arretee", get(alerts::stop::stopped));
    site.pages(
        LinkHolder,
        "/desabonnement/alertes/{token}",
        get(alerts::stop::page).post(alerts::stop::post),
    );
    site.pages(Anyone, "/missions/{need}", get(needs::page));
    site.route(Anyone, "/missions/{need}/aller", get(needs::leave));
    site.pages(Anyone, "/missions/{need}/aimer", post(likes::click::post));
    site.pages(Anyone, "/mes-favoris", get(likes::list::page));
    site.pages(Anyone, "/mes-favoris/comparer", get(likes::compare::compare));
    site.pages(Anyone, "/mes-favoris/envoi", post(likes::send::post));
    site.pages(Anyone, "/mes-favoris/oubli", post(likes::forget::post));
    site.pages(Anyone, "/missions/{need}/signaler", get(reports::form::page).post(reports::form::post));
    site.pages(Anyone, "/missions/{need}/signaler/merci", get(reports::form::thanks));
    site.pages(Anyone, "/missions/{need}/inscription", get(form::page).post(form::post));
    site.pages(Anyone, "/missions/{need}/merci", get(thanks::thanks));
    site.pages(Anyone, "/missions/{need}/creneaux/{slot}", get(calendar_file::file));
    site.pages(Anyone, "/inscriptions/lien-perdu", get(lost_link::page).post(lost_link::post));
    site.pages(LinkHolder, "/inscriptions/{token}", get(own_page::own_page).post(change::change));
    site.pages(LinkHolder, "/inscriptions/{token}/confirmation", post(own_page::confirm));
    site.pages(LinkHolder, "/inscriptions/{token}/annulation", post(own_page::cancel));
    site.pages(LinkHolder, "/inscriptions/{token}/effacement", post(own_page::erase));
    site.pages(LinkHolder, "/inscriptions/{token}/attestation.pdf", get(attestation::file));
    site.pages(LinkHolder, "/inscriptions/{token}/avis", post(follow_ups::rating::rate));
    site.pages(LinkHolder, "/inscriptions/{token}/donnees.json", get(my_data::my_data));
    site.pages(LinkHolder, "/inscriptions/{token}/favoris", post(likes::of_volunteer::keep));
    site.pages(LinkHolder, "/inscriptions/{token}/messages", post(unsubscribe::choose));
    site.pages(LinkHolder, "/inscriptions/{token}/mot", post(words::write));
    site.pages(LinkHolder, "/desabonnement/{token}", get(unsubscribe::page_of_link).post(unsubscribe::post));
    site.pages(LinkHolder, "/desabonnement/chiffres/{token}", get(monthly::page).post(monthly::stop));
    site.pages(Anyone, "/chiffres/comment", get(how::page));
    site.pages(LinkHolder, "/accord-parental/{token}", get(parent::parent_page).post(parent::agree));
    // Passing a need on.
    site.pages(Anyone, "/missions/{need}/carte.png", get(share::picture::of_need));
    site.pages(Anyone, "/carte.png", get(share::picture::of_portal));
    site.pages(Anyone, "/missions/{need}/amis", get(share::friends::page).post(share::friends::post));
    site.pages(
        LinkHolder,
        "/desabonnement/amis/{token}",
        get(share::silence::page).post(share::silence::post),
    );
    site.pages(Anyone, "/missions/{need}/affiche.pdf", get(share::poster::file));
    site.pages(Anyone, "/missions/{need}/mastodon", get(share::mastodon::page).post(share::mastodon::post));

    // In frames on the associations' own sites.
    site.pages(Anyone, "/widget/associations/{association}", get(widget::needs::page));
    site.pages(Anyone, "/widget/missions/{need}", get(widget::need::page));
    site.pages(
        Anyone,
        "/widget/missions/{need}/inscription",
        get(widget::sign_up::page).post(widget::sign_up::post),
    );
    site.pages(Anyone, "/widget/missions/{need}/merci", get(widget::sign_up::thanks));
    site.route(Anyone, "/widget/couleur/{file}", get(widget::files::colours));
    site.route(Anyone, "/widget.js", get(widget::files::script));
    site.route(Anyone, "/oembed", get(oembed::answer));

    // Associations and those who act for them.
    site.pages(Anyone, "/connexion", get(sign_in::page).post(sign_in::post));
    site.pages(Anyone, "/connexion/{token}", get(enter::page).post(enter::enter));
    site.pages(Anyone, "/connexion/avec/{provider}", post(providers::start));
    site.route(Anyone, "/connexion/retour/{provider}", get(providers::end));
    site.pages(SignedIn, "/deconnexion", post(leave::here));
    site.pages(SignedIn, "/deconnexion/partout", post(leave::everywhere));
    site.pages(Anyone, "/associations/inscription", get(entry::page).post(entry::post));
    site.pages(Anyone, "/associations/{association}", get(association::page));
    site.pages(Anyone, "/associations/{association}/revendication", get(claim::page).post(claim::post));
    site.pages(Anyone, "/revendication/{token}", get(claimed::page).post(claimed::take));
    site.pages(SignedIn, "/espace", get(coordination::home::space));
    site.pages(SignedIn, "/espace/compte", get(account::page).post(account::post));
    site.pages(SignedIn, "/espace/compte/chiffres", post(monthly::choose));
    site.pages(Reader, "/espace/{association}", get(coordination::needs::list));
    site.pages(Reader, "/espace/{association}/chiffres", get(figures::of_association));
    site.pages(Reader, "/espace/{association}/chiffres.csv", get(csv::of_association));
    site.pages(Reader, "/espace/{association}/missions/{need}/chiffres", get(figures::of_need));
    site.pages(Reader, "/espace/{association}/missions/{need}/chiffres.csv", get(csv::of_need));
    site.pages(Reader, "/espace/{association}/relances", get(follow_ups::list::list));
    site.pages(
        Coordinator,
        "/espace/{association}/relances/nouvelle",
        get(follow_ups::compose::page).post(follow_ups::compose::post),
    );
    site.pages(
        Coordinator,
        "/espace/{association}/relances/regles",
        get(follow_ups::rules::page).post(follow_ups::rules::post),
    );
    site.pages(Coordinator, "/espace/{association}/relances/nouvelle/vif", post(follow_ups::compose::typing));
    site.pages(Coordinator, "/espace/{association}/relances/regles/vif", post(follow_ups::rules::typing));
    site.pages(Coordinator, "/espace/{association}/relances/messages", get(messages::list));
    site.pages(
        Coordinator,
        "/espace/{association}/relances/messages/{message}",
        get(messages::page).post(messages::post),
    );
    site.pages(Coordinator, "/espace/{association}/relances/messages/{message}/vif", post(messages::typing));
    site.pages(
        Coordinator,
        "/espace/{association}/relances/messages/{message}/retrait",
        post(messages::remove),
    );
    site.pages(Reader, "/espace/{association}/avis", get(follow_ups::rating::said));
    site.pages(Coordinator, "/espace/{association}/relances/{follow_up}/arret", post(follow_ups::list::stop));
    site.pages(Reader, "/espace/{association}/widget", get(widget::setup::page));
    site.pages(Reader, "/espace/{association}/equipe", get(team::page));
    site.pages(Owner, "/espace/{association}/equipe/invitations", post(team::invite));
    site.pages(Owner, "/espace/{association}/equipe/invitations/retrait", post(team::withdraw));
    site.pages(Owner, "/espace/{association}/equipe/{person}/role", post(team_change::role));
    site.pages(Owner, "/espace/{association}/equipe/{person}/retrait", post(team_change::remove));
    site.pages(Reader, "/espace/{association}/equipe/depart", post(team_change::leave));
    site.pages(Owner, "/espace/{association}/journal", get(log::page));
    site.pages(
        Owner,
        "/espace/{association}/fiche",
        get(coordination::entry::page).post(coordination::entry::post),
    );
    site.pages(
        Owner,
        "/espace/{association}/fiche/logo",
        post(logo::put).layer(DefaultBodyLimit::max(logo::LISTENED)),
    );
    site.pages(Owner, "/espace/{association}/fiche/logo/retrait", post(logo::remove));
    site.pages(Anyone, "/adresse-de-contact/merci", get(contact::thanks));
    site.pages(Anyone, "/adresse-de-contact/{token}", get(contact::page).post(contact::prove));
    site.pages(Anyone, "/invitation/{token}", get(team_invitation::page).post(team_invitation::accept));
    site.pages(
        Coordinator,
        "/espace/{association}/missions/nouvelle",
        get(posting::new::page).post(posting::new::post),
    );
    site.pages(
        Coordinator,
        "/espace/{association}/missions/{need}",
        get(posting::edit::page).post(posting::edit::post),
    );
    site.pages(Coordinator, "/espace/{association}/missions/{need}/partager", get(share::kit::page));
    site.pages(Coordinator, "/espace/{association}/missions/nouvelle/vif", post(posting::live::new));
    site.pages(Coordinator, "/espace/{association}/missions/{need}/vif", post(posting::live::change));
    site.pages(
        Coordinator,
        "/espace/{association}/missions/{need}/creneaux/{slot}",
        get(posting::cancel::page).post(posting::cancel::cancel),
    );
    site.pages(Coordinator, "/espace/{association}/missions/{need}/etat", post(posting::state::change));
    site.pages(
        Coordinator,
        "/espace/{association}/missions/{need}/nouvelles/{news}",
        post(posting::told::dismiss),
    );
    site.pages(Reader, "/espace/{association}/inscriptions", get(table::of_association));
    site.pages(Coordinator, "/espace/{association}/inscriptions/reponse", post(answer::post));
    site.pages(Reader, "/espace/{association}/inscriptions/{person}", get(person::page));
    site.pages(Coordinator, "/espace/{association}/inscriptions/{person}/heures", post(hours::give));
    site.pages(Reader, "/espace/{association}/inscriptions.csv", get(export::csv_of_association));
    site.pages(Reader, "/espace/{association}/inscriptions.xlsx", get(export::xlsx_of_association));
    site.pages(Reader, "/espace/{association}/missions/{need}/inscriptions", get(table::of_need));
    site.pages(Reader, "/espace/{association}/missions/{need}/inscriptions.csv", get(export::csv_of_need));
    site.pages(Reader, "/espace/{association}/missions/{need}/inscriptions.xlsx", get(export::xlsx_of_need));
    site.pages(Reader, "/espace/{association}/missions/{need}/presence", get(presence::page));
    site.pages(
        Coordinator,
        "/espace/{association}/flux",
        get(partner_feeds::list::<ForCoordinators>).post(partner_feeds::add::<ForCoordinators>),
    );
    site.pages(
        Coordinator,
        "/espace/{association}/flux/{source}",
        get(partner_feeds::one::<ForCoordinators>),
    );
    site.pages(
        Coordinator,
        "/espace/{association}/flux/{source}/{act}",
        post(partner_feeds::act::<ForCoordinators>),
    );
    site.pages(Owner, "/espace/{association}/cles", get(keys::page).post(keys::make));
    site.pages(Owner, "/espace/{association}/cles/{key}/retrait", post(keys::revoke));

    // The moderators.
    site.pages(Moderator, "/moderation", get(moderation::page).post(moderation::decide));
    site.pages(Moderator, "/moderation/chiffres", get(figures::of_portal));
    site.pages(Moderator, "/moderation/chiffres.csv", get(csv::of_portal));
    site.pages(
        Moderator,
        "/moderation/flux",
        get(partner_feeds::list::<ForModerators>).post(partner_feeds::add::<ForModerators>),
    );
    site.pages(Moderator, "/moderation/flux/{source}", get(partner_feeds::one::<ForModerators>));
    site.pages(Moderator, "/moderation/flux/{source}/{act}", post(partner_feeds::act::<ForModerators>));
    site.pages(Moderator, "/moderation/j-aime", get(likes::marked::shown));
    site.pages(Moderator, "/moderation/signalements", get(reports::queue::page).post(reports::queue::post));
    site.pages(Moderator, "/moderation/signalements/bilan", get(reports::summary::page_of_month));
    site.pages(Moderator, "/moderation/signalements/bilan.csv", get(reports::summary::csv));

    // Other people's programs, and those who write them.
    site.pages(Anyone, "/developpeurs", get(api::docs::page));
    site.route(Anyone, "/api/v1/needs", get(api::needs::list));
    site.route(Anyone, "/api/v1/needs/{id}", get(api::needs::one));
    site.route(Anyone, "/api/v1/associations", get(api::associations::list));
    site.route(Anyone, "/api/v1/associations/{association}", get(api::associations::one));
    site.route(Anyone, "/api/v1/fields", get(api::fields::list));
    site.route(Anyone, "/api/v1/places", get(api::places::list));
    site.route(Anyone, "/api/v1/openapi.json", get(api::openapi::document));
    site.route(
        Key,
        "/api/v1/associations/{association}/needs/{external_id}",
        get(api::push::get).put(api::push::put).delete(api::push::delete),
    );
    site.route(Key, "/api/v1/associations/{association}/sign-ups", get(api::sign_ups::list));
    site.route(Key, "/api/v1/associations/{association}/sign-ups/{sign_up}", patch(api::sign_ups::answer));

    // Machines.
    site.route(Anyone, "/associations/{association}/logo/{hash}", get(logo_file::file));
    site.route(Anyone, "/lieux", get(crate::places::handler::suggestions));
    site.route(Anyone, "/missions/{need}/mesure", post(measure::post));
    site.route(Anyone, "/missions/{need}/suivi", post(links_back::count::need));
    site.route(Anyone, "/associations/{association}/suivi", post(links_back::count::association));
    site.route(Anyone, "/missions/{need}/places", get(places_left::places_left));
    site.route(Anyone, "/missions/{need}/partage", post(share::beacon::shared));
    site.route(Anyone, "/courriel", get(email_domain::disposable));
    site.route(Anyone, "/sitemap.xml", get(sitemap::index));
    site.route(Anyone, "/sitemap/{part}", get(sitemap::part));
    site.route(Anyone, "/flux/api-engagement.xml", get(feed_out::api_engagement));
    site.route(Anyone, "/flux/all-for-good.xml", get(feed_out::all_for_good));
    site.route(Anyone, "/robots.txt", get(sitemap::robots));
    site.route(Anyone, "/health", get(health::health));
    site.route(Anyone, "/favicon.svg", get(assets::favicon));
    site.route(Anyone, "/pkg/{hash}/{file}", get(assets::file));

    site
}
