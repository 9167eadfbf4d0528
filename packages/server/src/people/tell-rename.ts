import type { Fanout } from "../fanout/fanout.ts";
import type { Named } from "./take-name.ts";

/** NAME-4. Tells every client that a person has another name, and which one they had before. */
export function tellRename(fanout: Fanout, { person, former }: Named): void {
  fanout.announce({ to: "everyone" }, "person.renamed", {
    person,
    ...(former && { former: { personId: person.id, ...former } }),
  });
}
