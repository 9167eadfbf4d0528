import type { Person } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { Fanout } from "../fanout/fanout.ts";
import type { Handlers } from "../gateway/caller.ts";
import { digestOf } from "../people/digest.ts";
import { Refusal } from "../refusal.ts";
import { createKey } from "./create-key.ts";
import { deleteKeyRow, keyByLookup, refreshKeyRow, workingKeys } from "./key-store.ts";
import { phraseSalt } from "./phrase-salt-store.ts";

export interface KeysUse {
  database: Database;
  fanout: Fanout;
}

type KeyCommands =
  | "private.about"
  | "private.create"
  | "private.refresh"
  | "private.revoke"
  | "private.keys"
  | "private.find";

export function keysCommands({ database, fanout }: KeysUse): Pick<Handlers, KeyCommands> {
  const { db } = database;
  const tell = ({ id }: Person) => fanout.announce({ to: "person", id }, "keyring.changed", { items: [] });
  let salt: Promise<string> | undefined;
  return {
    async "private.about"() {
      salt ??= phraseSalt(db).catch((failure: unknown) => {
        salt = undefined;
        throw failure;
      });
      return { phraseSalt: await salt };
    },

    async "private.create"(by, wanted) {
      const { person } = by.session;
      const key = await createKey(database, person, wanted, Date.now());
      tell(person);
      return { key };
    },

    async "private.refresh"(by, { keyId, record }) {
      const { person } = by.session;
      if (!(await refreshKeyRow(db, person.id, keyId, record, Date.now()))) throw new Refusal("key_not_found");
      tell(person);
      return {};
    },

    async "private.revoke"(by, { keyId }) {
      const { person } = by.session;
      if (!(await deleteKeyRow(db, person.id, keyId))) throw new Refusal("key_not_found");
      tell(person);
      return {};
    },

    "private.keys": async (by) => ({ keys: await workingKeys(db, by.session.person.id, Date.now()) }),

    async "private.find"(by, { lookup }) {
      const found = await keyByLookup(db, digestOf(lookup), by.session.person.id, Date.now());
      if (!found) throw new Refusal("key_not_found");
      return found;
    },
  };
}
