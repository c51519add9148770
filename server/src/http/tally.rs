//! How often a network does one kind of thing, in an hour and in a day: for what isn't refused but set apart.

use super::limits::{Network, WINDOW, bucket};
use crate::{
    state::App,
    store::{StoreError, Tx, rate_limits},
};

/// A day, in seconds.
const DAY: i64 = 86_400;

/// How many things of one kind may come from a network before it is much.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// In an hour.
    pub an_hour: i64,
    /// In a day.
    pub a_day: i64,
    /// How many times as many from the /48 that an IPv6 network lies in.
    pub wider: i64,
}

/// How often one kind of thing came from a network, for what sets its own bounds.
#[derive(Clone, Copy, Debug)]
pub struct Tally {
    /// That of the network and the hour first.
    counters: [Option<Counter>; 4],
    ends_at: i64,
}

#[derive(Clone, Copy, Debug)]
struct Counter {
    bucket: [u8; 16],
    window_start: i64,
    most: i64,
}

/// What a [`Tally`] comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tallied {
    /// How many there are of this network in this hour; always 0 where there are no limits.
    pub this_hour: i64,
    /// Whether any bound is passed.
    pub much: bool,
}

impl Tally {
    /// What somebody in `network` counts towards who does a `kind` of thing.
    #[must_use]
    pub fn of_network(app: &App, network: Network, kind: &str, bounds: Bounds, now: i64) -> Self {
        let counter = |reach: &str, network: Option<Network>, window: i64, most: i64| {
            let octets = network.filter(|_| app.settings.rate_limit)?.octets();
            let window_start = now.div_euclid(window) * window;
            // Lest the first hour of a day and the day were one, or the first network of a /48 and the /48.
            let kind = format!("{kind} {reach} in {window}");
            Some(Counter {
                bucket: bucket(&app.secrets.limits, &kind, &octets, window_start),
                window_start,
                most,
            })
        };
        let Bounds { an_hour, a_day, wider } = bounds;
        let around = network.around();
        let counters = [
            counter("there", Some(network), WINDOW, an_hour),
            counter("there", Some(network), DAY, a_day),
            counter("around", around, WINDOW, an_hour * wider),
            counter("around", around, DAY, a_day * wider),
        ];
        Self { counters, ends_at: now.div_euclid(WINDOW) * WINDOW + WINDOW }
    }

    /// Counts one more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&self, tx: &mut Tx) -> Result<Tallied, StoreError> {
        let mut tallied = Tallied::default();
        for (index, counter) in self.counters.iter().enumerate() {
            let Some(Counter { bucket, window_start, most }) = counter else { continue };
            let hits = rate_limits::hit(tx, bucket, *window_start).await?;
            tallied.much |= hits > *most;
            if index == 0 {
                tallied.this_hour = hits;
            }
        }
        Ok(tallied)
    }

    /// When the hour begins anew, epoch seconds.
    #[must_use]
    pub const fn ends_at(&self) -> i64 {
        self.ends_at
    }
}
