import { signal } from "@preact/signals";
import { isRestDue } from "./later.tsx";

export type OwnDialog = "new-device" | "devices" | "phrase";

/** Which of the dialogs about a person's own ways back is open. The name menu opens them; app/dialogs.tsx shows them. */
export const ownDialog = signal<OwnDialog | undefined>(undefined);

export function showOwnDialog(which: OwnDialog): void {
  // A menu can be opened before the rest of the page is due.
  isRestDue.value = true;
  ownDialog.value = which;
}
