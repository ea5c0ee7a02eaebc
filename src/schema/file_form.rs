//! The JSON form of a file in a request: `{"fileName": "..", "content": "<base64>", "partName": "file"}`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

/// Name of the form part that carries a file. Upstream does not document one.
pub(crate) const DEFAULT_PART_NAME: &str = "file";

/// A file as its JSON form describes it.
pub(crate) struct FileForm<'a> {
    pub(crate) name: &'a str,
    pub(crate) part_name: &'a str,
    pub(crate) content: Vec<u8>,
}

impl<'a> FileForm<'a> {
    const NAME: &'static str = "fileName";
    const CONTENT: &'static str = "content";
    pub(crate) const PART_NAME: &'static str = "partName";

    /// The fields of the JSON form.
    pub(crate) const FIELDS: [&'static str; 3] = [Self::NAME, Self::CONTENT, Self::PART_NAME];

    /// Parses the JSON form, or says what is wrong with it.
    pub(crate) fn parse(form: &'a Map<String, Value>) -> Result<Self, &'static str> {
        let text = |field: &str| form.get(field).and_then(Value::as_str);
        let name = text(Self::NAME).filter(|name| !name.trim().is_empty());
        let content = text(Self::CONTENT).and_then(|content| STANDARD.decode(content).ok());
        Ok(FileForm {
            name: name.ok_or("must have a `fileName`")?,
            content: content.ok_or("must have a `content` in base64")?,
            part_name: text(Self::PART_NAME).unwrap_or(DEFAULT_PART_NAME),
        })
    }
}

/// The JSON form of a file.
pub(crate) fn to_json(name: &str, part_name: &str, content: &[u8]) -> Value {
    json!({
        FileForm::NAME: name,
        FileForm::CONTENT: STANDARD.encode(content),
        FileForm::PART_NAME: part_name,
    })
}
