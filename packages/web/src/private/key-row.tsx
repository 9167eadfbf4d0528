import type { PrivateKeyView } from "@parlor/client/private";
import type { ChannelId } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { ChevronDown, Ellipsis, Pencil, PowerOff, RefreshCw, Users } from "lucide";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { later } from "../ui/later.tsx";
import { Menu, type MenuEntry } from "../ui/menu.tsx";
import { MenuButton } from "../ui/menu-button.tsx";
import { now } from "../ui/now.ts";
import { privateStrings } from "../ui/private-strings.ts";
import { copy, linkOf } from "./copy.ts";
import styles from "./key-card.module.css";
import { KeyCode } from "./key-code.tsx";
import { KeyDialog, type KeyQuestion } from "./key-dialog.tsx";
import { nameOf, statusOf } from "./key-status.ts";
import type { PrivateAccess } from "./private-access.ts";

const QrDialog = later(async () => (await import("../ui/qr-dialog.tsx")).QrDialog, false);

interface Props {
  access: PrivateAccess;
  of: PrivateKeyView;
  /** Open without being asked. */
  isFirst: boolean;
  isOnly: boolean;
  onOpen: (id: ChannelId) => void;
}

/** One private key: how it reads, how to hand it out, and what else can be done with it. */
export function KeyRow({ access, of: key, isFirst, isOnly, onOpen }: Props) {
  const asks = useSignal<KeyQuestion | "qr" | undefined>(undefined);
  const isOpen = useSignal(isFirst);
  const close = () => (asks.value = undefined);
  const works = key.status === "works";
  const name = nameOf(key);
  const isTitled = !isOnly || key.label !== "";

  const words = privateStrings.key;
  const entries: MenuEntry[] = [
    { is: "action", label: words.label, icon: Pencil, onSelect: () => (asks.value = "label") },
    { is: "action", label: words.came, icon: Users, onSelect: () => (asks.value = "came") },
    { is: "action", label: words.renew, icon: RefreshCw, onSelect: () => (asks.value = "renew") },
    { is: "action", label: words.revoke, icon: PowerOff, danger: true, onSelect: () => (asks.value = "revoke") },
  ];
  return (
    <div class={styles.key} data-ended={!works || undefined}>
      {isTitled && (
        <button
          type="button"
          class={styles.title}
          aria-expanded={isOpen.value}
          onClick={() => (isOpen.value = !isOpen.value)}
        >
          <span dir="auto">{name}</span>
          <Icon of={ChevronDown} size={16} />
        </button>
      )}
      {(isOpen.value || !isTitled) && <KeyCode of={key} />}
      <p class={styles.status}>{statusOf(key, now.value).join(" · ")}</p>
      {(isOpen.value || !isTitled) && (
        <div class={styles.buttons}>
          {works && (
            <>
              <Button kind="primary" onClick={() => void copy(key.code, privateStrings.key.copied)}>
                {privateStrings.key.copy}
              </Button>
              <Button onClick={() => void copy(linkOf(key.code), privateStrings.key.linkCopied)}>
                {privateStrings.key.copyLink}
              </Button>
              <Button onClick={() => (asks.value = "qr")}>{privateStrings.key.qr}</Button>
            </>
          )}
          {!works && <Button onClick={() => (asks.value = "renew")}>{words.renew}</Button>}
          <MenuButton label={privateStrings.key.options(name)} class={styles.more} face={<Icon of={Ellipsis} />}>
            {(opener) => <Menu opener={opener} entries={entries} />}
          </MenuButton>
        </div>
      )}
      {asks.value === "qr" && (
        <QrDialog
          title={name}
          lead={words.qrHint}
          text={linkOf(key.code)}
          label={words.qrLabel}
          close={words.close}
          onClose={close}
        />
      )}
      {asks.value !== undefined && asks.value !== "qr" && (
        <KeyDialog access={access} of={key} question={asks.value} onOpen={onOpen} onClose={close} />
      )}
    </div>
  );
}
