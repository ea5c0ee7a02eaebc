//! Metering: what is used, and what has been bought.

use serde_json::Value;

use crate::table::{operations, outputs};

operations! {
    /// # Metering
    "metering"

    /// Gets the package the user pool has bought: its code, size, price and end.
    read Get "/api/v3/get-current-package-info"
    fn get_current_package_info(GetCurrentPackageInfo) -> CostCurrentPackageInfo {
        required {}
        optional {}
    }

    /// Gets how much of each metered right the user pool has used.
    read Get "/api/v3/get-usage-info"
    fn get_usage_info(GetUsageInfo) -> CurrentUsageResp {
        required {}
        optional {}
    }

    /// Gets the monthly active users (MAU) of past billing periods.
    ///
    /// Both dates are days written as `YYYYMMDD`.
    read Get "/api/v3/get-mau-period-usage-history"
    fn get_mau_period_usage_history(GetMauPeriodUsageHistory) -> MauPeriodUsageRecords {
        required {
            /// First day of the range, as `YYYYMMDD`, such as `20220202`.
            start_time: String,
            /// Last day of the range, as `YYYYMMDD`, such as `20220802`.
            end_time: String,
        }
        optional {}
    }

    /// Gets every right the user pool's package grants, with its value.
    read Get "/api/v3/get-all-rights-items"
    fn get_all_rights_item(GetAllRightsItem) -> RightItemRes {
        required {}
        optional {}
    }

    /// Lists the orders placed for the user pool's packages, page by page.
    read Get "/api/v3/get-orders"
    fn get_orders(GetOrders) -> GetOrdersRes {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }

    /// Gets one order by its number.
    read Get "/api/v3/get-order-detail"
    fn get_order_detail(GetOrderDetail) -> OrderItem {
        required {
            /// Number of the order, as `get_orders` returns it.
            order_no: String,
        }
        optional {}
    }

    /// Gets how and when one order was paid.
    read Get "/api/v3/get-order-pay-detail"
    fn get_order_pay_detail(GetOrderPayDetail) -> CostGetOrderPayDetail {
        required {
            /// Number of the order whose payment is wanted, as `get_orders` returns it.
            order_no: String,
        }
        optional {}
    }

    /// Reports that somebody clicked "contact us" on the console's billing page.
    ///
    /// A console event that a backend hardly needs. Only the official OpenAPI document of 2023-11 has it, without a
    /// type for the answer: `data` stays JSON.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/click-cost-contact"
    fn click_cost_contact(ClickCostContact) -> Value {
        required {}
        optional {}
    }
}

outputs! {
    /// The package a user pool runs on, and until when.
    CostCurrentPackageInfo {
        /// Code of the package with its size, such as `V4_B2C_Enterprise:1000`.
        code: String,
        /// When the package ends, as `YYYY-MM-DD hh:mm:ss`; upstream names no time zone.
        end_time: String,
        /// Days since the package ran out, a number as text; `0` while it is valid.
        overdue_days: String,
        /// Name, price and size of the package as it is sold.
        goods_package: Option<GoodsPackage>,
    }

    /// The payment of an order.
    CostGetOrderPayDetail {
        /// Number of the order that was paid.
        order_no: String,
        /// Number the payment channel gave the payment.
        channel_order_no: String,
        /// Amount paid, a decimal number as text, such as `7.9`; the currency is not stated.
        paid_amount: String,
        /// When it was paid, as `YYYY-MM-DD hh:mm:ss`; upstream names no time zone.
        paid_time: String,
        /// Account that paid, as an identifier.
        paid_account_no: String,
        /// State of the payment, a number as text; upstream does not explain the numbers.
        pay_status: String,
        /// When the payment was started, as `YYYY-MM-DD hh:mm:ss`; upstream names no time zone.
        create_time: String,
        /// Way of payment, such as `Alipay`.
        pay_type: String,
    }

    /// How much of one right is granted and used.
    CurrentUsage {
        /// Quantity the package grants, a number as text.
        amount: String,
        /// Quantity used so far, a number as text.
        current: String,
        /// Whether the right is only granted for a trial.
        experience: bool,
        /// Code of the right, such as `SocialConnections`.
        model_code: String,
        /// Name of the right for display; it may hold the code too.
        model_name: String,
    }

    /// The use of all rights of a user pool.
    CurrentUsageResp {
        /// One entry for each right that is metered.
        usages: Vec<CurrentUsage>,
    }

    /// One page of a user pool's orders.
    GetOrdersRes, page list: OrderItem, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<OrderItem>,
    }

    /// A package as it is sold.
    GoodsPackage {
        /// Name of the package in Chinese.
        name: String,
        /// Name of the package in English.
        name_en: String,
        /// Price of one unit, a decimal number as text, such as `99.00`; the currency is not stated.
        unit_price: String,
        /// Code of the package with its size, such as `V4_B2C_Enterprise:1000`.
        code: String,
        /// Edition of the package, such as `Enterprise`.
        group: String,
        /// Code of the market it is made for, such as `B2C`.
        scene_code: String,
        /// Monthly active users (MAU) the package includes, a number as text.
        amount: String,
    }

    /// The monthly active users of several billing periods.
    MauPeriodUsageRecords {
        /// One entry for each billing period.
        records: Vec<MauPeriodUsageHistory>,
    }

    /// The monthly active users of one billing period.
    MauPeriodUsageHistory {
        /// First day of the period, as `YYYYMMDD`.
        period_start_time: String,
        /// Last day of the period, as `YYYYMMDD`.
        period_end_time: String,
        /// Total for the period, a number as text: what is granted, going by `CurrentUsageDto`, though upstream
        /// says used.
        amount: String,
        /// Active users counted in the period, a number as text.
        current: String,
    }

    /// An order of a package.
    OrderItem {
        /// Number of the order, which `get_order_detail` and `get_order_pay_detail` take.
        order_no: String,
        /// Name of the ordered package in Chinese.
        goods_name: String,
        /// Name of the ordered package in English.
        goods_name_en: String,
        /// Price of one unit of the package, a decimal number as text; the currency is not stated.
        goods_unit_price: String,
        /// Units ordered, a number as text.
        quantity: String,
        /// Amount to pay in the end, a decimal number as text; the currency is not stated.
        actual_amount: String,
        /// State of the order: `1` unpaid, `2` paid, `3` completed, `4` cancelled, `5` expired.
        status: String,
        /// Reason of the order: `New`, `Upgrade`, `Renew`, `Overdue_Correct` (past its end) or `Overflowed_Correct`
        /// (over its size).
        order_type: String,
        /// When the order was placed; upstream gives no format.
        create_time: String,
        /// Origin of the order: `Licence`, `Offline`, `Eadmin` (opened by the vendor), `SelfHelp` or `Cdkey` (a
        /// redeemed code).
        source: String,
    }

    /// A right that a package grants.
    RightItem {
        /// Code of the right, such as `SocialConnections`.
        rights_model_code: String,
        /// Name of the right for display.
        rights_model_name: String,
        /// How to read `dataValue`: `1` a quantity, `2` a number that is not metered, `3` yes or no, `4` a text.
        data_type: String,
        /// Value of the right as text, to be read as `dataType` says.
        data_value: String,
    }

    /// All rights of a user pool.
    RightItemRes {
        /// One entry for each right.
        rights_items: Vec<RightItem>,
    }
}
