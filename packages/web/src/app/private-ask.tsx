import { composerId } from "../messages/composer.tsx";
import { AskForKey } from "../private/ask-for-key.tsx";
import { isTouch } from "../ui/media.ts";
import type { Desk } from "./desk.ts";
import { accessOf } from "./private-desk.ts";
import { navigate, offeredKey } from "./router.ts";
import { privatePath } from "./routes.ts";

interface Props {
  desk: Desk;
  /** The key that came with a link; empty when a button was pressed. */
  offered: string;
}

/** "New private message", over the view that was open. */
export function PrivateAsk({ desk, offered }: Props) {
  const close = (): void => {
    offeredKey.value = undefined;
  };
  return (
    <AskForKey
      access={accessOf(desk)}
      offered={offered}
      onOpen={(id) => {
        close();
        navigate(privatePath(id));
        // The dialog gives the focus back to its button; but a person who is there already came to write.
        if (!isTouch.peek()) setTimeout(() => document.getElementById(composerId)?.focus());
      }}
      onClose={close}
    />
  );
}
