//! A file to upload.

use std::path::Path;
use std::{fmt, fs, io};

use serde_json::Value;

use super::{IntoParam, Sealed};
use crate::redact::ByteCount;
use crate::schema::file_form::{self, DEFAULT_PART_NAME};

/// A file to upload.
///
/// ```
/// use genauth::File;
///
/// let file = File::from_bytes("invitees.xlsx", b"...");
/// ```
///
/// In a request by name it is the JSON object `{"fileName": "..", "content": "<base64>", "partName": "file"}`.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    name: String,
    content: Vec<u8>,
    part_name: String,
}

impl File {
    /// A file with this name and content.
    #[inline]
    pub fn from_bytes(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        File {
            name: name.into(),
            content: content.into(),
            part_name: DEFAULT_PART_NAME.to_owned(),
        }
    }

    /// Reads a file from disk. Its name is the last component of the path.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    #[inline]
    pub fn read(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self::from_bytes(name, fs::read(path)?))
    }

    /// Name of the form part that carries the file. Defaults to `file`.
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
            .field("content", &ByteCount(self.content.len()))
            .field("part_name", &self.part_name)
            .finish()
    }
}

// Requests hold JSON only. Base64 makes a file a third larger in memory, but needs no second way to store values.
impl IntoParam<File> for File {
    fn into_param(self, _: Sealed) -> Option<Value> {
        Some(file_form::to_json(&self.name, &self.part_name, &self.content))
    }
}

impl IntoParam<File> for &File {
    fn into_param(self, _: Sealed) -> Option<Value> {
        Some(file_form::to_json(&self.name, &self.part_name, &self.content))
    }
}
