//! Responses that differ from the documentation, or on which its parts disagree.

use genauth::traits::AsRequest;
use genauth::transport::HttpResponse;
use genauth::types::{EmailTemplateType, Gender};
use genauth::{Error, ManagementClient, Response};
use serde_json::{Value, json};

use crate::support::{FakeTransport, IN_DOUBT};

/// Sends a request to a service that responds like this.
fn send<R: AsRequest>(
    response: HttpResponse,
    request: impl FnOnce(&ManagementClient) -> R,
) -> Result<Response<R::Output>, Error> {
    let client = FakeTransport::responding(move |_| Ok(response.clone())).client();
    request(&client).as_request().send()
}

/// The data that a request returns for a body.
#[track_caller]
fn data_of<R: AsRequest>(body: &Value, request: impl FnOnce(&ManagementClient) -> R) -> R::Output {
    let response = HttpResponse::new(200, body.to_string());
    send(response, request).unwrap_or_else(|error| panic!("{error}")).data
}

/// A body with this `data`.
fn success(data: &Value) -> Value {
    json!({"statusCode": 200, "message": "", "data": data})
}

#[test]
fn data_without_an_envelope_is_decoded() {
    for in_envelope in [false, true] {
        let body = |data: Value| if in_envelope { success(&data) } else { data };
        let user = data_of(&body(json!({"memberId": "m", "tenantId": "t"})), |client| {
            client
                .create_tenant_user()
                .tenant_id("t")
                .gender(Gender::U)
                .username("u")
        });
        assert_eq!((&*user.member_id, &*user.tenant_id), ("m", "t"));

        let config = data_of(&body(json!({"id": "c", "isWinLogin": true})), |client| {
            client
                .update_verify_config()
                .id("c")
                .app_id("a")
                .app_secret("s")
                .public_key("public-key")
                .auth_address("https://example.com/key")
                .logo("https://example.com/logo")
                .name("n")
        });
        assert_eq!(config, json!({"id": "c", "isWinLogin": true}));

        let email = data_of(&body(json!({"subject": "Welcome", "content": "<p>"})), |client| {
            client.preview_email_template().r#type(EmailTemplateType::WelcomeEmail)
        });
        assert_eq!((&*email.subject, &*email.content), ("Welcome", "<p>"));

        let clicked = data_of(&body(json!({"n": 1})), ManagementClient::click_cost_contact);
        assert_eq!(clicked, json!({"n": 1}));
    }
    // The document of this operation declares `data`, but no `statusCode` beside it.
    let email = data_of(&json!({"data": {"sender": "a@example.com"}}), |client| {
        client.preview_email_template().r#type(EmailTemplateType::WelcomeEmail)
    });
    assert_eq!(email.sender, "a@example.com");
}

#[test]
fn an_empty_body_is_a_success_without_data_if_the_operation_has_no_envelope() {
    for (status, body) in [(200, ""), (204, ""), (201, " \r\n"), (200, "\u{feff}")] {
        let response = send(HttpResponse::new(status, body), ManagementClient::click_cost_contact).unwrap();
        assert_eq!(response.data, Value::Null, "{status} {body:?}");
        assert_eq!(response.status_code, i64::from(status), "{status} {body:?}");
        assert_eq!(response.http.body, body.as_bytes());
    }
    let client = FakeTransport::responding_with("").client();
    let clicked: Option<bool> = client.click_cost_contact().send_as().unwrap().data;
    assert_eq!(clicked, None);
}

#[test]
fn an_empty_body_is_an_error_otherwise() {
    let error = send(HttpResponse::new(500, ""), ManagementClient::click_cost_contact).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("click_cost_contact: HTTP 500 from api.genauth.ai with an empty body{IN_DOUBT}")
    );
    // The response is known to have fields.
    let error = send(HttpResponse::new(200, ""), |client| client.get_post().code("p")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "get_post: HTTP 200 from api.genauth.ai with an empty body"
    );
    let error = send(HttpResponse::new(200, ""), |client| client.delete_ext_idp().id("i")).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("delete_ext_idp: HTTP 200 from api.genauth.ai with an empty body{IN_DOUBT}")
    );
}

/// Connections that an application has enabled: as documented, and as in the official example.
fn enabled_connections() -> [Value; 2] {
    [
        json!([{"extIdpConnId": "6303a2bf2xxxx7f665f01bf1", "isSocial": true}]),
        json!(["6303a2bf2xxxx7f665f01bf1", "6321397b6xxxx1b8481ccfc0"]),
    ]
}

