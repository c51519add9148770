//! When to try again, and when to stop trying.

/// Pauses after the first, second… failed try, in seconds; the last one repeats.
const PAUSES: [i64; 6] = [60, 5 * 60, 15 * 60, 3600, 3 * 3600, 6 * 3600];
/// A letter is given up this long after it was written: 3 days, in seconds.
pub const GIVE_UP_AFTER: i64 = 3 * 24 * 3600;

/// When to try next after `tries` failed tries, the last one at `now`; `None` to give up. The very last try
/// is made when the three days end. All times in epoch seconds.
#[must_use]
pub fn next_try(created_at: i64, tries: i64, now: i64) -> Option<i64> {
    let end = created_at + GIVE_UP_AFTER;
    if now >= end {
        return None;
    }
    let last = PAUSES.len() - 1;
    let pause = PAUSES[usize::try_from(tries - 1).unwrap_or(0).min(last)];
    Some((now + pause).min(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_after_three_days() {
        let (mut now, mut tries, mut pauses) = (1000, 1, Vec::new());
        while let Some(next) = next_try(1000, tries, now) {
            pauses.push(next - now);
            (now, tries) = (next, tries + 1);
        }
        assert_eq!(pauses[..6], PAUSES);
        assert!(pauses[6..pauses.len() - 1].iter().all(|pause| *pause == 6 * 3600));
        assert_eq!(now, 1000 + GIVE_UP_AFTER);
        assert_eq!(tries, 18);
    }
}
