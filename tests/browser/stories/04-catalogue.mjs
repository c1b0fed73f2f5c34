// From a written record to one that anybody finds.
import { strict as assert } from "node:assert";

export const stories = {
  async "the portal shows what there is"(site) {
    const anyone = await site.anyone();
    assert.equal(await anyone.go("/"), 200);
    await anyone.look("cong");
    assert.equal(await anyone.go("/co-so-du-lieu"), 200);
    await anyone.look("co-so-du-lieu");
  },
};
