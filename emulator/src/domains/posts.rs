//! Posts: the positions that users hold, and the departments that have them.

use serde_json::{Value, json};

use super::users::{self, DEPARTMENTS, USERS, find_department, time_of};
use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Domain, Rule, Seed, read, write};
use crate::params::Params;
use crate::reply::{Refusal, Reply};
use crate::store::{Key, LinkSpec, Record, State, TableSpec, object, text, value};

pub(super) static POSTS: TableSpec = TableSpec {
    name: "posts",
    id: "id",
    unique: &[CODE],
};

const CODE: Key = Key::of(&["code"]);

/// The users who hold posts.
pub(super) static POST_USERS: LinkSpec = LinkSpec {
    name: "post_users",
    left: &POSTS,
    right: &USERS,
};

/// The departments of posts.
static POST_DEPARTMENTS: LinkSpec = LinkSpec {
    name: "post_departments",
    left: &POSTS,
    right: &DEPARTMENTS,
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&POSTS],
    links: &[&POST_USERS, &POST_DEPARTMENTS],
    rules: &[RULES],
    seeds: &[Seed {
        section: "posts",
        operation: "create_post",
    }],
};

const RULES: &[Rule] = &[
    write("create_post", Documented, create_post),
    write("update_post", Documented, update_post),
    write("remove_post", Documented, remove_post),
    read("get_post", Seen, get_post),
    read("get_post_by_id", Documented, get_post_by_id),
    read("post_list", Documented, post_list),
    read("post_list_batch", Seen, post_list),
    write("set_user_posts", Documented, set_user_posts),
    write("user_connection_post", Documented, user_connection_post),
    read("get_user_posts", Documented, get_user_posts),
    read("get_user_post", Assumed, get_user_post),
];

/// The refusal for a post that does not exist.
pub(super) fn absent() -> Refusal {
    Refusal::new(422, "post not found").with_api_code(4004)
}

/// The post with this ID.
pub(super) fn find<'a>(state: &'a State, id: &str) -> Result<&'a Record, Refusal> {
    state.get(&POSTS, id).ok_or_else(absent)
}

/// The ID of the post that `code` names.
fn named(call: &Call<'_>, state: &State) -> Result<String, Refusal> {
    let found = state.table(&POSTS).find(CODE, &[call.params.required("code")]);
    Ok(text(found.ok_or_else(absent)?, POSTS.id).to_owned())
}

/// Gives a department exactly these posts.
pub(super) fn set_of_department<'a>(
    state: &mut State,
    department: &str,
    posts: impl Iterator<Item = &'a str>,
) -> Result<(), Refusal> {
    let posts = posts.map(|id| find(state, id).map(|_| id.to_owned()));
    let posts = posts.collect::<Result<Vec<_>, _>>()?;
    state.set_links_of_right(&POST_DEPARTMENTS, department, &posts);
    Ok(())
}

/// The posts of a department, as nested objects.
pub(super) fn of_department(state: &State, department: &str) -> Vec<Value> {
    let links = state.links(&POST_DEPARTMENTS).of_right(department);
    let posts = links.filter_map(|link| state.get(&POSTS, &link.left));
    posts.map(view).collect()
}

/// A post without its departments.
fn view(post: &Record) -> Value {
    json!({
        "id": value(post, "id"),
        "code": value(post, "code"),
        "name": value(post, "name"),
        "description": value(post, "description"),
    })
}

/// A post with its departments.
pub(super) fn view_with_departments(state: &State, post: &Record) -> Value {
    let links = state.links(&POST_DEPARTMENTS).of_left(text(post, POSTS.id));
    let mut shown = view(post);
    shown["departmentIdList"] = links.map(|link| link.right.as_str()).collect();
    shown
}

fn set_departments(state: &mut State, post: &str, params: Params<'_>) -> Reply {
    if params.get("departmentIdList").is_some() {
        let departments = params.texts("departmentIdList").map(|id| {
            let department = find_department(state, None, id)?;
            Ok(text(department, DEPARTMENTS.id).to_owned())
        });
        let departments = departments.collect::<Result<Vec<_>, Refusal>>()?;
        state.set_links_of_left(&POST_DEPARTMENTS, post, &departments);
    }
    Ok(view_with_departments(state, find(state, post)?))
}

