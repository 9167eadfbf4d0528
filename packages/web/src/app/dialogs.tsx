import type { Self } from "@parlor/protocol";
import { useEffect } from "preact/hooks";
import { later } from "../ui/later.tsx";
import { ownDialog } from "../ui/own-dialog.ts";
import type { Desk } from "./desk.ts";
import { UnsentWatch } from "./unsent-watch.tsx";

const OwnDevices = later(async () => (await import("./own-devices.tsx")).OwnDevices, false);
const PrivatePhrase = later(async () => (await import("./private-phrase.tsx")).PrivatePhrase, false);

/** The dialogs that do not belong to one place of the page. */
export function Dialogs({ desk, self }: { desk: Desk; self: Self }) {
  const open = ownDialog.value;
  const close = (): void => {
    ownDialog.value = undefined;
  };
  // After a sign-out the next person must not meet an open dialog.
  useEffect(() => close, []);
  return (
    <>
      <UnsentWatch desk={desk} />
      {(open === "new-device" || open === "devices") && (
        <OwnDevices client={desk.client} person={self.person} open={open} onClose={close} />
      )}
      {open === "phrase" && <PrivatePhrase desk={desk} name={self.person.name} onClose={close} />}
    </>
  );
}
