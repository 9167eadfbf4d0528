import type { ParlorClient } from "@parlor/client";
import { DeviceOffer, systemClock } from "@parlor/client/devices";
import type { Events } from "@parlor/protocol";
import { useEffect, useMemo } from "preact/hooks";
import { signalOf } from "../ui/store-signal.ts";
import { answerForCode } from "./own-code.ts";

/** A code for one more device, which lasts as long as the component that shows it. */
export function useOffer(client: ParlorClient) {
  const offer = useMemo(
    () =>
      new DeviceOffer({
        clock: systemClock,
        call: (name, input) => client.call(name, input),
        onChanged: (listener) =>
          client.lastEvent.subscribe((event) => {
            if (event?.name === "device.changed") listener((event.payload as Events["device.changed"]).linkId);
          }),
      }),
    [client],
  );
  const state = signalOf(offer.state).value;
  const code = state.is === "open" ? state.code : undefined;
  useEffect(() => {
    void offer.start();
    return () => offer.close();
  }, [offer]);
  useEffect(() => (code === undefined ? undefined : answerForCode(code)), [code]);
  return { offer, state };
}
