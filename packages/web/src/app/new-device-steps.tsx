import type { ParlorClient } from "@parlor/client";
import type { NewDeviceState } from "@parlor/client/devices";
import { NewDevice, postHere, systemClock } from "@parlor/client/devices";
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Countdown } from "../devices/countdown.tsx";
import styles from "../session/name-step.module.css";
import { basePath } from "../ui/base-path.ts";
import { Button } from "../ui/button.tsx";
import { deviceStrings } from "../ui/device-strings.ts";
import { laterStrings } from "../ui/later-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import { signalOf } from "../ui/store-signal.ts";
import { strings } from "../ui/strings.ts";
import { areCookiesBlocked } from "./are-cookies-blocked.ts";
import { goOnAs } from "./go-on-as.ts";
import { NewDeviceFrame } from "./new-device-frame.tsx";
import pageStyles from "./new-device-page.module.css";

interface Props {
  client: ParlorClient;
  code: string;
  /** Goes to Parlor without the link. */
  onLeave: () => void;
}

const words = deviceStrings.fresh;

/** After the click: uses the code, shows the number, and signs in; or says why that failed. */
export function NewDeviceSteps({ client, code, onLeave }: Props) {
  const device = useMemo(
    () => new NewDevice({ clock: systemClock, post: postHere(basePath), keep: "cookie", code }),
    [code],
  );
  const state = signalOf(device.state).value;
  const isBlocked = useSignal(false);
  // The code works once: it is not used up for a browser that could not keep the session.
  const start = async (): Promise<void> => {
    isBlocked.value = await areCookiesBlocked(client);
    if (!isBlocked.value) await device.start();
  };
  useEffect(() => {
    void start();
    return () => device.close();
  }, [device]);
  useEffect(() => {
    if (state.is === "done") void goOnAs(client, state.self, onLeave);
  }, [state]);

  if (isBlocked.value)
    return (
      <NewDeviceFrame title={words.blocked} text={words.blockedText}>
        <Again label={words.again} onAgain={() => void start()} onLeave={onLeave} />
      </NewDeviceFrame>
    );
  switch (state.is) {
    case "claiming":
      return <NewDeviceFrame title={words.looking} />;
    case "waiting":
      return <Waiting state={state} onLeave={onLeave} />;
    case "done":
      return <NewDeviceFrame title={words.done(state.self.person.name)} />;
    case "ended":
      return (
        <NewDeviceFrame {...words.ended[state.why]}>
          <Again label={words.toParlor} onAgain={onLeave} />
        </NewDeviceFrame>
      );
    case "failed":
      return (
        <NewDeviceFrame title={words.failed} text={reasonOf(state.error, laterStrings.errors)}>
          <Again label={words.again} onAgain={() => void start()} onLeave={onLeave} />
        </NewDeviceFrame>
      );
  }
}

interface WaitingProps {
  state: Extract<NewDeviceState, { is: "waiting" }>;
  onLeave: () => void;
}

function Waiting({ state: { number, expiresAt }, onLeave }: WaitingProps) {
  return (
    <NewDeviceFrame title={words.number(number)} text={words.numberText}>
      <p class={pageStyles.number} aria-hidden="true">
        {number}
      </p>
      <p class={styles.life}>
        <i />
        <Countdown until={expiresAt} say={words.waiting} />
      </p>
      <div class={pageStyles.buttons}>
        <Button class={styles.start} onClick={onLeave}>
          {strings.shell.cancel}
        </Button>
      </div>
    </NewDeviceFrame>
  );
}

interface AgainProps {
  label: string;
  onAgain: () => void;
  onLeave?: () => void;
}

function Again({ label, onAgain, onLeave }: AgainProps) {
  return (
    <div class={pageStyles.buttons}>
      <Button kind="primary" class={styles.start} onClick={onAgain}>
        {label}
      </Button>
      {onLeave && (
        <Button kind="quiet" class={styles.restore} onClick={onLeave}>
          {words.noLink}
        </Button>
      )}
    </div>
  );
}
