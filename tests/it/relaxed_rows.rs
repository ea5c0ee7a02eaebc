//! What the service takes is not refused: parameters that are documented as required but not enforced, free text that
//! may be blank, types on which documents disagree, and a maximum that the service exceeds. Page numbers and sizes that
//! no service takes are refused.

use std::collections::{BTreeSet, HashSet};

use genauth::builders::{CreateField, CreatePostRequest};
use genauth::schema::{Constraint, Operation, Param, ParamType};
use genauth::types::{CreateGroupReq, DropDownItem, ListUsersOptions, MetadataCondition, Pagination};
use genauth::{ManagementClient, OneOf, operations};
use serde_json::{Value, json};

use crate::samples;
use crate::support::{FakeTransport, SentRequest, violations};

fn fake() -> FakeTransport {
    FakeTransport::responding_with(r#"{"statusCode": 200}"#)
}

/// The request that `send` sends.
#[track_caller]
fn sent<T>(send: impl FnOnce(&ManagementClient) -> Result<T, genauth::Error>) -> SentRequest {
    let fake = fake();
    if let Err(error) = send(&fake.client()) {
        panic!("{error}");
    }
    fake.operations().remove(0)
}

/// The parameters of operations, and the fields of nested inputs, with the names of their owners.
fn params() -> Vec<(&'static str, &'static Param)> {
    fn collect(
        owner: &'static str,
        params: &'static [Param],
        seen: &mut BTreeSet<&'static str>,
        found: &mut Vec<(&'static str, &'static Param)>,
    ) {
        if seen.insert(owner) {
            for param in params {
                found.push((owner, param));
                if let Some(schema) = param.ty.object() {
                    collect(schema.name, schema.fields(), seen, found);
                }
            }
        }
    }
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for operation in operations() {
        collect(operation.name, operation.params, &mut seen, &mut found);
    }
    found
}

fn operation(name: &str) -> &'static Operation {
    operations()
        .find(|operation| operation.name == name)
        .expect("a known operation")
}

#[test]
fn parameters_that_are_documented_as_required_but_not_enforced_may_be_left_out() {
    let found: BTreeSet<_> = params()
        .into_iter()
        .filter(|(_, param)| param.documented_as_required)
        .map(|(owner, param)| format!("{owner}.{}", param.name()))
        .collect();
    let expected = [
        "CreateGroupReq.type",
        "check_user_same_level_permission.resourceNodeCodes",
        "create_department.metadata",
        "create_group.type",
        "create_organization.metadata",
        "create_tenant.appIds",
        "get_custom_data.tenantId",
        "list_sync_risk_operations.syncTaskId",
        "update_role.name",
    ];
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected);

    let body = sent(|client| client.create_group().code("g").name("n").description("d").send()).json();
    assert_eq!(body, json!({"code": "g", "name": "n", "description": "d"}));
    let group = CreateGroupReq::new().code("g").name("n").description("d");
    let body = sent(|client| client.create_groups_batch().list([group]).send()).json();
    assert_eq!(body, json!({"list": [{"code": "g", "name": "n", "description": "d"}]}));
    let body = sent(|client| {
        let request = client.create_organization().organization_name("n");
        request.organization_code("o").send()
    });
    assert_eq!(body.json(), json!({"organizationName": "n", "organizationCode": "o"}));
    let body = sent(|client| {
        let request = client.create_department().organization_code("o");
        request.name("n").parent_department_id("root").send()
    });
    assert_eq!(
        body.json(),
        json!({"organizationCode": "o", "name": "n", "parentDepartmentId": "root"})
    );
    let body = sent(|client| client.update_role().code("r").new_code("r2").send()).json();
    assert_eq!(body, json!({"code": "r", "newCode": "r2"}));
    let request = sent(|client| {
        let request = client.get_custom_data().target_type("USER");
        request.target_identifier("u").send()
    });
    assert!(
        request
            .url
            .ends_with("/api/v3/get-custom-data?targetIdentifier=u&targetType=USER"),
        "{}",
        request.url
    );
    let body = sent(|client| client.create_tenant().name("n").send()).json();
    assert_eq!(body, json!({"name": "n"}));
    let request = sent(|client| client.list_sync_risk_operations().send());
    assert!(
        request.url.ends_with("/api/v3/list-sync-risk-operations"),
        "{}",
        request.url
    );
    let body = sent(|client| {
        let request = client.check_user_same_level_permission().resource("tree");
        request.action("read").user_id("u").namespace_code("s").send()
    });
    assert_eq!(
        body.json(),
        json!({"resource": "tree", "action": "read", "userId": "u", "namespaceCode": "s"})
    );
}