fn create_post(call: &Call<'_>, state: &mut State) -> Reply {
    let params = call.params;
    let id = match params.text("id") {
        Some(id) => id.to_owned(),
        None => state.ids.next(call.now),
    };
    let post = json!({
        "id": id,
        "code": params.required("code"),
        "name": params.required("name"),
        "description": params.text("description").unwrap_or_default(),
        "createdAt": call.time(),
        "updatedAt": call.time(),
    });
    state.insert(&POSTS, object(post))?;
    set_departments(state, &id, params)
}

/// The ID cannot be changed.
fn update_post(call: &Call<'_>, state: &mut State) -> Reply {
    let id = named(call, state)?;
    let mut changes = call.params.only(&["name", "description"]);
    changes.retain(|_, value| !value.is_null());
    changes.insert("updatedAt".to_owned(), call.time().into());
    state.change(&POSTS, &id, changes)?;
    set_departments(state, &id, call.params)
}

fn remove_post(call: &Call<'_>, state: &mut State) -> Reply {
    let id = named(call, state)?;
    state.remove(&POSTS, &id);
    Ok(Value::Null)
}

fn get_post(call: &Call<'_>, state: &State) -> Reply {
    Ok(view_with_departments(state, find(state, &named(call, state)?)?))
}

/// The first of the posts, because the response has only one.
fn get_post_by_id(call: &Call<'_>, state: &State) -> Reply {
    let id = call.params.texts("idList").next().unwrap_or_default();
    Ok(view(find(state, id)?))
}

/// The oldest posts come first.
fn post_list(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let keywords = params.search("keywords");
    let codes: Vec<_> = params.texts("postCodes").collect();
    let time = |name| params.integer(name).map(time_of);
    let times = [
        ("createdAt", time("createdAfter"), time("createdBefore")),
        ("updatedAt", time("updatedAfter"), time("updatedBefore")),
    ];
    let posts = state.table(&POSTS).iter().filter(|post| {
        let is_within = |(field, after, before): &(&str, Option<String>, Option<String>)| {
            let time = text(post, field);
            after.as_deref().is_none_or(|after| time > after) && before.as_deref().is_none_or(|before| time < before)
        };
        keywords.is_in(post, &["code", "name"])
            && (params.get("postCodes").is_none() || codes.contains(&text(post, "code")))
            && times.iter().all(is_within)
    });
    let view = |post: &Record| {
        let mut shown = view(post);
        if !params.flag("skipCount") {
            let id = text(post, POSTS.id);
            shown["userCount"] = state.links(&POST_USERS).of_left(id).count().into();
            shown["departmentCount"] = state.links(&POST_DEPARTMENTS).of_left(id).count().into();
        }
        shown
    };
    Ok(params.page().of("list", posts, view))
}

fn set_user_posts(call: &Call<'_>, state: &mut State) -> Reply {
    let user = text(users::named(state, call.params, Params::NONE)?, USERS.id).to_owned();
    let posts = call.params.texts("postIds");
    let posts = posts.map(|id| find(state, id).map(|_| id.to_owned()));
    let posts = posts.collect::<Result<Vec<_>, _>>()?;
    state.set_links_of_right(&POST_USERS, &user, &posts);
    Ok(Value::Null)
}

/// The other posts of the user stay.
fn user_connection_post(call: &Call<'_>, state: &mut State) -> Reply {
    let user = text(users::named(state, call.params, Params::NONE)?, USERS.id).to_owned();
    let post = text(find(state, call.params.required("postId"))?, POSTS.id).to_owned();
    state.connect(&POST_USERS, &post, &user, Record::new());
    Ok(Value::Null)
}

/// The posts of the user that `userId` names, in the order in which they were assigned.
fn posts_of_user<'a>(call: &Call<'_>, state: &'a State) -> Result<impl Iterator<Item = &'a Record>, Refusal> {
    let user = users::named(state, call.params, Params::NONE)?;
    let links = state.links(&POST_USERS).of_right(text(user, USERS.id));
    Ok(links.filter_map(|link| state.get(&POSTS, &link.left)))
}

fn get_user_posts(call: &Call<'_>, state: &State) -> Reply {
    Ok(posts_of_user(call, state)?.map(view).collect())
}

/// The first post. A user without posts is refused like an absent post.
fn get_user_post(call: &Call<'_>, state: &State) -> Reply {
    let post = posts_of_user(call, state)?.next().ok_or_else(absent)?;
    Ok(view_with_departments(state, post))
}
