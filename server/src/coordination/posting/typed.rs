//! What was typed once, found again.

use crate::{
    local_time::local,
    store::{
        Db, StoreError,
        change_drafts::ChangeDraft,
        drafts::Draft,
        needs_posted::{self, Posted},
    },
};
use app::coordination::posting::{NeedForm, Row};

/// The form of a need as it stands in the database.
pub(crate) async fn form_of(db: &Db, posted: &Posted) -> Result<NeedForm, StoreError> {
    let mut form: NeedForm = serde_json::from_str(&posted.posted_form).unwrap_or_default();
    let slots = needs_posted::slots(db, posted.id).await?;
    let rows = slots.into_iter().filter_map(|(id, starts, ends, capacity)| {
        let starts = local(starts?, &posted.department);
        let clock = |time: jiff::civil::DateTime| format!("{:02}:{:02}", time.hour(), time.minute());
        Some(Row {
            slot: id.to_string(),
            day: starts.date().to_string(),
            from: clock(starts),
            until: ends.map(|ends| clock(local(ends, &posted.department))).unwrap_or_default(),
            places: capacity.to_string(),
        })
    });
    form.set_rows(rows.collect());
    form.version = posted.version.to_string();
    Ok(form)
}

/// The form of a draft, with the draft's id and version in it.
pub(in crate::coordination) fn form_of_draft(draft: &Draft) -> NeedForm {
    let mut form: NeedForm = serde_json::from_str(&draft.form).unwrap_or_default();
    form.draft = draft.id.to_string();
    form.version = draft.version.to_string();
    form
}

/// The form of changes that aren't saved; its version is that of the need which they change.
pub(in crate::coordination) fn form_of_change(draft: &ChangeDraft) -> NeedForm {
    let mut form: NeedForm = serde_json::from_str(&draft.form).unwrap_or_default();
    form.draft = draft.need_id.to_string();
    form
}
