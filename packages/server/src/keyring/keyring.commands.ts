import { type Events, type Person, privateLimits } from "@parlor/protocol";
import { DatabaseFailure } from "../db/database-failure.ts";
import type { Database } from "../db/open-database.ts";
import type { Fanout } from "../fanout/fanout.ts";
import type { Handlers } from "../gateway/caller.ts";
import { plainBytes } from "../people/digest.ts";
import { keepLoginHash, setLoginHash } from "../people/recovery-store.ts";
import { Refusal } from "../refusal.ts";
import { deleteRing, ringItems } from "./keyring-store.ts";

/** Items one answer carries: some 400 KB of the largest, and the whole ring of most people. */
const RUN = 100;

export interface KeyringUse {
  database: Database;
  fanout: Fanout;
}

type KeyringCommands = "keyring.read" | "keyring.put" | "recovery.set";

/** RING-1, RING-2. What a person's devices share, sealed under their recovery phrase: kept, handed out, and never read. */
export function keyringCommands({ database, fanout }: KeyringUse): Pick<Handlers, KeyringCommands> {
  const { db } = database;
  const tell = ({ id }: Person, what: Events["keyring.changed"]) =>
    fanout.announce({ to: "person", id }, "keyring.changed", what);
  return {
    async "keyring.read"(by, { after = "" }) {
      const found = await ringItems(db, by.session.person.id, after, RUN + 1);
      return { items: found.slice(0, RUN), more: found.length > RUN };
    },

    async "keyring.put"(by, { items }) {
      const { person } = by.session;
      const done = await database.commit("putRingItems", { by: person.id, items, most: privateLimits.ringItems });
      if (done === "full") throw new Refusal("limit_reached");
      const stale = new Set(done.stale.map(({ id }) => id));
      const changed = items.filter(({ id }) => !stale.has(id)).map(({ id, rev }) => ({ id, rev }));
      if (done.stored > 0) tell(person, { items: changed });
      return { stale: done.stale };
    },

    async "recovery.set"(by, { loginHash, fresh }) {
      const { person } = by.session;
      const set = fresh ? setLoginHash : keepLoginHash;
      const setting = set(db, person.id, plainBytes(loginHash));
      try {
        const [kept = []] = await database.transact(fresh ? [setting, deleteRing(db, person.id)] : [setting]);
        if (!fresh && kept.length === 0)
          throw new Refusal("bad_request", { message: "Another recovery phrase stands there." });
      } catch (failure) {
        if (!(failure instanceof DatabaseFailure && failure.isConflict)) throw failure;
        throw new Refusal("bad_request", { message: "This recovery phrase is another person's." });
      }
      if (fresh) tell(person, {});
      return {};
    },
  };
}
