//! Redirects are never followed, because that could send the token or the access key to another host.

use crate::replies::{client_with_retry, with_port};
use crate::sockets::quick_retries;
use crate::support::{Predicate, assert_error, associate, client_for, get_group};
use crate::test_server::{Reply, TOKEN_PATH, TestServer, serve};

const STATUSES: [(u16, &str); 5] = [
    (301, "301 Moved Permanently"),
    (302, "302 Found"),
    (303, "303 See Other"),
    (307, "307 Temporary Redirect"),
    (308, "308 Permanent Redirect"),
];

#[test]
fn redirects_of_operations_are_reported_and_not_followed() {
    let other = TestServer::start();
    let locations = [
        "/api/v3/elsewhere".to_owned(),
        format!("{}/api/v3/elsewhere", other.url()),
    ];
    for (status, status_line) in STATUSES {
        for location in &locations {
            let headers = format!("location: {location}\r\n");
            let server = TestServer::responding(move |_| Reply::http(status_line, &headers, ""));
            let client = client_with_retry(&server, quick_retries(3));
            let message = with_port(
                &format!("HTTP {status} from 127.0.0.1:PORT: redirect to {location} not followed; check `host`"),
                &server,
            );

            let of_read = get_group(&client).send().unwrap_err();
            assert_eq!(of_read.to_string(), format!("get_group: {message}"));
            let of_write = associate(&client).send().unwrap_err();
            assert_eq!(of_write.to_string(), format!("associate_tenant_resource: {message}"));
            for error in [of_read, of_write] {
                assert_error(&error, &[], 1, "");
                assert_eq!(error.http_status(), Some(status));
                assert_eq!(error.body(), Some([].as_slice()));
                assert_eq!(error.header("location"), Some(location.as_str()));
            }

            let requests = server.take_requests();
            let paths: Vec<_> = requests
                .iter()
                .map(|request| request.path().split('?').next().unwrap())
                .collect();
            let expected = [TOKEN_PATH, "/api/v3/get-group", "/api/v3/associate-tenant-resource"];
            assert_eq!(paths, expected);
            // The original request carried a token that following the redirect could have leaked.
            assert!(requests[1].header("authorization").is_some());
        }
    }
    assert_eq!(other.take_requests().len(), 0);
}

#[test]
fn redirects_of_the_token_request_are_reported_and_not_followed() {
    let other = TestServer::start();
    let location = format!("{}/elsewhere", other.url());
    for (status, status_line) in STATUSES {
        let headers = format!("location: {location}\r\n");
        let address = serve(move |_| Reply::http(status_line, &headers, ""));
        let error = associate(&client_for(format!("http://{address}"))).send().unwrap_err();
        assert_error(&error, &[Predicate::Token], 1, "");
        assert_eq!(
            error.to_string(),
            format!(
                "associate_tenant_resource: cannot obtain a management token: \
                 HTTP {status} from {address}: redirect to {location} not followed; check `host`"
            )
        );
        assert_eq!(error.http_status(), Some(status));
        assert_eq!(error.body(), Some([].as_slice()));
    }
    assert_eq!(other.take_requests().len(), 0);
}
