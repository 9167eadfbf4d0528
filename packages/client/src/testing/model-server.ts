import type { Answer, InputOf, Self } from "@parlor/protocol";
import { ok, refused } from "./model-answer.ts";
import { readPage, viewOf } from "./model-pages.ts";
import { ModelState, type Seat } from "./model-state.ts";

type Answered = (answer: Answer<unknown>) => void;

/** The protocol's rules in memory, as plainly as they can be put: what a client is tested against. */
export class ModelServer extends ModelState {
  /** Runs one command; `answered` is called at once, and for a message when the disk has it. */
  run(name: string, input: unknown, token: string | undefined, answered: Answered, seat?: Seat): void {
    this.log.push({ name, input });
    const refusal = this.refusals.get(name)?.shift();
    if (refusal) return answered({ ok: false, error: refusal });
    if (name === "place.about") return answered(ok({ place: "Model", peopleHere: this.seats.size, nameHeldDays: 30 }));
    if (name === "session.start") return answered(ok(this.#start(input as InputOf<"session.start">)));
    if (name === "session.recover") {
      const self = this.extension?.recover((input as InputOf<"session.recover">).login);
      return answered(self ? ok(self) : refused("recovery_refused"));
    }
    if (token === undefined || !this.people.has(token)) return answered(refused("unauthenticated"));
    const { channelId } = input as { channelId?: string };
    const shut = channelId === undefined ? undefined : this.extension?.shut(channelId, this.person(token), name);
    if (shut) return answered(refused(shut));
    if (name !== "message.send") return answered(this.#answer(name, input, token, seat));
    const send = input as InputOf<"message.send">;
    if (!this.rooms.has(send.channelId)) return answered(refused("channel_not_found"));
    this.disk.take({ token, input: send, answered });
  }

  #answer(name: string, input: unknown, token: string, seat?: Seat): Answer<unknown> {
    switch (name) {
      case "session.current":
        return ok(this.selfOf(this.person(token)));
      case "session.end":
        this.people.delete(token);
        return ok({});
      case "person.read": {
        const { personIds } = input as InputOf<"person.read">;
        const people = [...this.people.values()].filter(({ id }) => personIds.includes(id));
        const formerly = this.formerly.filter(({ personId }) => personIds.includes(personId));
        return ok({ people, formerly });
      }
      case "person.rename":
        return ok({ person: this.rename(token, (input as InputOf<"person.rename">).displayName) });
      case "channel.list":
        if (seat) seat.isWatching = true;
        return ok(this.#list());
      case "channel.create":
        return ok({ channel: this.makeChannel((input as InputOf<"channel.create">).name) });
    }
    return (
      this.extension?.answer(name, input, this.person(token)) ??
      this.#inChannel(name, input as { channelId: string }, seat)
    );
  }

  #inChannel(name: string, input: { channelId: string }, seat?: Seat): Answer<unknown> {
    const room = this.rooms.get(input.channelId);
    if (!room) return refused("channel_not_found");
    switch (name) {
      case "channel.view":
        seat?.views.add(input.channelId);
        return ok(viewOf(this, room, input));
      case "channel.unview":
        seat?.views.delete(input.channelId);
        return ok({});
      case "message.page":
        return ok(readPage(this, room, input));
      case "presence.typing":
        return ok({});
    }
    return refused("unknown_command");
  }

  #start({ displayName, keep }: InputOf<"session.start">): Self & { token?: string } {
    const token = this.makePerson(displayName);
    return { ...this.selfOf(this.person(token)), ...(keep === "token" && { token }) };
  }

  #list(): unknown {
    return {
      epoch: this.epoch,
      channels: [...this.rooms.values()].flatMap(({ channel }) => channel ?? []),
      pulses: [],
    };
  }
}
