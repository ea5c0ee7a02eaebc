//! Risk lists: blacklists and whitelists of IP addresses and users.

use crate::macros::{enums, operations, outputs};

operations! {
    /// # Risk lists
    "risk_lists"

    /// Lists the IP addresses on the blacklist or the whitelist, page by page.
    read Get "/api/v3/ip-list"
    fn find_ip_list(FindIpList) -> IpListPaging {
        required {
            /// Whether to return the blacklist or the whitelist.
            ip_type: RiskListType,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Adds IP addresses to the blacklist or the whitelist.
    write Post "/api/v3/ip-list"
    fn add_ip_list(AddIpList) as "add" -> () {
        required {
            /// Expiry time of the entries, as an ISO 8601 date-time such as `2023-09-12T05:54:58.758Z`. It is
            /// documented as the time of adding.
            expire_at: String,
            /// Effects of the entries: `FORBID_LOGIN` blocks login, `FORBID_REGISTER` blocks registration, and
            /// `SKIP_MFA` skips multi-factor authentication.
            limit_list: Vec<String>,
            /// How the entries are removed: `MANUAL` (by hand) or `SCHEDULE` (by a policy).
            remove_type: String,
            /// How the entries are added: `MANUAL` (by hand) or `SCHEDULE` (by a policy).
            add_type: String,
            /// List to add the IP addresses to: `WHITE` (whitelist) or `BLACK` (blacklist).
            ip_type: String,
            /// IP addresses to add, separated by commas.
            ips: String,
        }
        optional {}
    }

    /// Deletes an entry from the blacklist or the whitelist of IP addresses.
    destructive Delete "/api/v3/ip-list/{id}"
    fn delete_ip_list_by_id(DeleteIpListById) as "delete_by_id" -> () {
        required {
            /// ID of the entry, as returned by `find_ip_list`.
            id: String as path,
        }
        optional {}
    }

    /// Lists the users on the blacklist or the whitelist, page by page.
    read Get "/api/v3/user-list"
    fn find_user_list(FindUserList) -> UserListPaging {
        required {
            /// Whether to return the blacklist or the whitelist.
            user_list_type: RiskListType,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Adds users to the blacklist or the whitelist.
    write Post "/api/v3/user-list"
    fn add_user_list(AddUserList) as "add_user" -> () {
        required {
            /// Expiry time of the entries. It is documented as an integer without a unit, yet with the date-time
            /// `2023-09-12T05:54:58.758Z` as its example.
            expire_at: i64,
            /// Effects of the entries: `FORBID_LOGIN` blocks login, `FORBID_REGISTER` blocks registration, and
            /// `SKIP_MFA` skips multi-factor authentication.
            limit_list: Vec<String>,
            /// How the entries are removed: `MANUAL` (by hand) or `SCHEDULE` (by a policy).
            remove_type: String,
            /// How the entries are added: `MANUAL` (by hand) or `SCHEDULE` (by a policy).
            add_type: String,
            /// List to add the users to: `WHITE` (whitelist) or `BLACK` (blacklist).
            user_list_type: String,
            /// IDs of the users to add. They are documented as a list, but described as IDs separated by commas.
            user_ids: Vec<String>,
        }
        optional {}
    }

    /// Deletes an entry from the blacklist or the whitelist of users.
    destructive Delete "/api/v3/user-list/{id}"
    fn delete_user_list_by_id(DeleteUserListById) -> () {
        required {
            /// ID of the entry, as returned by `find_user_list`.
            id: String as path,
        }
        optional {}
    }

    /// Lists the policies that add to the blacklists, page by page.
    read Get "/api/v3/risk-list-policy"
    fn find_risk_list_policy(FindRiskListPolicy) -> RiskListPolicyPaging {
        required {
            /// Whether to list the policies that act on IP addresses or on users. Only `IP` is supported so far.
            opt_object: RiskObject,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Creates a policy that adds to a blacklist when an event happens too often.
    ///
    /// The operation is documented to require one of `user_cond` and `ip_cond`, and one of `user_range` and `ip_range`.
    write Post "/api/v3/risk-list-policy"
    fn add_risk_list_policy(AddRiskListPolicy) -> () {
        required {
            /// Actions that are blocked by the entries that the policy adds.
            limit_list: Vec<RiskLimit>,
            /// Blacklist that the policy adds to.
            action: RiskAction,
            /// How the entries that the policy adds are removed. Only `MANUAL` is supported so far.
            remove_type: RiskRemoveType,
            /// Event that the policy counts.
            event_state_type: RiskEventState,
            /// Threshold for the number of events within `time_range`.
            count_thr: i64,
            /// Length of the time window in which events are counted, in minutes.
            time_range: i64,
            /// Whether the policy acts on IP addresses or on users. Only `IP` is supported so far.
            opt_object: RiskObject,
        }
        optional {
            /// Condition on users: no restriction or a single user.
            user_cond: RiskCondition [Excludes(ip_cond)],
            /// Condition on IP addresses: no restriction or a single IP address.
            ip_cond: RiskCondition [Excludes(user_cond)],
            /// Users that the policy acts on.
            user_range: RiskRange [Excludes(ip_range)],
            /// IP addresses that the policy acts on.
            ip_range: RiskRange [Excludes(user_range)],
        }
    }

    /// Deletes a policy that adds to the blacklists.
    destructive Delete "/api/v3/risk-list-policy/{id}"
    fn delete_risk_list_policy_by_id(DeleteRiskListPolicyById) -> () {
        required {
            /// ID of the policy, as returned by `find_risk_list_policy`.
            id: String as path,
        }
        optional {}
    }
}

outputs! {
    /// A page of the blacklist or the whitelist of IP addresses.
    IpListPaging, page list: IpListResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<IpListResp>,
    }

    /// An IP address on the blacklist or the whitelist.
    IpListResp {
        /// ID of the entry.
        id: String,
        /// IP address.
        ip: String,
        /// List that the entry is on: `WHITE` (whitelist) or `BLACK` (blacklist).
        ip_type: String,
        /// How the entry was added: `MANUAL` (by hand) or `SCHEDULE` (by a policy).
        add_type: String,
        /// How the entry is removed: `MANUAL` (by hand) or `SCHEDULE` (by a policy).
        remove_type: String,
        /// Effects of the entry: `FORBID_LOGIN` blocks login, `FORBID_REGISTER` blocks registration, and `SKIP_MFA`
        /// skips multi-factor authentication.
        limit_list: Vec<String>,
    }

    /// A user on the blacklist or the whitelist.
    RiskListItem {
        /// ID of the entry.
        id: String,
        /// ID of the user.
        user_id: String,
        /// How the entry was added: `MANUAL` (by hand) or `SCHEDULE` (by a policy).
        add_type: String,
        /// List that the entry is on: `WHITE` (whitelist) or `BLACK` (blacklist).
        user_list_type: String,
        /// How the entry is removed: `MANUAL` (by hand) or `SCHEDULE` (by a policy).
        remove_type: String,
        /// Effects of the entry: `FORBID_LOGIN` blocks login, `FORBID_REGISTER` blocks registration, and `SKIP_MFA`
        /// skips multi-factor authentication.
        limit_list: Vec<String>,
        /// Time at which the user was added, as an ISO 8601 date-time such as `2023-09-12T05:54:58.758Z`.
        add_at: String,
    }

    /// A page of policies that add to the blacklists.
    RiskListPolicyPaging, page list: RiskListPolicyResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<RiskListPolicyResp>,
    }

    /// A policy that adds to a blacklist when an event happens too often.
    RiskListPolicyResp {
        /// ID of the policy.
        id: String,
        /// Whether the policy acts on IP addresses or on users. Only `IP` is supported so far.
        opt_object: RiskObject,
        /// IP addresses that the policy acts on. Present if `user_range` is not.
        ip_range: RiskRange,
        /// Users that the policy acts on. Present if `ip_range` is not.
        user_range: RiskRange,
        /// Condition on IP addresses: no restriction or a single IP address. Present if `user_cond` is not.
        ip_cond: RiskCondition,
        /// Condition on users: no restriction or a single user. Present if `ip_cond` is not.
        user_cond: RiskCondition,
        /// Length of the time window in which events are counted, in minutes.
        time_range: i64,
        /// Threshold for the number of events within `time_range`.
        count_thr: i64,
        /// Event that the policy counts.
        event_state_type: RiskEventState,
        /// How the entries that the policy adds are removed. Only `MANUAL` is supported so far.
        remove_type: RiskRemoveType,
        /// Blacklist that the policy adds to.
        action: RiskAction,
        /// Actions that are blocked by the entries that the policy adds. The field is documented as a single value but
        /// described as a list.
        limit_list: Vec<RiskLimit>,
        /// Creation time, as an ISO 8601 date-time such as `2023-09-18T06:49:45.191Z`.
        created_at: String,
    }

    /// A page of the blacklist or the whitelist of users.
    UserListPaging, page list: RiskListItem, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<RiskListItem>,
    }
}

enums! {
    /// What an entry on a blacklist blocks.
    RiskLimit {
        /// The entry blocks login.
        ForbidLogin = "FORBID_LOGIN",
        /// The entry blocks registration.
        ForbidRegister = "FORBID_REGISTER",
    }

    /// Action of a policy.
    RiskAction {
        /// The policy adds the IP address to the blacklist.
        AddIpBlackList = "ADD_IP_BLACK_LIST",
        /// The policy adds the user to the blacklist.
        AddUserBlackList = "ADD_USER_BLACK_LIST",
    }

    /// How an entry that a policy adds is removed.
    RiskRemoveType {
        /// The entry is removed by hand. This is the only supported value so far.
        Manual = "MANUAL",
        /// The entry is removed by a policy, despite the name. This value is not supported so far.
        Schedule = "SCHEDULE",
    }

    /// Event that a policy counts.
    RiskEventState {
        /// A wrong password.
        PasswordWrong = "password_wrong",
        /// A wrong account name.
        AccountWrong = "account_wrong",
    }

    /// Condition of a policy on users or IP addresses.
    RiskCondition {
        /// No restriction.
        NoLimit = "NO_LIMIT",
        /// A single user in `user_cond`, or a single IP address in `ip_cond`.
        One = "ONE",
    }

    /// Users or IP addresses that a policy acts on.
    RiskRange {
        /// All users or IP addresses.
        All = "ALL",
        /// Only users or IP addresses that are not on the whitelist.
        NotInWhiteList = "NOT_IN_WHITE_LIST",
    }

    /// What a policy acts on.
    RiskObject {
        /// IP addresses. This is the only supported value so far.
        Ip = "IP",
        /// Users. This value is not supported so far.
        User = "USER",
    }

    /// List of IP addresses or users.
    RiskListType {
        /// The blacklist.
        Black = "BLACK",
        /// The whitelist.
        White = "WHITE",
    }
}
