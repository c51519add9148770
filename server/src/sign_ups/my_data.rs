//! `GET /inscriptions/{token}/donnees.json`: all that is stored about a volunteer's sign-up.

use crate::http::kept_by_nobody;
use crate::{
    http::{AppError, PageResult, access::LinkHolder},
    likes,
    state::SharedApp,
    store::{needs, ratings, sign_up_notes, sign_ups, slots, unsubscribed, volunteer_words},
};
use axum::{Json, extract::State, http::header, response::IntoResponse};
use jiff::Timestamp;
use serde_json::{Value, json};

/// The file.
pub async fn my_data(State(app): State<SharedApp>, holder: LinkHolder) -> PageResult {
    let row = holder.sign_up;
    let need = needs::need(&app.db, row.need_id, app.clock.now()).await?.ok_or(AppError::NotFound)?;
    let department = need.addresses.first().map_or("75", |address| address.department_code.as_str());
    // A slot that was cancelled is none of the need's any more.
    let slot = slots::facts(&app.db, row.slot_id).await?.and_then(|slot| slot.times(department));
    let mails: Vec<Value> = sign_ups::mails(&app.db, row.id)
        .await?
        .into_iter()
        .map(|mail| {
            json!({ "kind": mail.kind, "to": mail.to_address, "subject": mail.subject,
                "written_at": time(Some(mail.created_at)), "sent_at": time(mail.sent_at),
                "given_up_at": time(mail.gave_up_at) })
        })
        .collect();
    let notes: Vec<Value> = sign_up_notes::of(&app.db, row.id)
        .await?
        .into_iter()
        .map(|note| json!({ "text": note.text, "written_at": time(Some(note.at)) }))
        .collect();
    let words: Vec<Value> = volunteer_words::of(&app.db, row.id)
        .await?
        .into_iter()
        .map(|words| json!({ "text": words.text, "written_at": time(Some(words.at)) }))
        .collect();
    let rating = ratings::rating(&app.db, row.id).await?;
    let liked = likes::of_volunteer::titles(&app, &row.email).await?;
    let data = json!({
        "need": { "id": need.id, "title": need.title, "association": need.association.name,
            "address": format!("{}{}", app.settings.public_url, need.path()) },
        "slot": slot.map(|times| json!({ "starts": times.starts.to_string(),
            "ends": times.ends.map(|ends| ends.to_string()) })),
        "first_name": row.first_name,
        "last_name": row.last_name,
        "email": row.email,
        "phone": row.phone,
        "message": row.message,
        "language": row.lang,
        "under_18": row.minor,
        "parent_email": row.parent_email,
        "parent_consented_at": time(row.parent_consented_at),
        "state": row.state,
        "signed_up_at": time(Some(row.created_at)),
        "changed_at": time(Some(row.updated_at)),
        "confirmed_at": time(row.confirmed_at),
        "waiting_since": time(row.waiting_since),
        "gives_place_back_at": time(row.due_at),
        "handling": sign_ups::handling(&app.db, row.id).await?.code(),
        "minutes_given": sign_ups::minutes(&app.db, row.id).await?,
        "rating": rating.map(|said| json!({ "rating": said.rating, "words": said.words })),
        "messages_wanted": !unsubscribed::is(&app.db, row.id).await?,
        "liked": liked,
        "words": words,
        "notes": notes,
        "mails": mails,
    });
    let headers = [(header::CONTENT_DISPOSITION, "attachment; filename=\"coup-de-main.json\"")];
    Ok(kept_by_nobody((headers, Json(data)).into_response()))
}

/// Epoch seconds as `2026-11-21T08:00:00Z`.
fn time(epoch: Option<i64>) -> Option<String> {
    Timestamp::from_second(epoch?).ok().map(|time| time.to_string())
}