#[test]
fn parameters_that_are_not_enforced_are_sent_and_checked_if_they_are_given() {
    let body = sent(|client| {
        let request = client.create_group().code("g").name("n").description("d");
        request.r#type("static").send()
    });
    assert_eq!(
        body.json(),
        json!({"code": "g", "name": "n", "description": "d", "type": "static"})
    );
    let body = sent(|client| client.create_tenant().name("n").app_ids(["a"]).send()).json();
    assert_eq!(body, json!({"name": "n", "appIds": ["a"]}));
    let client = fake().client();
    assert_eq!(
        violations(client.create_tenant().name("n").app_ids([" "]).send()),
        ["appIds[0] must not be blank"]
    );
    let by_name = json!({"code": "g", "name": "n", "description": "d", "type": 1});
    assert_eq!(
        violations(client.call("create_group", by_name)),
        ["type must be a string (got a number)"]
    );
}

#[test]
fn free_text_may_be_blank_and_identifiers_may_not() {
    let body = sent(|client| client.update_group().code("g").description("").send()).json();
    assert_eq!(body, json!({"code": "g", "description": ""}));
    let body = sent(|client| client.create_group().code("g").name("n").description("").send()).json();
    assert_eq!(body["description"], "");
    let group = CreateGroupReq::new().code("g").name("n").description(" ");
    let body = sent(|client| client.create_groups_batch().list([group]).send()).json();
    assert_eq!(body["list"][0]["description"], " ");
    let body = sent(|client| {
        let request = client.create_model().parent_key("").description("").enable(true);
        request.r#type("user").name("n").send()
    });
    assert_eq!(body.json()["parentKey"], "");
    let mut field = samples::request(operation("create_field"));
    for name in ["help", "regexp", "relationType", "relationShowKey"] {
        field[name] = "".into();
    }
    assert_eq!(sent(|client| client.call("create_field", field.clone())).json(), field);
    let request = sent(|client| client.search_organizations().keywords("").send());
    assert!(
        request.url.ends_with("/api/v3/search-organizations?keywords="),
        "{}",
        request.url
    );

    let client = fake().client();
    let group = CreateGroupReq::new().code(" ").name("").description("");
    assert_eq!(
        violations(client.create_groups_batch().list([group]).send()),
        ["list[0].name must not be blank", "list[0].code must not be blank"]
    );
    field["key"] = "".into();
    field["modelId"] = " ".into();
    assert_eq!(
        violations(client.call("create_field", field)),
        ["key must not be blank", "modelId must not be blank"]
    );
    assert_eq!(
        violations(client.update_group().description("").code("").send()),
        ["code must not be blank"]
    );
    assert_eq!(
        violations(client.update_group().code("g").send()),
        ["description is required"]
    );
}

#[test]
fn free_text_is_never_an_identifier() {
    for (owner, param) in params().into_iter().filter(|(_, param)| param.may_be_blank) {
        let name = param.name();
        let is_identifier = ["Id", "Ids", "Code", "Codes"].iter().any(|end| name.ends_with(end))
            || ["id", "code", "key", "name", "type", "identifier"].contains(&&*name);
        assert!(!is_identifier, "{owner}.{name}");
    }
}

