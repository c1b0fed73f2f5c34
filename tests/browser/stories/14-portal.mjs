// The portal as its readers meet it: light, steady, and whole without a script.
import { strict as assert } from "node:assert";

/** The most that a page may transfer without its pictures, in bytes. */
const MOST = 150_000;
/** What counts: the page, its stylesheet, script and fonts, as they cross the wire. */
const COUNTED = new Set(["Document", "Stylesheet", "Script", "Font"]);
const PAGES = {
  "the home page": "/",
  "a list": "/co-so-du-lieu/nguon-gen",
  "a record with a picture and a scientific name": "/muc/hoi-lang-son",
  "a product": "/muc/muoi-mac-mat-minh-hoa",
  "what a search finds": "/tim-kiem?q=quyt",
  "what a commune has": "/xem-theo?xa=ubnd-xa-bac-son",
};

/** Loads a page with an empty cache, down to its end; what it transferred, by type, and how far it shifted. */
async function measured(site, address, viewport) {
  const visitor = await site.anyone({ viewport });
  await visitor.page.addInitScript(() => {
    window.shifted = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!entry.hadRecentInput) window.shifted.push([entry.value, ...entry.sources.map((s) => s.node?.nodeName ?? "")]);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  const wire = await visitor.page.context().newCDPSession(visitor.page);
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  const types = new Map();
  const bytes = {};
  wire.on("Network.responseReceived", ({ requestId, type }) => types.set(requestId, type));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId);
    if (COUNTED.has(type)) bytes[type] = (bytes[type] ?? 0) + encodedDataLength;
  });
  assert.equal(await visitor.go(address), 200);
  await visitor.page.waitForLoadState("networkidle");
  await visitor.page.evaluate(() => document.fonts.ready);
  await visitor.page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 400) {
      window.scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  });
  await visitor.page.waitForLoadState("networkidle");
  const shifted = await visitor.page.evaluate(() => window.shifted);
  return { bytes, sum: Object.values(bytes).reduce((a, b) => a + b, 0), shifted };
}

export const stories = {
  async "pages weigh under 150 kB without pictures, fonts counted, and nothing shifts"(site) {
    for (const [name, address] of Object.entries(PAGES)) {
      for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
        const { bytes, sum, shifted } = await measured(site, address, viewport);
        if (viewport.width > 1000) console.log(`        ${name}: ${Math.round(sum / 1000)} kB ${JSON.stringify(bytes)}`);
        assert.ok(bytes.Font > 0 && bytes.Stylesheet > 0, `${name}: fonts and stylesheet are counted`);
        assert.ok(sum < MOST, `${name} transfers ${sum} bytes: ${JSON.stringify(bytes)}`);
        assert.deepEqual(shifted, [], `${name} shifts at ${viewport.width} px`);
      }
    }
  },

  async "everything but suggestions works without a script, from the home page to what is searched"(site) {
    const anyone = await site.anyone({ javaScriptEnabled: false });
    const { page } = anyone;
    const follow = async (link, where) => {
      await link.click();
      await page.waitForURL(where);
    };
    assert.equal(await anyone.go("/"), 200);
    await anyone.shows("Chỉ tiêu, lộ trình và số liệu");
    await follow(page.getByRole("link", { name: "Tất cả xã, phường" }), "**/xem-theo/xa");
    await anyone.shows("trên 65 xã, phường");
    await follow(page.getByRole("link", { name: "Xã Bắc Sơn" }), "**/xem-theo?xa=ubnd-xa-bac-son");
    await anyone.shows("mục thông tin");
    await follow(page.getByRole("main").getByRole("link", { name: /^Sản phẩm/ }).first(), "**/co-so-du-lieu/san-pham?*");
    await follow(page.getByRole("main").getByRole("link", { name: "Bảng", exact: true }), "**kieu=bang*");
    assert.ok(await page.getByRole("rowheader", { name: /Quýt tươi Bắc Sơn/ }).isVisible());
    await follow(page.getByRole("main").getByRole("link", { name: "Bỏ lọc" }), "**/co-so-du-lieu/san-pham");
    await follow(page.getByRole("link", { name: "Muối mác mật minh họa" }), "**/muc/muoi-mac-mat-minh-hoa");
    await anyone.shows("OCOP 4 sao");
    await anyone.shows("Mua ở đâu");
    await follow(page.locator("article h4").getByRole("link", { name: /Cây giống mác mật/ }), "**/muc/hop-tac-xa-*");
    await anyone.shows("Muối mác mật minh họa");
    await anyone.go("/");
    await page.locator("#q").fill("muoi mac mat");
    await page.getByRole("main").getByRole("button", { name: "Tìm" }).click();
    await page.waitForURL("**/tim-kiem?q=*");
    await anyone.shows("Muối mác mật minh họa");
    await page.getByRole("link", { name: "English" }).first().click();
    await page.waitForLoadState();
    await anyone.shows("Products");
    assert.equal(await anyone.go("/xem-theo/linh-vuc"), 200);
    await anyone.shows("Browse by field");
  },

  async "the ways through the database and the pages of the chief kinds look right"(site) {
    const anyone = await site.anyone();
    for (const [address, name] of [
      ["/xem-theo", "xem-theo"],
      ["/xem-theo/linh-vuc", "xem-theo-linh-vuc"],
      ["/xem-theo/xa", "xem-theo-xa"],
      ["/xem-theo/nam", "xem-theo-nam"],
      ["/xem-theo?xa=ubnd-xa-bac-son", "xem-theo-bac-son"],
      ["/co-so-du-lieu/san-pham", "san-pham"],
      ["/co-so-du-lieu/san-pham?kieu=bang", "san-pham-bang"],
      ["/muc/muoi-mac-mat-minh-hoa", "muc-san-pham"],
      ["/muc/hoi-lang-son", "muc-nguon-gen"],
      ["/muc/hop-tac-xa-minh-hoa-cay-giong-mac-mat", "muc-doanh-nghiep"],
      ["/muc/phong-nuoi-cay-mo-minh-hoa", "muc-phong-thi-nghiem"],
      ["/muc/ts-nguoi-minh-hoa", "muc-chuyen-gia"],
      ["/muc/lo-cay-quyt-giong-sach-benh-dau-tien-roi-phong-nuoi-cay-mo", "muc-tin"],
      ["/muc/nhan-giong-thach-den-bang-nuoi-cay-mo-te-bao-thuc-vat", "muc-cong-nghe"],
    ]) {
      assert.equal(await anyone.go(address), 200, address);
      await anyone.look(name);
    }
  },
};
