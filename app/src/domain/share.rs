//! The ways a need travels from one person to the next.

mod endings;
pub mod fit;
pub mod gsm;
pub mod instance;
pub mod links;
pub mod look_alikes;
pub mod page;
pub mod telephones;
mod unseen;
pub mod words;

/// By which way a need is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// The browser's own share sheet.
    Sheet,
    /// The link, copied.
    Link,
    /// A letter of one's own.
    Email,
    /// WhatsApp.
    Whatsapp,
    /// Facebook.
    Facebook,
    /// LinkedIn.
    Linkedin,
    /// X.
    X,
    /// Mastodon, on an instance of one's own.
    Mastodon,
    /// Bluesky.
    Bluesky,
    /// A text message.
    Sms,
    /// « Tell friends », by our mail.
    Friends,
    /// The poster.
    Poster,
}

impl Channel {
    /// All of them, in the order in which people are offered them.
    pub const ALL: [Self; 12] = [
        Self::Sheet,
        Self::Link,
        Self::Email,
        Self::Whatsapp,
        Self::Sms,
        Self::Facebook,
        Self::Mastodon,
        Self::Bluesky,
        Self::Linkedin,
        Self::X,
        Self::Friends,
        Self::Poster,
    ];

    /// As stored and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Link => "link",
            Self::Email => "email",
            Self::Whatsapp => "whatsapp",
            Self::Facebook => "facebook",
            Self::Linkedin => "linkedin",
            Self::X => "x",
            Self::Mastodon => "mastodon",
            Self::Bluesky => "bluesky",
            Self::Sms => "sms",
            Self::Friends => "friends",
            Self::Poster => "poster",
        }
    }

    /// As it stands after `?de=` in links that were shared, so that figures know the way they came; read again by
    /// [`Self::from_tag`].
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Sheet => "partage",
            Self::Link => "lien",
            Self::Email => "courriel",
            Self::Friends => "amis",
            Self::Poster => "affiche",
            Self::Whatsapp
            | Self::Facebook
            | Self::Linkedin
            | Self::X
            | Self::Mastodon
            | Self::Bluesky
            | Self::Sms => self.code(),
        }
    }

    /// The one whose links carry this tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.tag() == tag)
    }

    /// The one with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }
}
