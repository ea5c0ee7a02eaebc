//! Sessions: who is logged in, where, and how to end it.

use serde_json::Value;

use crate::macros::operations;

operations! {
    /// # Sessions
    "sessions"

    /// Lists sessions of users who are logged in.
    read Post "/api/v3/list-sessions"
    fn list_sessions(ListSessions) -> Value, path_only {
        required {}
        optional {}
    }

    /// Lists the sessions that one entry of a statistic counts.
    ///
    /// The statistics are `statistic_sessions_by_app`, `statistic_sessions_by_device` and `statistic_sessions_by_user`.
    read Post "/api/v3/list-sessions-detail-by-view"
    fn list_sessions_detail_by_view(ListSessionsDetailByView) -> Value, path_only {
        required {}
        optional {}
    }

    /// Counts the sessions of each application.
    read Post "/api/v3/statistic-sessions-by-app"
    fn statistic_sessions_by_app(StatisticSessionsByApp) -> Value, path_only {
        required {}
        optional {}
    }

    /// Counts the sessions of each device.
    read Post "/api/v3/statistic-sessions-by-device"
    fn statistic_sessions_by_device(StatisticSessionsByDevice) -> Value, path_only {
        required {}
        optional {}
    }

    /// Counts the sessions of each user.
    read Post "/api/v3/statistic-sessions-by-user"
    fn statistic_sessions_by_user(StatisticSessionsByUser) -> Value, path_only {
        required {}
        optional {}
    }

    /// Ends several sessions.
    destructive Post "/api/v3/deactivate-sessions-batch"
    fn deactivate_sessions_batch(DeactivateSessionsBatch) -> Value, path_only {
        required {}
        optional {}
    }

    /// Ends all sessions.
    ///
    /// Whether parameters can limit it is not known. Expect it to log out every user of the user pool.
    destructive Post "/api/v3/deactivate-all-sessions"
    fn deactivate_all_sessions(DeactivateAllSessions) -> Value, path_only {
        required {}
        optional {}
    }
}
