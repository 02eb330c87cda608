//! The one gate through which every text enters the page, between tags and in attributes.

/// Appends `text`, with what means something to HTML written as entities and without the characters
/// that HTML can't hold. Line breaks and tabs become spaces; marks of direction stay.
pub fn write(out: &mut String, text: &str) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if c.is_control() || noncharacter(c) => {}
            c => out.push(c),
        }
    }
}

/// Code points that Unicode keeps for no character, an error in a page.
fn noncharacter(c: char) -> bool {
    let code = u32::from(c);
    code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_text_passes_as_text() {
        for (given, written) in [
            ("plain", "plain"),
            ("R&D", "R&amp;D"),
            ("&amp;", "&amp;amp;"),
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload=\"x", "&quot; onload=&quot;x"),
            ("l'annexe", "l&#39;annexe"),
            ("a\r\nb\nc\rd\te", "a b c d e"),
            ("a\u{85}b\u{2028}c\u{2029}d", "a b c d"),
            ("a\u{0}b\u{1b}c\u{7f}d\u{9f}e", "abcde"),
            ("a\u{fffe}b\u{fdd0}c\u{1ffff}d", "abcd"),
            ("\u{200f}\u{202b}\u{2067}أ\u{2069}\u{202c}", "\u{200f}\u{202b}\u{2067}أ\u{2069}\u{202c}"),
            ("a\u{a0}b\u{202f};\u{ad}", "a\u{a0}b\u{202f};\u{ad}"),
            ("\u{fffd} 😀 [ ] { } ` = /", "\u{fffd} 😀 [ ] { } ` = /"),
        ] {
            let mut out = String::new();
            super::write(&mut out, given);
            assert_eq!(out, written, "{given:?}");
        }
    }
}
