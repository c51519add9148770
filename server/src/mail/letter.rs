//! A letter: one mail, ready to be put into the outbox.

/// What a letter is for; kept in the outbox and shown in logs instead of anything personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterKind {
    /// To a volunteer: confirm this address.
    Confirm,
    /// To a volunteer: on the waiting list.
    Waiting,
    /// To a volunteer who signed up a second time.
    AlreadyIn,
    /// To a volunteer: a place given back is yours for 48 hours.
    Offer,
    /// To a volunteer who let an offer pass.
    OfferLost,
    /// To a volunteer who didn't confirm in 72 hours.
    Expired,
    /// To the association: somebody signed up, waits, or withdrew.
    Association,
    /// To a parent: do you agree?
    Parent,
    /// To a volunteer: the links to all of their sign-ups.
    LostLink,
    /// To a volunteer who withdrew.
    Cancelled,
    /// To a volunteer: the place is theirs.
    PlaceConfirmed,
    /// To a volunteer whom the association can't take.
    Declined,
    /// To coordinators: volunteers wait for an answer.
    Nudge,
    /// To coordinators: the figures of a month.
    Figures,
    /// To a coordinator: the link that lets them in.
    SignIn,
    /// To a volunteer, in the association's words.
    FollowUp,
    /// To the association: a volunteer's own words.
    FromVolunteer,
    /// To moderators and those whom they decide about.
    Moderation,
    /// To somebody who is asked to act for an association.
    Invitation,
    /// To somebody who says that an association is theirs.
    Claim,
    /// To an address that is to be an association's.
    ContactLink,
    /// To an association's contact address that was changed.
    ContactChanged,
    /// To somebody who asked for the list of what they like.
    Favorites,
    /// To somebody who asks for an alert: confirm it.
    AlertConfirm,
    /// To somebody who asks for an alert that they have, or for one too many.
    AlertKnown,
    /// To somebody with an alert: there are new needs.
    Alert,
    /// To somebody whose alert can't go on.
    AlertEnded,
    /// To somebody whom a friend tells of a need.
    Friend,
    /// To somebody who reported a need: what was decided.
    Reporter,
    /// To coordinators: links of theirs are dead.
    DeadLinks,
}

impl LetterKind {
    /// As stored and logged.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Waiting => "waiting",
            Self::AlreadyIn => "already_in",
            Self::Offer => "offer",
            Self::OfferLost => "offer_lost",
            Self::Expired => "expired",
            Self::Association => "association",
            Self::Parent => "parent",
            Self::LostLink => "lost_link",
            Self::Cancelled => "cancelled",
            Self::PlaceConfirmed => "place_confirmed",
            Self::Declined => "declined",
            Self::Nudge => "nudge",
            Self::Figures => "figures",
            Self::SignIn => "sign_in",
            Self::FollowUp => "follow_up",
            Self::FromVolunteer => "from_volunteer",
            Self::Moderation => "moderation",
            Self::Invitation => "invitation",
            Self::Claim => "claim",
            Self::ContactLink => "contact_link",
            Self::ContactChanged => "contact_changed",
            Self::Favorites => "favorites",
            Self::AlertConfirm => "alert_confirm",
            Self::AlertKnown => "alert_known",
            Self::Alert => "alert",
            Self::AlertEnded => "alert_ended",
            Self::Friend => "friend",
            Self::Reporter => "reporter",
            Self::DeadLinks => "dead_links",
        }
    }
}

/// One mail to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it is for.
    pub kind: LetterKind,
    /// The address.
    pub to: String,
    /// Where an answer goes, if not to the portal.
    pub reply_to: Option<String>,
    /// The sign-up it tells of.
    pub sign_up_id: Option<i64>,
    /// The follow-up it is of.
    pub follow_up_id: Option<i64>,
    /// One line, without control characters.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as a whole HTML document.
    pub html: String,
    /// An iCalendar object to attach.
    pub calendar: Option<String>,
    /// Where it can be unsubscribed from: only for what an association writes of its own accord.
    pub unsubscribe: Option<String>,
    /// The host that Message-IDs are made with.
    pub host: String,
}

/// `text` as one line of at most `max` characters: no control character, so nothing in it can begin a
/// new header, and no direction marks, which could make an address read backwards.
#[must_use]
pub fn one_line(text: &str, max: usize) -> String {
    let hidden =
        |sign: char| sign.is_control() || matches!(sign, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let clean: String = text.chars().map(|sign| if hidden(sign) { ' ' } else { sign }).collect();
    let clean = clean.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if clean.chars().count() <= max {
        return clean;
    }
    let mut short: String = clean.chars().take(max.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stays_one_line() {
        assert_eq!(one_line("Soupe\r\nBcc: tous@exemple.fr", 100), "Soupe Bcc: tous@exemple.fr");
        assert_eq!(one_line("  a \u{202e}b\u{2028}c\0 ", 100), "a b c");
        assert_eq!(one_line("Servir la soupe", 11), "Servir la…");
        assert_eq!(one_line("À 9\u{202f}h", 100), "À 9\u{202f}h");
    }
}
