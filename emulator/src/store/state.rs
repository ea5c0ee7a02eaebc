//! All tables and links of a user pool.

use std::collections::BTreeMap;

use super::table::{Conflict, merge};
use super::undo::Undo;
use super::{Link, LinkSpec, Links, Record, Table, TableSpec, text};
use crate::ids::Ids;

/// The tables and links that there are.
pub(crate) struct Schema {
    pub(crate) tables: Vec<&'static TableSpec>,
    pub(crate) links: Vec<&'static LinkSpec>,
}

/// The state of a user pool.
///
/// Changes are made between [`begin`](Self::begin) and [`commit`](Self::commit), or taken back with
/// [`roll_back`](Self::roll_back).
pub(crate) struct State {
    pub(crate) ids: Ids,
    pub(super) tables: BTreeMap<&'static str, Table>,
    pub(super) links: BTreeMap<&'static str, Links>,
    undo: Vec<Undo>,
}

impl State {
    pub(crate) fn new(schema: &Schema, ids: Ids) -> Self {
        State {
            ids,
            tables: schema.tables.iter().map(|spec| (spec.name, Table::new(spec))).collect(),
            links: schema.links.iter().map(|spec| (spec.name, Links::new(spec))).collect(),
            undo: Vec::new(),
        }
    }

    pub(crate) fn table(&self, spec: &TableSpec) -> &Table {
        self.tables
            .get(spec.name)
            .expect("the schema has the tables of all domains")
    }

    pub(crate) fn get(&self, spec: &TableSpec, id: &str) -> Option<&Record> {
        self.table(spec).get(id)
    }

    pub(crate) fn links(&self, spec: &LinkSpec) -> &Links {
        self.links
            .get(spec.name)
            .expect("the schema has the links of all domains")
    }

    /// Stores a new record, and returns its ID.
    pub(crate) fn insert(&mut self, spec: &'static TableSpec, record: Record) -> Result<String, Conflict> {
        let id = text(&record, spec.id).to_owned();
        let position = self.table_mut(spec.name).insert(record)?;
        self.undo.push(Undo::Insert {
            table: spec.name,
            position,
        });
        Ok(id)
    }

    /// Changes fields of a record; `null` removes one. The record must exist.
    pub(crate) fn change(&mut self, spec: &'static TableSpec, id: &str, changes: Record) -> Result<(), Conflict> {
        let table = self.table_mut(spec.name);
        let position = table.position(id).expect("the record exists");
        let old = table.take(position).expect("the record exists");
        let mut new = old.clone();
        merge(&mut new, changes);
        if let Err(conflict) = table.put(position, new) {
            table.put(position, old).expect("the record was there before");
            return Err(conflict);
        }
        self.undo.push(Undo::Put {
            table: spec.name,
            position,
            record: old,
        });
        Ok(())
    }

    /// Removes a record and its links. Returns whether it existed.
    pub(crate) fn remove(&mut self, spec: &'static TableSpec, id: &str) -> bool {
        let table = self.table_mut(spec.name);
        let Some(position) = table.position(id) else {
            return false;
        };
        let record = table.take(position).expect("the record exists");
        self.undo.push(Undo::Put {
            table: spec.name,
            position,
            record,
        });
        self.disconnect_all(spec, id);
        true
    }

    /// Links two records, or replaces the facts of the link between them, which keeps its place.
    pub(crate) fn connect(&mut self, spec: &'static LinkSpec, left: &str, right: &str, facts: Record) {
        let link = Link {
            left: left.to_owned(),
            right: right.to_owned(),
            facts,
        };
        let old = self.links(spec).position(left, right);
        let position = match old {
            Some(position) => {
                self.disconnect_at(spec.name, position);
                self.links_mut(spec.name).put(position, link);
                position
            }
            None => self.links_mut(spec.name).insert(link),
        };
        self.undo.push(Undo::Connect {
            links: spec.name,
            position,
        });
    }

    /// Removes the link between two records. Returns whether it existed.
    pub(crate) fn disconnect(&mut self, spec: &'static LinkSpec, left: &str, right: &str) -> bool {
        let position = self.links(spec).position(left, right);
        position.is_some_and(|position| self.disconnect_at(spec.name, position))
    }

