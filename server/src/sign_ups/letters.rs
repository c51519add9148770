//! What mails about a sign-up speak of: the need and its slots, in the reader's words.

use crate::{
    http::AppError,
    local_time::{local, today},
    mail::{
        Letter, calendar,
        letters::{self, Contact, LetterContext, News},
    },
    state::App,
    store::{
        needs,
        sign_ups::SignUpRow,
        slots::{self, SlotFacts},
    },
};
use app::domain::{
    Lang, dates,
    need::{Need, NeedState, SlotTimes},
};
use jiff::civil::Date;

/// A need and one of its slots, as everybody who is written to is told of them.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The need.
    pub need: Need,
    /// The slot.
    pub slot: SlotFacts,
    public_url: String,
    today: Date,
    now: i64,
}

impl Subject {
    /// Reads need and slot; `None` if there is no such slot in this need.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(app: &App, need: Need, slot_id: i64, now: i64) -> Result<Option<Self>, AppError> {
        let slot = slots::facts(&app.db, slot_id).await?.filter(|slot| slot.need_id == need.id);
        let public_url = app.settings.public_url.clone();
        Ok(slot.map(|slot| Self { need, slot, public_url, today: today(now), now }))
    }

    /// Reads what a sign-up is for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_sign_up(app: &App, sign_up: &SignUpRow, now: i64) -> Result<Self, AppError> {
        let need = needs::need(&app.db, sign_up.need_id, now).await?.ok_or(AppError::NotFound)?;
        Self::of(app, need, sign_up.slot_id, now).await?.ok_or(AppError::NotFound)
    }

    /// The same need with another of its slots.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn at_slot(&self, app: &App, slot_id: i64) -> Result<Option<Self>, AppError> {
        Self::of(app, self.need.clone(), slot_id, self.now).await
    }

    /// Whether somebody could still come.
    #[must_use]
    pub fn is_to_come(&self) -> bool {
        self.need.state == NeedState::Open && self.slot.starts_at.is_none_or(|starts| starts > self.now)
    }

    /// When the slot is; one that was cancelled, and that nobody is shown any more, too.
    #[must_use]
    pub fn times(&self) -> Option<SlotTimes> {
        self.slot.times(self.department())
    }

    /// `epoch` on the clocks of the place, in words: « samedi 5 décembre, 9 h ».
    #[must_use]
    pub fn moment(&self, lang: Lang, epoch: i64) -> String {
        let at = local(epoch, self.department());
        format!("{}, {}", dates::day(lang, at.date(), self.today), dates::time(lang, at.time()))
    }

    /// Which clocks.
    #[must_use]
    pub fn department(&self) -> &str {
        self.need.addresses.first().map_or("75", |address| &address.department_code)
    }

    /// What a letter to this volunteer begins with.
    #[must_use]
    pub fn context(&self, lang: Lang, first_name: &str) -> LetterContext {
        LetterContext {
            lang,
            public_url: self.public_url.clone(),
            sign_up_id: None,
            first_name: first_name.to_owned(),
            need_title: self.need.title.clone(),
            need_path: self.need.path(),
            association: self.need.association.name.clone(),
            their_page: self.need.page_url.clone().or_else(|| self.need.association.web_page.clone()),
            place: self.place(),
            when: self.times().map(|times| dates::slot(lang, &times, self.today)),
        }
    }

    /// The same for a sign-up that is stored.
    #[must_use]
    pub fn context_of(&self, sign_up: &SignUpRow) -> LetterContext {
        let context = self.context(sign_up.lang(), &sign_up.first_name);
        LetterContext { sign_up_id: Some(sign_up.id), ..context }
    }

    /// The calendar file of the slot, if it is dated.
    #[must_use]
    pub fn calendar(&self, lang: Lang) -> Option<String> {
        let event = calendar::Event {
            need_id: self.need.id,
            slot_id: self.slot.id,
            starts_at: self.slot.starts_at?,
            ends_at: self.slot.ends_at,
            title: self.need.title.clone(),
            place: self.place(),
            description: self.need.association.name.clone(),
            public_url: self.public_url.clone(),
            path: lang.href(&self.need.path()),
        };
        Some(calendar::file(&event, self.now))
    }

    /// What the association is told, if it has an address. Associations are written to in French.
    #[must_use]
    pub fn to_association(&self, news: News, first_name: &str, contact: &Contact) -> Option<Letter> {
        let to = self.slot.contact_email.as_deref().filter(|to| !to.is_empty())?;
        Some(letters::association_told(&self.context(Lang::Fr, first_name), to, news, contact))
    }

    /// The same about a sign-up that is stored.
    #[must_use]
    pub fn association_hears(&self, news: News, sign_up: &SignUpRow) -> Option<Letter> {
        let contact = Contact {
            last_name: sign_up.last_name.clone(),
            email: sign_up.email.clone(),
            phone: sign_up.phone.clone(),
            message: sign_up.message.clone(),
            minor: sign_up.minor,
        };
        let letter = self.to_association(news, &sign_up.first_name, &contact)?;
        Some(Letter { sign_up_id: Some(sign_up.id), ..letter })
    }

    fn place(&self) -> Option<String> {
        let address = self.need.addresses.first()?;
        let city = format!("{} {}", address.postcode, address.city).trim().to_owned();
        Some(if address.street.is_empty() { city } else { format!("{}, {city}", address.street) })
    }
}
