//! What was measured, beside what has to be reached.

use std::{fmt::Write, time::Duration};

/// The rows so far.
#[derive(Default)]
pub struct Table(Vec<[String; 4]>);

impl Table {
    /// Adds a row, and says it at once: the whole takes minutes.
    pub fn add(&mut self, what: impl Into<String>, measured: impl Into<String>, bound: &str, reached: bool) {
        let verdict = if bound.is_empty() {
            ""
        } else if reached {
            "yes"
        } else {
            "NO"
        };
        let row = [what.into(), measured.into(), bound.to_owned(), verdict.to_owned()];
        println!("    {}: {}  {} {}", row[0], row[1], row[2], row[3]);
        self.0.push(row);
    }

    /// Adds the latencies of many requests, judged by their 99th percentile.
    pub fn latencies(&mut self, what: impl Into<String>, times: &mut [Duration], bound: Option<Duration>) {
        times.sort_unstable();
        let at = |share: f64| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let index = (times.len() as f64 * share) as usize;
            times.get(index.min(times.len().saturating_sub(1))).copied().unwrap_or_default()
        };
        let (median, p99, max) = (at(0.5), at(0.99), at(1.0));
        let measured = format!("p50 {} p99 {} max {}", ms(median), ms(p99), ms(max));
        let text = bound.map(|bound| format!("p99 < {}", ms(bound))).unwrap_or_default();
        self.add(what, measured, &text, bound.is_none_or(|bound| p99 < bound));
    }

    /// The whole, as Markdown.
    pub fn markdown(&self) -> String {
        let mut text = "| what | measured | to reach | reached |\n|---|---|---|---|\n".to_owned();
        for row in &self.0 {
            // Writing to a string can't fail.
            let _ = writeln!(text, "| {} |", row.join(" | "));
        }
        text
    }
}

/// A duration in milliseconds.
pub fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
