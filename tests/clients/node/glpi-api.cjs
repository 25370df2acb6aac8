// npm glpi-api: every method.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const Glpi = require("glpi-api");

const [apiurl, user_token, app_token] = process.argv.slice(2);

async function main() {
  const glpi = new Glpi({ app_token, apiurl, user_token });
  await glpi.initSession();
  assert.equal((await glpi.getMyProfiles()).data[0].name, "Super-Admin");
  assert.equal((await glpi.getActiveProfile()).data.id, 4);
  assert.equal((await glpi.changeActiveProfile(4)).data, true);
  assert.equal((await glpi.getMyEntities()).data[0].id, 0);
  assert.equal((await glpi.changeActiveEntities(0, "true")).data, true);
  assert.equal((await glpi.getActiveEntities()).data.id, 0);
  assert.equal((await glpi.getFullSession()).data.glpiname, "glpi");

  const added = (await glpi.addItems("Computer", { name: "from node" })).data;
  const bulk = (await glpi.addItems("Computer", [{ name: "node 1" }, { name: "node 2" }])).data;
  assert.equal(bulk.length, 2);
  assert.equal((await glpi.getItem("Computer", added.id, { expand_dropdowns: true })).data.name, "from node");
  assert.equal((await glpi.getItems("Computer", { searchText: { name: "^node " } })).data.length, 2);
  assert.ok((await glpi.getSubItems("Computer", added.id, "Log")).data.length >= 1);
  const items = [{ itemtype: "User", items_id: 2 }, { itemtype: "Entity", items_id: 0 }];
  assert.equal((await glpi.getMultipleItems({ items })).data.length, 2);
  assert.equal((await glpi.listSearchOptions("Computer")).data["31"].field, "completename");
  const criteria = [{ field: 1, searchtype: "contains", value: "from node" }];
  assert.equal((await glpi.search("Computer", { criteria })).data.totalcount, 1);
  assert.equal((await glpi.updateItems("Computer", added.id, { serial: "N1" })).data[0][added.id], true);
  assert.equal((await glpi.deleteItems("Computer", bulk.map(({ id }) => ({ id })))).data.length, 2);
  assert.equal((await glpi.deleteItems("Computer", added.id, {}, { force_purge: true })).data[0][added.id], true);

  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "glpi-api-")), "hello.txt");
  fs.writeFileSync(file, "hello from node\n");
  const document = (await glpi.upload(file, {}, "Hello")).data;
  assert.match(String((await glpi.download(document.id)).data), /hello from node/);
  await glpi.killSession();
  console.log("all methods answered");
}

main().catch((error) => {
  console.error(error.stack, error.data || error.error || "");
  process.exit(1);
});
