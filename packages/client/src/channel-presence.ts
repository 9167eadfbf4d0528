import type { Events, Here, Person, PersonId } from "@parlor/protocol";
import type { Core } from "./core.ts";
import { applyHere } from "./here.ts";
import { TypingNotice } from "./typing-notice.ts";
import { TypingTracker } from "./typing-tracker.ts";

export interface PresenceHost {
  core: Core;
  /** Tells the others that this person types, or stopped. */
  tell(typing: boolean): void;
  changed(): void;
}

const nobody: Here = { count: 0, people: [] };

/** Who is in one channel, and who types there, under their current names (PRES-1, PRES-2). */
export class ChannelPresence {
  readonly #host: PresenceHost;
  readonly #tracker: TypingTracker;
  readonly #notice: TypingNotice;
  #here = nobody;
  #typing: readonly Person[] = [];

  constructor(host: PresenceHost) {
    this.#host = host;
    this.#tracker = new TypingTracker(host.core.clock, () => host.changed());
    this.#notice = new TypingNotice(host.core.clock, (typing) => host.tell(typing));
  }

  /** The same object until something changed. */
  here(): Here {
    const people = this.#host.core.people.allCurrent(this.#here.people);
    if (people !== this.#here.people) this.#here = { ...this.#here, people: [...people] };
    return this.#here;
  }

  /** The same array until something changed. */
  typing(): readonly Person[] {
    const typing = this.#host.core.people.allCurrent(this.#tracker.people());
    const same = typing.length === this.#typing.length && typing.every((person, at) => person === this.#typing[at]);
    return same ? this.#typing : (this.#typing = typing);
  }

  entered(here: Here): void {
    this.#here = here;
  }

  left(): void {
    this.#here = nobody;
    this.#notice.set(false);
  }

  cameAndWent(event: Events["presence.here"]): void {
    this.#here = applyHere(this.#here, event);
    this.stoppedTyping(event.went);
    this.#host.changed();
  }

  heard({ person, typing }: Events["presence.typing"]): void {
    if (!typing) this.#tracker.forget(person.id);
    else if (person.id !== this.#host.core.self()) this.#tracker.hear(person);
  }

  stoppedTyping(people: readonly PersonId[]): void {
    for (const id of people) this.#tracker.forget(id);
  }

  /** Nothing is heard any more: nobody is known to type. */
  silence(): void {
    this.#tracker.clear();
  }

  setTyping(typing: boolean): void {
    this.#notice.set(typing);
  }

  /** The message itself tells everyone that its author stopped. */
  sent(): void {
    this.#notice.sent();
  }
}
