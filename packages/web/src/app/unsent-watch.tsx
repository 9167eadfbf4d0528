import { later } from "../ui/later.tsx";
import type { Desk } from "./desk.ts";
import { isUnsentOpen } from "./unsent.ts";

const UnsentDialog = later(async () => (await import("./unsent-dialog.tsx")).UnsentDialog, false);

/** Opens the list of unsent texts when the sidebar's entry or a notice asks for it. */
export function UnsentWatch({ desk }: { desk: Desk }) {
  return isUnsentOpen.value ? <UnsentDialog desk={desk} /> : null;
}
