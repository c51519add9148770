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
    domain::{Lang, dates, numbers, text::fold},
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
    if let Some(times) = slot.and_then(|slot| slot.times) {
        pieces.push(Piece::Words(say::when(lang, dates::slot(lang, &times, jiff::civil::Date::ZERO))));
        if let Some(hours) = times.ends.and_then(|ends| hours(lang, times.starts, ends)) {
            pieces.push(Piece::Words(say::hours(lang, hours)));
        }
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

/// « 3 h 30 », from one moment to the other on one clock.
fn hours(lang: Lang, starts: jiff::civil::DateTime, ends: jiff::civil::DateTime) -> Option<String> {
    let minutes = i64::from(ends.duration_since(starts).as_mins() as i32);
    (minutes > 0).then(|| {
        let (hours, rest) = (numbers::whole(lang, minutes / 60), minutes % 60);
        if rest == 0 { format!("{hours}\u{a0}h") } else { format!("{hours}\u{a0}h\u{a0}{rest:02}") }
    })
}

/// Whether a name begins with the word already: « Association sportive de Rennes ».
fn says_so(name: &str) -> bool {
    fold(name).starts_with("association ")
}
