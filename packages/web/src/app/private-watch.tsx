import type { Desk } from "./desk.ts";
import { accessOf } from "./private-desk.ts";

/** Looks after private messages wherever one is in the house, so that what is unread counts; it shows nothing itself. */
export function PrivateWatch({ desk }: { desk: Desk }) {
  accessOf(desk);
  return null;
}
