//! The line of bash, which passes its words in pieces.

/// The words after the first, with their quotes removed. The last one ends at the cursor.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    let mut is_started = false;
    let mut letters = line.trim_start().chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('\\', None | Some('"')) => {
                word.extend(letters.next());
                is_started = true;
            }
            ('\'' | '"', None) => {
                quote = Some(letter);
                is_started = true;
            }
            (letter, Some(open)) if letter == open => quote = None,
            (letter, None) if letter.is_whitespace() => {
                if is_started {
                    words.push(std::mem::take(&mut word));
                }
                is_started = false;
            }
            (letter, _) => {
                word.push(letter);
                is_started = true;
            }
        }
    }
    words.push(word);
    words.remove(0);
    words
}

/// Characters that break words, but belong to the word that follows.
const KEPT_BREAKS: [char; 2] = ['@', '$'];

/// The length of the part of a word that bash does not replace: all up to the last of the characters that break words.
pub fn length_before_last_break(word: &str, breaks: &str) -> usize {
    let is_break = |letter: char| !letter.is_whitespace() && breaks.contains(letter);
    let last = word.char_indices().rfind(|(_, letter)| is_break(*letter));
    last.map_or(0, |(index, letter)| {
        let replaced_from_break = KEPT_BREAKS.contains(&letter);
        if replaced_from_break {
            index
        } else {
            index + letter.len_utf8()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_like_the_shell_does() {
        for (line, expected) in [
            ("genauth", &[][..]),
            ("genauth ", &[""]),
            ("genauth get", &["get"]),
            ("genauth get-user  --user-id ", &["get-user", "--user-id", ""]),
            (
                "genauth a --list '{\"a\": 1}' --x=@f",
                &["a", "--list", "{\"a\": 1}", "--x=@f"],
            ),
            ("genauth \"a b\\\"\" c\\ d '' \"e", &["a b\"", "c d", "", "e"]),
        ] {
            assert_eq!(words(line), expected, "{line}");
        }
    }

    #[test]
    fn bash_keeps_what_stands_before_a_break() {
        let breaks = " \t\n\"'@><=;|&(:";
        assert_eq!(length_before_last_break("--color=al", breaks), 8);
        assert_eq!(length_before_last_break("--user-ids=@fi", breaks), 11);
        assert_eq!(length_before_last_break("@fi", breaks), 0);
        assert_eq!(length_before_last_break("--color=al", ""), 0);
        assert_eq!(length_before_last_break("get-user", breaks), 0);
    }
}
