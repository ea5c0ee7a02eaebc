//! The multipart body that carries a file.

use serde_json::Value;

use crate::schema::file_form::FileForm;

/// The content type and the body of a form with the given file as its only part.
pub(crate) fn encode(file: &Value) -> (String, Vec<u8>) {
    let form = file.as_object().map(FileForm::parse);
    // Validation has accepted the file.
    let (name, part_name, content) = match form {
        Some(Ok(form)) => (form.name, form.part_name, form.content),
        _ => Default::default(),
    };
    let boundary = boundary_for(&content);
    let head = format!(
        "--{boundary}\r\ncontent-disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\
         content-type: application/octet-stream\r\n\r\n",
        escape(part_name),
        escape(name),
    );
    let tail = format!("\r\n--{boundary}--\r\n");
    let body = [head.as_bytes(), &content, tail.as_bytes()].concat();
    (format!("multipart/form-data; boundary={boundary}"), body)
}

/// A boundary that does not occur in the content.
fn boundary_for(content: &[u8]) -> String {
    let occurs = |boundary: &String| {
        content
            .windows(boundary.len())
            .any(|window| window == boundary.as_bytes())
    };
    let mut candidates = (0_u32..).map(|number| format!("genauth-part-{number}"));
    candidates
        .find(|boundary| !occurs(boundary))
        .expect("a file cannot contain all of them")
}

/// Escapes like browsers do, so that neither a quote nor a line break ends the header.
fn escape(text: &str) -> String {
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
