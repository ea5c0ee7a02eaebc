//! JSON paths as people write them: `list[1].namespaceCode`.

use std::fmt::{self, Write};

/// One step down into a JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step<K> {
    Key(K),
    Index(usize),
}

/// A place in a JSON value that is being walked: the step that led here and, behind it, the way.
///
/// It lives on the walker's stack, so a walk that finds nothing to report allocates nothing.
#[derive(Clone, Copy)]
pub(crate) struct JsonPath<'a> {
    way: Option<&'a JsonPath<'a>>,
    step: Option<&'a Step<&'a str>>,
}

impl<'a> JsonPath<'a> {
    pub(crate) const ROOT: JsonPath<'static> = JsonPath { way: None, step: None };

    pub(crate) fn down(&'a self, step: &'a Step<&'a str>) -> JsonPath<'a> {
        JsonPath {
            way: Some(self),
            step: Some(step),
        }
    }
}

impl JsonPath<'_> {
    /// How often the key that the path ends with stands in it.
    pub(crate) fn depth_of_last_key(&self) -> usize {
        let mut depth = 0;
        let mut way = Some(self);
        while let Some(path) = way {
            if let (Some(Step::Key(key)), Some(Step::Key(last))) = (path.step, self.step) {
                depth += usize::from(key == last);
            }
            way = path.way;
        }
        depth
    }
}

impl fmt::Display for JsonPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at_start = match self.way {
            Some(way) => {
                way.fmt(f)?;
                way.step.is_none()
            }
            None => true,
        };
        match self.step {
            Some(step) => write_step(f, step, at_start),
            None => Ok(()),
        }
    }
}

/// The path of steps that are known from the outermost to the innermost.
pub(crate) fn path_of<'a, K: AsRef<str> + 'a>(steps: impl IntoIterator<Item = &'a Step<K>>) -> String {
    let mut path = String::new();
    for step in steps {
        let at_start = path.is_empty();
        write_step(&mut path, step, at_start).expect("writing to a String cannot fail");
    }
    path
}

fn write_step<K: AsRef<str>>(out: &mut impl Write, step: &Step<K>, at_start: bool) -> fmt::Result {
    match step {
        Step::Index(index) => write!(out, "[{index}]"),
        Step::Key(key) => {
            let key = key.as_ref();
            let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$');
            if key.is_empty() || !key.chars().all(plain) {
                return write!(out, "[{key:?}]");
            }
            if !at_start {
                out.write_char('.')?;
            }
            out.write_str(key)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(place: &JsonPath<'_>, steps: &[Step<&str>]) -> String {
        match steps {
            [step, rest @ ..] => walk(&place.down(step), rest),
            [] => place.to_string(),
        }
    }

    #[test]
    fn both_walks_write_a_path_alike() {
        let steps = [
            Step::Key("list"),
            Step::Index(1),
            Step::Key("namespaceCode"),
            Step::Key("a.b"),
            Step::Key(""),
            Step::Key("用户"),
        ];
        let expected = r#"list[1].namespaceCode["a.b"][""].用户"#;
        assert_eq!(path_of(&steps), expected);

        let root = JsonPath::ROOT;
        assert_eq!(walk(&root, &steps), expected);
        assert_eq!(root.to_string(), "");
        assert_eq!(root.down(&steps[1]).to_string(), "[1]");
    }
}
