//! Metering: packages, usage and orders.

use serde_json::Value;

use crate::macros::{operations, outputs};
use crate::value::OneOf;

operations! {
    /// # Metering
    "metering"

    /// Gets the current package of the user pool.
    read Get "/api/v3/get-current-package-info"
    fn get_current_package_info(GetCurrentPackageInfo) -> CostCurrentPackageInfo {
        required {}
        optional {}
    }

    /// Gets the user pool's current usage of each right.
    read Get "/api/v3/get-usage-info"
    fn get_usage_info(GetUsageInfo) -> CurrentUsageResp {
        required {}
        optional {}
    }

    /// Gets the number of monthly active users (MAU) of the user pool for each period in a date range.
    read Get "/api/v3/get-mau-period-usage-history"
    fn get_mau_period_usage_history(GetMauPeriodUsageHistory) -> MauPeriodUsageRecords {
        required {
            /// First day of the date range, as `YYYYMMDD`, such as `20220202`.
            start_time: String,
            /// Last day of the date range, as `YYYYMMDD`, such as `20220802`.
            end_time: String,
        }
        optional {}
    }

    /// Gets all rights of the user pool.
    read Get "/api/v3/get-all-rights-items"
    fn get_all_rights_item(GetAllRightsItem) -> RightItemRes {
        required {}
        optional {}
    }

    /// Lists the orders of the user pool, page by page.
    read Get "/api/v3/get-orders"
    fn get_orders(GetOrders) -> GetOrdersRes {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            /// Documented as text; a number is sent in the same form.
            page: OneOf<i64, String> [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            /// Documented as text; a number is sent in the same form.
            limit: OneOf<i64, String> [Range(1..=50)],
        }
    }

    /// Gets an order of the user pool.
    read Get "/api/v3/get-order-detail"
    fn get_order_detail(GetOrderDetail) -> OrderItem {
        required {
            /// Number of the order.
            order_no: String,
        }
        optional {}
    }

    /// Gets the payment of an order of the user pool.
    read Get "/api/v3/get-order-pay-detail"
    fn get_order_pay_detail(GetOrderPayDetail) -> CostGetOrderPayDetail {
        required {
            /// Number of the order.
            order_no: String,
        }
        optional {}
    }

    /// Reports that a user clicked "Contact us".
    ///
    /// This operation is found only in the official OpenAPI document of November 2023, which states no response type,
    /// so `data` is untyped JSON. It is `null` if the body of the response is empty.
    write Post "/api/v3/click-cost-contact"
    fn click_cost_contact(ClickCostContact) -> Value, in_body, authing {
        required {}
        optional {}
    }
}

outputs! {
    /// The current package of a user pool.
    CostCurrentPackageInfo {
        /// Code of the package, such as `V4_B2C_Enterprise:1000`.
        code: String,
        /// End time of the package, as `YYYY-MM-DD hh:mm:ss`. The time zone is not documented.
        end_time: String,
        /// Days by which the package is overdue, such as `0`.
        overdue_days: String,
        /// Details of the package. They are documented as an object with the strings `name`, `nameEn`, `unitPrice`,
        /// `code`, `group` (edition, such as `Enterprise`), `sceneCode` (such as `B2C`) and `amount` (number of monthly
        /// active users), but the official example is text.
        goods_package: Value,
    }

    /// The payment of an order.
    CostGetOrderPayDetail {
        /// Number of the order.
        order_no: String,
        /// Number of the order in the payment channel.
        channel_order_no: String,
        /// Amount paid, such as `7.9`. The currency is not documented.
        paid_amount: String,
        /// Time of payment, as `YYYY-MM-DD hh:mm:ss`. The time zone is not documented.
        paid_time: String,
        /// Account that paid.
        paid_account_no: String,
        /// Status of the payment, such as `3`. The values are not documented.
        pay_status: String,
        /// Time of creation, as `YYYY-MM-DD hh:mm:ss`. The time zone is not documented.
        create_time: String,
        /// Payment method, such as `Alipay`.
        pay_type: String,
    }

    /// Usage of a right.
    CurrentUsage {
        /// Total amount of the right.
        amount: String,
        /// Amount currently used.
        current: String,
        /// Whether the right belongs to a trial period.
        experience: bool,
        /// Code of the right, such as `SocialConnections`.
        model_code: String,
        /// Name of the right.
        model_name: String,
    }

    /// A user pool's usage of rights.
    CurrentUsageResp {
        /// Usage of each right.
        usages: Vec<CurrentUsage>,
    }

    /// A page of orders.
    GetOrdersRes, page list: OrderItem, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<OrderItem>,
    }

    /// MAU usage records.
    MauPeriodUsageRecords {
        /// Usage in each period.
        records: Vec<MauPeriodUsageHistory>,
    }

    /// MAU usage in a period.
    MauPeriodUsageHistory {
        /// First day of the period, as `YYYYMMDD`.
        period_start_time: String,
        /// Last day of the period, as `YYYYMMDD`.
        period_end_time: String,
        /// Total number of MAU used in the period, according to the documentation. In `CurrentUsage`, `amount` is the
        /// total amount of the right.
        amount: String,
        /// Number of MAU used in the period.
        current: String,
    }

    /// An order.
    OrderItem {
        /// Number of the order.
        order_no: String,
        /// Chinese name of the package.
        goods_name: String,
        /// English name of the package.
        goods_name_en: String,
        /// Unit price of the package. The currency is not documented.
        goods_unit_price: String,
        /// Quantity ordered.
        quantity: String,
        /// Actual amount of the order. The currency is not documented.
        actual_amount: String,
        /// Status of the order: `1` unpaid, `2` paid, `3` completed, `4` canceled, `5` expired.
        status: String,
        /// Type of the order: `New` (new purchase), `Upgrade`, `Renew`, `Overdue_Correct` (correction of an overdue
        /// package) or `Overflowed_Correct` (correction of an exceeded quota).
        order_type: String,
        /// Time of creation. The format is not documented.
        create_time: String,
        /// Source of the order: `Licence` (license), `Offline` (offline transaction), `Eadmin` (back-office
        /// activation), `SelfHelp` (self-service) or `Cdkey` (redemption of a CD key).
        source: String,
    }

    /// A right of a user pool.
    RightItem {
        /// Code of the right, such as `SocialConnections`.
        rights_model_code: String,
        /// Name of the right.
        rights_model_name: String,
        /// Type of `data_value`: `1` quantity, `2` read-only number that is not metered, `3` assertion, `4` read-only
        /// string.
        data_type: String,
        /// Value of the right, interpreted according to `data_type`.
        data_value: String,
    }

    /// All rights of a user pool.
    RightItemRes {
        /// Rights of the user pool.
        rights_items: Vec<RightItem>,
    }
}
