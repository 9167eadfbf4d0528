import type { ParlorClient } from "@parlor/client";
import type { Person } from "@parlor/protocol";
import { DeviceList } from "../devices/device-list.tsx";
import { OfferDialog } from "../devices/offer-dialog.tsx";
import { recall } from "../ui/kept.ts";
import { showOwnDialog } from "../ui/own-dialog.ts";

interface Props {
  client: ParlorClient;
  person: Person;
  open: "new-device" | "devices";
  onClose: () => void;
}

/** A link to one more device, and the list of those there are; each leads to the other. */
export function OwnDevices({ client, person, open, onClose }: Props) {
  if (open === "devices")
    return <DeviceList client={client} onAdd={() => showOwnDialog("new-device")} onClose={onClose} />;
  return (
    <OfferDialog
      client={client}
      name={person.name}
      hasKeys={recall("private") === person.id}
      onDevices={() => showOwnDialog("devices")}
      onClose={onClose}
    />
  );
}
