//! `/inscriptions/{token}/attestation.pdf`: that somebody came, and for how many hours, made from the association's
//! entry. There is one once the association has said that they came.

use crate::{
    http::{AppError, PageResult, Visit, access::LinkHolder, kept_by_nobody},
    local_time::local,
    pdf::{Piece, page},
    state::SharedApp,
    store::{associations, needs, sign_ups},
};
use app::{
    domain::{dates, hours, need::SlotTimes, text::fold},
    texts::attestation as say,
};
use axum::{extract::State, http::header, response::IntoResponse};

/// `GET`.
pub async fn file(
    State(app): State<SharedApp>,
    visit: Visit,
    LinkHolder { sign_up, .. }: LinkHolder,
) -> PageResult {
    let (lang, now) = (visit.lang, app.clock.now());
    if !sign_ups::came(&app.db, sign_up.id).await? {
        return Err(AppError::NotFound);
    }
    let need = needs::need(&app.db, sign_up.need_id, now).await?.ok_or(AppError::NotFound)?;
    let association =
        associations::association(&app.db, need.association.id).await?.ok_or(AppError::NotFound)?;
    let name = format!("{} {}", sign_up.first_name, sign_up.last_name.clone().unwrap_or_default());
    let numbers = [("RNA", &association.rna), ("SIREN", &association.siren)];
    let numbers: Vec<String> = numbers
        .into_iter()
        .filter_map(|(register, number)| number.as_ref().map(|number| format!("{register} {number}")))
        .collect();
    let place = association.place.as_ref().map(|(city, _)| city.clone());
    let who = match (&place, numbers.is_empty()) {
        (Some(city), true) => format!("{} ({city})", association.name),
        (Some(city), false) => format!("{} ({city}, {})", association.name, numbers.join(", ")),
        (None, _) => association.name.clone(),
    };
    let slot = need.slots.iter().find(|slot| slot.id == sign_up.slot_id);
    let mut pieces = vec![
        Piece::Title(say::title(lang).to_owned()),
        Piece::Space,
        Piece::Words(match says_so(&association.name) {
            true => say::certifies_by_name(lang, who),
            false => say::certifies(lang, who),
        }),
        Piece::Words(name.trim().to_owned()),
        Piece::Words(say::has_helped(lang, &need.title)),
    ];
    let times = slot.and_then(|slot| slot.times);
    if let Some(times) = times {
        pieces.push(Piece::Words(say::when(lang, dates::slot(lang, &times, jiff::civil::Date::ZERO))));
    }
    let given = sign_ups::minutes(&app.db, sign_up.id).await?;
    if let Some(minutes) = given.or_else(|| times.and_then(|times| length(&times))) {
        pieces.push(Piece::Words(say::hours(lang, hours::shown(lang, minutes))));
    }
    pieces.extend([
        Piece::Space,
        Piece::Words(say::unpaid(lang).to_owned()),
        Piece::Space,
        Piece::Words(say::made(
            lang,
            dates::date_only(lang, local(now, "75").date(), jiff::civil::Date::ZERO),
        )),
        Piece::Words(association.name.clone()),
    ]);
    let file = page(say::title(lang), lang.code(), &pieces);
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"attestation.pdf\""),
    ];
    Ok(kept_by_nobody((headers, file).into_response()))
}

/// How long a slot is, in minutes, if it has an end.
fn length(times: &SlotTimes) -> Option<i64> {
    let minutes = i64::from(times.ends?.duration_since(times.starts).as_mins() as i32);
    (minutes > 0).then_some(minutes)
}

/// Whether a name begins with the word already: « Association sportive de Rennes ».
fn says_so(name: &str) -> bool {
    fold(name).starts_with("association ")
}
