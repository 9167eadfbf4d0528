import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Axe finds nothing on this screen, best practices included. */
export async function isAccessible(page: Page, screen: string): Promise<void> {
  // Half faded in, nothing has the contrast it will have; what goes on for ever, such as the typing dots, is as it is.
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `    ${node.target.join(" ")}: ${node.failureSummary ?? ""}`).join("\n")}`,
  );
  expect(told.join("\n"), `axe on ${screen}`).toBe("");
}

/** The same in the light and in the dark look. */
export async function isAccessibleInBothLooks(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await isAccessible(page, `${screen}, ${colorScheme}`);
  }
}
