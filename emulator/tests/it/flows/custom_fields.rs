//! Custom fields.

use genauth::ManagementClient;
use genauth::types::{
    BaseFieldDataType, CustomFieldDataType, CustomFieldSelectOption, DeleteCustomField, PrincipalType, SetCustomData,
    SetCustomField, SetUserBaseField,
};
use serde_json::json;

use crate::support::{client, emulator};

fn field(target_type: PrincipalType, key: &str, data_type: CustomFieldDataType) -> SetCustomField {
    SetCustomField::new()
        .target_type(target_type)
        .key(key)
        .data_type(data_type)
}

#[test]
fn a_custom_field_is_created_updated_listed_and_deleted() {
    let emulator = emulator();
    let client = client(&emulator);
    let option = CustomFieldSelectOption::new().value("pku").label("Peking University");
    let list = [
        field(PrincipalType::User, "school", CustomFieldDataType::Enum).options([option]),
        field(PrincipalType::User, "desk", CustomFieldDataType::String).visible_in_user_center(false),
        field(PrincipalType::User, "hobby", CustomFieldDataType::String).label("Hobby"),
        field(PrincipalType::Department, "school", CustomFieldDataType::Boolean),
    ];
    let created = client.set_custom_fields().list(list).send().unwrap().data;
    assert_eq!(
        (created.len(), &*created[0].options[0].value, &*created[1].label),
        (4, "pku", "desk")
    );
    let update = SetCustomField::new()
        .target_type(PrincipalType::User)
        .key("desk")
        .label("Desk")
        .user_editable(true);
    let updated = client.set_custom_fields().list([update]).send().unwrap().data;
    assert_eq!((&*updated[0].label, updated[0].user_editable), ("Desk", true));
    assert_eq!(updated[0].created_at, created[1].created_at);

    let keys = |target_type| -> Vec<String> {
        let fields = client.get_custom_fields().target_type(target_type).send().unwrap().data;
        fields.into_iter().map(|field| field.key).collect()
    };
    assert_eq!(keys(PrincipalType::User), ["school", "desk", "hobby"]);
    assert_eq!(keys(PrincipalType::Department), ["school"]);
    let group = client
        .get_custom_fields()
        .target_type(PrincipalType::Group)
        .send()
        .unwrap_err();
    assert_eq!(group.status_code(), Some(400));
    let list = |data_type| {
        client
            .list_cust_fields()
            .target_type(PrincipalType::User)
            .data_type(data_type)
    };
    let page = list(BaseFieldDataType::String).limit(1).page(2).send().unwrap().data;
    let count = page.count.unwrap();
    assert_eq!([count.all, count.user_visible, count.admin_visible], [2, 1, 2]);
    assert_eq!((page.list.len(), &*page.list[0].key), (1, "hobby"));
    assert_eq!(
        list(BaseFieldDataType::Select).send().unwrap().data.list[0].key,
        "school"
    );
    let found = list(BaseFieldDataType::String)
        .keyword("DES")
        .user_visible(false)
        .send()
        .unwrap()
        .data;
    assert_eq!(found.list.len(), 1);

    let changed = field(PrincipalType::User, "desk", CustomFieldDataType::Number);
    assert!(
        client
            .set_custom_fields()
            .list([changed])
            .send()
            .unwrap_err()
            .is_conflict()
    );
    let built_in = field(PrincipalType::User, "email", CustomFieldDataType::String);
    assert!(
        client
            .set_custom_fields()
            .list([built_in])
            .send()
            .unwrap_err()
            .is_conflict()
    );
    let delete = |key: &str| DeleteCustomField::new().target_type(PrincipalType::User).key(key);
    let delete = client
        .delete_custom_fields()
        .tenant_id("t")
        .list([delete("desk"), delete("absent")]);
    delete.send().unwrap();
    assert_eq!(keys(PrincipalType::User), ["school", "hobby"]);
}

#[test]
fn built_in_fields_are_listed_and_changed() {
    let emulator = emulator();
    let client = client(&emulator);
    let fields = client.get_user_base_fields().send().unwrap().data;
    assert_eq!(
        (&*fields[0].key, &fields[0].data_type),
        ("username", &CustomFieldDataType::String)
    );
    let update = |key: &str| {
        SetUserBaseField::new()
            .key(key)
            .label("Born")
            .visible_in_user_center(false)
    };
    let updated = client
        .set_user_base_fields()
        .list([update("birthdate")])
        .send()
        .unwrap()
        .data;
    assert_eq!(updated[0].label, "Born");
    let update_again = SetUserBaseField::new().key("birthdate").description("The day of birth");
    client.set_user_base_fields().list([update_again]).send().unwrap();
    let list = client.list_user_base_fields().target_type(PrincipalType::User);
    let page = list
        .data_type(BaseFieldDataType::Datetime)
        .user_visible(false)
        .send()
        .unwrap()
        .data;
    assert_eq!(page.count.unwrap().all, 1);
    assert_eq!(
        (&*page.list[0].label, &*page.list[0].description),
        ("Born", "The day of birth")
    );
    let list = client.list_user_base_fields().target_type(PrincipalType::Role);
    assert!(
        list.data_type(BaseFieldDataType::String)
            .send()
            .unwrap()
            .data
            .list
            .is_empty()
    );
    assert!(
        client
            .set_user_base_fields()
            .list([update("absent")])
            .send()
            .unwrap_err()
            .is_not_found()
    );
}

