//! A year of made-up figures for the demo needs, so that charts have something to show. The same each time.

use crate::{
    local_time::today,
    store::{
        Db, StoreError,
        figures::{self as store, Counted, Of},
    },
};
use app::domain::figures::{Step, day_code};
use jiff::{ToSpan, civil::Weekday};

/// Written in one transaction.
const AT_ONCE: usize = 4000;
/// How far the longest go back, in days.
const YEAR: i64 = 364;

/// Where demo visitors come from, each as often as it stands here.
const SOURCES: [&str; 12] = [
    "google.com",
    "google.com",
    "google.com",
    "facebook.com",
    "facebook.com",
    "direct",
    "direct",
    "here",
    "here",
    "de:whatsapp",
    "de:poster",
    "c:forum-des-associations",
];
const CHANNELS: [&str; 6] = ["whatsapp", "whatsapp", "link", "sheet", "email", "friends"];
const LEFT: [&str; 7] = ["tel", "tel", "tel", "email", "creneau", "creneau", "message"];

/// A demo need that is new here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fresh {
    /// Its id.
    pub id: i64,
    /// Days since it was posted.
    pub age: i64,
    /// One of those that come back all year round, so that a year can be seen.
    pub all_year: bool,
}

/// Writes the figures of new demo needs.
pub(super) async fn write(db: &Db, needs: &[Fresh], now: i64) -> Result<(), StoreError> {
    let counted: Vec<_> = needs.iter().flat_map(|need| of_need(*need, now)).collect();
    for some in counted.chunks(AT_ONCE) {
        store::add(db, some).await?;
    }
    Ok(())
}

fn of_need(need: Fresh, now: i64) -> Vec<Counted> {
    let mut out = Vec::new();
    let today = today(now);
    let mut dice = Dice(u64::try_from(need.id).unwrap_or_default());
    for back in 0..=if need.all_year { YEAR } else { need.age } {
        let date = today.saturating_sub(back.days());
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        // September is when people look for something to do; August is when they don't.
        let season = match date.month() {
            9 => 9,
            1 | 10 | 11 => 7,
            7 | 8 => 2,
            _ => 5,
        };
        let seen = dice.below(season) + if weekend { 2 } else { 0 };
        if need.all_year && dice.below(5) == 0 {
            continue;
        }
        let day = day_code(date);
        let mut put = |step: Step, detail: &'static str, source: &str, total: i64| {
            if total > 0 {
                let source = source.to_owned();
                out.push(Counted { hash: None, of: Of::Need(need.id), day, step, detail, source, total });
            }
        };
        let source = dice.one_of(&SOURCES);
        put(Step::Seen, "", source, seen);
        put(Step::Seen, "", dice.one_of(&SOURCES), dice.below(3));
        if dice.below(3) > 0 {
            continue;
        }
        put(Step::Begun, "", source, 1 + dice.below(2));
        match dice.below(5) {
            0 => put(Step::Liked, "", source, 1),
            1 => put(Step::Shared, dice.one_of(&CHANNELS), "", 1),
            2 => put(Step::Followed, "", source, 1),
            _ => {}
        }
        if dice.below(3) == 0 {
            put(Step::Left, dice.one_of(&LEFT), "", 1);
            continue;
        }
        put(Step::Finished, "", source, 1);
        for step in [Step::Confirmed, Step::Accepted, Step::Came] {
            if dice.below(6) == 0 {
                break;
            }
            put(step, "", "", 1);
        }
    }
    out
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    /// From 0 to one less than `end`.
    fn below(&mut self, end: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % end.max(1)).unwrap_or_default()
    }

    fn one_of(&mut self, choices: &[&'static str]) -> &'static str {
        let index = self.below(choices.len() as u64);
        usize::try_from(index).ok().and_then(|index| choices.get(index)).copied().unwrap_or_default()
    }
}
