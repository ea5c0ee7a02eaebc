//! Posts: the positions that users hold.

use crate::api::common::{CreatePost, Post};
use crate::table::{operations, outputs};

operations! {
    /// # Posts
    "posts"

    /// Lists the posts, page by page.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/list-post"
    fn post_list(PostList) -> PostPaging {
        required {}
        optional {
            /// Text to search for in the codes and names of posts; absent means all.
            keywords: String,
            /// Whether to leave out how many users and departments each post has.
            skip_count: bool,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether each post comes with its metadata.
            with_metadata: bool,
            /// Whether custom data comes along.
            with_custom_data: bool,
            /// Whether custom fields come flattened instead of nested; absence means no.
            flat_custom_data: bool,
            /// Whether the metadata comes without its `fieldId`; absence means no.
            metadata_no_field_id: bool,
            /// Only posts created after this time, in milliseconds since 1970.
            created_after: i64,
            /// Only posts created before this time, in milliseconds since 1970.
            created_before: i64,
            /// Only posts changed after this time, in milliseconds since 1970.
            updated_after: i64,
            /// Only posts changed before this time, in milliseconds since 1970.
            updated_before: i64,
        }
    }

    /// Lists the posts, page by page, with a choice by code.
    ///
    /// Same as `post_list`, sent as a body.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Post "/api/v3/list-post"
    fn post_list_batch(PostListBatch) -> PostPaging {
        required {}
        optional {
            /// Text to search for in the codes and names of posts; absent means all.
            keywords: String,
            /// Whether to leave out how many users and departments each post has.
            skip_count: bool,
            /// Page to fetch, counted from 1.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether each post comes with its metadata.
            with_metadata: bool,
            /// Whether custom data comes along.
            with_custom_data: bool,
            /// Whether custom fields come flattened instead of nested.
            flat_custom_data: bool,
            /// Whether the metadata comes without its `fieldId`.
            metadata_no_field_id: bool,
            /// Only posts created after this time, in milliseconds since 1970.
            created_after: i64,
            /// Only posts created before this time, in milliseconds since 1970.
            created_before: i64,
            /// Only posts changed after this time, in milliseconds since 1970.
            updated_after: i64,
            /// Only posts changed before this time, in milliseconds since 1970.
            updated_before: i64,
            /// Codes of the posts to list; absent means all.
            post_codes: Vec<String>,
        }
    }

    /// Gets one post by its code.
    ///
    /// Upstream declares the post bare, without the usual envelope; both forms are to be expected. For a post that
    /// does not exist, status 422 with API code 4004 was reported.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-post"
    fn get_post(GetPost) -> CreatePost, in_body {
        required {
            /// Code of the post.
            code: String,
        }
        optional {
            /// Whether custom data comes along.
            with_custom_data: bool,
        }
    }

    /// Lists all posts of a user.
    ///
    /// Upstream marks it deprecated without naming a successor.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-user-posts"
    fn get_user_posts(GetUserPosts) -> Vec<Post> {
        required {
            /// ID of the user.
            user_id: String,
        }
        optional {
            /// Whether custom data comes along.
            with_custom_data: bool,
        }
    }

    /// Gets one post of a user, even if there are several.
    ///
    /// Use `get_user_posts` instead. Upstream declares the post bare, without the usual envelope; both forms are to
    /// be expected.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    ///
    /// Deprecated upstream.
    read Get "/api/v3/get-user-post"
    fn get_user_post(GetUserPost) -> CreatePost, in_body {
        required {
            /// ID of the user.
            user_id: String,
        }
        optional {
            /// Whether custom data comes along.
            with_custom_data: bool,
        }
    }

    /// Gets a post by its ID.
    ///
    /// It takes a list of IDs, yet upstream declares a single post for the answer.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Post "/api/v3/get-post-by-id"
    fn get_post_by_id(GetPostById) -> Post {
        required {}
        optional {
            /// IDs of the posts; upstream's text says departments, surely by mistake.
            id_list: Vec<String>,
            /// Whether custom data comes along.
            with_custom_data: bool,
        }
    }

    /// Creates a post.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/create-post"
    fn create_post(CreatePostRequest) -> PostInfo {
        required {
            /// Code of the new post, by which other operations name it.
            code: String,
            /// Name of the new post.
            name: String,
        }
        optional {
            /// ID of the post; upstream does not say what it does in a creation.
            id: String,
            /// Free text on the post.
            description: String,
            /// IDs of the departments the post belongs to.
            department_id_list: Vec<String>,
        }
    }

    /// Changes a post.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/update-post"
    fn update_post(UpdatePost) -> PostInfo {
        required {
            /// Code of the post.
            code: String,
            /// Name the post gets.
            name: String,
        }
        optional {
            /// ID of the post; upstream does not say whether it or the code decides which post changes.
            id: String,
            /// Free text on the post.
            description: String,
            /// IDs of the departments the post belongs to.
            department_id_list: Vec<String>,
        }
    }

    /// Deletes a post.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/remove-post"
    fn remove_post(RemovePost) -> () {
        required {
            /// Code of the post to delete; upstream's text says a group's, surely by mistake.
            code: String,
        }
        optional {}
    }

    /// Sets all posts of a user.
    ///
    /// Posts missing from the list are taken away, new ones are added, the others stay as they are.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/set-user-posts"
    fn set_user_posts(SetUserPosts) -> () {
        required {
            /// IDs of all posts the user shall have.
            post_ids: Vec<String>,
            /// ID of the user.
            user_id: String,
        }
        optional {}
    }

    /// Gives a user a post.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/user-connection-post"
    fn user_connection_post(UserConnectionPost) -> () {
        required {
            /// ID of the user.
            user_id: String,
            /// ID of the post; upstream's text says a department's, surely by mistake.
            post_id: String,
        }
        optional {}
    }
}

outputs! {
    /// A post, as creating or changing it returns it.
    PostInfo {
        /// ID of the post.
        id: String,
        /// Code of the post.
        code: String,
        /// Name of the post.
        name: String,
        /// Free text on the post.
        description: String,
        /// IDs of the departments the post belongs to; upstream's text says their number.
        department_id_list: Vec<String>,
    }

    /// A post, as lists show it.
    PostItem {
        /// ID of the post.
        id: String,
        /// Code of the post.
        code: String,
        /// Name of the post.
        name: String,
        /// Free text on the post.
        description: String,
        /// Number of users who have the post; absent if `skipCount` was set.
        user_count: i64,
        /// Number of departments the post belongs to; absent if `skipCount` was set.
        department_count: i64,
        /// Metadata of the post, as texts; upstream does not document them.
        metadata_source: Vec<String>,
    }

    /// A page of posts.
    PostPaging, page list: PostItem, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<PostItem>,
    }
}