/// Sets one value, and returns the status of the refusal, or 200.
fn set(client: &ManagementClient, target: (PrincipalType, &str), key: &str, value: &str) -> i64 {
    let request = client
        .set_custom_data()
        .target_type(target.0)
        .target_identifier(target.1)
        .namespace("default");
    let result = request.list([SetCustomData::new().key(key).value(value)]).send();
    result.map_or_else(|error| error.status_code().unwrap_or_default(), |_| 200)
}

#[test]
fn custom_data_has_the_types_of_its_fields() {
    let emulator = emulator();
    let client = client(&emulator);
    let option = CustomFieldSelectOption::new().value("pku").label("Peking University");
    let list = [
        field(PrincipalType::User, "school", CustomFieldDataType::Enum).options([option]),
        field(PrincipalType::User, "age", CustomFieldDataType::Number),
        field(PrincipalType::User, "remote", CustomFieldDataType::Boolean),
        field(PrincipalType::User, "since", CustomFieldDataType::Datetime),
        field(PrincipalType::User, "badge", CustomFieldDataType::String).is_unique(true),
    ];
    client.set_custom_fields().list(list).send().unwrap();
    let [alice, bob] = ["alice", "bob"].map(|name| client.create_user().username(name).send().unwrap().data.user_id);
    let set = |user: &str, key: &str, value: &str| set(&client, (PrincipalType::User, user), key, value);
    let good = [
        ("school", "pku"),
        ("age", "7"),
        ("remote", "true"),
        ("since", "2022-07-03T03:20:30Z"),
        ("badge", "b1"),
    ];
    assert_eq!(good.map(|(key, value)| set(&alice, key, value)), [200; 5]);
    let bad = [
        ("school", "mit"),
        ("age", "old"),
        ("remote", "maybe"),
        ("since", "yesterday"),
    ];
    assert_eq!(bad.map(|(key, value)| set(&alice, key, value)), [400; 4]);
    assert_eq!(
        [
            set(&alice, "absent", "x"),
            set("absent", "age", "7"),
            set(&bob, "badge", "b1")
        ],
        [404, 404, 409]
    );
    assert_eq!(set(&alice, "age", "7.5"), 200);

    let expected = json!({"school": "pku", "age": 7.5, "remote": true, "since": "2022-07-03T03:20:30Z", "badge": "b1"});
    let get = client
        .get_custom_data()
        .target_type(PrincipalType::User)
        .target_identifier(&alice);
    assert_eq!(get.send().unwrap().data, expected);
    let user = client
        .get_user()
        .user_id(&alice)
        .with_custom_data(true)
        .send()
        .unwrap()
        .data;
    assert_eq!(serde_json::Value::Object(user.custom_data), expected);
}

#[test]
fn roles_groups_and_departments_have_custom_data() {
    let emulator = emulator();
    let client = client(&emulator);
    client.create_role().code("reader").send().unwrap();
    client
        .create_group()
        .code("dev")
        .name("Dev")
        .description("")
        .send()
        .unwrap();
    let create = client
        .create_organization()
        .organization_code("acme")
        .organization_name("Acme");
    let department = create.send().unwrap().data.department_id;
    let targets = [
        (PrincipalType::Role, "reader"),
        (PrincipalType::Group, "dev"),
        (PrincipalType::Department, &*department),
    ];
    for (target_type, id) in targets {
        let list = [field(target_type.clone(), "color", CustomFieldDataType::String)];
        client.set_custom_fields().list(list).send().unwrap();
        assert_eq!(set(&client, (target_type.clone(), id), "color", id), 200);
        let get = client
            .get_custom_data()
            .target_type(target_type.clone())
            .target_identifier(id);
        assert_eq!(get.namespace("default").send().unwrap().data, json!({"color": id}));
        assert_eq!(set(&client, (target_type, "absent"), "color", "red"), 404);
    }
    let read = client
        .get_department_by_id()
        .department_id(&department)
        .with_custom_data(true);
    assert_eq!(read.send().unwrap().data.custom_data["color"], &*department);
}
