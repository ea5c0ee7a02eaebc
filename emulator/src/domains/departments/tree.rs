//! The trees that departments form. A department has the ID of its parent, and links find its children.

use super::CHILDREN;
use crate::domains::users::DEPARTMENTS;
use crate::reply::Refusal;
use crate::store::{Record, State, text};

/// The field of a department with the ID of the one above it.
pub(super) const PARENT: &str = "parentDepartmentId";

/// The department above another one. A root department has none.
pub(super) fn parent<'a>(state: &'a State, id: &str) -> Option<&'a Record> {
    let parent = text(state.get(&DEPARTMENTS, id)?, PARENT);
    state.get(&DEPARTMENTS, parent)
}

/// Puts a department below another one, as its last child.
pub(super) fn place(state: &mut State, id: &str, parent: &str) -> Result<(), Refusal> {
    state.set_links_of_right(&CHILDREN, id, &[parent.to_owned()]);
    let changes = Record::from_iter([(PARENT.to_owned(), parent.into())]);
    Ok(state.change(&DEPARTMENTS, id, changes)?)
}

/// The departments directly below another one, oldest first.
pub(super) fn children<'a>(state: &'a State, id: &str) -> impl Iterator<Item = &'a Record> {
    let links = state.links(&CHILDREN).of_left(id);
    links.filter_map(|link| state.get(&DEPARTMENTS, &link.right))
}

/// The path from the root to a department.
pub(super) fn path<'a>(state: &'a State, id: &str) -> Vec<&'a Record> {
    let mut path = Vec::new();
    let mut next = state.get(&DEPARTMENTS, id);
    while let Some(department) = next {
        path.push(department);
        next = parent(state, text(department, DEPARTMENTS.id));
    }
    path.reverse();
    path
}

/// A department and all departments below it, each before those below it.
pub(super) fn subtree<'a>(state: &'a State, id: &str) -> Vec<&'a Record> {
    let mut found = Vec::new();
    let mut waiting: Vec<&Record> = state.get(&DEPARTMENTS, id).into_iter().collect();
    while let Some(department) = waiting.pop() {
        found.push(department);
        let first = waiting.len();
        waiting.extend(children(state, text(department, DEPARTMENTS.id)));
        waiting[first..].reverse();
    }
    found
}

/// Removes a department and all departments below it.
pub(super) fn remove(state: &mut State, id: &str) {
    let ids: Vec<_> = subtree(state, id).into_iter().map(super::id_of).collect();
    for id in ids {
        state.remove(&DEPARTMENTS, &id);
    }
}
