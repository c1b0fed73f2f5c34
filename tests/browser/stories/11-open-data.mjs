// What there is for programs, as a person finds it.
import { strict as assert } from "node:assert";

export const stories = {
  async "the page of open data leads to every form"(site) {
    const anyone = await site.anyone();
    assert.equal(await anyone.go("/"), 200);
    await anyone.page.getByRole("contentinfo").getByRole("link", { name: "Dữ liệu mở" }).click();
    await anyone.page.waitForURL(/du-lieu-mo/);
    await anyone.look("du-lieu-mo");
    await anyone.shows("Chưa công bố điều khoản");
    const addresses = await anyone.page.locator("main a[href^='/']").evaluateAll((links) => links.map((a) => a.getAttribute("href")));
    assert.ok(addresses.length > 30, `${addresses.length} addresses`);
    for (const address of new Set(addresses)) {
      const answer = await anyone.page.request.get(new URL(address, anyone.page.url()).href);
      assert.equal(answer.status(), 200, address);
    }
  },

  async "a record's linked data stand within its page and the policy lets them"(site) {
    const anyone = await site.anyone();
    const refused = [];
    anyone.page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
    await anyone.go("/co-so-du-lieu/san-pham");
    await anyone.page.locator("main a[href^='/muc/']").first().click();
    await anyone.page.waitForURL(/\/muc\//);
    const data = JSON.parse(await anyone.page.locator("script[type='application/ld+json']").textContent());
    assert.equal(data["@type"], "Product");
    assert.equal(data.name, (await anyone.page.locator("h1").textContent()).trim());
    assert.deepEqual(refused, []);
  },
};
