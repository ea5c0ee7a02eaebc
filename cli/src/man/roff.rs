//! The source text of a manual page.

/// Columns that a nested parameter is indented by.
const INDENT: usize = 4;

/// A page that is being written.
pub struct Page {
    text: String,
    /// How deep the last term is indented.
    depth: usize,
}

impl Page {
    pub fn new(name: &str, summary: &str) -> Self {
        let title = escape(&name.to_uppercase());
        let version = env!("CARGO_PKG_VERSION");
        // Text is neither justified nor hyphenated: it is full of names.
        let text = format!(".TH {title} 1 \"\" \"genauth {version}\" \"GenAuth management API\"\n.nh\n.ad l\n");
        let mut page = Page { text, depth: 0 };
        page.section("NAME");
        // One line, from which indexes are made.
        page.line(&format!(
            "{} \\- {}",
            escape(name),
            escape(summary.trim_end_matches('.'))
        ));
        page
    }

    pub fn section(&mut self, title: &str) {
        self.indent(0);
        self.line(&format!(".SH \"{}\"", escape(title)));
    }

    pub fn paragraph(&mut self, text: &str) {
        self.line(".PP");
        self.text(text);
    }

    /// Text that continues what stands before it.
    pub fn text(&mut self, text: &str) {
        self.line(&protected(&escape(&text.replace('\n', " "))));
    }

    /// A line in bold, for commands.
    pub fn command(&mut self, text: &str) {
        self.line(".PP");
        self.line(&format!("\\fB{}\\fR", escape(text)));
    }

    /// A term of a list. Its description follows.
    pub fn term(&mut self, term: &str, depth: usize) {
        self.indent(depth);
        self.line(".TP");
        self.line(&format!("\\fB{}\\fR", escape(term)));
    }

    /// Lines as they are.
    pub fn verbatim(&mut self, lines: &str) {
        self.line(".PP");
        self.line(".nf");
        for line in lines.lines() {
            self.line(&protected(&escape(line)));
        }
        self.line(".fi");
    }

    pub fn finish(mut self) -> String {
        self.indent(0);
        self.text
    }

    fn indent(&mut self, depth: usize) {
        while self.depth < depth {
            self.line(&format!(".RS {INDENT}"));
            self.depth += 1;
        }
        while self.depth > depth {
            self.line(".RE");
            self.depth -= 1;
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// Characters with a meaning. A plain hyphen would be printed as one that cannot be searched for or copied.
fn escape(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-").replace('"', "\\(dq")
}

/// A line of text that does not begin like a request.
fn protected(line: &str) -> String {
    if line.starts_with(['.', '\'']) {
        format!("\\&{line}")
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        let mut page = Page::new("a-b", "Does \"it\".");
        page.paragraph(".x \\n\n'y");
        page.term("--a.b <c>", 1);
        page.text("d");
        let text = page.finish();
        assert_eq!(
            text.lines().skip(1).collect::<Vec<_>>(),
            [
                ".nh",
                ".ad l",
                ".SH \"NAME\"",
                "a\\-b \\- Does \\(dqit\\(dq",
                ".PP",
                "\\&.x \\en 'y",
                ".RS 4",
                ".TP",
                "\\fB\\-\\-a.b <c>\\fR",
                "d",
                ".RE",
            ]
        );
    }
}
