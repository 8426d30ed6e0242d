import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const artifacts = fileURLToPath(new URL('../../artifacts/mail/', import.meta.url));

/** Chromium as a mailbox: it runs no scripts of mails, and notes what they would fetch. */
export async function openMailWindow() {
  await mkdir(artifacts, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  return {
    /**
     * Shows a mail and photographs it.
     * @returns whether it is wider than the window, and what it would have fetched
     */
    async show(name, html, { width = 720, colorScheme = 'light' } = {}) {
      const context = await browser.newContext({ viewport: { width, height: 400 }, colorScheme, javaScriptEnabled: false, deviceScaleFactor: 2 });
      const fetched = [];
      await context.route('**/*', (route) => {
        fetched.push(route.request().url());
        return route.abort();
      });
      const page = await context.newPage();
      await page.setContent(html);
      await page.screenshot({ path: `${artifacts}${name}.png`, fullPage: true });
      const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      await context.close();
      return { isTooWide, fetched };
    },
    close: () => browser.close(),
  };
}
