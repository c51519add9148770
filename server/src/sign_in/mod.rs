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

use crate::http::{AppError, session::COORDINATOR};
use tower_sessions::Session;

/// Opens the session of somebody who has proven who they are. It gets a new id: one that was planted in the
/// browser before is worth nothing.
///
/// # Errors
/// When the database fails.
pub async fn open(session: &Session, coordinator: i64) -> Result<(), AppError> {
    session.cycle_id().await?;
    session.insert(COORDINATOR, coordinator).await?;
    Ok(())
}

/// Where to go on after signing in: an address of this portal, whatever was asked for.
#[must_use]
pub fn inside(next: &str) -> &str {
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t'])
        && next.len() < 500;
    if ours { next } else { "/espace" }
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
