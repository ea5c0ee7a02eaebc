//! Tests everything that a user can observe, in one binary. `support` contains what the tests share.

mod environment;
mod failures;
mod replies;
mod sockets;
mod support;
mod test_server;

mod attempts;
mod batched_operations;
mod batches;
mod bulk;
mod bulk_endings;
mod catalogue;
mod client_options;
#[cfg(feature = "gzip")]
mod compression;
mod concurrency;
mod connections;
mod decode_issues;
mod duplicate_keys;
mod envelope;
mod error_messages;
mod errors;
#[cfg(feature = "events")]
mod events;
mod field_order;
mod guide;
mod invalid_responses;
mod layout;
mod lazy_batches;
mod limits;
mod live_operations;
mod logs;
mod management_token;
mod nested_json;
mod null_and_absent;
mod odd_responses;
mod operations;
mod output_types;
mod pacing;
mod page_endings;
mod page_formats;
mod page_rules;
mod page_skipping;
mod paged_operations;
mod pages;
mod pages_ahead;
mod properties;
mod proxies;
mod query_values;
mod rate_limit;
mod raw_requests;
mod redirects;
mod registry;
mod rejected_requests;
mod relaxed_rows;
mod request_options;
mod requests;
mod response_size;
mod retries;
mod retry_after;
mod retry_logs;
mod row_docs;
mod row_forms;
mod rows;
mod samples;
mod secret_fields;
mod secret_spellings;
mod secrets;
mod setters;
// Without TLS, no client can be built for the default host.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
mod settings;
mod surrogates;
mod timeouts;
#[cfg(feature = "rustls")]
mod tls;
mod token;
#[cfg(feature = "token-cache")]
mod token_cache;
mod token_concurrency;
mod token_deadlines;
mod token_rejection;
mod transports;
mod unsendable_requests;
mod unvalidated_lists;
mod uploads;
mod validation;
mod wire;
mod without_validation;
mod writes_in_doubt;
