// What axe-core says of pages in Chromium, and whether they scroll sideways: node axe.mjs CHROMIUM PAGE... prints JSON, one entry a page and width.
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const [executablePath, ...files] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const told = [];
for (const width of [1280, 320]) {
  const context = await browser.newContext({ offline: true, viewport: { width, height: 800 } });
  for (const file of files) {
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    const found = await new AxeBuilder({ page }).analyze();
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    told.push({ file, width, rules: found.passes.length, sideways, violations: found.violations.map((each) => `${each.id}: ${each.help}`) });
    await page.close();
  }
  await context.close();
}
await browser.close();
console.log(JSON.stringify(told));
