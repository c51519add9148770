import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { awake, expect, test } from "./support/test.ts";

const kilobyte = 1000;
const site = resolve(import.meta.dirname, "../target/site/pkg");

test("the search page is light before WebAssembly, and so is the font @javascript", async ({ page }, info) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const paths = new Map<string, string>();
  const sizes = new Map<string, number>();
  session.on("Network.requestWillBeSent", ({ requestId, request }) => {
    paths.set(requestId, new URL(request.url).pathname);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const path = paths.get(requestId) ?? "";
    sizes.set(path, (sizes.get(path) ?? 0) + encodedDataLength);
  });
  await page.goto("/missions?lieu=Paris&rayon=50");
  await awake(page, info);

  const of = (pattern: RegExp) => [...sizes].filter(([path]) => pattern.test(path));
  const total = (files: [string, number][]) => files.reduce((sum, [, size]) => sum + size, 0);
  const fonts = of(/\.woff2$/);
  const live = of(/coup-de-main(_bg\.wasm|\.js)$/);
  const rest = [...sizes].filter((file) => ![...fonts, ...live].some(([path]) => path === file[0]));
  const listed = rest.map(([path, size]) => `${path} ${size}`).join("\n");
  info.annotations.push({ type: "bytes", description: listed });

  expect(fonts.length, "font files").toBeLessThanOrEqual(1);
  expect(total(fonts), "the font").toBeLessThanOrEqual(45 * kilobyte);
  expect(total(rest), `before WebAssembly and without the font:\n${listed}`).toBeLessThan(60 * kilobyte);
  expect(total(live), "JavaScript and WebAssembly, on the wire").toBeLessThan(90 * kilobyte);
});

test("JavaScript and WebAssembly together are under 90 kB, compressed @javascript", () => {
  const size = (name: string) => readFileSync(resolve(site, `${name}.br`)).length;
  const bytes = size("coup-de-main.js") + size("coup-de-main_bg.wasm") + size("start.js");
  expect(bytes).toBeLessThan(90 * kilobyte);
});
