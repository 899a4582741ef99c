import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Violations of WCAG 2.2 A and AA on the page, each with the elements concerned. */
export async function axeViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}
