//! Associations: entering one, its public page, the moderators' queue.

mod claim;
mod entry_differences;
mod entry_form;
mod entry_page;
mod logo;
mod moderation;
mod page;

pub use claim::{ClaimPage, ClaimedPage};
pub use entry_differences::entry_differences;
pub use entry_form::{CheckedEntry, EntryForm, check, web_address};
pub use entry_page::{EntryPage, EntrySent};
pub use logo::{LogoImage, LogoPart, LogoProblem};
pub use moderation::{ModerationPage, Queued};
pub use page::AssociationPage;
