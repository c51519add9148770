import { defineConfig } from "@playwright/test";
import { browser } from "./support/browser.ts";

/** Every journey in Debian's Chromium, with and without JavaScript, against one server with demo data. */
export default defineConfig({
  testDir: ".",
  outputDir: "../target/end2end",
  globalSetup: "./support/one-server.ts",
  // The machine's cores also serve; and a test that only passes the second time has failed.
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 7_000 },
  reporter: [["list"]],
  use: browser,
  projects: [
    { name: "javascript", testMatch: "*.spec.ts", use: { javaScriptEnabled: true } },
    { name: "without-javascript", testMatch: "*.spec.ts", grepInvert: /@javascript/, use: { javaScriptEnabled: false } },
    ...(process.env.SCREENS ? [{ name: "screens", testMatch: "screens*.ts", timeout: 120_000 }] : []),
  ],
});
