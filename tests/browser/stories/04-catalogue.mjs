// From a written record to one that anybody finds.
import { strict as assert } from "node:assert";

export const stories = {
  async "the portal shows what there is"(site) {
    const anyone = await site.anyone();
    assert.equal(await anyone.go("/"), 200);
    await anyone.look("cong");
    assert.equal(await anyone.go("/co-so-du-lieu"), 200);
    await anyone.look("co-so-du-lieu");
    assert.equal(await anyone.go("/co-so-du-lieu/nguon-gen"), 200);
    await anyone.look("co-so-du-lieu-loai");
    await anyone.page.locator("main a[href^='/muc/']").first().click();
    await anyone.page.waitForURL(/\/muc\//);
    await anyone.look("muc-thong-tin");
  },

  async "a record is written, reviewed, published and found without diacritics"(site) {
    const officer = await site.signIn("nnmt.canbo");
    await officer.go("/muc/moi/san-pham");
    await officer.page.getByRole("button", { name: "Gửi duyệt" }).click();
    await officer.page.waitForLoadState();
    await officer.look("muc-moi-loi");
    await officer.page.locator("#title").fill("Siro mác mật trình duyệt");
    await officer.page.locator("#summary").fill("Siro làm từ quả mác mật, viết trong lúc kiểm thử.");
    await officer.page.getByLabel("Nhóm sản phẩm").selectOption({ label: "Thực phẩm chế biến" });
    await officer.page.getByLabel("Mô tả").fill("Sản phẩm minh họa, không có thật.");
    await officer.page.getByLabel("Đơn vị sản xuất").fill("Hợp tác xã minh họa");
    await officer.page.getByRole("button", { name: "Gửi duyệt" }).click();
    await officer.page.waitForLoadState();
    await officer.shows("Đã gửi duyệt");

    const stranger = await site.anyone();
    await stranger.go("/tim-kiem?q=siro+mac+mat");
    await stranger.hides("Siro mác mật trình duyệt");

    const reviewer = await site.signIn("duyet");
    await reviewer.go("/co-so-du-lieu/cho-duyet");
    await reviewer.look("cho-duyet");
    await reviewer.page.getByRole("link", { name: "Siro mác mật trình duyệt" }).click();
    await reviewer.page.waitForURL(/ho-so/);
    await reviewer.look("duyet-muc");
    await reviewer.page.getByRole("button", { name: "Công bố" }).click();
    await reviewer.page.waitForLoadState();
    await reviewer.shows("Đã công bố");

    await stranger.go("/tim-kiem?q=siro+mac+mat");
    await stranger.shows("Siro mác mật trình duyệt");
    await stranger.look("tim-kiem");
  },

  async "titles are suggested while somebody types, and chosen by keyboard"(site) {
    const anyone = await site.anyone();
    await anyone.go("/tim-kiem");
    const box = anyone.page.getByRole("combobox", { name: "Từ cần tìm" }).last();
    await box.pressSequentially("quyt v");
    const option = anyone.page.getByRole("option", { name: /Quýt vàng Bắc Sơn/ });
    await option.waitFor();
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    await anyone.look("tim-kiem-goi-y");
    await box.focus();
    await box.press("Escape");
    assert.equal(await option.isVisible(), false);
    await box.press("ArrowDown");
    assert.equal(await option.getAttribute("aria-selected"), "true");
    assert.equal(await box.getAttribute("aria-activedescendant"), await option.getAttribute("id"));
    await box.press("Enter");
    await anyone.page.waitForURL(/\/muc\//);
    await anyone.shows("Quýt vàng Bắc Sơn");
  },
};
