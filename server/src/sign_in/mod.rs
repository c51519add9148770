//! Signing in without a password. One file an address.

mod ask;
pub mod enter;
mod facebook;
mod flow;
pub mod leave;
pub mod mailed;
mod oidc;
pub mod page;
pub mod provider;
pub mod providers;

use crate::{
    http::{AppError, session::COORDINATOR},
    likes::{self, cookie::SetCookie},
    state::App,
};
use tower_sessions::Session;

/// Opens the session of somebody who has proven who they are. It gets a new id: one that was planted in the
/// browser before is worth nothing. What the browser likes is theirs from now on: what it carried for that, it is told
/// to forget.
///
/// # Errors
/// When the database fails.
pub async fn open(
    app: &App,
    session: &Session,
    browser: likes::Browser,
    coordinator: i64,
) -> Result<SetCookie, AppError> {
    session.cycle_id().await?;
    session.insert(COORDINATOR, coordinator).await?;
    Ok(likes::join::at_sign_in(app, browser, coordinator).await)
}

/// Where to go on after signing in: an address of this portal, whatever was asked for.
#[must_use]
pub fn inside(next: &str) -> &str {
    inside_or(next, "/espace")
}

/// The same, with another place for those who'd go elsewhere.
#[must_use]
pub fn inside_or<'a>(next: &'a str, otherwise: &'a str) -> &'a str {
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t'])
        && next.len() < 500;
    if ours { next } else { otherwise }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_on_inside_the_portal_only() {
        for ours in ["/espace", "/espace/3/inscriptions?etat=new", "/en/espace"] {
            assert_eq!(inside(ours), ours);
        }
        for theirs in
            ["", "https://mechant.example", "//mechant.example", "/\\mechant.example", "/a\r\nb", "espace"]
        {
            assert_eq!(inside(theirs), "/espace", "{theirs}");
        }
    }
}
