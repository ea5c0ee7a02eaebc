//! Posts: the positions that users hold.

use crate::api::common::{CreatePost, Post};
use crate::macros::{operations, outputs};
use crate::value::OneOf;

operations! {
    /// # Posts
    "posts"

    /// Lists the posts, page by page.
    read Get "/api/v3/list-post"
    fn post_list(PostList) -> PostPaging, authing {
        required {}
        optional {
            /// Text to search for in post codes and names.
            keywords: String,
            /// Whether to leave out the number of users and departments of each post.
            skip_count: bool,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether to include metadata in the response.
            with_metadata: bool,
            /// Whether to include custom data in the response.
            with_custom_data: bool,
            /// Whether to return custom fields as a flat object. Defaults to `false`.
            flat_custom_data: bool,
            /// Whether to leave out `fieldId` in the metadata. Defaults to `false`.
            metadata_no_field_id: bool,
            /// Only posts created after this time. The unit is not documented.
            created_after: i64,
            /// Only posts created before this time. The unit is not documented.
            created_before: i64,
            /// Only posts updated after this time. The unit is not documented.
            updated_after: i64,
            /// Only posts updated before this time. The unit is not documented.
            updated_before: i64,
        }
    }

    /// Lists the posts, page by page, optionally filtered by code.
    ///
    /// The operation takes the parameters of `post_list` in a JSON body. Seen on Authing: codes that do not exist give
    /// status 200 and an empty page, so this operation can check whether a post exists.
    read Post "/api/v3/list-post"
    fn post_list_batch(PostListBatch) -> PostPaging, authing {
        required {}
        optional {
            /// Text to search for in post codes and names.
            keywords: String,
            /// Whether to leave out the number of users and departments of each post.
            skip_count: bool,
            /// Page number, starting at 1.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether to include metadata in the response.
            with_metadata: bool,
            /// Whether to include custom data in the response.
            with_custom_data: bool,
            /// Whether to return custom fields as a flat object.
            flat_custom_data: bool,
            /// Whether to leave out `fieldId` in the metadata.
            metadata_no_field_id: bool,
            /// Only posts created after this time. The unit is not documented.
            created_after: i64,
            /// Only posts created before this time. The unit is not documented.
            created_before: i64,
            /// Only posts updated after this time. The unit is not documented.
            updated_after: i64,
            /// Only posts updated before this time. The unit is not documented.
            updated_before: i64,
            /// Only posts with these codes.
            post_codes: Vec<String>,
        }
    }

    /// Returns a post by its code.
    ///
    /// Seen on Authing: a post that does not exist gives status 422 and API code 4004, for which `Error::is_not_found`
    /// is `false`. The response is documented without the usual envelope, but is accepted with and without it.
    read Get "/api/v3/get-post"
    fn get_post(GetPost) -> CreatePost, in_body, authing {
        required {
            /// Code of the post.
            code: String,
        }
        optional {
            /// Whether to include custom data in the response.
            with_custom_data: bool,
        }
    }

    /// Lists all posts of a user.
    ///
    /// This operation is deprecated, but no successor is documented.
    read Get "/api/v3/get-user-posts"
    fn get_user_posts(GetUserPosts) -> Vec<Post>, authing {
        required {
            /// ID of the user.
            user_id: String,
        }
        optional {
            /// Whether to include custom data in the response.
            with_custom_data: bool,
        }
    }

    /// Returns one of a user's posts.
    ///
    /// This operation is deprecated in favor of `get_user_posts`, which returns all posts of a user. The response is
    /// documented without the usual envelope, but is accepted with and without it.
    read Get "/api/v3/get-user-post"
    fn get_user_post(GetUserPost) -> CreatePost, in_body, authing {
        required {
            /// ID of the user.
            user_id: String,
        }
        optional {
            /// Whether to include custom data in the response.
            with_custom_data: bool,
        }
    }

    /// Returns a post by its ID.
    ///
    /// The request takes a list of IDs, but the response is documented as a single post.
    read Post "/api/v3/get-post-by-id"
    fn get_post_by_id(GetPostById) -> Post, authing {
        required {}
        optional {
            /// IDs of the posts.
            /// A list or a single string: the documented type is a string, and the documented example a list.
            id_list: OneOf<String, Vec<String>>,
            /// Whether to include custom data in the response.
            with_custom_data: bool,
        }
    }

    /// Creates a post.
    write Post "/api/v3/create-post"
    fn create_post(CreatePostRequest) -> PostInfo, authing {
        required {
            /// Code of the post.
            code: String,
            /// Name of the post.
            name: String,
        }
        optional {
            /// ID of the post.
            id: String,
            /// Description of the post.
            description: String,
            /// IDs of the departments of the post.
            /// A list or a single string: the documented type is a string, and the documented example a list.
            department_id_list: OneOf<String, Vec<String>>,
        }
    }

    /// Changes a post.
    write Post "/api/v3/update-post"
    fn update_post(UpdatePost) -> PostInfo, authing {
        required {
            /// Code of the post.
            code: String,
            /// Name of the post.
            name: String,
        }
        optional {
            /// ID of the post.
            id: String,
            /// Description of the post.
            description: String,
            /// IDs of the departments of the post.
            /// A list or a single string: the documented type is a string, and the documented example a list.
            department_id_list: OneOf<String, Vec<String>>,
        }
    }

    /// Deletes a post.
    destructive Post "/api/v3/remove-post"
    fn remove_post(RemovePost) -> (), authing {
        required {
            /// Code of the post.
            code: String,
        }
        optional {}
    }

    /// Replaces the posts of a user.
    ///
    /// Posts that are not in the list are removed, new ones are added, and the others stay unchanged.
    write Post "/api/v3/set-user-posts"
    fn set_user_posts(SetUserPosts) -> (), authing {
        required {
            /// IDs of all posts that the user is to have.
            post_ids: Vec<String>,
            /// ID of the user.
            user_id: String,
        }
        optional {}
    }

    /// Assigns a post to a user.
    write Post "/api/v3/user-connection-post"
    fn user_connection_post(UserConnectionPost) -> (), authing {
        required {
            /// ID of the user.
            user_id: String,
            /// ID of the post.
            post_id: String,
        }
        optional {}
    }
}

outputs! {
    /// A post that was created or changed.
    PostInfo {
        /// ID of the post.
        id: String,
        /// Code of the post.
        code: String,
        /// Name of the post.
        name: String,
        /// Description of the post.
        description: String,
        /// IDs of the departments of the post.
        department_id_list: Vec<String>,
    }

    /// A post, as returned in lists.
    PostItem {
        /// ID of the post.
        id: String,
        /// Code of the post.
        code: String,
        /// Name of the post.
        name: String,
        /// Description of the post.
        description: String,
        /// Number of users who hold the post. Present unless `skip_count` is `true`.
        user_count: i64,
        /// Number of departments of the post. Present unless `skip_count` is `true`.
        department_count: i64,
        /// Metadata of the post.
        metadata_source: Vec<String>,
    }

    /// A page of posts.
    PostPaging, page list: PostItem, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<PostItem>,
    }
}
