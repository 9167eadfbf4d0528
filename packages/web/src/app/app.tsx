import type { ParlorClient } from "@parlor/client";
import type { Self } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { NameStep } from "../session/name-step.tsx";
import { later } from "../ui/later.tsx";
import { Notices } from "../ui/notice.tsx";
import { serverAddress } from "../ui/shared-address.ts";
import { signalOf } from "../ui/store-signal.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { Desk } from "./desk.ts";
import { House } from "./house.tsx";
import { offeredCode } from "./router.ts";
import { WaitingShell } from "./waiting-shell.tsx";

const PrivateReturn = later(async () => (await import("./private-return.tsx")).PrivateReturn, false);

const WrongAddress = later(async () => (await import("./wrong-address.tsx")).WrongAddress, false);

const NewDevicePage = later(async () => (await import("./new-device-page.tsx")).NewDevicePage, false);

/** The whole app: the name step for a stranger, the house for everyone else. */
export function App({ client }: { client: ParlorClient }) {
  const session = signalOf(client.session.state).value;
  const connection = signalOf(client.connection.state).value;
  const isRestoring = useSignal(false);
  if (connection.is === "refused" && connection.error.code === "origin_refused")
    return <WrongAddress address={connection.error.address} />;
  const code = offeredCode.value;
  if (code !== undefined) return <NewDevicePage key={code} client={client} code={code} />;
  return (
    <>
      {session.is === "unknown" && <WaitingShell />}
      {(session.is === "none" || session.is === "lost") && (
        <>
          <NameStep client={client} wasSignedOut={session.is === "lost"} onRestore={() => (isRestoring.value = true)} />
          {isRestoring.value && <PrivateReturn client={client} onClose={() => (isRestoring.value = false)} />}
        </>
      )}
      {session.is === "self" && <AtHome key={session.self.person.id} client={client} self={session.self} />}
      {session.is !== "none" && <ConnectionBanner connection={client.connection} />}
      <Notices />
    </>
  );
}

function AtHome({ client, self }: { client: ParlorClient; self: Self }) {
  const desk = useMemo(() => new Desk(client, self), [client]);
  useEffect(() => () => desk.close(), [desk]);
  useEffect(() => {
    serverAddress.value = self.address;
  }, [self.address]);
  return <House desk={desk} self={self} />;
}
