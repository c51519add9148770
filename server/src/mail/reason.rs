//! What mail servers say, without the addresses they like to repeat.

/// Longest reason kept, in characters.
const MAX: usize = 300;

/// `reason` in one line, every word that holds an `@` taken out.
#[must_use]
pub fn scrubbed(reason: &str) -> String {
    let line = super::one_line(reason, usize::MAX);
    let words: Vec<&str> =
        line.split(' ').map(|word| if word.contains('@') { "<address>" } else { word }).collect();
    super::one_line(&words.join(" "), MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_stays() {
        assert_eq!(
            scrubbed("permanent error (550): 5.1.1 <camille@example.org>:\r\nunknown user"),
            "permanent error (550): 5.1.1 <address> unknown user"
        );
        assert!(scrubbed(&"é".repeat(1000)).chars().count() <= MAX);
    }
}
