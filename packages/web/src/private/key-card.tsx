import type { ConversationView, PrivateKeyView } from "@parlor/client/private";
import type { ChannelId } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { KeyRound } from "lucide";
import type { ComponentChildren } from "preact";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { useSubmit } from "../ui/use-submit.ts";
import { PeoplePutAside } from "./people-put-aside.tsx";
import { putAsideOf } from "./conversation-order.ts";
import styles from "./key-card.module.css";
import { keysInOrder } from "./key-status.ts";
import { KeyRow } from "./key-row.tsx";
import { KeysElsewhere } from "./keys-elsewhere.tsx";
import { NewKey } from "./new-key.tsx";
import { NoHttps } from "./no-https.tsx";
import plum from "./plum.module.css";
import type { PrivateAccess } from "./private-access.ts";
import { RecoveryOffer } from "./recovery-offer.tsx";

interface Props {
  access: PrivateAccess;
  /** Goes to a conversation. */
  onOpen: (id: ChannelId) => void;
}

/** The home page's card: the keys a person hands out, and what belongs to them. */
export function KeyCard({ access, onOpen }: Props) {
  const state = access.state.value;
  switch (state.is) {
    case "impossible":
      return (
        <Card title={privateStrings.card.insecure}>
          <NoHttps />
        </Card>
      );
    case "failed":
      return (
        <Card>
          <p role="alert">{privateStrings.card.failed}</p>
          <Button onClick={() => access.retry()}>{privateStrings.card.again}</Button>
        </Card>
      );
    case "loading":
      return (
        <Card>
          <Skeleton class={styles.wait} />
          <Skeleton class={styles.wait} />
        </Card>
      );
    case "none":
      if (!state.elsewhere) return <Keys access={access} keys={[]} onOpen={onOpen} />;
      return (
        <Card title={privateStrings.card.elsewhere}>
          <p>{privateStrings.card.elsewhereWhy}</p>
          <KeysElsewhere access={access} />
        </Card>
      );
    case "asleep":
      return <Keys access={access} keys={[]} onOpen={onOpen} />;
    case "ready":
      return <Keys access={access} keys={keysInOrder(state.keys)} onOpen={onOpen} />;
  }
}

function Keys({ access, keys, onOpen }: Props & { keys: readonly PrivateKeyView[] }) {
  const open = useSignal<"new" | "phrase" | "aside" | undefined>(undefined);
  const close = () => (open.value = undefined);
  const offers = useSignal(false);
  const { busy, error, submit } = useSubmit(
    async () => (await access.wake()).makeKey({ label: "" }),
    () => (offers.value = true),
  );
  const state = access.state.value;
  const aside = putAsideOf(state);
  return (
    <Card>
      {keys.length === 0 ? (
        <>
          <p>{privateStrings.card.lead}</p>
          <div class={styles.buttons}>
            <Button kind="primary" busy={busy} onClick={submit}>
              {privateStrings.card.make}
            </Button>
            <Button onClick={() => (open.value = "phrase")}>{privateStrings.card.choose}</Button>
          </div>
        </>
      ) : (
        <>
          <p>{privateStrings.card.lead}</p>
          <ul class={styles.keys}>
            {keys.map((key, at) => (
              <li key={key.keyId}>
                <KeyRow access={access} of={key} isFirst={at === 0} isOnly={keys.length === 1} onOpen={onOpen} />
              </li>
            ))}
          </ul>
          <div class={styles.buttons}>
            <Button onClick={() => (open.value = "new")}>{privateStrings.card.another}</Button>
            {aside.length > 0 && <Button onClick={() => (open.value = "aside")}>{countsOf(aside)}</Button>}
          </div>
        </>
      )}
      {error && (
        <p class={styles.error} role="alert">
          {reasonOf(error, privateStrings.errors)}
        </p>
      )}
      {state.is === "ready" && state.recovery === "pending" && (
        <RecoveryOffer access={access} opened={offers} isQuiet={keys.length === 0} />
      )}
      {(open.value === "new" || open.value === "phrase") && (
        <NewKey
          access={access}
          chosen={open.value === "phrase"}
          onMade={() => {
            close();
            offers.value = keys.length === 0;
          }}
          onClose={close}
        />
      )}
      {open.value === "aside" && <PeoplePutAside access={access} onClose={close} />}
    </Card>
  );
}

/** How many are blocked, and how many declined. */
function countsOf(aside: readonly ConversationView[]): string {
  const blocked = aside.filter(({ standing }) => standing === "blocked").length;
  const declined = aside.length - blocked;
  const words = privateStrings.card;
  return [blocked > 0 && words.blocked(blocked), declined > 0 && words.declined(declined)].filter(Boolean).join(" · ");
}

function Card({ title = privateStrings.card.title, children }: { title?: string; children: ComponentChildren }) {
  return (
    <section class={`${styles.card} ${plum.plum}`} aria-labelledby="key-card">
      <div class={styles.head}>
        <span class={styles.sign}>
          <Icon of={KeyRound} size={20} />
        </span>
        <h2 id="key-card">{title}</h2>
      </div>
      {children}
    </section>
  );
}