#[test]
fn enabled_connections_of_an_application_may_be_objects_or_ids() {
    for connections in enabled_connections() {
        let config = json!({"enabledExtIdpConns": connections, "showAuthorizationPage": true});
        let application = success(&json!({"appId": "a", "loginConfig": config}));
        let page = success(&json!({"totalCount": 1, "list": [{"appId": "a", "loginConfig": config}]}));
        let configs = [
            data_of(&application, |client| client.get_application().app_id("a")).login_config,
            data_of(&page, ManagementClient::list_applications)
                .list
                .remove(0)
                .login_config,
            data_of(&application, |client| {
                client.create_application().app_name("n").app_identifier("a")
            })
            .login_config,
            data_of(&application, ManagementClient::userpool_tenant_config).login_config,
        ];
        for config in configs.map(Option::unwrap) {
            assert_eq!(config.enabled_ext_idp_conns, connections);
            assert!(config.show_authorization_page);
        }
    }
}

#[test]
fn the_login_url_of_an_application_may_be_text_or_a_list() {
    for url in [json!("https://example.com/login"), json!(["https://example.com/login"])] {
        let application = success(&json!({"appId": "a", "initLoginUri": url}));
        let urls = [
            data_of(&application, |client| client.get_application().app_id("a")).init_login_uri,
            data_of(&application, |client| {
                client.create_application().app_name("n").app_identifier("a")
            })
            .init_login_uri,
        ];
        assert_eq!(
            urls,
            [["https://example.com/login"], ["https://example.com/login"]],
            "{url}"
        );
    }
}

#[test]
fn the_default_registration_method_may_be_text_or_an_object() {
    for method in [json!("PASSWORD"), json!({"connectionType": "PASSWORD"})] {
        let application = success(&json!({"registerConfig": {"defaultRegisterMethod": method}}));
        let application = data_of(&application, |client| client.get_application().app_id("a"));
        assert_eq!(application.register_config.unwrap().default_register_method, method);
    }
}

#[test]
fn posts_of_a_department_may_be_objects_or_text() {
    for posts in [json!([{"id": "p", "code": "developer"}]), json!(["p", "q"])] {
        let department = json!({"departmentId": "d", "posts": posts});
        let expected = posts.as_array().unwrap();
        let found = data_of(&success(&department), |client| {
            client.get_department().organization_code("o").department_id("d")
        });
        assert_eq!((&*found.department_id, &found.posts), ("d", expected));
    }
}

#[test]
fn posts_of_an_invited_department_may_be_objects_or_text() {
    for posts in [json!([{"id": "p"}]), json!(["p"])] {
        let departments = json!([{"policyId": "i", "departmentDetail": {"departmentId": "d", "posts": posts}}]);
        let departments = data_of(&success(&departments), |client| {
            client.get_user_attribution_main_department().policy_id("i")
        });
        let detail = departments[0].department_detail.as_ref().unwrap();
        assert_eq!(&detail.posts, posts.as_array().unwrap());
    }
}

#[test]
fn the_display_format_of_a_field_may_be_a_number_or_text() {
    for format in [json!(31), json!("0: the raw value")] {
        let fields = success(&json!([{"id": "f", "format": format, "type": 3}]));
        let fields = data_of(&fields, |client| client.list_field().model_id("m"));
        assert_eq!((&fields[0].format, fields[0].r#type), (&format, 3));
    }
}

#[test]
fn the_package_of_a_user_pool_may_be_an_object_or_text() {
    for package in [json!({"name": "test", "amount": "1000"}), json!("test")] {
        let info = success(&json!({"code": "c", "goodsPackage": package}));
        let info = data_of(&info, ManagementClient::get_current_package_info);
        assert_eq!((&*info.code, &info.goods_package), ("c", &package));
    }
}

#[test]
fn an_identity_source_without_connections_has_an_empty_list_of_them() {
    for connections in [json!([]), json!({}), json!([{"id": "c"}])] {
        let source = success(&json!({"id": "i", "connections": connections, "autoJoin": true}));
        let source = data_of(&source, |client| client.get_ext_idp().id("i"));
        assert_eq!((&source.connections, source.auto_join), (&connections, true));
    }
}

#[test]
fn a_page_of_resources_may_lack_the_inner_status_code() {
    let page = success(&json!({"totalCount": 1, "list": [{"code": "ecs"}]}));
    let page = data_of(&page, |client| client.list_resources().namespace("n"));
    assert_eq!((page.status_code, page.total_count, &*page.list[0].code), (0, 1, "ecs"));
    let page = data_of(&success(&json!({"totalCount": 0, "list": []})), |client| {
        client.list_resources()
    });
    assert!(page.list.is_empty());
}
