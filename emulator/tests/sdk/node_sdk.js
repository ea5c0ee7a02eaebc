// Runs a flow through the official Node SDK (`npm install authing-node-sdk@4.0.1`), which signs each request and
// fetches no token: node node_sdk.js HOST KEY SECRET

const assert = require("assert");
const { ManagementClient } = require("authing-node-sdk");

const [host, accessKeyId, accessKeySecret] = process.argv.slice(2);
const client = new ManagementClient({ host, accessKeyId, accessKeySecret });
let calls = 0;

async function check(name, params, status = 200) {
  const reply = await client[name](params);
  calls += 1;
  console.log(`${String(calls).padStart(2)} ${name}: ${reply.statusCode} ${reply.message}`);
  assert.strictEqual(reply.statusCode, status, JSON.stringify(reply));
  return reply.data;
}

async function main() {
  const user = await check("createUser", {
    username: "nödé 1",
    email: "node@example.com",
    customData: { list: [1, "ü"], text: "a b" },
  });
  const userId = user.userId;
  await check("createUser", { username: "nödé 1" }, 409);
  const second = (await check("createUser", { username: "node2" })).userId;
  const found = await check("getUser", { userId, withCustomData: true });
  assert.deepStrictEqual(found.customData, { list: [1, "ü"], text: "a b" });
  const batch = await check("getUserBatch", { userIds: [userId, second], withIdentities: true });
  assert.deepStrictEqual(batch.map((user) => user.username), ["nödé 1", "node2"]);
  await check("updateUser", { userId, nickname: "N" });
  const page = await check("listUsers", { options: { pagination: { page: 2, limit: 1 } } });
  assert.strictEqual(page.totalCount, 2);
  assert.strictEqual(page.list[0].username, "node2");
  assert.deepStrictEqual(await check("isUserExists", { username: "node2" }), { exists: true });

  await check("createGroup", { type: "static", code: "node", name: "Node & co", description: "" });
  await check("addGroupMembers", { code: "node", userIds: [userId, second] });
  const members = await check("listGroupMembers", { code: "node", page: 1, limit: 1 });
  assert.strictEqual(members.totalCount, 2);
  const groups = await check("listGroups", { keywords: "e & c", page: 1, limit: 50, withMetadata: undefined });
  assert.strictEqual(groups.list[0].code, "node");
  await check("listGroups", { limit: 51 }, 400);
  await check("getAllGroups", {});
  await check("removeGroupMembers", { code: "node", userIds: [second] });

  await check("createRole", { code: "node-reader", name: "Reader" });
  const targets = [{ targetType: "GROUP", targetIdentifier: "node" }];
  await check("assignRole", { code: "node-reader", targets });
  const roles = await check("getUserRoles", { userId });
  assert.deepStrictEqual(roles.list.map((role) => role.code), ["node-reader"]);
  await check("listRoleAssignments", { roleCode: "node-reader", targetType: ["USER", "ORG"] });
  assert.deepStrictEqual(await check("hasAnyRole", { userId, roles: [{ code: "node-reader" }] }), { hasAnyRole: true });
  await check("revokeRole", { code: "node-reader", targets });
  await check("deleteRolesBatch", { codeList: ["node-reader"] });
  await check("getRole", { code: "node-reader" }, 404);

  const app = (await check("createApplication", { appName: "Library", appIdentifier: "node-library" })).appId;
  const tenant = (await check("createTenant", { name: "Acme", appIds: [app] })).tenantId;
  const tenants = await check("listTenants", { page: 1, limit: 10 });
  assert.deepStrictEqual(tenants.list.map((tenant) => tenant.name), ["Acme"]);
  await check("createResource", { type: "DATA", code: "book", namespace: app });
  await check("associateTenantResource", { code: "book", association: true, appId: app, tenantId: tenant });
  const resource = await check("getResource", { code: "book", namespace: app });
  assert.strictEqual(resource.linkedToTenant, true);
  const readers = { targetType: "GROUP", targetIdentifier: ["node"] };
  await check("authorizeApplicationAccess", { appId: app, list: [{ ...readers, effect: "ALLOW" }] });
  const grants = await check("listAuthApplication", { appId: app, page: 1, limit: 10 });
  assert.deepStrictEqual(grants.list.map((grant) => grant.effect), ["ALLOW"]);
  const apps = await check("getUserAccessibleApps", { userId });
  assert.deepStrictEqual(apps.map((app) => app.appName), ["Library"]);
  await check("revokeApplicationAccess", { appId: app, list: [readers] });
  assert.strictEqual((await check("listAuthApplication", { appId: app, page: 1, limit: 10 })).totalCount, 0);

  await check("deleteGroupsBatch", { codeList: ["node"] });
  await check("deleteUsersBatch", { userIds: [userId, second] });
  await check("getUser", { userId }, 404);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