    /// Links a record of the left table with exactly these of the right one. Links that it has keep their facts.
    pub(crate) fn set_links_of_left(&mut self, spec: &'static LinkSpec, left: &str, rights: &[String]) {
        let links = self.links(spec).of_left(left).map(|link| link.right.clone());
        let old: Vec<String> = links.collect();
        for right in old.iter().filter(|right| !rights.contains(right)) {
            self.disconnect(spec, left, right);
        }
        for right in rights.iter().filter(|right| !old.contains(right)) {
            self.connect(spec, left, right, Record::new());
        }
    }

    /// Links a record of the right table with exactly these of the left one. Links that it has keep their facts.
    pub(crate) fn set_links_of_right(&mut self, spec: &'static LinkSpec, right: &str, lefts: &[String]) {
        let links = self.links(spec).of_right(right).map(|link| link.left.clone());
        let old: Vec<String> = links.collect();
        for left in old.iter().filter(|left| !lefts.contains(left)) {
            self.disconnect(spec, left, right);
        }
        for left in lefts.iter().filter(|left| !old.contains(left)) {
            self.connect(spec, left, right, Record::new());
        }
    }

    /// Removes all links of a record.
    pub(crate) fn disconnect_all(&mut self, spec: &TableSpec, id: &str) {
        let names: Vec<&'static str> = self.links.keys().copied().collect();
        for name in names {
            for position in self.links_mut(name).positions_of(spec, id) {
                self.disconnect_at(name, position);
            }
        }
    }

    fn disconnect_at(&mut self, links: &'static str, position: u64) -> bool {
        let Some(link) = self.links_mut(links).take(position) else {
            return false;
        };
        self.undo.push(Undo::Reconnect { links, position, link });
        true
    }

    /// Begins a write.
    pub(crate) fn begin(&mut self) {
        self.undo.clear();
    }

    /// Keeps what was changed since the beginning of the write. Returns whether anything was.
    pub(crate) fn commit(&mut self) -> bool {
        let has_changed = !self.undo.is_empty();
        self.undo.clear();
        has_changed
    }

    /// Takes back what was changed since the beginning of the write.
    pub(crate) fn roll_back(&mut self) {
        for undo in std::mem::take(&mut self.undo).into_iter().rev() {
            match undo {
                Undo::Insert { table, position } => {
                    self.table_mut(table).take(position);
                }
                Undo::Put {
                    table,
                    position,
                    record,
                } => {
                    let table = self.table_mut(table);
                    table.take(position);
                    table.put(position, record).expect("the record was there before");
                }
                Undo::Connect { links, position } => {
                    self.links_mut(links).take(position);
                }
                Undo::Reconnect { links, position, link } => self.links_mut(links).put(position, link),
            }
        }
    }

    pub(super) fn table_mut(&mut self, name: &str) -> &mut Table {
        self.tables
            .get_mut(name)
            .expect("the schema has the tables of all domains")
    }

