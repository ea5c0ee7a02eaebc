//! Links between the records of two tables, such as the members of groups.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Record, TableSpec};

/// What is linked with what.
pub(crate) struct LinkSpec {
    /// Name in snapshots.
    pub(crate) name: &'static str,
    pub(crate) left: &'static TableSpec,
    pub(crate) right: &'static TableSpec,
}

/// A link between two records, by their IDs.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) left: String,
    pub(crate) right: String,
    /// What is known of the link itself, such as when it ends.
    pub(crate) facts: Record,
}

pub(crate) struct Links {
    pub(super) spec: &'static LinkSpec,
    by_position: BTreeMap<u64, Link>,
    by_pair: HashMap<(String, String), u64>,
    by_left: HashMap<String, BTreeSet<u64>>,
    by_right: HashMap<String, BTreeSet<u64>>,
    next: u64,
}

impl Links {
    pub(super) fn new(spec: &'static LinkSpec) -> Self {
        Links {
            spec,
            by_position: BTreeMap::new(),
            by_pair: HashMap::new(),
            by_left: HashMap::new(),
            by_right: HashMap::new(),
            next: 0,
        }
    }

    pub(crate) fn get(&self, left: &str, right: &str) -> Option<&Link> {
        self.by_position.get(&self.position(left, right)?)
    }

    /// The links of a record of the left table, oldest first.
    pub(crate) fn of_left(&self, left: &str) -> impl Iterator<Item = &Link> {
        let positions = self.by_left.get(left).into_iter().flatten();
        positions.filter_map(|position| self.by_position.get(position))
    }

    /// The links of a record of the right table, oldest first.
    pub(crate) fn of_right(&self, right: &str) -> impl Iterator<Item = &Link> {
        let positions = self.by_right.get(right).into_iter().flatten();
        positions.filter_map(|position| self.by_position.get(position))
    }

    /// All links, oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Link> {
        self.by_position.values()
    }

    pub(super) fn position(&self, left: &str, right: &str) -> Option<u64> {
        self.by_pair.get(&(left.to_owned(), right.to_owned())).copied()
    }

    /// Stores a link. There must be none between the two.
    pub(super) fn insert(&mut self, link: Link) -> u64 {
        let position = self.next;
        self.put(position, link);
        position
    }

    /// Stores a link at a position that is free.
    pub(super) fn put(&mut self, position: u64, link: Link) {
        self.by_pair.insert((link.left.clone(), link.right.clone()), position);
        self.by_left.entry(link.left.clone()).or_default().insert(position);
        self.by_right.entry(link.right.clone()).or_default().insert(position);
        self.by_position.insert(position, link);
        self.next = self.next.max(position + 1);
    }

    /// Removes the link at a position.
    pub(super) fn take(&mut self, position: u64) -> Option<Link> {
        let link = self.by_position.remove(&position)?;
        self.by_pair.remove(&(link.left.clone(), link.right.clone()));
        for (index, id) in [(&mut self.by_left, &link.left), (&mut self.by_right, &link.right)] {
            if let Some(positions) = index.get_mut(id) {
                positions.remove(&position);
                if positions.is_empty() {
                    index.remove(id);
                }
            }
        }
        Some(link)
    }

    /// The positions of the links of a record of either table.
    pub(super) fn positions_of(&self, table: &TableSpec, id: &str) -> Vec<u64> {
        let sides = [(self.spec.left, &self.by_left), (self.spec.right, &self.by_right)];
        let of_table = sides.into_iter().filter(|(side, _)| side.name == table.name);
        of_table
            .filter_map(|(_, index)| index.get(id))
            .flatten()
            .copied()
            .collect()
    }
}
