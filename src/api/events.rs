//! Events: what happens in a user pool, and events of your own.

use serde_json::Value;

use crate::JsonText;
use crate::table::{operations, outputs};

operations! {
    /// # Events
    "events"

    /// Creates an event application, under which custom events are defined.
    ///
    /// The answer carries no data.
    write Post "/api/v3/create-event-app"
    fn create_event_app(CreateEventApp) -> () {
        required {
            /// Logo of the event application, presumably the URL of an image.
            logo: String,
            /// Display name of the event application.
            name: String,
            /// Identifier of the event application, unique; its event types begin with it, as `myapp` in
            /// `myapp.user.created`.
            identifier: String,
        }
        optional {}
    }

    /// Lists the event applications.
    ///
    /// The answer has the form of a page, but the call takes no page parameters.
    read Get "/api/v3/list-event-apps"
    fn list_event_apps(ListEventApps) -> EventAppPaging {
        required {}
        optional {}
    }

    /// Lists the events that can be subscribed to, page by page.
    read Get "/api/v3/list-events"
    fn list_events(ListEvents) -> OpenEventPaging {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Event application whose events are wanted, such as `authing` for the built-in ones; absence means
            /// all.
            app: String,
        }
    }

    /// Defines a custom event type in the event center.
    ///
    /// An event type has to be defined before events of it can be published. The answer carries no data.
    write Post "/api/v3/define-event"
    fn define_event(DefineEvent) -> () {
        required {
            /// Description of the event type, free text for people.
            event_description: String,
            /// Event type to define, as dotted names beginning with the event application: `myapp.user.created`.
            event_type: String,
        }
        optional {}
    }

    /// Publishes a custom event to the event center.
    ///
    /// Despite the documented name nothing is verified: each call sends the event to its subscribers once more. An
    /// event that is refused, say because its type is not defined, may be reported by `success` in the answer.
    /// The data travels as a text with JSON in it, which is what upstream's own SDKs send.
    write Post "/api/v3/pub-event"
    fn pub_event(PubEvent) as "verify_event" -> PubEventRespData {
        required {
            /// Type of the event, as it was defined: `myapp.user.created`.
            event_type: String,
            /// Body of the event, any JSON.
            event_data: JsonText,
        }
        optional {}
    }

    /// Publishes a custom event to the event center, as the authentication side does.
    ///
    /// Each call sends the event to its subscribers once more. An event that is refused, say because its type is
    /// not defined, may be reported by `success` in the answer.
    write Post "/api/v3/pub-userEvent"
    fn pub_user_event(PubUserEvent) -> PubEventRespData {
        required {
            /// Type of the event, as it was defined: `myapp.user.created`.
            event_type: String,
            /// Body of the event, any JSON; upstream's sample is an object.
            event_data: Value,
        }
        optional {}
    }
}

outputs! {
    /// An event application, the owner of custom event types.
    EventApp {
        /// Identifier of the event application, unique; its event types begin with it.
        identifier: String,
        /// Display name of the event application.
        name: String,
        /// Logo of the event application, presumably the URL of an image.
        logo: String,
    }

    /// A page of event applications.
    EventAppPaging {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<EventApp>,
    }

    /// An event type of the event center, built in or custom.
    OpenEvent {
        /// ID of the event type, digits in text form.
        id: String,
        /// Code of the event type, such as `authing.user.login`; subscribers name it.
        code: String,
        /// Topic the events are published under; in upstream's sample the same as `code`.
        topic: String,
        /// Display name of the event type.
        name: String,
        /// Description of the event type.
        desc: String,
    }

    /// A page of event types.
    OpenEventPaging, page list: OpenEvent, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<OpenEvent>,
    }

    /// What became of a published event.
    PubEventRespData {
        /// Whether the event center took the event.
        success: bool,
        /// Why the event was refused, as text for people; absent when it was taken.
        err_msg: String,
    }
}
