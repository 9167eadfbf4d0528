import { withoutBase } from "../ui/base-path.ts";
import { buttonLook } from "../ui/button.tsx";
import { Logo } from "../ui/logo.tsx";
import styles from "../session/name-step.module.css";
import { dialogStrings } from "../ui/dialog-strings.ts";
import { firstSecret } from "./secret-in-address.ts";

/**
 * The page was opened at an address that the server is not configured for (CON-10): `address` is the one to open instead.
 * Without any, the page tells the operator which setting is missing.
 */
export function WrongAddress({ address }: { address: string | undefined }) {
  const wrongAddress = dialogStrings.wrongAddress;
  const here = location.origin;
  return (
    <main class={styles.page}>
      <div class={styles.step}>
        <Logo size={44} />
        <h1>{address === undefined ? wrongAddress.unknownTitle : wrongAddress.title}</h1>
        {address === undefined ? (
          <>
            <p class={styles.sentence}>{wrongAddress.unknown(here)}</p>
            <p class={styles.out}>
              {wrongAddress.setting} <code>PUBLIC_URL={here}</code>
            </p>
          </>
        ) : (
          <>
            <p class={styles.sentence}>{wrongAddress.known(here, address)}</p>
            <div class={styles.form}>
              <a class={`${buttonLook("primary")} ${styles.start}`} href={sameIn(address)}>
                {wrongAddress.open(address)}
              </a>
            </div>
          </>
        )}
      </div>
    </main>
  );
}

/** The same page at the other address; a secret that came with the link goes along. */
function sameIn(address: string): string {
  const path = withoutBase(location.pathname).replace(/^\//, "");
  const { key, code } = firstSecret;
  return address + path + (key !== undefined ? `#k=${key}` : code !== undefined ? `#d=${code}` : "");
}
