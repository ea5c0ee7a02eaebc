//! Principals: users, and what they belong to. Grants of all kinds are made to principals.

use crate::domains::groups::{self, GROUPS};
use crate::domains::roles::{self, ROLES};
use crate::domains::users::{self, DEPARTMENT_MEMBERS, DEPARTMENTS, USERS, find_department};
use crate::reply::Refusal;
use crate::store::{Link, LinkSpec, State, TableSpec, text};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domains) enum PrincipalKind {
    User,
    Group,
    Role,
    Department,
}

impl PrincipalKind {
    /// In the order in which lists show them.
    pub(in crate::domains) const ALL: [PrincipalKind; 4] = [
        PrincipalKind::User,
        PrincipalKind::Group,
        PrincipalKind::Role,
        PrincipalKind::Department,
    ];

    /// The kind that a type of the API names. Some operations say `ORG` for what others call `DEPARTMENT`.
    pub(in crate::domains) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "USER" => PrincipalKind::User,
            "GROUP" => PrincipalKind::Group,
            "ROLE" => PrincipalKind::Role,
            "ORG" | "DEPARTMENT" => PrincipalKind::Department,
            _ => return None,
        })
    }

    /// The name of the kind, where the API says `ORG`.
    pub(in crate::domains) fn target_type(self) -> &'static str {
        match self {
            PrincipalKind::User => "USER",
            PrincipalKind::Group => "GROUP",
            PrincipalKind::Role => "ROLE",
            PrincipalKind::Department => "ORG",
        }
    }

    fn table(self) -> &'static TableSpec {
        match self {
            PrincipalKind::User => &USERS,
            PrincipalKind::Group => &GROUPS,
            PrincipalKind::Role => &ROLES,
            PrincipalKind::Department => &DEPARTMENTS,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::domains) struct Principal {
    pub(in crate::domains) kind: PrincipalKind,
    pub(in crate::domains) id: String,
}

impl Principal {
    pub(in crate::domains) fn new(kind: PrincipalKind, id: &str) -> Self {
        Principal {
            kind,
            id: id.to_owned(),
        }
    }

    /// The principal that a grant names: users and departments by ID, groups by code, roles by code and namespace.
    pub(in crate::domains) fn find(
        state: &State,
        kind: PrincipalKind,
        identifier: &str,
        namespace: Option<&str>,
    ) -> Result<Self, Refusal> {
        let found = match kind {
            PrincipalKind::User => users::find(state, None, identifier)?,
            PrincipalKind::Group => groups::find(state, identifier)?,
            PrincipalKind::Role => roles::find(state, namespace, identifier)?,
            PrincipalKind::Department => find_department(state, None, identifier)?,
        };
        Ok(Principal::new(kind, text(found, kind.table().id)))
    }

    /// The principal with this ID.
    pub(in crate::domains) fn with_id(state: &State, kind: PrincipalKind, id: &str) -> Result<Self, Refusal> {
        match state.get(kind.table(), id) {
            Some(_) => Ok(Principal::new(kind, id)),
            None => Err(Refusal::not_found(format!("{} not found: {id}", kind.target_type()))),
        }
    }

    /// What grants name the principal by.
    pub(in crate::domains) fn identifier<'a>(&'a self, state: &'a State) -> &'a str {
        match self.kind {
            PrincipalKind::User | PrincipalKind::Department => &self.id,
            PrincipalKind::Group | PrincipalKind::Role => self.text(state, "code"),
        }
    }

    pub(in crate::domains) fn name<'a>(&self, state: &'a State) -> &'a str {
        match self.text(state, "name") {
            "" => self.text(state, "username"),
            name => name,
        }
    }

    /// A field of the principal.
    pub(in crate::domains) fn text<'a>(&self, state: &'a State, field: &str) -> &'a str {
        let record = state.get(self.kind.table(), &self.id);
        record.map(|record| text(record, field)).unwrap_or_default()
    }
}

