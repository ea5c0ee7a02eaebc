//! JSON paths in their usual spelling: `list[1].namespaceCode`.

use std::fmt::{self, Write};

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step<K> {
    Key(K),
    Index(usize),
}

/// A path as a linked list on the stack, so that a traversal that reports nothing allocates nothing.
#[derive(Clone, Copy)]
pub(crate) struct JsonPath<'a> {
    parent: Option<&'a JsonPath<'a>>,
    step: Option<&'a Step<&'a str>>,
}

impl<'a> JsonPath<'a> {
    pub(crate) const ROOT: JsonPath<'static> = JsonPath {
        parent: None,
        step: None,
    };

    /// The data of a response.
    pub(crate) const DATA: JsonPath<'static> = JsonPath {
        parent: Some(&Self::ROOT),
        step: Some(&Step::Key("data")),
    };

    pub(crate) fn join(&'a self, step: &'a Step<&'a str>) -> JsonPath<'a> {
        JsonPath {
            parent: Some(self),
            step: Some(step),
        }
    }
}

impl JsonPath<'_> {
    /// The number of steps.
    pub(crate) fn depth(&self) -> usize {
        self.parent.map_or(0, |parent| parent.depth() + 1)
    }

    /// How often the last key occurs in the path.
    pub(crate) fn depth_of_last_key(&self) -> usize {
        let mut depth = 0;
        let mut next = Some(self);
        while let Some(path) = next {
            if let (Some(Step::Key(key)), Some(Step::Key(last))) = (path.step, self.step) {
                depth += usize::from(key == last);
            }
            next = path.parent;
        }
        depth
    }
}

impl fmt::Display for JsonPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_first = match self.parent {
            Some(parent) => {
                parent.fmt(f)?;
                parent.step.is_none()
            }
            None => true,
        };
        match self.step {
            Some(step) => write_step(f, step, is_first),
            None => Ok(()),
        }
    }
}

fn write_step<K: AsRef<str>>(out: &mut impl Write, step: &Step<K>, is_first: bool) -> fmt::Result {
    match step {
        Step::Index(index) => write!(out, "[{index}]"),
        Step::Key(key) => {
            let key = key.as_ref();
            let is_bare = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$');
            if key.is_empty() || !key.chars().all(is_bare) {
                return write!(out, "[{key:?}]");
            }
            if !is_first {
                out.write_char('.')?;
            }
            out.write_str(key)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(path: &JsonPath<'_>, steps: &[Step<&str>]) -> String {
        match steps {
            [step, rest @ ..] => joined(&path.join(step), rest),
            [] => path.to_string(),
        }
    }

    #[test]
    fn paths_have_their_usual_spelling() {
        let steps = [
            Step::Key("list"),
            Step::Index(1),
            Step::Key("namespaceCode"),
            Step::Key("a.b"),
            Step::Key(""),
            Step::Key("用户"),
        ];
        let expected = r#"list[1].namespaceCode["a.b"][""].用户"#;
        let root = JsonPath::ROOT;
        assert_eq!(joined(&root, &steps), expected);
        assert_eq!(root.to_string(), "");
        assert_eq!(root.join(&steps[1]).to_string(), "[1]");
        assert_eq!(JsonPath::DATA.join(&steps[1]).to_string(), "data[1]");
        assert_eq!([root.depth(), JsonPath::DATA.join(&steps[1]).depth()], [0, 2]);
    }
}
