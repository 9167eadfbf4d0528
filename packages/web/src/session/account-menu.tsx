import type { SessionClient } from "@parlor/client";
import type { Person } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { LogOut, Monitor, Moon, Pencil, Sun } from "lucide";
import { later } from "../ui/later.tsx";
import { Menu, type MenuEntry } from "../ui/menu.tsx";
import { PersonMark } from "../ui/person-mark.tsx";
import { strings } from "../ui/strings.ts";
import { theme, themes } from "../ui/theme.ts";
import styles from "./account-menu.module.css";

const LeaveDialog = later(async () => (await import("./leave-dialog.tsx")).LeaveDialog);
const RenameDialog = later(async () => (await import("./rename-dialog.tsx")).RenameDialog);

const lookIcons = { system: Monitor, light: Sun, dark: Moon };

interface Props {
  session: SessionClient;
  person: Person;
  /** Ends the session and forgets what this browser knows. */
  onLeave: () => void;
}

/** The person's name in the upper right corner, and behind it all that is theirs to change. */
export function AccountMenu({ session, person, onLeave }: Props) {
  const open = useSignal<"rename" | "leave" | undefined>(undefined);
  const close = () => (open.value = undefined);
  const entries: MenuEntry[] = [
    { is: "action", label: strings.account.rename, icon: Pencil, onSelect: () => (open.value = "rename") },
    { is: "line" },
    { is: "heading", label: strings.account.look },
    ...themes.map((look): MenuEntry => {
      const choose = (): void => {
        theme.value = look;
      };
      return {
        is: "choice",
        label: strings.account.looks[look],
        icon: lookIcons[look],
        checked: theme.value === look,
        onSelect: choose,
      };
    }),
    { is: "line" },
    { is: "action", label: strings.account.leave, icon: LogOut, danger: true, onSelect: () => (open.value = "leave") },
  ];
  const face = (
    <>
      <PersonMark person={person} size="small" />
      <span class={styles.name} dir="auto">
        {person.name}
      </span>
    </>
  );
  return (
    <>
      <Menu label={strings.account.menu(person.name)} class={styles.account} face={face} entries={entries} />
      {open.value === "rename" && <RenameDialog session={session} name={person.name} onClose={close} />}
      {open.value === "leave" && <LeaveDialog name={person.name} onLeave={onLeave} onClose={close} />}
    </>
  );
}
