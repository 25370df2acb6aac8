// npm glpi-client: every method.
const assert = require("node:assert/strict");
const { GlpiClient } = require("glpi-client");

const [apiurl, userToken, appToken] = process.argv.slice(2);

async function main() {
  const api = await new GlpiClient(apiurl).initSession({ appToken, userToken });
  assert.equal((await api.getMyProfiles()).data.myprofiles[0].id, 4);
  assert.equal((await api.getActiveProfile()).data.active_profile.id, 4);
  assert.equal((await api.changeActiveProfile(4)).data, true);
  assert.equal((await api.getMyEntities(true)).data.myentities.at(-1).id, 0);
  assert.equal((await api.getActiveEntities()).data.active_entity.id, 0);
  assert.equal((await api.changeActiveEntities(0, true)).data, true);
  assert.equal((await api.getFullSession()).data.session.glpiID, 2);
  assert.ok((await api.getGlpiConfig()).data.cfg_glpi.version);

  const one = (await api.addItem("Computer", { name: "from axios" })).data;
  const two = (await api.addItem("Computer", [{ name: "axios 1" }, { name: "axios 2" }])).data;
  assert.equal((await api.getItem("Computer", one.id, { get_hateoas: false })).data.links, undefined);
  assert.equal((await api.getItems("Computer", { searchText: { name: "^axios" } })).data.length, 2);
  assert.ok(Array.isArray((await api.getSubitems("Computer", one.id, "Log")).data));
  const items = [{ itemtype: "User", items_id: 2 }];
  assert.equal((await api.getMultipleItems({ items })).data[0].name, "glpi");
  assert.ok((await api.listSearchOptions("Ticket", true)).data);
  const criteria = [{ field: 1, searchtype: "contains", value: "from axios" }];
  assert.equal((await api.search("Computer", { criteria })).data.totalcount, 1);
  assert.equal((await api.updateItem("Computer", one.id, { serial: "X" })).data[0][one.id], true);
  // This client sends the ids of a deletion in the query string.
  const deleted = (await api.deleteItem("Computer", two.map((t) => t.id), { force_purge: true })).data;
  assert.deepEqual(deleted.map((d) => Object.values(d)[0]), [true, true]);
  assert.equal((await api.deleteItem("Computer", one.id)).data[0][one.id], true);
  await assert.rejects(api.lostPassword("nobody@example.org"));
  await api.killSession();
  console.log("all methods answered");
}

main().catch((error) => {
  console.error(error.stack, error.response ? error.response.data : "");
  process.exit(1);
});
