import type { ConversationView } from "@parlor/client/private";
import { useSignal } from "@preact/signals";
import { Hourglass, ShieldAlert } from "lucide";
import type { ComponentChildren } from "preact";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { notify } from "../ui/notice.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { useSubmit } from "../ui/use-submit.ts";
import { KeysElsewhere } from "./keys-elsewhere.tsx";
import type { PrivateAccess } from "./private-access.ts";
import styles from "./talk.module.css";

interface Props {
  access: PrivateAccess;
  of: ConversationView;
}

/** What stands where one would write, when there is something to be decided first; undefined when one can write. */
export function footOf({ access, of: conversation }: Props): ComponentChildren {
  const { standing, safety } = conversation;
  const state = access.state.value;
  if (standing === "blocked" || standing === "declined") return <PutAside access={access} of={conversation} />;
  if (safety.is === "locked") {
    const { name } = conversation.peer;
    const words = privateStrings.talk;
    const isMine = state.is === "none";
    return (
      <Panel>
        <p>{isMine ? words.locked : words.lockedPeer(name)}</p>
        <p class={styles.quiet}>{isMine ? words.lockedWhy : words.lockedPeerWhy(name)}</p>
        {isMine && <KeysElsewhere access={access} />}
      </Panel>
    );
  }
  if (standing === "asked") return <Request access={access} of={conversation} />;
  if (safety.is === "changed") return <Changed access={access} of={conversation} {...safety} />;
  return undefined;
}

/** What is said over the composer to somebody whose knock was not answered yet. */
export function Waiting({ of: { peer }, isFull }: { of: ConversationView; isFull: boolean }) {
  const words = privateStrings.talk;
  return (
    <p class={styles.waiting} role="status">
      <Icon of={Hourglass} size={15} />
      {isFull ? words.askingFull(peer.name) : words.asking(peer.name)}
    </p>
  );
}

function Panel({ alarm = false, children }: { alarm?: boolean; children: ComponentChildren }) {
  return (
    <section class={styles.panel} data-alarm={alarm || undefined}>
      {children}
    </section>
  );
}

function useAnswer({ access, of: { id, peer } }: Props) {
  const words = privateStrings.talk;
  const said = useSignal<"accept" | "decline" | "block" | "unblock">("accept");
  const { busy, error, submit } = useSubmit(
    async () => (await access.wake()).answer(id, said.value),
    () => said.value === "decline" && notify(words.declinedNow(peer.name)),
  );
  return {
    busy,
    failed: error && <p role="alert">{words.answeredNot}</p>,
    answer(value: typeof said.value) {
      said.value = value;
      submit();
    },
  };
}

function Request(props: Props) {
  const { id, peer, through } = props.of;
  const state = props.access.state.value;
  const isFull = state.is === "ready" && state.keys.some(({ full, came }) => full && came.includes(id));
  const words = privateStrings.talk;
  const { busy, failed, answer } = useAnswer(props);
  return (
    <Panel>
      <h2 dir="auto">{words.request(peer.name)}</h2>
      <p class={styles.quiet}>
        {through ? words.requestThrough(through) : words.requestThroughUnnamed} {words.requestHint}
      </p>
      {isFull && (
        <p class={styles.quiet} role="status">
          {words.requestFull}
        </p>
      )}
      {failed}
      <div class={styles.buttons}>
        <Button kind="primary" busy={busy} onClick={() => answer("accept")}>
          {words.accept}
        </Button>
        <Button busy={busy} onClick={() => answer("decline")}>
          {words.decline}
        </Button>
        <Button class={styles.danger} busy={busy} onClick={() => answer("block")}>
          {words.block}
        </Button>
      </div>
    </Panel>
  );
}

function PutAside(props: Props) {
  const { peer, standing } = props.of;
  const words = privateStrings.talk;
  const { busy, failed, answer } = useAnswer(props);
  const isBlocked = standing === "blocked";
  return (
    <Panel>
      <p>{isBlocked ? words.blocked(peer.name) : words.declined(peer.name)}</p>
      {failed}
      <div class={styles.buttons}>
        <Button busy={busy} onClick={() => answer(isBlocked ? "unblock" : "accept")}>
          {isBlocked ? words.unblock : words.accept}
        </Button>
      </div>
    </Panel>
  );
}

/** Somebody shows another identity than the one that was pinned: nothing is sent before a person has looked. */
function Changed({ access, of: { id, peer }, fingerprint, pinned }: Props & { fingerprint: string; pinned: string }) {
  const words = privateStrings.talk;
  const isPutOff = useSignal(false);
  const { busy, error, submit } = useSubmit(
    async () => {
      await (await access.wake()).trust(id);
      return { ok: true, value: undefined } as const;
    },
    () => undefined,
  );
  if (isPutOff.value) {
    return (
      <Panel alarm>
        <p>{words.changedStill(peer.name)}</p>
        <div class={styles.buttons}>
          <Button onClick={() => (isPutOff.value = false)}>{words.changedLook}</Button>
        </div>
      </Panel>
    );
  }
  return (
    <Panel alarm>
      <h2 dir="auto">
        <Icon of={ShieldAlert} />
        {words.changedTitle(peer.name)}
      </h2>
      <p>{words.changedWhy(peer.name)}</p>
      <dl class={styles.prints}>
        <dt>{words.changedOld}</dt>
        <dd>{pinned}</dd>
        <dt>{words.changedNew}</dt>
        <dd>{fingerprint}</dd>
      </dl>
      {error && <p role="alert">{words.answeredNot}</p>}
      <div class={styles.buttons}>
        <Button onClick={() => (isPutOff.value = true)}>{words.changedNotNow}</Button>
        <Button kind="danger" busy={busy} onClick={submit}>
          {words.changedTrust}
        </Button>
      </div>
    </Panel>
  );
}
