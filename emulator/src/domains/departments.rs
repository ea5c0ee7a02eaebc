//! Organizations, their departments, and the members of departments.

mod definitions;
mod members;
mod memberships;
mod organizations;
mod search;
mod tree;

use serde_json::Value;

use super::posts;
use super::users::{DEPARTMENT_CODE, DEPARTMENT_MEMBERS, DEPARTMENTS, OPEN_DEPARTMENT_ID, absent_department};
use crate::behavior::{Call, Domain, Seed};
use crate::params::Params;
use crate::reply::Refusal;
use crate::store::{Key, LinkSpec, Record, State, TableSpec, text};

pub(super) use memberships::{departments_of, set_departments_of};

/// Organizations. Their names and whatever else the root department also has are stored there.
static ORGANIZATIONS: TableSpec = TableSpec {
    name: "organizations",
    // The root department has the same ID.
    id: "departmentId",
    unique: &[ORGANIZATION_CODE],
};

const ORGANIZATION_CODE: Key = Key::of(&["organizationCode"]);

/// Departments, and those directly below them. It is an index: each department has the ID of the one above it.
static CHILDREN: LinkSpec = LinkSpec {
    name: "department_children",
    left: &DEPARTMENTS,
    right: &DEPARTMENTS,
};

/// What requests and responses call the root department of an organization.
const ROOT: &str = "root";

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&ORGANIZATIONS],
    links: &[&CHILDREN],
    rules: &[
        organizations::RULES,
        definitions::RULES,
        search::RULES,
        members::RULES,
        memberships::RULES,
    ],
    seeds: &[
        Seed {
            section: "organizations",
            operation: "create_organization",
        },
        Seed {
            section: "departments",
            operation: "create_department",
        },
        Seed {
            section: "departmentMembers",
            operation: "add_department_members",
        },
    ],
};

/// A code contains no spaces, and only letters and punctuation that ASCII has.
fn check_code(code: &str) -> Result<(), Refusal> {
    if !code.is_empty() && code.chars().all(|letter| letter.is_ascii_graphic()) {
        Ok(())
    } else {
        Err(Refusal::new(400, format!("invalid organization code: {code}")))
    }
}

fn find_organization<'a>(state: &'a State, code: &str) -> Result<&'a Record, Refusal> {
    let found = state.table(&ORGANIZATIONS).find(ORGANIZATION_CODE, &[code]);
    found.ok_or_else(|| absent_organization(code))
}

fn absent_organization(code: &str) -> Refusal {
    Refusal::not_found(format!("organization not found for code: {code}"))
}

/// The department of an organization with this ID, which is the service's own unless the type says otherwise.
fn find<'a>(state: &'a State, organization: &str, id_type: Option<&str>, id: &str) -> Result<&'a Record, Refusal> {
    let root = text(find_organization(state, organization)?, ORGANIZATIONS.id);
    let departments = state.table(&DEPARTMENTS);
    let found = match id_type.unwrap_or("department_id") {
        _ if id == ROOT => departments.get(root),
        "department_id" => departments.get(id),
        "open_department_id" => departments.find(OPEN_DEPARTMENT_ID, &[organization, id]),
        "code" => departments.find(DEPARTMENT_CODE, &[organization, id]),
        _ => None,
    };
    let is_inside = |department: &&Record| text(department, "organizationCode") == organization;
    found.filter(is_inside).ok_or_else(|| absent_department(id))
}

/// The department that `organizationCode`, `departmentId` and `departmentIdType` name.
fn named<'a>(call: &Call<'_>, state: &'a State) -> Result<&'a Record, Refusal> {
    find(
        state,
        call.params.required("organizationCode"),
        call.params.text("departmentIdType"),
        call.params.required("departmentId"),
    )
}

fn id_of(department: &Record) -> String {
    text(department, DEPARTMENTS.id).to_owned()
}

/// A department as responses show it. `flags` has the parameters that begin with `with`.
fn view(state: &State, department: &Record, flags: Params<'_>) -> Value {
    shown(state, department, flags).into()
}

fn shown(state: &State, department: &Record, flags: Params<'_>) -> Record {
    let id = text(department, DEPARTMENTS.id);
    let mut shown = department.clone();
    let mut show = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    if let Some(parent) = tree::parent(state, id) {
        let parent_id = text(parent, DEPARTMENTS.id);
        let is_root = tree::parent(state, parent_id).is_none();
        show(tree::PARENT, if is_root { ROOT } else { parent_id }.into());
        show("parentDepartmentCode", parent.get("code").cloned().unwrap_or_default());
    }
    let members = || state.links(&DEPARTMENT_MEMBERS).of_left(id);
    let leaders = members().filter(|link| memberships::is_leader(link));
    show("membersCount", members().count().into());
    show("leaderUserIds", leaders.map(|link| link.right.as_str()).collect());
    show("hasChildren", tree::children(state, id).next().is_some().into());
    let posts = posts::of_department(state, id);
    show("postIdList", posts.iter().map(|post| post["id"].clone()).collect());
    if flags.flag("withPost") {
        show("posts", posts.into());
    }
    if !flags.flag("withCustomData") {
        shown.remove("customData");
    }
    shown
}
