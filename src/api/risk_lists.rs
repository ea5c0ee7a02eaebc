//! Risk lists: addresses and users that are watched or barred.

use crate::table::{enums, operations, outputs};

operations! {
    /// # Risk lists
    "risk_lists"

    /// Lists the IP addresses of the black or white list, page by page.
    read Get "/api/v3/ip-list"
    fn find_ip_list(FindIpList) -> IpListPaging {
        required {
            /// List to read: black or white.
            ip_type: RiskListType,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }

    /// Puts IP addresses on the black or white list.
    write Post "/api/v3/ip-list"
    fn add_ip_list(AddIpList) as "add" -> () {
        required {
            /// When the entries expire, as text; upstream gives no format and calls it the time of adding.
            expire_at: String,
            /// What the entries do: block logins, block registrations or waive multi-factor checks. Known values:
            /// `FORBID_LOGIN`, `FORBID_REGISTER`, `SKIP_MFA`.
            limit_list: Vec<String>,
            /// How the entries leave the list: by hand or through a policy. Known values: `MANUAL`, `SCHEDULE`.
            remove_type: String,
            /// How the entries come to be on the list: by hand or through a policy. Known values: `MANUAL`,
            /// `SCHEDULE`.
            add_type: String,
            /// List to put the addresses on: black or white. Known values: `WHITE`, `BLACK`.
            ip_type: String,
            /// IP addresses to add, with commas between them.
            ips: String,
        }
        optional {}
    }

    /// Removes an entry from the black or white list of IP addresses.
    write Delete "/api/v3/ip-list/{id}"
    fn delete_ip_list_by_id(DeleteIpListById) as "delete_by_id" -> () {
        required {
            /// ID of the entry, as the list of IP addresses shows it.
            id: String,
        }
        optional {}
    }

    /// Lists the users on the black or white list, page by page.
    read Get "/api/v3/user-list"
    fn find_user_list(FindUserList) -> UserListPaging {
        required {
            /// List to read: black or white.
            user_list_type: RiskListType,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }

    /// Puts users on the black or white list.
    write Post "/api/v3/user-list"
    fn add_user_list(AddUserList) as "add_user" -> () {
        required {
            /// When the entries expire, in milliseconds since 1970.
            expire_at: i64,
            /// What the entries do: block logins, block registrations or waive multi-factor checks. Known values:
            /// `FORBID_LOGIN`, `FORBID_REGISTER`, `SKIP_MFA`.
            limit_list: Vec<String>,
            /// How the entries leave the list: by hand or through a policy. Known values: `MANUAL`, `SCHEDULE`.
            remove_type: String,
            /// How the entries come to be on the list: by hand or through a policy. Known values: `MANUAL`,
            /// `SCHEDULE`.
            add_type: String,
            /// List to put the users on: black or white. Known values: `WHITE`, `BLACK`.
            user_list_type: String,
            /// IDs of the users to add.
            user_ids: Vec<String>,
        }
        optional {}
    }

    /// Removes an entry from the black or white list of users.
    write Delete "/api/v3/user-list/{id}"
    fn delete_user_list_by_id(DeleteUserListById) -> () {
        required {
            /// ID of the entry, as the list of users shows it.
            id: String,
        }
        optional {}
    }

    /// Lists the policies that fill the black lists by themselves, page by page.
    read Get "/api/v3/risk-list-policy"
    fn find_risk_list_policy(FindRiskListPolicy) -> RiskListPolicyPaging {
        required {
            /// What the wanted policies act on; upstream says only IP addresses work so far.
            opt_object: RiskObject,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }

    /// Creates a policy that puts repeat offenders on a black list by itself.
    write Post "/api/v3/risk-list-policy"
    fn add_risk_list_policy(AddRiskListPolicy) -> () {
        required {
            /// What the entries the policy makes block: logins, registrations or both.
            limit_list: Vec<RiskLimit>,
            /// What the policy does: which black list it adds to.
            action: RiskAction,
            /// How entries the policy made are removed; upstream says only by hand works so far.
            remove_type: RiskRemoveType,
            /// Event the policy counts: wrong password or wrong account.
            event_state_type: RiskEventState,
            /// Number of events within `timeRange` at which the policy acts.
            count_thr: i64,
            /// Length of the time span in which events are counted, in minutes.
            time_range: i64,
            /// What the policy acts on; upstream says only IP addresses work so far.
            opt_object: RiskObject,
        }
        optional {
            /// Whether the counted events must concern a single user; used in place of `ipCond`.
            user_cond: RiskCondition [Excludes("ipCond")],
            /// Whether the counted events must come from a single IP address; used in place of `userCond`.
            ip_cond: RiskCondition [Excludes("userCond")],
            /// Which users the policy acts on: all, or only those not on the white list; used in place of
            /// `ipRange`.
            user_range: RiskRange [Excludes("ipRange")],
            /// Which IP addresses the policy acts on: all, or only those not on the white list; used in place of
            /// `userRange`.
            ip_range: RiskRange [Excludes("userRange")],
        }
    }

    /// Deletes a policy of the black lists.
    write Delete "/api/v3/risk-list-policy/{id}"
    fn delete_risk_list_policy_by_id(DeleteRiskListPolicyById) -> () {
        required {
            /// ID of the policy, as the list of policies shows it.
            id: String,
        }
        optional {}
    }
}

outputs! {
    /// A page of the black or white list of IP addresses.
    IpListPaging, page list: IpListResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<IpListResp>,
    }

    /// An IP address on the black or white list.
    IpListResp {
        /// ID of the entry.
        id: String,
        /// IP address the entry is about.
        ip: String,
        /// List the entry is on: black or white. Known values: `WHITE`, `BLACK`.
        ip_type: String,
        /// How an entry came to be on the list: by hand or through a policy. Known values: `MANUAL`, `SCHEDULE`.
        add_type: String,
        /// How an entry leaves the list: by hand or through a policy. Known values: `MANUAL`, `SCHEDULE`.
        remove_type: String,
        /// What the entry does: block logins, block registrations or waive multi-factor checks. Known values:
        /// `FORBID_LOGIN`, `FORBID_REGISTER`, `SKIP_MFA`.
        limit_list: Vec<String>,
    }

    /// A user on the black or white list.
    RiskListItem {
        /// ID of the entry.
        id: String,
        /// ID of the user the entry is about.
        user_id: String,
        /// How an entry came to be on the list: by hand or through a policy. Known values: `MANUAL`, `SCHEDULE`.
        add_type: String,
        /// List the entry is on: black or white. Known values: `WHITE`, `BLACK`.
        user_list_type: String,
        /// How an entry leaves the list: by hand or through a policy. Known values: `MANUAL`, `SCHEDULE`.
        remove_type: String,
        /// What the entry does: block logins, block registrations or waive multi-factor checks. Known values:
        /// `FORBID_LOGIN`, `FORBID_REGISTER`, `SKIP_MFA`.
        limit_list: Vec<String>,
        /// When the user was put on the list.
        add_at: String,
    }

    /// A page of policies of the black lists.
    RiskListPolicyPaging, page list: RiskListPolicyResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<RiskListPolicyResp>,
    }

    /// A policy that puts repeat offenders on a black list by itself.
    RiskListPolicyResp {
        /// ID of the policy.
        id: String,
        /// What the policy acts on; upstream says only IP addresses work so far.
        opt_object: RiskObject,
        /// Which IP addresses the policy acts on: all, or only those not on the white list; used in place of
        /// `userRange`.
        ip_range: RiskRange,
        /// Which users the policy acts on: all, or only those not on the white list; used in place of `ipRange`.
        user_range: RiskRange,
        /// Whether the counted events must come from a single IP address; used in place of `userCond`.
        ip_cond: RiskCondition,
        /// Whether the counted events must concern a single user; used in place of `ipCond`.
        user_cond: RiskCondition,
        /// Length of the time span in which events are counted, in minutes.
        time_range: i64,
        /// Number of events within `timeRange` at which the policy acts.
        count_thr: i64,
        /// Event the policy counts: wrong password or wrong account.
        event_state_type: RiskEventState,
        /// How entries the policy made are removed; upstream says only by hand works so far.
        remove_type: RiskRemoveType,
        /// What the policy does: which black list it adds to.
        action: RiskAction,
        /// What the entries the policy makes block, as one value or a list: logins, registrations or both.
        limit_list: Vec<RiskLimit>,
        /// When it was created.
        created_at: String,
    }

    /// A page of the black or white list of users.
    UserListPaging, page list: RiskListItem, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<RiskListItem>,
    }
}

enums! {
    /// What a listed address or user may not do.
    RiskLimit {
        ForbidLogin = "FORBID_LOGIN",
        ForbidRegister = "FORBID_REGISTER",
    }

    /// What a risk policy does.
    RiskAction {
        AddIpBlackList = "ADD_IP_BLACK_LIST",
        AddUserBlackList = "ADD_USER_BLACK_LIST",
    }

    /// How an entry leaves a risk list.
    RiskRemoveType {
        Manual = "MANUAL",
        Schedule = "SCHEDULE",
    }

    /// What a risk policy counts.
    RiskEventState {
        PasswordWrong = "password_wrong",
        AccountWrong = "account_wrong",
    }

    /// Which addresses or users a risk policy counts.
    RiskCondition {
        NoLimit = "NO_LIMIT",
        One = "ONE",
    }

    /// Whom a risk policy spares.
    RiskRange {
        All = "ALL",
        NotInWhiteList = "NOT_IN_WHITE_LIST",
    }

    /// What a risk policy is about.
    RiskObject {
        Ip = "IP",
        User = "USER",
    }

    /// Which list an entry is on.
    RiskListType {
        Black = "BLACK",
        White = "WHITE",
    }
}
