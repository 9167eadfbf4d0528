import type { ParlorClient } from "@parlor/client";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isOwnCode } from "../devices/own-code.ts";
import styles from "../session/name-step.module.css";
import { Button } from "../ui/button.tsx";
import { deviceStrings } from "../ui/device-strings.ts";
import { signalOf } from "../ui/store-signal.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { NewDeviceFrame } from "./new-device-frame.tsx";
import { NewDeviceSteps } from "./new-device-steps.tsx";
import pageStyles from "./new-device-page.module.css";
import { offeredCode } from "./router.ts";

interface Props {
  client: ParlorClient;
  /** As the link's fragment had it. */
  code: string;
}

const words = deviceStrings.fresh;

/**
 * The page of a link from another device (`/#d=…`). It asks before it uses the code: somebody could send a link of their own
 * device, to make others write under their name.
 */
export function NewDevicePage(props: Props) {
  return (
    <>
      <Content {...props} />
      <ConnectionBanner connection={props.client.connection} />
    </>
  );
}

function Content({ client, code }: Props) {
  const session = signalOf(client.session.state).value;
  const isOwn = useSignal<boolean | undefined>(undefined);
  const isStarted = useSignal(false);
  useEffect(() => {
    void isOwnCode(code).then((own) => (isOwn.value = own));
  }, [code]);
  const leave = (): void => {
    offeredCode.value = undefined;
  };
  const self = session.is === "self" ? session.self : undefined;

  if (isStarted.value) return <NewDeviceSteps client={client} code={code} onLeave={leave} />;
  if (session.is === "unknown" || isOwn.value === undefined) return <NewDeviceFrame title={words.looking} />;
  if (self && isOwn.value)
    return (
      <NewDeviceFrame title={words.own(self.person.name)} text={words.ownText}>
        <div class={pageStyles.buttons}>
          <Button kind="primary" class={styles.start} onClick={leave}>
            {words.goOn}
          </Button>
        </div>
      </NewDeviceFrame>
    );
  return (
    <NewDeviceFrame
      title={self ? words.other(self.person.name) : words.title}
      text={self ? words.otherText(self.person.name) : words.text}
    >
      <div class={pageStyles.buttons}>
        {self && (
          <Button kind="primary" class={styles.start} onClick={leave}>
            {words.stay(self.person.name)}
          </Button>
        )}
        <Button kind={self ? "plain" : "primary"} class={styles.start} onClick={() => (isStarted.value = true)}>
          {self ? words.replace : words.start}
        </Button>
        {!self && (
          <Button kind="quiet" class={styles.restore} onClick={leave}>
            {words.noLink}
          </Button>
        )}
      </div>
    </NewDeviceFrame>
  );
}
