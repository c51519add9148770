//! What people like: the button, the list that comes of it, and the island that spares a reload.

#[cfg(feature = "ssr")]
mod button;
#[cfg(feature = "ssr")]
mod compare;
mod live;
#[cfg(feature = "ssr")]
mod marked;
#[cfg(feature = "ssr")]
mod of_volunteer;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod refused;

#[cfg(feature = "ssr")]
pub use button::{LikeButton, LikeForm, LikeOffer};
#[cfg(feature = "ssr")]
pub use compare::{ComparePage, Compared, From, MOST_COMPARED};
pub use live::LikeLive;
#[cfg(feature = "ssr")]
pub use marked::{MarkedNeed, MarkedPage, marked_words};
#[cfg(feature = "ssr")]
pub use of_volunteer::{OfVolunteer, OfVolunteerSection};
#[cfg(feature = "ssr")]
pub use page::{FavoritesPage, SendForm, Shortlist, Whose};
#[cfg(feature = "ssr")]
pub use refused::{Refused, RefusedPage};
