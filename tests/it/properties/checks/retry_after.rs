//! Checks the `Retry-After` header.

use std::time::Duration;

use genauth::transport::HttpResponse;

use super::{assert_one_line, associate, build, builder, client_receiving};

/// Checks that digits are read as a number of seconds, and that anything else is ignored unless it is a date. This
/// holds for operations and for token requests, and for upper and lower case in the header's name.
pub fn check_retry_after(name: &str, value: &str) {
    let response = HttpResponse::new(429, "").with_header(name, value);
    let for_token = response.clone();
    let (without_token, _) = build(builder(), move |_| for_token.clone());
    for client in [client_receiving(response), without_token.expect("valid settings")] {
        let Err(error) = associate(&client).send() else {
            panic!("429 is a success");
        };
        assert!(error.is_rate_limited() && error.is_retryable(), "{error}");
        assert_one_line(&error);
        let wait = error.retry_after();
        let text = value.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let seconds = text.bytes().fold(0_u64, |seconds, digit| {
                seconds.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
            });
            assert_eq!(wait, Some(Duration::from_secs(seconds)), "{error}");
            let part = format!("; retry after {seconds} s");
            assert!(error.to_string().contains(&part), "{error}");
        } else if wait.is_some() {
            // Every valid form of a date contains the name of the month and the time.
            let is_date = text.contains(':') && text.contains(|letter: char| letter.is_ascii_alphabetic());
            assert!(is_date && text.is_ascii(), "{error}");
        }
    }
}
