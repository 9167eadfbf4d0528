import type { SessionClient } from "@parlor/client";
import type { Person } from "@parlor/protocol";
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { LogOut, Monitor, MonitorSmartphone, Moon, Pencil, QrCode, ScrollText, Sun } from "lucide";
import { later } from "../ui/later.tsx";
import { laterStrings } from "../ui/later-strings.ts";
import { Menu, type MenuEntry } from "../ui/menu.tsx";
import type { MenuOpener } from "../ui/menu-button.tsx";
import { showOwnDialog } from "../ui/own-dialog.ts";
import { theme, themes } from "../ui/theme.ts";

const LeaveDialog = later(async () => (await import("./leave-dialog.tsx")).LeaveDialog, false);
const RenameDialog = later(async () => (await import("./rename-dialog.tsx")).RenameDialog, false);

const lookIcons = { system: Monitor, light: Sun, dark: Moon };

interface Props {
  opener: MenuOpener;
  session: SessionClient;
  person: Person;
  /** Whether private keys are here that no recovery phrase would bring back. */
  isUnsaved: ReadonlySignal<boolean>;
  /** Ends the session and forgets what this browser knows; `release` lets others take the name. */
  onLeave: (release: boolean) => void;
}

/** All that is the person's own to change. */
export function AccountChoices({ opener, session, person, isUnsaved, onLeave }: Props) {
  const open = useSignal<"rename" | "leave" | undefined>(undefined);
  const close = () => (open.value = undefined);
  const words = laterStrings.account;
  const entries: MenuEntry[] = [
    { is: "action", label: laterStrings.account.rename, icon: Pencil, onSelect: () => (open.value = "rename") },
    { is: "line" },
    { is: "action", label: words.newDevice, icon: QrCode, onSelect: () => showOwnDialog("new-device") },
    { is: "action", label: words.devices, icon: MonitorSmartphone, onSelect: () => showOwnDialog("devices") },
    { is: "action", label: words.phrase, icon: ScrollText, onSelect: () => showOwnDialog("phrase") },
    { is: "line" },
    { is: "heading", label: laterStrings.account.look },
    ...themes.map((look): MenuEntry => {
      const choose = (): void => {
        theme.value = look;
      };
      return {
        is: "choice",
        label: laterStrings.account.looks[look],
        icon: lookIcons[look],
        checked: theme.value === look,
        onSelect: choose,
      };
    }),
    { is: "line" },
    {
      is: "action",
      label: laterStrings.account.leave,
      icon: LogOut,
      danger: true,
      onSelect: () => (open.value = "leave"),
    },
    { is: "line" },
    { is: "heading", label: laterStrings.account.version(String(import.meta.env["PARLOR_VERSION"])) },
  ];
  return (
    <>
      <Menu opener={opener} entries={entries} />
      {open.value === "rename" && <RenameDialog session={session} name={person.name} onClose={close} />}
      {open.value === "leave" && (
        <LeaveDialog
          session={session}
          name={person.name}
          isUnsaved={isUnsaved.value}
          onSave={() => {
            close();
            showOwnDialog("phrase");
          }}
          onLeave={onLeave}
          onClose={close}
        />
      )}
    </>
  );
}
