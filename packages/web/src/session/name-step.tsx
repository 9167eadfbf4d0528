import { isPossible, type ParlorClient } from "@parlor/client";
import type { AnswerOf } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { later } from "../ui/later.tsx";
import { Logo } from "../ui/logo.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { strings } from "../ui/strings.ts";
import { NameField } from "./name-field.tsx";
import styles from "./name-step.module.css";
import { useNameForm } from "./use-name-form.ts";

const CookieCheck = later(async () => (await import("./cookie-check.tsx")).CookieCheck);

type About = AnswerOf<"place.about">;

interface Props {
  client: ParlorClient;
  /** True when this browser had a session that was ended elsewhere. */
  wasSignedOut: boolean;
  /** Asks for a recovery phrase instead of a name. */
  onRestore: () => void;
}

/** The first thing a newcomer sees: one field. Enter, and they are in. */
export function NameStep({ client, wasSignedOut, onRestore }: Props) {
  const about = useSignal<About | undefined>(undefined);
  const form = useNameForm(
    "",
    (name) => client.session.start(name),
    () => undefined,
  );

  useEffect(() => {
    void client.call("place.about", {}).then((answer) => {
      if (answer.ok) about.value = answer.value;
    });
  }, [client]);

  return (
    <main class={styles.page}>
      <div class={styles.step}>
        <Logo size={44} />
        <h1>{strings.nameStep.welcome(about.value?.place ?? strings.product)}</h1>
        <p class={styles.sentence}>{strings.nameStep.sentence}</p>
        {about.value?.cookies === false && <CookieCheck client={client} />}
        {wasSignedOut && <p class={styles.out}>{strings.nameStep.signedOut}</p>}
        <form
          class={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            form.submit();
          }}
        >
          <NameField label={strings.nameStep.ask} {...form.field} />
          <Button kind="primary" type="submit" class={styles.start} busy={form.busy}>
            {strings.nameStep.start}
          </Button>
        </form>
        {isPossible() && (
          <Button kind="quiet" class={styles.restore} onClick={onRestore}>
            {strings.nameStep.restore}
          </Button>
        )}
        <p class={styles.life}>
          <SignOfLife about={about.value} />
        </p>
      </div>
    </main>
  );
}

function SignOfLife({ about }: { about: About | undefined }) {
  if (about === undefined) return <Skeleton class={styles.lineWait} />;
  if (about.peopleHere === 0) return <>{strings.nameStep.quiet}</>;
  return (
    <>
      <i />
      {strings.nameStep.peopleHere(about.peopleHere)}
    </>
  );
}
