//! What only the documentation contains.

/// A request with all parameters of an operation, required ones first.
macro_rules! sketch {
    (
        $name:ident -> $output:ty;
        required { $($(#$rdoc:tt)* $rname:ident $(= $rwire:literal)? : $rtype:ty $([$($rconstraint:ident($($rarg:tt)*)),+])? $(as $($rflag:ident)+)? ,)* }
        optional { $($(#$odoc:tt)* $oname:ident $(= $owire:literal)? : $otype:ty $([$($oconstraint:ident($($oarg:tt)*)),+])? $(as $($oflag:ident)+)? ,)* }
    ) => {
        concat!(
            "```text\nclient.", stringify!($name), "()\n",
            $("    .", stringify!($rname), "(", stringify!($rtype), ") // required\n",)*
            $("    .", stringify!($oname), "(", stringify!($otype), ")\n",)*
            "    .send()? // Response<", stringify!($output), ">\n```\n\n",
            // The page links to the type of the data, which rustdoc cannot resolve if it is the unit type.
            "[`()`]: https://doc.rust-lang.org/std/primitive.unit.html\n",
        )
    };
}

/// The example of an operation, if there is one.
#[rustfmt::skip]
macro_rules! example {
    (add_department_members) => { $crate::macros::example_file!("add_department_members") };
    (add_group_members) => { $crate::macros::example_file!("add_group_members") };
    (add_tenant_users) => { $crate::macros::example_file!("add_tenant_users") };
    (assign_role) => { $crate::macros::example_file!("assign_role") };
    (associate_tenant_resource) => { $crate::macros::example_file!("associate_tenant_resource") };
    (authorize_application_access) => { $crate::macros::example_file!("authorize_application_access") };
    (authorize_resources) => { $crate::macros::example_file!("authorize_resources") };
    (check_permission) => { $crate::macros::example_file!("check_permission") };
    (create_application) => { $crate::macros::example_file!("create_application") };
    (create_department) => { $crate::macros::example_file!("create_department") };
    (create_group) => { $crate::macros::example_file!("create_group") };
    (create_organization) => { $crate::macros::example_file!("create_organization") };
    (create_resource) => { $crate::macros::example_file!("create_resource") };
    (create_role) => { $crate::macros::example_file!("create_role") };
    (create_tenant) => { $crate::macros::example_file!("create_tenant") };
    (create_user) => { $crate::macros::example_file!("create_user") };
    (create_users_batch) => { $crate::macros::example_file!("create_users_batch") };
    (delete_groups_batch) => { $crate::macros::example_file!("delete_groups_batch") };
    (delete_users_batch) => { $crate::macros::example_file!("delete_users_batch") };
    (get_application_secret) => { $crate::macros::example_file!("get_application_secret") };
    (get_user) => { $crate::macros::example_file!("get_user") };
    (get_user_groups) => { $crate::macros::example_file!("get_user_groups") };
    (get_user_login_history) => { $crate::macros::example_file!("get_user_login_history") };
    (get_user_roles) => { $crate::macros::example_file!("get_user_roles") };
    (is_action_allowed) => { $crate::macros::example_file!("is_action_allowed") };
    (is_user_exists) => { $crate::macros::example_file!("is_user_exists") };
    (kick_users) => { $crate::macros::example_file!("kick_users") };
    (list_applications) => { $crate::macros::example_file!("list_applications") };
    (list_children_departments) => { $crate::macros::example_file!("list_children_departments") };
    (list_department_members) => { $crate::macros::example_file!("list_department_members") };
    (list_group_members) => { $crate::macros::example_file!("list_group_members") };
    (list_groups) => { $crate::macros::example_file!("list_groups") };
    (list_roles) => { $crate::macros::example_file!("list_roles") };
    (list_tenant_users) => { $crate::macros::example_file!("list_tenant_users") };
    (list_tenants) => { $crate::macros::example_file!("list_tenants") };
    (list_users) => { $crate::macros::example_file!("list_users") };
    (remove_group_members) => { $crate::macros::example_file!("remove_group_members") };
    (revoke_application_access) => { $crate::macros::example_file!("revoke_application_access") };
    (revoke_role) => { $crate::macros::example_file!("revoke_role") };
    (send_user_reset_password_email_link) => { $crate::macros::example_file!("send_user_reset_password_email_link") };
    (set_user_departments) => { $crate::macros::example_file!("set_user_departments") };
    (update_user) => { $crate::macros::example_file!("update_user") };
    ($other:ident) => { "" };
}

macro_rules! example_file {
    ($name:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/guide/examples/",
            $name,
            ".md"
        ))
    };
}

pub(crate) use {example, example_file, sketch};
