//! The multipart body that carries a file.

use serde_json::Value;

use super::encode::{repeated, to_text};
use crate::redact::find;
use crate::schema::file_form::FileForm;

/// The content type and the body of a form with these fields, of which the one named `file` is the file. It comes last,
/// because some servers read the other fields only up to the file.
pub(crate) fn encode<'a>(file: &str, fields: impl Iterator<Item = (&'a String, &'a Value)>) -> (String, Vec<u8>) {
    let mut parts = Vec::new();
    let mut last = None;
    for (name, value) in fields {
        match value.as_object() {
            // Validation has accepted the file.
            Some(form) if name == file => last = FileForm::parse(form).ok(),
            _ => parts.extend(repeated(value).iter().map(|value| Part {
                head: format!("content-disposition: form-data; name=\"{}\"", escape(name)),
                content: to_text(value).into_bytes(),
            })),
        }
    }
    parts.extend(last.map(|form| Part {
        head: format!(
            "content-disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\
             content-type: application/octet-stream",
            escape(form.part_name),
            escape(form.name),
        ),
        content: form.content,
    }));
    let boundary = boundary_for(&parts);
    let mut body = Vec::new();
    for Part { head, content } in &parts {
        body.extend_from_slice(format!("--{boundary}\r\n{head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

/// A part of a form.
struct Part {
    /// The headers, without the last line break.
    head: String,
    content: Vec<u8>,
}

/// A boundary that does not occur in any content.
fn boundary_for(parts: &[Part]) -> String {
    let occurs = |boundary: &String| parts.iter().any(|part| find(&part.content, boundary).is_some());
    let mut candidates = (0_u32..).map(|number| format!("genauth-part-{number}"));
    candidates
        .find(|boundary| !occurs(boundary))
        .expect("a form cannot contain all of them")
}

/// Escapes like browsers do, so that neither a quote nor a line break ends the header.
fn escape(text: &str) -> String {
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
