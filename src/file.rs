//! A file to upload, and the multipart body that carries it.

use std::path::Path;
use std::{fmt, fs, io};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use crate::operation::Kind;
use crate::param::{IntoParam, ParamType};
use crate::redact::Bytes;

/// A file to upload.
///
/// ```
/// use genauth::File;
///
/// let file = File::from_bytes("invitees.xlsx", b"...");
/// ```
///
/// For a call by name it is the JSON object `{"fileName": "..", "content": "<base64>", "partName": "file"}`.
#[derive(Clone, PartialEq)]
pub struct File {
    name: String,
    content: Vec<u8>,
    part_name: String,
}

/// What the part is called unless the caller says otherwise; upstream does not say.
const PART_NAME: &str = "file";

impl File {
    /// A file of these bytes; the server sees the name.
    #[inline]
    pub fn from_bytes(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        File {
            name: name.into(),
            content: content.into(),
            part_name: PART_NAME.to_owned(),
        }
    }

    /// A file from the disk; the server sees the last part of the path as its name.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    #[inline]
    pub fn read(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self::from_bytes(name, fs::read(path)?))
    }

    /// Name of the part of the form that carries the file, `file` by default.
    #[must_use]
    #[inline]
    pub fn part_name(mut self, name: impl Into<String>) -> Self {
        self.part_name = name.into();
        self
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("content", &Bytes(self.content.len()))
            .field("part_name", &self.part_name)
            .finish()
    }
}

impl ParamType for File {
    const KIND: Kind = Kind::File;
}

// Requests hold JSON, and a file is no exception: it costs a third of its size, and saves a second way.
impl IntoParam<File> for File {
    fn into_param(self) -> Option<Value> {
        Some(json!({
            "fileName": self.name,
            "content": STANDARD.encode(self.content),
            "partName": self.part_name,
        }))
    }
}

impl IntoParam<File> for &File {
    fn into_param(self) -> Option<Value> {
        self.clone().into_param()
    }
}

/// What is wrong with the JSON form of a file, if anything is.
pub(crate) fn problem_with(file: &Map<String, Value>) -> Option<&'static str> {
    let text = |field: &str| file.get(field).and_then(Value::as_str);
    if text("fileName").is_none_or(|name| name.trim().is_empty()) {
        return Some("an object without a fileName");
    }
    if text("content").is_none_or(|content| STANDARD.decode(content).is_err()) {
        return Some("an object whose content is not base64");
    }
    None
}

/// A form with that file as its one part: the content type, and the body.
pub(crate) fn multipart(file: &Value) -> (String, Vec<u8>) {
    let text = |field: &str| file.get(field).and_then(Value::as_str);
    let content = STANDARD.decode(text("content").unwrap_or_default()).unwrap_or_default();
    let boundary = boundary_for(&content);
    let head = format!(
        "--{boundary}\r\ncontent-disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\
         content-type: application/octet-stream\r\n\r\n",
        quoted(text("partName").unwrap_or(PART_NAME)),
        quoted(text("fileName").unwrap_or_default()),
    );
    let tail = format!("\r\n--{boundary}--\r\n");
    let body = [head.as_bytes(), &content, tail.as_bytes()].concat();
    (format!("multipart/form-data; boundary={boundary}"), body)
}

/// A line that does not occur in the content.
fn boundary_for(content: &[u8]) -> String {
    let occurs = |boundary: &String| {
        content
            .windows(boundary.len())
            .any(|window| window == boundary.as_bytes())
    };
    let mut candidates = (0_u32..).map(|number| format!("genauth-part-{number}"));
    candidates
        .find(|boundary| !occurs(boundary))
        .expect("no file holds them all")
}

/// As browsers do it: neither a quote nor a line break may end the header.
fn quoted(text: &str) -> String {
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
