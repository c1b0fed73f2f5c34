// What a story does with the site: people with browsers, pages that are looked at and checked.
import path from "node:path";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { strict as assert } from "node:assert";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

/** The password of every demonstration account. */
export const PASSWORD = "hoa-hoi-182-kh";

export class Site {
  constructor(browser, base, screens) {
    this.browser = browser;
    this.base = base;
    this.screens = screens;
    this.contexts = [];
    this.last = null;
  }

  /** A browser without a session. */
  async anyone(options = {}) {
    const context = await this.browser.newContext({
      viewport: WIDTHS.desktop, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", reducedMotion: "reduce", ...options,
    });
    context.setDefaultTimeout(10_000);
    this.contexts.push(context);
    const page = await context.newPage();
    const visitor = new Visitor(this, page, options.javaScriptEnabled !== false);
    this.last = visitor;
    return visitor;
  }

  /** Somebody who has signed in through the log-in page. */
  async signIn(login, options = {}) {
    const visitor = await this.anyone(options);
    await visitor.go("/dang-nhap");
    await visitor.page.getByLabel("Tên đăng nhập").fill(login);
    await visitor.page.getByLabel("Mật khẩu").fill(PASSWORD);
    await visitor.page.getByRole("main").getByRole("button", { name: "Đăng nhập" }).click();
    await visitor.page.waitForURL((url) => !url.pathname.startsWith("/dang-nhap"));
    return visitor;
  }

  async photographFailure(name) {
    const file = path.join(this.screens, `FAILED-${name.replace(/[^\p{L}\d]+/gu, "-")}.png`);
    await this.last?.page.screenshot({ path: file, fullPage: true }).catch(() => {});
    console.log(`        ${this.last?.page.url()}  ${file}`);
  }

  async close() {
    for (const context of this.contexts) await context.close();
  }
}

class Visitor {
  constructor(site, page, script) {
    this.site = site;
    this.page = page;
    this.script = script;
    this.problems = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("status of 4")) this.problems.push(message.text());
    });
    page.on("pageerror", (error) => this.problems.push(String(error)));
  }

  async go(address) {
    const response = await this.page.goto(this.site.base + address);
    return response.status();
  }

  /** Asserts that the page shows a text. */
  async shows(text) {
    const body = await this.page.locator("body").innerText();
    const plain = (s) => s.normalize("NFC").replace(/\s+/g, " ");
    assert.ok(plain(body).includes(plain(text)), `${JSON.stringify(text)} is not on ${this.page.url()}:\n${body.slice(0, 1500)}`);
  }

  async hides(text) {
    const body = await this.page.locator("body").innerText();
    assert.ok(!body.includes(text), `${JSON.stringify(text)} is on ${this.page.url()}`);
  }

  /** Looks at the page: no serious axe finding, nothing wider than the screen, no script error; two screenshots. */
  async look(name) {
    if (this.script) await this.axe(name);
    for (const [kind, size] of Object.entries(WIDTHS)) {
      await this.page.setViewportSize(size);
      const over = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await this.page.screenshot({ path: path.join(this.site.screens, `${name}-${kind}.png`), fullPage: true });
      assert.ok(over <= 0, `${name}: ${over} px wider than the ${kind} screen`);
    }
    await this.page.setViewportSize(WIDTHS.desktop);
    assert.deepEqual(this.problems, [], `${name}: messages in the console`);
  }

  async axe(name) {
    await this.page.evaluate(axeSource);
    const found = await this.page.evaluate(async () => {
      const { violations } = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
      return violations
        .filter((v) => v.impact === "serious" || v.impact === "critical")
        .map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
    });
    assert.deepEqual(found, [], `${name}: accessibility`);
  }
}
