import { defineConfig } from "@playwright/test";
import { browser } from "./support/browser.ts";

/** The journeys again, on two servers behind nginx that share one PostgreSQL; one server is killed midway. */
export default defineConfig({
  testDir: ".",
  outputDir: "../target/end2end-two-servers",
  globalSetup: "./support/two-servers.ts",
  grep: /@journey/,
  // One after the other: when the server is killed, the only request under way is then one that can be repeated.
  workers: 1,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 7_000 },
  reporter: [["list"]],
  use: browser,
  projects: [
    { name: "javascript", testMatch: "*.spec.ts", use: { javaScriptEnabled: true } },
    { name: "without-javascript", testMatch: "*.spec.ts", grepInvert: /@javascript/, use: { javaScriptEnabled: false } },
  ],
});
