import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from "@playwright/test";

/** The browser every configuration uses: the system's Chromium, kept from calling home, as a French visitor. */
export const browser: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> = {
  browserName: "chromium",
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
  locale: "fr-FR",
  timezoneId: "Europe/Paris",
  viewport: { width: 1366, height: 768 },
  trace: "retain-on-failure",
  screenshot: "only-on-failure",
};
