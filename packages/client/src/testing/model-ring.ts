import type { Answer, InputOf, Person, RingItem } from "@parlor/protocol";
import type { PrivateNews } from "./model-news.ts";
import { ok, refused } from "./model-answer.ts";

/** The keyrings and logins of the model server. */
export class ModelRing {
  /** By person. */
  readonly rings = new Map<string, Map<string, RingItem>>();
  /** Whose a login's hash is. */
  readonly logins = new Map<string, string>();
  readonly #news: PrivateNews;

  constructor(news: PrivateNews) {
    this.#news = news;
  }

  read({ id }: Person): Answer<unknown> {
    return ok({ items: [...(this.rings.get(id)?.values() ?? [])], more: false });
  }

  put({ items }: InputOf<"keyring.put">, person: Person): Answer<unknown> {
    const ring = this.rings.get(person.id) ?? new Map<string, RingItem>();
    this.rings.set(person.id, ring);
    const stale: RingItem[] = [];
    for (const item of items) {
      const known = ring.get(item.id);
      if (known && known.rev >= item.rev) known.sealed === item.sealed || stale.push(known);
      else ring.set(item.id, item);
    }
    const changed = items.filter((item) => ring.get(item.id) === item).map(({ id, rev }) => ({ id, rev }));
    if (changed.length > 0) this.#news.tell(person, "keyring.changed", { items: changed });
    return ok({ stale });
  }

  setLogin({ loginHash, fresh }: InputOf<"recovery.set">, person: Person): Answer<unknown> {
    const others = [...this.logins].filter(([hash, owner]) => owner === person.id && hash !== loginHash);
    if (others.length > 0 && !fresh) return refused("bad_request");
    for (const [hash] of others) this.logins.delete(hash);
    this.logins.set(loginHash, person.id);
    if (fresh) this.rings.delete(person.id);
    if (fresh) this.#news.tell(person, "keyring.changed", {});
    return ok({});
  }
}
