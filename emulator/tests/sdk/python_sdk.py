"""Runs a flow through the official Python SDK (`pip install genauth websockets`): python_sdk.py HOST KEY SECRET"""

import sys

from genauth import ManagementClient

host, key, secret = sys.argv[1:4]
client = ManagementClient(host=host, access_key_id=key, access_key_secret=secret)
calls = 0


def check(name, reply, status=200):
    global calls
    calls += 1
    found = reply.get("statusCode")
    print(f"{calls:2} {name}: {found} {reply.get('message')}")
    assert found == status, reply
    return reply.get("data")


user = check("create_user", client.create_user(username="py1", email="py1@example.com", custom_data={"level": 3}))
user_id = user["userId"]
check("create_user", client.create_user(username="py1"), 409)
second = check("create_user", client.create_user(username="py2"))["userId"]
found = check("get_user", client.get_user(user_id=user_id, with_custom_data=True))
assert found["customData"] == {"level": 3}, found
found = check("get_user_batch", client.get_user_batch(user_ids=[user_id, second], with_identities=True))
assert [user["username"] for user in found] == ["py1", "py2"], found
found = check("get_user", client.get_user(user_id="py1@example.com", user_id_type="email"))
assert found["userId"] == user_id, found
check("update_user", client.update_user(user_id=user_id, nickname="Py"))
page = check("list_users", client.list_users(options={"pagination": {"page": 2, "limit": 1}}))
assert page["totalCount"] == 2 and page["list"][0]["username"] == "py2", page
assert check("is_user_exists", client.is_user_exists(username="py1")) == {"exists": True}

check("create_group", client.create_group(type="static", description="", name="Python", code="py"))
check("add_group_members", client.add_group_members(code="py", user_ids=[user_id, second]))
members = check("list_group_members", client.list_group_members(code="py", page=1, limit=10))
assert members["totalCount"] == 2, members
check("list_groups", client.list_groups(page=1, limit=50))
check("list_groups", client.list_groups(page=1, limit=51), 400)
check("remove_group_members", client.remove_group_members(code="py", user_ids=[second]))
groups = check("get_user_groups", client.get_user_groups(user_id=user_id))
assert groups["list"][0]["code"] == "py", groups

check("create_role", client.create_role(code="py-reader", name="Reader"))
target = {"targetType": "GROUP", "targetIdentifier": "py"}
check("assign_role", client.assign_role(code="py-reader", targets=[target]))
roles = check("get_user_roles", client.get_user_roles(user_id=user_id))
assert [role["code"] for role in roles["list"]] == ["py-reader"], roles
has_role = check("has_any_role", client.has_any_role(user_id=user_id, roles=[{"code": "py-reader"}]))
assert has_role == {"hasAnyRole": True}, has_role
check("revoke_role", client.revoke_role(code="py-reader", targets=[target]))
check("delete_roles_batch", client.delete_roles_batch(code_list=["py-reader"]))
check("get_role", client.get_role(code="py-reader"), 404)

app = check("create_application", client.create_application(app_name="Library", app_identifier="py-library"))["appId"]
tenant = check("create_tenant", client.create_tenant(name="Acme", app_ids=[app]))["tenantId"]
tenants = check("list_tenants", client.list_tenants(page=1, limit=10))
assert [tenant["name"] for tenant in tenants["list"]] == ["Acme"], tenants
check("create_resource", client.create_resource(type="DATA", code="book", namespace=app))
check(
    "associate_tenant_resource",
    client.associate_tenant_resource(code="book", association=True, app_id=app, tenant_id=tenant),
)
resource = check("get_resource", client.get_resource(code="book", namespace=app))
assert resource["linkedToTenant"] is True, resource
targets = [{"targetType": "GROUP", "targetIdentifier": ["py"]}]
access = [{**targets[0], "effect": "ALLOW"}]
check("authorize_application_access", client.authorize_application_access(app_id=app, list=access))
grants = check("list_auth_application", client.list_auth_application(app_id=app, page=1, limit=10))
assert [grant["effect"] for grant in grants["list"]] == ["ALLOW"], grants
apps = check("get_user_accessible_apps", client.get_user_accessible_apps(user_id=user_id))
assert [app["appName"] for app in apps] == ["Library"], apps
check("revoke_application_access", client.revoke_application_access(app_id=app, list=targets))
grants = check("list_auth_application", client.list_auth_application(app_id=app, page=1, limit=10))
assert grants["totalCount"] == 0, grants

check("delete_groups_batch", client.delete_groups_batch(code_list=["py"]))
check("delete_users_batch", client.delete_users_batch(user_ids=[user_id, second]))
check("get_user", client.get_user(user_id=user_id), 404)
