import type { ParlorClient } from "@parlor/client";
import type { OfferState } from "@parlor/client/devices";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { deviceStrings } from "../ui/device-strings.ts";
import { laterStrings } from "../ui/later-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import { VisuallyHidden } from "../ui/visually-hidden.tsx";
import { OfferCode } from "./offer-code.tsx";
import { offerLink } from "./offer-link.ts";
import { OfferNumber } from "./offer-number.tsx";
import { useOffer } from "./use-offer.ts";

interface Props {
  client: ParlorClient;
  /** The person's display name. */
  name: string;
  /** Private keys are here, which a link does not take along. */
  hasKeys: boolean;
  /** Goes to the list of devices. */
  onDevices: () => void;
  onClose: () => void;
}

const words = deviceStrings.own;

/** Lets one more device in: a link, then the number that it shows, then what came of it. */
export function OfferDialog({ client, name, hasKeys, onDevices, onClose }: Props) {
  const { offer, state } = useOffer(client);
  const foot = useFocusKept(state.is);
  const { title, lead } = headOf(state, name, hasKeys);
  const again = (
    <Button kind="primary" onClick={() => void offer.start()}>
      {state.is === "failed" ? words.tryAgain : words.makeAgain}
    </Button>
  );
  return (
    <Dialog title={title} lead={lead} onClose={onClose}>
      <VisuallyHidden status>{state.is === "making" || state.is === "open" ? "" : `${title}. ${lead}`}</VisuallyHidden>
      {(state.is === "making" || state.is === "open") && (
        <OfferCode
          code={state.is === "open" ? state.code : undefined}
          expiresAt={state.is === "open" ? state.expiresAt : 0}
        />
      )}
      {state.is === "claimed" && (
        <OfferNumber {...state} chosen={state.chosen} onChoose={(number) => void offer.confirm(number)} />
      )}
      <div ref={foot}>
        <DialogButtons>{buttonsOf(state)}</DialogButtons>
      </div>
    </Dialog>
  );

  function buttonsOf({ is }: OfferState): ComponentChildren {
    switch (is) {
      case "making":
      case "open":
      case "confirmed":
        return <Button onClick={onClose}>{is === "confirmed" ? words.close : strings.shell.cancel}</Button>;
      case "claimed":
        return <Button onClick={() => offer.refuse()}>{words.noneOfThese}</Button>;
      case "done":
        return (
          <>
            <Button onClick={onDevices}>{words.list}</Button>
            <Button kind="primary" onClick={onClose}>
              {words.done}
            </Button>
          </>
        );
      case "ended":
      case "failed":
        return (
          <>
            <Button onClick={onClose}>{words.close}</Button>
            {again}
          </>
        );
    }
  }
}

function headOf(state: OfferState, name: string, hasKeys: boolean): { title: string; lead: string } {
  const label = ("label" in state && state.label) || words.someDevice;
  switch (state.is) {
    case "making":
    case "open":
      return { title: words.offer, lead: offerLink("").isLocal ? words.offerLeadLocal(name) : words.offerLead(name) };
    case "claimed":
      return { title: words.number, lead: words.numberLead(label, name) };
    case "confirmed":
      return { title: words.confirmed, lead: words.confirmedLead(label) };
    case "done":
      return { title: words.added, lead: words.addedLead(label, name) + (hasKeys ? ` ${words.addedKeys}` : "") };
    case "ended":
      return words.ended[state.why];
    case "failed":
      return { title: words.failed, lead: reasonOf(state.error, laterStrings.errors) };
  }
}

/** With a step of the dialog its buttons go, and the focus with them: it goes on to the first button at the foot. */
function useFocusKept(step: string) {
  const foot = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) foot.current?.querySelector("button")?.focus();
  }, [step]);
  return foot;
}
