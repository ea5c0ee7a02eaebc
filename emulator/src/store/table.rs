//! Tables: records in the order of their creation, found by ID and by unique keys.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::{Record, text};

/// What a table is called, and what is unique in it.
pub(crate) struct TableSpec {
    /// Name in snapshots.
    pub(crate) name: &'static str,
    /// The field with the ID.
    pub(crate) id: &'static str,
    /// Other fields that no two records may share.
    pub(crate) unique: &'static [Key],
}

/// Fields that identify a record together. A record that lacks one of them has no such key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) fields: &'static [&'static str],
    ignores_case: bool,
}

impl Key {
    pub(crate) const fn of(fields: &'static [&'static str]) -> Self {
        Key {
            fields,
            ignores_case: false,
        }
    }

    pub(crate) const fn ignoring_case(fields: &'static [&'static str]) -> Self {
        Key {
            fields,
            ignores_case: true,
        }
    }

    fn text_of(&self, record: &Record) -> Option<String> {
        let values = self.fields.iter().map(|field| text(record, field));
        self.text(values)
    }

    fn text<'a>(&self, values: impl Iterator<Item = &'a str>) -> Option<String> {
        let mut key = String::new();
        for value in values {
            if value.is_empty() {
                return None;
            }
            key.push_str(value);
            key.push('\0');
        }
        Some(if self.ignores_case { key.to_lowercase() } else { key })
    }
}

/// A record was not stored, because another one has the same values in these fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Conflict {
    pub(crate) fields: &'static [&'static str],
}

pub(crate) struct Table {
    pub(super) spec: &'static TableSpec,
    records: BTreeMap<u64, Record>,
    by_id: HashMap<String, u64>,
    by_key: Vec<HashMap<String, u64>>,
    next: u64,
}

impl Table {
    pub(super) fn new(spec: &'static TableSpec) -> Self {
        Table {
            spec,
            records: BTreeMap::new(),
            by_id: HashMap::new(),
            by_key: spec.unique.iter().map(|_| HashMap::new()).collect(),
            next: 0,
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Record> {
        self.records.get(self.by_id.get(id)?)
    }

    /// The record with these values in the fields of a unique key.
    pub(crate) fn find(&self, key: Key, values: &[&str]) -> Option<&Record> {
        let index = self.spec.unique.iter().position(|known| *known == key)?;
        let text = key.text(values.iter().copied())?;
        self.records.get(self.by_key[index].get(&text)?)
    }

    /// The records, oldest first.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.records.values()
    }

    pub(crate) fn len(&self) -> usize {
        self.records.len()
    }

    pub(super) fn position(&self, id: &str) -> Option<u64> {
        self.by_id.get(id).copied()
    }

    /// Stores a new record, and returns its position.
    pub(super) fn insert(&mut self, record: Record) -> Result<u64, Conflict> {
        let position = self.next;
        self.put(position, record)?;
        Ok(position)
    }

    /// Stores a record at a position that is free.
    pub(super) fn put(&mut self, position: u64, record: Record) -> Result<(), Conflict> {
        let id = text(&record, self.spec.id).to_owned();
        if id.is_empty() || self.by_id.contains_key(&id) {
            let fields = std::slice::from_ref(&self.spec.id);
            return Err(Conflict { fields });
        }
        let keys: Vec<_> = self.spec.unique.iter().map(|key| key.text_of(&record)).collect();
        for ((key, text), known) in self.spec.unique.iter().zip(&keys).zip(&self.by_key) {
            if text.as_ref().is_some_and(|text| known.contains_key(text)) {
                return Err(Conflict { fields: key.fields });
            }
        }
        for (text, known) in keys.into_iter().zip(&mut self.by_key) {
            if let Some(text) = text {
                known.insert(text, position);
            }
        }
        self.by_id.insert(id, position);
        self.records.insert(position, record);
        self.next = self.next.max(position + 1);
        Ok(())
    }

    /// Removes the record at a position.
    pub(super) fn take(&mut self, position: u64) -> Option<Record> {
        let record = self.records.remove(&position)?;
        self.by_id.remove(text(&record, self.spec.id));
        for (key, known) in self.spec.unique.iter().zip(&mut self.by_key) {
            if let Some(text) = key.text_of(&record) {
                known.remove(&text);
            }
        }
        Some(record)
    }
}

/// Applies changes to a record: `null` removes a field.
pub(super) fn merge(record: &mut Record, changes: Record) {
    for (name, value) in changes {
        if value == Value::Null {
            record.remove(&name);
        } else {
            record.insert(name, value);
        }
    }
}
