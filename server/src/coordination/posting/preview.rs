//! The need as visitors will read it, of what is typed so far: the page's own component.

use super::ready::{description, found};
use crate::{feed, http::AppError, places::Directory, reports::review, state::App, store::logos};
use app::{
    associations::web_address,
    coordination::posting::{CheckedSlot, NeedForm, When, when_so_far},
    domain::{
        Field, Lang,
        association::{Association, Logo},
        need::{AssociationLine, Need, NeedState, Remote, SignUpAt, Slot, SlotTimes},
        text::slug,
    },
    needs::NeedPage,
    reports::Hint,
    texts::posting as say,
};
use jiff::civil::Date;
use leptos::prelude::*;

/// What a preview shows that isn't typed.
pub(super) struct Previewed {
    logo: Option<Logo>,
}

impl Previewed {
    /// Of an association's needs.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn of(app: &App, association_id: i64) -> Result<Self, AppError> {
        Ok(Self { logo: logos::of(&app.db, association_id).await? })
    }
}

/// The preview.
pub(super) fn preview(
    lang: Lang,
    directory: &Directory,
    association: &Association,
    form: &NeedForm,
    (with, today): (Previewed, Date),
) -> AnyView {
    let mut need = need(lang, directory, association, form, today);
    need.association.logo = with.logo;
    let flags = review::flags(&need, association);
    view! {
        <Hint lang flags/>
        <NeedPage lang need sign_up=().into_any() share=None nearby=Vec::new() today/>
    }
    .into_any()
}

fn need(lang: Lang, directory: &Directory, association: &Association, form: &NeedForm, today: Date) -> Need {
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let title = some(&form.title).unwrap_or_else(|| say::untitled(lang).to_owned());
    let description_html = description(&form.description).unwrap_or_default();
    let slots = match when_so_far(form, today) {
        When::Regular { places } => {
            vec![Slot { id: 0, times: None, capacity: places, taken: 0, over: false }]
        }
        When::Slots(slots) => slots.iter().map(slot).collect(),
    };
    Need {
        id: 0,
        slug: slug(&title),
        title,
        description_text: feed::description::text(&description_html),
        description_html,
        field: Field::from_code(&form.field).or(association.field).unwrap_or(Field::Solidarity),
        activity: some(&form.activity),
        remote: Remote::from_code(&form.remote).unwrap_or(Remote::No),
        schedule: some(&form.schedule),
        audience: some(&form.audience),
        requirements: some(&form.requirements),
        tags: None,
        open_to_minors: !form.minors.is_empty(),
        reduced_mobility: !form.mobility.is_empty(),
        close_to_transport: !form.transport.is_empty(),
        page_url: web_address(form.url.trim()),
        sign_up: SignUpAt::Here,
        first_day: None,
        last_day: app::coordination::posting::day(&form.last_day),
        state: NeedState::Open,
        posted_on: today,
        association: AssociationLine {
            id: association.id,
            name: association.name.clone(),
            web_page: association.web_page.clone(),
            logo: None,
        },
        addresses: found(directory, form),
        slots,
        credit: None,
    }
}

fn slot(slot: &CheckedSlot) -> Slot {
    let times = Some(SlotTimes { starts: slot.starts, ends: slot.ends });
    Slot { id: 0, times, capacity: slot.places, taken: 0, over: false }
}
