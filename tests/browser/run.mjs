// Runs the browser stories against a demonstration server of its own.
//
//   node run.mjs [--only TEXT] [--keep]
//
// HOAHOI_BIN names the binary (default: the debug build). Screenshots at desktop and phone width go to
// artefacts/screens. Ends with "browser: N passed, N failed" and a non-zero status on any failure.
import { spawn } from "node:child_process";
import { mkdtemp, mkdir, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { Site } from "./site.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const target = process.env.CARGO_TARGET_DIR ?? path.join(root, "target");
const binary = process.env.HOAHOI_BIN ?? path.join(target, "debug/hoahoi");
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : "";
const screens = path.join(root, "artefacts/screens");

async function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function startDemo(folder) {
  const port = await freePort();
  const child = spawn(binary, ["demo", "--port", String(port), "--data", folder], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  child.stdout.on("data", (bytes) => { printed += bytes; });
  child.stderr.on("data", (bytes) => { printed += bytes; });
  const base = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 300; i++) {
    if (child.exitCode !== null) throw new Error(`the demo ended at once:\n${printed}`);
    try {
      if ((await fetch(`${base}/dang-nhap`)).ok) return { child, base, printed: () => printed };
    } catch { /* not yet */ }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error(`the demo did not answer within 30 seconds:\n${printed}`);
}

const folder = await mkdtemp(path.join(tmpdir(), "hoahoi-browser-"));
await mkdir(screens, { recursive: true });
let passed = 0;
let failed = 0;
let demo;
let browser;
try {
  demo = await startDemo(folder);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  const files = (await readdir(path.join(here, "stories"))).filter((name) => name.endsWith(".mjs")).sort();
  for (const file of files) {
    const { stories } = await import(path.join(here, "stories", file));
    for (const [name, story] of Object.entries(stories)) {
      if (only && !`${file} ${name}`.includes(only)) continue;
      const site = new Site(browser, demo.base, screens);
      const from = Date.now();
      try {
        await story(site);
        passed++;
        console.log(`  ok    ${name} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
      } catch (error) {
        failed++;
        console.log(`  FAIL  ${name}\n${error.stack ?? error}`);
        await site.photographFailure(name);
      } finally {
        await site.close();
      }
    }
  }
} catch (error) {
  failed++;
  console.log(`  FAIL  ${error.stack ?? error}`);
} finally {
  await browser?.close();
  if (demo) {
    const ended = new Promise((resolve) => demo.child.once("exit", resolve));
    demo.child.kill("SIGINT");
    await ended;
  }
  if (!process.argv.includes("--keep")) await rm(folder, { recursive: true, force: true });
}
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
