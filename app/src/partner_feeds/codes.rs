//! What may come of reading a feed, each with the code that is stored of it.

/// Enums of what is stored by a code.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $code:literal,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub enum $name {
                $($(#[$of])* $variant,)*
            }

            impl $name {
                /// All of them.
                pub const ALL: &[Self] = &[$(Self::$variant,)*];

                /// As stored.
                #[must_use]
                pub const fn code(self) -> &'static str {
                    match self { $(Self::$variant => $code,)* }
                }

                /// The one of this code.
                #[must_use]
                pub fn from_code(code: &str) -> Option<Self> {
                    Self::ALL.iter().copied().find(|one| one.code() == code)
                }
            }
        )*
    };
}

codes! {
    /// Why nothing was taken.
    FeedTrouble {
        /// It is none.
        Address = "address",
        /// It leads into a network that is not asked.
        Inside = "inside",
        /// An unusual port.
        Port = "port",
        /// It leads to this portal.
        Ourselves = "ourselves",
        /// The name stands for nothing.
        NoHost = "no_host",
        /// From one address to the next without end.
        Redirects = "redirects",
        /// Larger than is read.
        TooLarge = "too_large",
        /// Not within the time.
        TimedOut = "timed_out",
        /// No answer.
        Unreachable = "unreachable",
        /// An answer that is an error.
        Status = "status",
        /// Nothing is in it.
        Empty = "empty",
        /// Something else.
        NotAFeed = "not_a_feed",
        /// Damaged or cut off.
        Broken = "broken",
        /// Not UTF-8.
        Encoding = "encoding",
        /// It defines entities.
        Doctype = "doctype",
        /// No mission is in it any more.
        NoMission = "no_mission",
        /// More than half of its missions are gone.
        Halved = "halved",
        /// Every mission was refused.
        AllRefused = "all_refused",
        /// Something of ours.
        Here = "here",
    }

    /// Why a mission was left out.
    LeftOut {
        /// An element is missing.
        Missing = "missing",
        /// An element is too long.
        TooLong = "too_long",
        /// Its id came before.
        Duplicate = "duplicate",
        /// No address of a page.
        Link = "link",
        /// No date.
        Date = "date",
        /// It ends before it begins.
        EndsBefore = "ends_before",
        /// It is over.
        Ended = "ended",
        /// A field that is not known.
        Domain = "domain",
        /// It doesn’t say whether it is done from home.
        Remote = "remote",
        /// Not a number of places.
        Places = "places",
        /// It takes place nowhere.
        Nowhere = "nowhere",
        /// More addresses than a need may have.
        TooManyAddresses = "too_many_addresses",
        /// More shifts than a need may have.
        TooManySlots = "too_many_slots",
    }

    /// What was mended in a mission that was taken.
    Mended {
        /// An unknown activity code.
        Activity = "activity",
        /// A point far from its commune.
        Coordinates = "coordinates",
        /// An address that can’t be found.
        Address = "address",
        /// A flag that says neither yes nor no.
        Flag = "flag",
        /// An unreadable date of posting.
        PostedAt = "posted_at",
        /// An association’s site that is no address.
        AssociationLink = "association_link",
        /// A shift that can’t be read.
        Slot = "slot",
    }
}
