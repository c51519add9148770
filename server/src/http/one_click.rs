//! What a mail program sends for somebody who wants no more of a letter (RFC 8058), and the one button of our pages too.

/// `List-Unsubscribe=One-Click`, as a form in either of the two ways that the RFC allows.
#[must_use]
pub fn one_click(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    text.trim() == "List-Unsubscribe=One-Click"
        || (lines.any(|line| line.contains("name=\"List-Unsubscribe\""))
            && lines.any(|line| line == "One-Click"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_click_is_read_in_either_way_and_nothing_else_is() {
        assert!(one_click(b"List-Unsubscribe=One-Click") && one_click(b"List-Unsubscribe=One-Click\r\n"));
        let parts =
            "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
        assert!(one_click(parts.as_bytes()));
        for wrong in ["", "a=b", "List-Unsubscribe=", "One-Click", "name=\"List-Unsubscribe\"", "\u{fffd}"] {
            assert!(!one_click(wrong.as_bytes()), "{wrong}");
        }
    }
}