/// A principal that a user or a department acts as.
pub(in crate::domains) struct Acting {
    pub(in crate::domains) principal: Principal,
    /// Whether it is a department above the one that the user belongs to. Some grants are not inherited.
    pub(in crate::domains) is_inherited: bool,
}

impl Acting {
    fn directly(kind: PrincipalKind, id: &str) -> Self {
        Acting {
            principal: Principal::new(kind, id),
            is_inherited: false,
        }
    }
}

/// Whom grants to a user may be made to: the user, and the user's groups, roles and departments.
pub(in crate::domains) fn principals_of_user(state: &State, user: &str, now: i64) -> Vec<Acting> {
    let mut principals = vec![Acting::directly(PrincipalKind::User, user)];
    let groups = groups::ids_of_user(state, user);
    principals.extend(groups.map(|id| Acting::directly(PrincipalKind::Group, id)));
    let roles = roles::roles_of_user(state, user, now);
    principals.extend(roles.iter().map(|id| Acting::directly(PrincipalKind::Role, id)));
    let departments = state.links(&DEPARTMENT_MEMBERS).of_right(user);
    principals.extend(departments.flat_map(|link| with_ancestors(state, &link.left)));
    principals
}

/// Whom grants to a principal may be made to. What is granted to a department is also granted to those below it.
pub(in crate::domains) fn principals_of(state: &State, principal: &Principal, now: i64) -> Vec<Acting> {
    match principal.kind {
        PrincipalKind::User => principals_of_user(state, &principal.id, now),
        PrincipalKind::Department => with_ancestors(state, &principal.id),
        kind => vec![Acting::directly(kind, &principal.id)],
    }
}

/// A department, and those above it.
fn with_ancestors(state: &State, department: &str) -> Vec<Acting> {
    let mut line = vec![Acting::directly(PrincipalKind::Department, department)];
    let mut next = parent_of(state, department);
    while let Some(id) = next.filter(|id| line.iter().all(|acting| acting.principal.id != *id)) {
        line.push(Acting {
            is_inherited: true,
            ..Acting::directly(PrincipalKind::Department, id)
        });
        next = parent_of(state, id);
    }
    line
}

fn parent_of<'a>(state: &'a State, department: &str) -> Option<&'a str> {
    let parent = text(state.get(&DEPARTMENTS, department)?, "parentDepartmentId");
    Some(text(state.get(&DEPARTMENTS, parent)?, DEPARTMENTS.id))
}

/// Grants of one kind: the links to principals of each kind, in the order of [`PrincipalKind::ALL`].
pub(in crate::domains) struct Grants([&'static LinkSpec; 4]);

impl Grants {
    pub(in crate::domains) const fn of(links: [&'static LinkSpec; 4]) -> Self {
        Grants(links)
    }

    pub(in crate::domains) fn links(&self, kind: PrincipalKind) -> &'static LinkSpec {
        self.0[kind as usize]
    }

    /// The grants of a record: those to users first, and of each kind the oldest first.
    pub(in crate::domains) fn of_record<'a>(
        &'static self,
        state: &'a State,
        id: &'a str,
    ) -> impl Iterator<Item = (Principal, &'a Link)> {
        PrincipalKind::ALL.into_iter().flat_map(move |kind| {
            let links = state.links(self.links(kind)).of_left(id);
            links.map(move |link| (Principal::new(kind, &link.right), link))
        })
    }

    /// The grants to a principal, oldest first.
    pub(in crate::domains) fn to<'a>(&self, state: &'a State, principal: &Principal) -> Vec<&'a Link> {
        let links = state.links(self.links(principal.kind)).of_right(&principal.id);
        links.collect()
    }

    /// The grant of a record to a principal.
    pub(in crate::domains) fn get<'a>(&self, state: &'a State, id: &str, principal: &Principal) -> Option<&'a Link> {
        state.links(self.links(principal.kind)).get(id, &principal.id)
    }
}
