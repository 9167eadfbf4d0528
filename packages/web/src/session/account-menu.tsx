import type { SessionClient } from "@parlor/client";
import type { Person } from "@parlor/protocol";
import type { ReadonlySignal } from "@preact/signals";
import { later } from "../ui/later.tsx";
import { MenuButton } from "../ui/menu-button.tsx";
import { PersonMark } from "../ui/person-mark.tsx";
import { strings } from "../ui/strings.ts";
import styles from "./account-menu.module.css";

const AccountChoices = later(async () => (await import("./account-choices.tsx")).AccountChoices);

interface Props {
  session: SessionClient;
  person: Person;
  /** Whether private keys are here that no recovery phrase would bring back. */
  isUnsaved: ReadonlySignal<boolean>;
  /** Ends the session and forgets what this browser knows; `release` lets others take the name. */
  onLeave: (release: boolean) => void;
}

/** The person's name in the upper right corner, and behind it all that is theirs to change. */
export function AccountMenu(props: Props) {
  const { person } = props;
  const face = (
    <>
      <PersonMark person={person} size="small" />
      <span class={styles.name} dir="auto">
        {person.name}
      </span>
    </>
  );
  return (
    <MenuButton label={strings.account.menu(person.name)} class={styles.account} face={face}>
      {(opener) => <AccountChoices opener={opener} {...props} />}
    </MenuButton>
  );
}
