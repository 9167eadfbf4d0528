import { signal } from "@preact/signals";
import { parseRoute, type Route, startPath } from "./routes.ts";
import { firstSecret, takeSecret } from "./secret-in-address.ts";

const current = signal<Route>(parseRoute(location.pathname));

/** Where one is; follows the address bar, back and forward. */
export const route = current as { readonly value: Route; peek(): Route };

/** The private key of a link that was followed, until it is used or put aside. */
export const offeredKey = signal(firstSecret.key);

/** The code of a link to this device, until it is used or put aside. */
export const offeredCode = signal(firstSecret.code);

/** Goes to a path. `replace` leaves no step behind to go back to; nor does a drawer over the page one left (drawer.tsx). */
export function navigate(path: string, { replace = false } = {}): void {
  if (path !== location.pathname) history[replace || history.state ? "replaceState" : "pushState"](null, "", path);
  current.value = parseRoute(path);
}

/** Links are plain links; this makes those inside the app move without loading the page again. */
export function startRouter(): void {
  addEventListener("popstate", () => {
    current.value = parseRoute(location.pathname);
  });
  addEventListener("hashchange", () => {
    const { key, code } = takeSecret();
    offeredKey.value = key ?? offeredKey.peek();
    offeredCode.value = code ?? offeredCode.peek();
  });
  document.addEventListener("click", (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.target !== "" || link.origin !== location.origin) return;
    // The same host may serve other things beside Parlor.
    if (!link.pathname.startsWith(startPath)) return;
    event.preventDefault();
    navigate(link.pathname);
  });
}