#[test]
fn the_type_of_a_field_is_a_number_or_a_name() {
    let client = fake().client();
    let field = || {
        let condition = MetadataCondition::new().key("k").value("v").operator("eq");
        let request = client
            .create_field()
            .user_visible(false)
            .relation_optional_range(condition);
        let request = request.relation_show_key("").relation_multiple(false).relation_type("");
        let request = request
            .for_login(false)
            .fuzzy_search(false)
            .format(0)
            .regexp("")
            .min(0)
            .max(9);
        let request = request.drop_down(DropDownItem::new().key("k").label(""));
        let request = request.max_length(9).unique(false).require(false).default("").help("");
        request.editable(true).show(true).key("k").name("n").model_id("m")
    };
    let sent_type = |request: &CreateField| {
        let body = request.build().expect("the request is valid").body.expect("a body");
        serde_json::from_slice::<Value>(&body).expect("JSON")["type"].take()
    };
    assert_eq!(sent_type(&field().r#type(1)), 1);
    assert_eq!(sent_type(&field().r#type("Text")), "Text");
    assert_eq!(sent_type(&field().r#type("Text".to_owned())), "Text");
    assert_eq!(sent_type(&field().r#type(Some(2))), 2);
    assert_eq!(sent_type(&field().r#type(OneOf::First(3))), 3);
    assert_eq!(sent_type(&field().r#type(OneOf::Second("Number".to_owned()))), "Number");
    assert_eq!(violations(field().send()), ["type is required"]);
    assert_eq!(violations(field().r#type(10).send()), ["type must be 1 to 9 (got 10)"]);

    let with_type = |ty: Value| {
        let mut params = samples::request(operation("create_field"));
        params["type"] = ty;
        params
    };
    for ty in [json!(1), json!(9), json!("Text"), json!("Array")] {
        let body = sent(|client| client.call("create_field", with_type(ty.clone()))).json();
        assert_eq!(body["type"], ty);
    }
    for (ty, violation) in [
        (json!(0), "type must be 1 to 9 (got 0)"),
        (json!(""), "type must not be blank"),
        (json!(1.5), "type must be an integer or a string (got a number)"),
        (json!(true), "type must be an integer or a string (got a boolean)"),
        (json!(["Text"]), "type must be an integer or a string (got a list)"),
        (json!(null), "type is required and cannot be null"),
    ] {
        assert_eq!(violations(client.call("create_field", with_type(ty))), [violation]);
    }
}

#[test]
fn event_data_is_a_string_or_an_object() {
    let request = |client: &ManagementClient| client.pub_event().event_type("my.event");
    let data = json!({"id": 7});
    let Value::Object(object) = data.clone() else {
        unreachable!()
    };
    let body = sent(|client| request(client).event_data(object).send()).json();
    assert_eq!(body, json!({"eventType": "my.event", "eventData": {"id": 7}}));
    let body = sent(|client| request(client).event_data(data.clone()).send()).json();
    assert_eq!(body, json!({"eventType": "my.event", "eventData": r#"{"id":7}"#}));

    let by_name = |data: Value| json!({"eventType": "my.event", "eventData": data});
    for data in [data, json!(r#"{"id":7}"#)] {
        for operation in ["pub_event", "pub_user_event"] {
            let body = sent(|client| client.call(operation, by_name(data.clone()))).json();
            assert_eq!(body["eventData"], data);
        }
    }
    assert_eq!(
        violations(fake().client().call("pub_event", by_name(json!([7])))),
        ["eventData must be a string or an object (got a list)"]
    );
}

#[test]
fn a_string_or_a_list_of_strings_is_accepted_where_documents_disagree() {
    let uri = |client: &ManagementClient| client.create_application().app_name("a");
    let body = sent(|client| uri(client).init_login_uri("https://a").send()).json();
    assert_eq!(body["initLoginUri"], "https://a");
    let body = sent(|client| uri(client).init_login_uri(["https://a"]).send()).json();
    assert_eq!(body["initLoginUri"], json!(["https://a"]));
    assert_eq!(
        violations(uri(&fake().client()).init_login_uri(["https://a", ""]).send()),
        ["initLoginUri[1] must not be blank"]
    );

    let client = fake().client();
    let ids = ["a".to_owned()];
    let (vector, tree, table) = (ids.to_vec(), BTreeSet::from(["a"]), HashSet::from(["a"]));
    let request = || client.create_post().code("c").name("n");
    let sent_ids = |request: &CreatePostRequest| {
        let body = request.build().expect("the request is valid").body.expect("a body");
        serde_json::from_slice::<Value>(&body).expect("JSON")["departmentIdList"].take()
    };
    for request in [
        request().department_id_list(["a"]),
        request().department_id_list(&ids),
        request().department_id_list(&ids[..]),
        request().department_id_list(vector.clone()),
        request().department_id_list(&vector),
        request().department_id_list(tree.clone()),
        request().department_id_list(&tree),
        request().department_id_list(table.clone()),
        request().department_id_list(&table),
        request().department_id_list(genauth::list(ids.iter())),
        request().department_id_list(Some(["a"])),
    ] {
        assert_eq!(sent_ids(&request), json!(["a"]));
    }
    assert_eq!(sent_ids(&request().department_id_list("a")), "a");
}

#[test]
fn text_is_accepted_for_query_parameters_that_are_documented_as_text() {
    let by_setter = sent(|client| client.list_tenants().page(2).limit("30").send());
    let by_name = sent(|client| client.call("list_tenants", json!({"page": "2", "limit": 30})));
    for request in [by_setter, by_name] {
        assert!(
            request.url.ends_with("/api/v3/list-tenants?limit=30&page=2"),
            "{}",
            request.url
        );
    }
    let row = |show: Value| json!({"modelId": "m", "rowId": "r", "showFieldId": show});
    for show in [json!(false), json!("false")] {
        let request = sent(|client| client.call("get_row", row(show)));
        assert!(request.url.ends_with("&showFieldId=false"), "{}", request.url);
    }
    let client = fake().client();
    let request = client.get_row().model_id("m").row_id("r").show_field_id(true);
    assert_eq!(request.build().unwrap().query(), "modelId=m&rowId=r&showFieldId=true");
    assert_eq!(
        violations(client.call("get_row", row(json!(0)))),
        ["showFieldId must be a boolean or a string (got a number)"]
    );
    // The pages go on from a page number that is a string.
    let fake = FakeTransport::responding_with(r#"{"statusCode": 200, "data": {"totalCount": 0, "list": []}}"#);
    let items = fake.client().list_tenants().page("7").limit("5").items();
    assert_eq!(items.map(Result::unwrap).count(), 0);
    assert!(
        fake.operations()[0].url.ends_with("?limit=5&page=7"),
        "{}",
        fake.operations()[0].url
    );
}

/// Inputs whose `limit` is a number of failed attempts.
const THRESHOLDS: [&str; 3] = [
    "LoginFailCheckConfig",
    "LoginPasswordFailCheckConfig",
    "RegisterAnomalyDetectionConfig",
];

#[test]
fn every_page_number_and_page_size_is_at_least_1() {
    let mut checked = 0;
    for (owner, param) in params() {
        let name = param.name();
        let is_paging = ["page", "limit", "pageNo", "pageSize"].contains(&&*name);
        if !is_paging || THRESHOLDS.contains(&owner) {
            continue;
        }
        let min = param.constraints.iter().find_map(|constraint| match constraint {
            Constraint::Range(bounds) => bounds.min,
            _ => None,
        });
        assert_eq!(min, Some(1), "{owner}.{name}");
        checked += 1;
    }
    assert!(checked > 140, "{checked}");
}

#[test]
fn page_numbers_and_sizes_below_1_are_refused_with_the_range() {
    let fake = fake();
    let client = fake.client();
    for (page, limit) in [(0, 0), (-1, -1)] {
        assert_eq!(
            violations(client.list_groups().page(page).limit(limit).send()),
            [
                format!("page must be at least 1 (got {page})"),
                format!("limit must be 1 to 50 (got {limit})"),
            ]
        );
        let pagination = Pagination::new().page(page).limit(limit);
        let options = ListUsersOptions::new().pagination(pagination);
        assert_eq!(
            violations(client.list_users().options(options).send()),
            [
                format!("options.pagination.page must be at least 1 (got {page})"),
                format!("options.pagination.limit must be 1 to 50 (got {limit})"),
            ]
        );
        assert_eq!(
            violations(client.list_tenants().page(page).limit(limit).send()),
            [
                format!("page must be at least 1 (got {page})"),
                format!("limit must be at least 1 (got {limit})"),
            ]
        );
        let (page, limit) = (page.to_string(), limit.to_string());
        let request = client.list_tenant_admin().tenant_id("t");
        assert_eq!(
            violations(request.page(&page).limit(&limit).send()),
            [
                format!("page must be at least 1 (got {page:?})"),
                format!("limit must be at least 1 (got {limit:?})"),
            ]
        );
        assert_eq!(
            violations(client.call("list_tenants", json!({"page": page}))),
            [format!("page must be at least 1 (got {page:?})")]
        );
    }
    assert!(fake.requests().is_empty());
    let body = sent(|client| client.list_tenant_admin().tenant_id("t").page("1").limit("50").send());
    assert_eq!(body.json(), json!({"tenantId": "t", "page": "1", "limit": "50"}));
}

#[test]
fn applications_may_be_listed_beyond_the_documented_limit() {
    let request = sent(|client| client.list_applications().limit(100).send());
    assert!(
        request.url.ends_with("/api/v3/list-applications?limit=100"),
        "{}",
        request.url
    );
    let client = fake().client();
    assert_eq!(
        violations(client.list_applications().limit(0).send()),
        ["limit must be at least 1 (got 0)"]
    );
    assert_eq!(
        violations(client.list_webhooks().limit(100).send()),
        ["limit must be 1 to 50 (got 100)"]
    );
    // Without a limit, pages have the documented size.
    let fake = FakeTransport::responding_with(r#"{"statusCode": 200, "data": {"totalCount": 0, "list": []}}"#);
    assert_eq!(fake.client().list_applications().items().count(), 0);
    assert!(
        fake.operations()[0].url.ends_with("?limit=50&page=1"),
        "{}",
        fake.operations()[0].url
    );
}

#[test]
fn alternatives_are_named_with_what_satisfies_them() {
    let client = fake().client();
    assert_eq!(
        violations(client.get_department().organization_code("o").send()),
        ["departmentId or departmentCode is required (at least one of them)"]
    );
    assert_eq!(
        violations(client.create_user().send()),
        ["email or phone or username is required (at least one of them)"]
    );
    assert_eq!(
        violations(client.call("create_users_batch", json!({"list": [{"name": "n"}]}))),
        ["list[0].email or phone or username is required (at least one of them)"]
    );
    let request = client.get_department_sync_relations().organization_code("o");
    assert_eq!(violations(request.send()), ["departmentId is required"]);
    let request = client.get_department().organization_code("o");
    request.clone().department_id("d").validate().unwrap();
    request.department_code("c").validate().unwrap();
}

#[test]
fn types_that_are_one_of_two_have_two_forms() {
    let pairs: BTreeSet<_> = params()
        .into_iter()
        .filter_map(|(_, param)| match param.ty {
            ParamType::OneOf(types) => Some((types.len(), param.ty.to_string())),
            _ => None,
        })
        .collect();
    let expected = [
        (2, "a boolean or a string".to_owned()),
        (2, "a string or a list".to_owned()),
        (2, "a string or an object".to_owned()),
        (2, "an integer or a string".to_owned()),
    ];
    assert_eq!(pairs.into_iter().collect::<Vec<_>>(), expected);
}
