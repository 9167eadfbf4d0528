import { basePath } from "../ui/base-path.ts";
import { number } from "../ui/format.ts";

const most = 99;

/** What the tab says: how much is unread, where one is, and in whose place. */
export function titleOf(place: string, where: string | undefined, unread: number): string {
  const count = unread === 0 ? "" : `(${unread > most ? `${number(most)}+` : number(unread)}) `;
  return count + (where === undefined ? place : `${where} · ${place}`);
}

/** Shows the title, and a dot on the icon while something is unread. */
export function showTitle(place: string, where: string | undefined, unread: number): void {
  document.title = titleOf(place, where, unread);
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  const href = `${basePath}/favicon${unread > 0 ? "-unread" : ""}.svg`;
  if (icon && icon.getAttribute("href") !== href) icon.href = href;
}
