//! Applications, and who may use them.

use super::common::IsSuccess;
use crate::table::{enums, inputs, operations};

operations! {
    /// # Applications
    "applications"

    /// Lets users, groups, organizations or roles into an application, or keeps them out.
    ///
    /// ```no_run
    /// use genauth::{ApplicationPermissionRecordItem, Effect, TargetType};
    ///
    /// # let client = genauth::ManagementClient::from_env()?;
    /// client
    ///     .authorize_application_access()
    ///     .app_id("6229ffaxxxxxxxxcade3e3d9")
    ///     .list([ApplicationPermissionRecordItem::new()
    ///         .target_type(TargetType::Group)
    ///         .target_identifier(["engineering"])
    ///         .effect(Effect::Allow)])
    ///     .send()?;
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// A subject that does not exist is skipped without an error: `success` does not say that every one of them was
    /// found.
    write Post "/api/v3/authorize-application-access"
    fn authorize_application_access(AuthorizeApplicationAccess) -> IsSuccess {
        required {
            /// ID of the application.
            app_id: String,
            /// Who is let in and who is kept out.
            list: Vec<ApplicationPermissionRecordItem> [Items(1..=10)],
        }
        optional {}
    }
}

inputs! {
    /// One line of [`authorize_application_access`](crate::ManagementClient::authorize_application_access): these
    /// subjects are let into the application, or kept out.
    ///
    /// ```
    /// use genauth::{ApplicationPermissionRecordItem, Effect, TargetType};
    ///
    /// let admins = ApplicationPermissionRecordItem::new()
    ///     .target_type(TargetType::Role)
    ///     .namespace_code("default")
    ///     .target_identifier(["admin"])
    ///     .effect(Effect::Allow);
    /// ```
    ApplicationPermissionRecordItem {
        required {
            /// What the subjects are.
            target_type: TargetType,
            /// The subjects: user IDs, group codes, role codes, or IDs of organization nodes, by `target_type`.
            target_identifier: Vec<String> [Items(1..=50)],
            /// Whether they are let in or kept out.
            effect: Effect,
        }
        optional {
            /// Code of the permission group that the roles belong to.
            namespace_code: String [RequiredWhen("targetType", "ROLE")],
            /// For organization nodes: whether the nodes below them are meant too. The server takes absence as
            /// `true`.
            inherit_by_children: bool,
        }
    }
}

enums! {
    /// What the subjects of a permission record are.
    TargetType {
        /// Users, by user ID.
        User = "USER",
        /// Roles, by code, together with the code of their permission group.
        Role = "ROLE",
        /// Groups, by code.
        Group = "GROUP",
        /// Organization nodes, by ID.
        Org = "ORG",
    }

    /// Whether a permission record lets its subjects in or keeps them out.
    Effect {
        /// Lets them in.
        Allow = "ALLOW",
        /// Keeps them out.
        Deny = "DENY",
    }
}
