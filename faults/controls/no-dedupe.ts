/** R3 off: a resend is a new message. */
import { replaceSource } from "./replace-source.ts";

replaceSource("packages/server/src/db/migrations/0001-people-channels-messages.ts", [
  [`    .addUniqueConstraint("message_once", ["client_id", "session_id"])\n`, ""],
]);
replaceSource("packages/server/src/db/procedures/append-messages.ts", [
  ["\n  on conflict (session_id, client_id) do nothing`", "`"],
]);