    pub(super) fn links_mut(&mut self, name: &str) -> &mut Links {
        self.links
            .get_mut(name)
            .expect("the schema has the links of all domains")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::Key;
    use super::*;
    use crate::random::Random;

    const NAME: Key = Key::ignoring_case(&["name"]);

    static PEOPLE: TableSpec = TableSpec {
        name: "people",
        id: "id",
        unique: &[NAME],
    };

    static FRIENDS: LinkSpec = LinkSpec {
        name: "friends",
        left: &PEOPLE,
        right: &PEOPLE,
    };

    fn state(names: &[&str]) -> State {
        let schema = Schema {
            tables: vec![&PEOPLE],
            links: vec![&FRIENDS],
        };
        let mut state = State::new(&schema, Ids::new(Random::seeded(1)));
        for name in names {
            state
                .insert(&PEOPLE, record(&json!({"id": name.to_lowercase(), "name": name})))
                .unwrap();
        }
        state.commit();
        state
    }

    fn record(value: &Value) -> Record {
        value.as_object().expect("an object").clone()
    }

    fn names(state: &State) -> Vec<&str> {
        state.table(&PEOPLE).iter().map(|person| text(person, "name")).collect()
    }

    #[test]
    fn keys_are_unique_and_follow_changes() {
        let mut state = state(&["Ann", "Bob"]);
        let conflict = state.insert(&PEOPLE, record(&json!({"id": "x", "name": "ANN"})));
        assert_eq!(conflict, Err(Conflict { fields: &["name"] }));
        let conflict = state.insert(&PEOPLE, record(&json!({"id": "ann"})));
        assert_eq!(conflict, Err(Conflict { fields: &["id"] }));
        let conflict = state.change(&PEOPLE, "bob", record(&json!({"name": "ann"})));
        assert_eq!(conflict, Err(Conflict { fields: &["name"] }));
        state.change(&PEOPLE, "ann", record(&json!({"name": "Zoe"}))).unwrap();
        let found = state.table(&PEOPLE).find(NAME, &["zoe"]).unwrap();
        assert_eq!(text(found, "id"), "ann");
        assert!(state.table(&PEOPLE).find(NAME, &["ann"]).is_none());
        assert_eq!(names(&state), ["Zoe", "Bob"]);
        state.change(&PEOPLE, "ann", record(&json!({"name": null}))).unwrap();
        assert!(state.table(&PEOPLE).find(NAME, &["zoe"]).is_none());
    }

    #[test]
    fn links_disappear_with_either_record() {
        let mut state = state(&["Ann", "Bob", "Cid"]);
        state.connect(&FRIENDS, "ann", "bob", Record::new());
        state.connect(&FRIENDS, "cid", "ann", Record::new());
        state.connect(&FRIENDS, "cid", "bob", Record::new());
        assert!(state.remove(&PEOPLE, "ann"));
        let links: Vec<_> = state
            .links(&FRIENDS)
            .iter()
            .map(|link| (&*link.left, &*link.right))
            .collect();
        assert_eq!(links, [("cid", "bob")]);
        assert!(!state.remove(&PEOPLE, "ann"));
    }

    #[test]
    fn a_set_of_links_replaces_another() {
        let mut state = state(&["Ann", "Bob", "Cid"]);
        let link = |state: &State| -> Vec<String> {
            let links = state.links(&FRIENDS).iter();
            links
                .map(|link| format!("{}-{} {}", link.left, link.right, link.facts.len()))
                .collect()
        };
        state.connect(&FRIENDS, "ann", "bob", record(&json!({"since": 1})));
        state.set_links_of_left(&FRIENDS, "ann", &["cid".to_owned(), "bob".to_owned()]);
        assert_eq!(link(&state), ["ann-bob 1", "ann-cid 0"]);
        state.set_links_of_left(&FRIENDS, "ann", &["bob".to_owned()]);
        assert_eq!(link(&state), ["ann-bob 1"]);
        state.set_links_of_right(&FRIENDS, "bob", &["cid".to_owned(), "cid".to_owned(), "ann".to_owned()]);
        assert_eq!(link(&state), ["ann-bob 1", "cid-bob 0"]);
        state.set_links_of_right(&FRIENDS, "bob", &[]);
        assert!(link(&state).is_empty());
    }

    #[test]
    fn a_link_keeps_its_place_when_its_facts_change() {
        let mut state = state(&["Ann", "Bob", "Cid"]);
        state.connect(&FRIENDS, "ann", "bob", Record::new());
        state.connect(&FRIENDS, "ann", "cid", Record::new());
        state.connect(&FRIENDS, "ann", "bob", record(&json!({"since": 1})));
        let links = state.links(&FRIENDS).of_left("ann");
        let links: Vec<_> = links.map(|link| (&*link.right, link.facts.get("since"))).collect();
        assert_eq!(links, [("bob", Some(&json!(1))), ("cid", None)]);
    }

    #[test]
    fn a_refused_write_leaves_nothing_behind() {
        let mut state = state(&["Ann", "Bob"]);
        state.connect(&FRIENDS, "ann", "bob", record(&json!({"since": 1})));
        state.begin();
        state
            .insert(&PEOPLE, record(&json!({"id": "cid", "name": "Cid"})))
            .unwrap();
        state.connect(&FRIENDS, "cid", "bob", Record::new());
        state.connect(&FRIENDS, "ann", "bob", record(&json!({"since": 2})));
        state.change(&PEOPLE, "bob", record(&json!({"name": "Bill"}))).unwrap();
        state.remove(&PEOPLE, "ann");
        state.roll_back();
        assert_eq!(names(&state), ["Ann", "Bob"]);
        let links: Vec<_> = state.links(&FRIENDS).of_right("bob").collect();
        assert_eq!(links.len(), 1);
        assert_eq!((&*links[0].left, &links[0].facts["since"]), ("ann", &json!(1)));
        assert!(state.table(&PEOPLE).find(NAME, &["bob"]).is_some());
        assert!(!state.commit());
    }
}
