//! Associations: entering one, its public page, the moderators' queue.

mod entry_form;
mod entry_page;
mod moderation;
mod page;

pub use entry_form::{CheckedEntry, EntryForm, check, web_address};
pub use entry_page::{EntryPage, EntrySent};
pub use moderation::{ModerationPage, Queued};
pub use page::AssociationPage;
