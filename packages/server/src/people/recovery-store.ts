import type { PersonId } from "@parlor/protocol";
import type { Db } from "../db/schema.ts";

/** The id of the person who set this hash of a login. */
export async function personByLogin(db: Db, loginHash: string): Promise<PersonId | undefined> {
  const row = await db
    .selectFrom("recovery")
    .select("person_id")
    .where("login_hash", "=", loginHash)
    .executeTakeFirst();
  return row?.person_id;
}

/** Only where no other one stands; answers with a row when this one stands there now. */
export function keepLoginHash(db: Db, personId: PersonId, loginHash: string) {
  return db
    .insertInto("recovery")
    .values({ person_id: personId, login_hash: loginHash })
    .onConflict((conflict) =>
      conflict.column("person_id").doUpdateSet({ login_hash: loginHash }).where("recovery.login_hash", "=", loginHash),
    )
    .returning("person_id");
}

/** Takes the place of the hash before. */
export function setLoginHash(db: Db, personId: PersonId, loginHash: string) {
  return db
    .insertInto("recovery")
    .values({ person_id: personId, login_hash: loginHash })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ login_hash: loginHash }));
}
