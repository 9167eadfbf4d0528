import { expect } from "@playwright/test";
import { story } from "./harness/story.ts";

const blocked = "This browser blocks cookies";

story("SES-6 with cookies blocked the page says so before it takes a name", async ({ ada, bo }) => {
  const refuse = async (): Promise<void> => {
    await ada.context.route("**/api/v1/*", async (route) => {
      const response = await route.fetch();
      // This is how the request keeps its cookies, too.
      await ada.context.clearCookies();
      const { "set-cookie": _refused, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
  };
  await refuse();
  // A link from another device is not used up for a browser that could not keep the session.
  await ada.opens(`/#d=${"a".repeat(43)}`);
  await ada.page.getByRole("button", { name: "Continue" }).click();
  await expect(ada.page.getByRole("heading", { name: "Cookies are blocked" })).toBeVisible();
  await ada.page.getByRole("button", { name: "Choose a name instead" }).click();
  await expect(ada.page.getByRole("alert").filter({ hasText: blocked })).toBeVisible();
  await ada.names("Ada");
  await expect(ada.nameField).toHaveAttribute("aria-invalid", "true");
  await expect(ada.nameField).toHaveAccessibleDescription(/does not send cookies back/);

  // The name is still free.
  bo.name = "Ada";
  await bo.enters("general");

  await ada.context.unroute("**/api/v1/*");
  await ada.names("Countess");
  ada.name = "Countess";
  await ada.isReadyIn("general");
  await ada.reloads();
  await ada.isReadyIn("general");
});

story("with this site's storage blocked, but not its cookies, a person keeps their name and talks", async ({ ada }) => {
  await ada.context.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("The request was denied.", "SecurityError");
        },
      });
  });
  await ada.enters("general");
  await ada.writes("No storage needed");
  await ada.sees("No storage needed", { by: "Ada", confirmed: true });
  await ada.reloads();
  await ada.isReadyIn("general");
  await ada.sees("No storage needed", { by: "Ada" });
});
