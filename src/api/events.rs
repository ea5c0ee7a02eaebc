//! The event center: event applications and custom events.

use serde_json::Value;

use crate::macros::{operations, outputs};
use crate::value::JsonText;

operations! {
    /// # Events
    "events"

    /// Creates an event application for custom events.
    write Post "/api/v3/create-event-app"
    fn create_event_app(CreateEventApp) -> () {
        required {
            /// Logo of the event application. The format is not documented.
            logo: String as text,
            /// Name of the event application.
            name: String,
            /// Unique identifier of the event application, such as `myapp`.
            identifier: String,
        }
        optional {}
    }

    /// Lists the event applications.
    ///
    /// The operation has no page parameters.
    read Get "/api/v3/list-event-apps"
    fn list_event_apps(ListEventApps) -> EventAppPaging {
        required {}
        optional {}
    }

    /// Lists the events that the service supports, page by page.
    read Get "/api/v3/list-events"
    fn list_events(ListEvents) -> OpenEventPaging {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Only events of this event application, such as `authing`.
            app: String,
        }
    }

    /// Defines a custom event in the event center.
    ///
    /// An event must be defined before it can be published.
    write Post "/api/v3/define-event"
    fn define_event(DefineEvent) -> () {
        required {
            /// Description of the event.
            event_description: String as text,
            /// Type of the event to define, such as `myapp.user.created`.
            event_type: String,
        }
        optional {}
    }

    /// Publishes a custom event to the event center.
    ///
    /// The official SDKs call this operation `verify_event`. If publishing fails, for example because the event is not
    /// defined, `err_msg` in the response gives the reason.
    write Post "/api/v3/pub-event"
    fn pub_event(PubEvent) as "verify_event" -> PubEventRespData {
        required {
            /// Type of the event, such as `myapp.user.created`.
            event_type: String,
            /// Body of the event. JSON is sent as a string that contains it, as the official SDKs do; a `Map` is sent
            /// as an object, as the documentation shows.
            event_data: JsonText,
        }
        optional {}
    }

    /// Publishes a custom event to the event center from the authentication side.
    ///
    /// If publishing fails, for example because the event is not defined, `err_msg` in the response gives the reason.
    write Post "/api/v3/pub-userEvent"
    fn pub_user_event(PubUserEvent) -> PubEventRespData {
        required {
            /// Type of the event, such as `myapp.user.created`.
            event_type: String,
            /// Body of the event: an object, as the documentation shows, or a string that contains JSON, as the
            /// official SDKs send event data.
            event_data: Value,
        }
        optional {}
    }
}

outputs! {
    /// An event application, which groups custom events.
    EventApp {
        /// Unique identifier of the event application.
        identifier: String,
        /// Name of the event application.
        name: String,
        /// Logo of the event application.
        logo: String,
    }

    /// A page of event applications.
    EventAppPaging {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<EventApp>,
    }

    /// An event of the event center.
    OpenEvent {
        /// ID of the event, such as `12203530144321536`.
        id: String,
        /// Code of the event, such as `authing.user.login`. Subscriptions take this code.
        code: String,
        /// Topic of the event, such as `authing.user.login`.
        topic: String,
        /// Name of the event.
        name: String,
        /// Description of the event.
        desc: String,
    }

    /// A page of events.
    OpenEventPaging, page list: OpenEvent, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<OpenEvent>,
    }

    /// Result of publishing an event.
    PubEventRespData {
        /// Whether the operation succeeded.
        success: bool,
        /// Error message, such as one about an undefined event. Present if publishing failed.
        err_msg: String,
    }
}
