//! Types that several domains share.

use crate::table::outputs;

outputs! {
    /// What most writes answer.
    IsSuccess {
        /// Whether the service has done it. A response with an explicit `false` is an error, so `false` here
        /// means that the service said nothing beyond `statusCode` 200.
        success: bool,
    }
}
