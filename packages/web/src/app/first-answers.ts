import type { ParlorClient, Store } from "@parlor/client";
import { recall } from "../ui/kept.ts";
import { destinationOf } from "./destination.ts";
import { route } from "./router.ts";

/** Longer than a first drawing takes, shorter than anybody waits for a skeleton. */
const patienceMs = 150;

/**
 * On a slow line the answers to the page's first questions are here before the program is. Then it is worth the moment it
 * takes to hand them through: the first thing drawn is the real screen, not a skeleton and two drawings more.
 * Resolves to what lets go of the channel that was opened for it, after the screen has opened it too.
 */
export async function firstAnswers(client: ParlorClient): Promise<() => void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
  const until = <T>(store: Store<T>, isSo: (value: T) => boolean) => Promise.race([comes(store, isSo), patience]);

  await until(client.session.state, ({ is }) => is !== "unknown");
  if (client.session.state.get().is !== "self") return () => undefined;
  await until(client.channels.state, ({ status }) => status === "ready");
  const destination = destinationOf(route.value, client.channels.state.get(), recall("last"));
  const open = destination.is === "channel" ? destination.id : destination.is === "elsewhere" && destination.channel.id;
  if (!open) return () => undefined;
  const feed = client.feed(open);
  feed.open();
  await until(feed.state, ({ status }) => status !== "loading");
  return () => feed.close();
}

function comes<T>(store: Store<T>, isSo: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (isSo(store.get())) return resolve();
    const end = store.subscribe((value) => {
      if (!isSo(value)) return;
      end();
      resolve();
    });
  });
}
