//! E-mail addresses: checked alike in the browser and on the server.

use super::{Lang, email_domains};
use crate::texts;
use email_address::{EmailAddress, Options};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Longest address, in bytes (RFC 5321).
pub const MAX_BYTES: usize = 254;

/// An address that mail can be sent to, as far as its spelling tells.
#[derive(Clone, PartialEq, Eq)]
pub struct Email {
    address: String,
    at: usize,
}

/// What is wrong with a typed address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmailError {
    /// Nothing was typed.
    Empty,
    /// Longer than [`MAX_BYTES`].
    TooLong,
    /// White space inside.
    Space,
    /// No `@`.
    MissingAt,
    /// More than one `@`.
    TwoAts,
    /// Nothing before the `@`.
    MissingName,
    /// Nothing after the `@`.
    MissingDomain,
    /// No dot after the `@`.
    MissingDot,
    /// A comma or semicolon, most likely for a dot.
    Comma,
    /// A dot at the beginning or end of a part, or two in a row.
    StrayDot,
    /// Accented letters, which few mail servers take.
    Accent,
    /// Anything else that no address may have.
    Invalid,
}

impl Email {
    /// Reads what was typed. White space around it is dropped, the domain becomes lower case.
    ///
    /// # Errors
    /// What is wrong with it, the mistake to mend first.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let typed = typed.trim();
        check_signs(typed)?;
        let (name, domain) = typed.split_once('@').ok_or(EmailError::MissingAt)?;
        check_parts(name, domain)?;
        let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
        let ending = domain.rsplit('.').next().unwrap_or_default();
        let ending_is_real = ending.len() >= 2
            && (ending.bytes().all(|byte| byte.is_ascii_alphabetic()) || ending.starts_with("xn--"));
        if !ending_is_real || name.contains('"') || EmailAddress::parse_with_options(typed, options).is_err()
        {
            return Err(EmailError::Invalid);
        }
        Ok(Self { address: format!("{name}@{}", domain.to_ascii_lowercase()), at: name.len() })
    }

    /// The address, to send mail to.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// What comes after the `@`, lower case.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.address.get(self.at + 1..).unwrap_or_default()
    }

    /// The address in lower case: two sign-ups with the same key are the same person's.
    #[must_use]
    pub fn key(&self) -> String {
        self.address.to_ascii_lowercase()
    }
}

/// Addresses stay out of logs: only the domain is shown.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email(…@{})", self.domain())
    }
}

impl EmailError {
    /// The error in words, with what to do.
    #[must_use]
    pub fn text(self, lang: Lang) -> &'static str {
        use texts::email as say;
        match self {
            Self::Empty => say::empty(lang),
            Self::TooLong => say::too_long(lang),
            Self::Space => say::space(lang),
            Self::MissingAt => say::missing_at(lang),
            Self::TwoAts => say::two_ats(lang),
            Self::MissingName => say::missing_name(lang),
            Self::MissingDomain => say::missing_domain(lang),
            Self::MissingDot => say::missing_dot(lang),
            Self::Comma => say::comma(lang),
            Self::StrayDot => say::stray_dot(lang),
            Self::Accent => say::accent(lang),
            Self::Invalid => say::invalid(lang),
        }
    }
}

/// The whole address that was probably meant, if its domain looks like a slip: `a@gmial.com` → `a@gmail.com`.
#[must_use]
pub fn did_you_mean(typed: &str) -> Option<String> {
    let (name, domain) = typed.trim().split_once('@')?;
    let domain = domain.to_ascii_lowercase();
    if name.is_empty() || domain.len() < 3 || domain.len() > 40 {
        return None;
    }
    email_domains::meant(&domain).map(|meant| format!("{name}@{meant}"))
}

/// Whether anybody gets an address under this domain (lower case).
#[must_use]
pub fn is_free(domain: &str) -> bool {
    email_domains::is_known(domain)
}

fn check_signs(typed: &str) -> Result<(), EmailError> {
    if typed.is_empty() {
        return Err(EmailError::Empty);
    }
    if typed.len() > MAX_BYTES {
        return Err(EmailError::TooLong);
    }
    if typed.contains(char::is_whitespace) {
        return Err(EmailError::Space);
    }
    match typed.matches('@').count() {
        0 => return Err(EmailError::MissingAt),
        1 => {}
        _ => return Err(EmailError::TwoAts),
    }
    if typed.contains([',', ';']) {
        return Err(EmailError::Comma);
    }
    if typed.is_ascii() { Ok(()) } else { Err(EmailError::Accent) }
}

fn check_parts(name: &str, domain: &str) -> Result<(), EmailError> {
    let stray = |part: &str| part.starts_with('.') || part.ends_with('.') || part.contains("..");
    match (name, domain) {
        ("", _) => Err(EmailError::MissingName),
        (_, "") => Err(EmailError::MissingDomain),
        _ if stray(name) || stray(domain) => Err(EmailError::StrayDot),
        _ if !domain.contains('.') => Err(EmailError::MissingDot),
        _ => Ok(()),
    }
}

#[cfg(test)]
#[path = "email_tests.rs"]
mod tests;
