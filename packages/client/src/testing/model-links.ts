import type { Answer, CommandName, Self } from "@parlor/protocol";
import type { Call } from "../call.ts";
import type { ManualClock } from "./manual-clock.ts";
import { ok, refused } from "./model-answer.ts";

interface ModelLink {
  linkId: string;
  code: string;
  expiresAt: number;
  state: "open" | "claimed" | "confirmed" | "done";
  claim?: string;
  contested?: true;
}

type Input = { linkId: string; code: string; claim: string; number: number };

/** The number that every device of the model is given. */
export const theNumber = 42;

export const modelSelf: Self = {
  person: { id: "00000000-0000-4000-8000-000000000001", name: "Ada", rev: 1 },
  sessionId: "00000000-0000-4000-8000-000000000002",
  epoch: "000000000000000a",
  place: "Test",
};

/** DEV-1 to DEV-4 in memory, for one person who has one session. */
export class ModelLinks {
  /** Each call of that name is answered with these first, in order; undefined runs it and loses the answer. */
  readonly instead = new Map<CommandName, (Answer<never> | undefined)[]>();
  readonly #clock: ManualClock;
  readonly #links: ModelLink[] = [];
  readonly #listeners = new Set<(linkId: string | undefined) => void>();

  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  /** What the server's `device.changed` tells, unless events are lost. */
  readonly onChanged = (listener: (linkId: string | undefined) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly call: Call = async (name, input) => {
    await Promise.resolve();
    const [first, ...rest] = this.instead.get(name) ?? [];
    const isInstead = this.instead.get(name)?.length;
    if (isInstead) this.instead.set(name, rest);
    if (isInstead && first) return first;
    const answer = this.#run(name, input as Partial<Input>) as Awaited<ReturnType<typeof this.call<typeof name>>>;
    return isInstead ? refused("unavailable") : answer;
  };

  loseEvents(): void {
    this.#listeners.clear();
  }

  restart(): void {
    this.#links.length = 0;
  }

  #tell(link: ModelLink): void {
    for (const listener of this.#listeners) listener(link.linkId);
  }

  #run(name: string, input: Partial<Input>): Answer<unknown> {
    switch (name) {
      case "device.offer":
        return this.#offer();
      case "device.look":
        return this.#look(this.#own(input));
      case "device.confirm":
        return this.#confirm(this.#own(input), input.number);
      case "device.cancel":
        return this.#cancel(this.#own(input));
      case "device.claim":
        return this.#claim(input);
      case "device.leave":
        return this.#leave(this.#claimed(input));
      case "device.check":
        return this.#check(this.#claimed(input));
      case "device.collect":
        return this.#collect(this.#claimed(input));
      default:
        return refused("unknown_command");
    }
  }

  #living(): ModelLink[] {
    return this.#links.filter(({ expiresAt }) => expiresAt > this.#clock.now());
  }

  /** The link as the device that made it names it. */
  #own({ linkId }: Partial<Input>): ModelLink | undefined {
    return this.#living().find((link) => link.linkId === linkId);
  }

  /** The link as the device that claimed it names it. */
  #claimed({ code, claim }: Partial<Input>): ModelLink | undefined {
    return this.#living().find((link) => link.code === code && link.claim === claim);
  }

  #offer(): Answer<unknown> {
    const at = this.#links.length;
    const made = { linkId: `link ${at}`, code: `code ${at}`, expiresAt: this.#clock.now() + 300_000 };
    this.#links.push({ ...made, state: "open" });
    return ok(made);
  }

  #look(link: ModelLink | undefined): Answer<unknown> {
    if (!link) return refused("link_ended");
    const { state, expiresAt, contested } = link;
    const asked = { choices: [17, theNumber, 68], label: "Firefox on Linux", ...(contested && { contested }) };
    return ok({ state, expiresAt, ...(state === "claimed" && asked) });
  }

  #confirm(link: ModelLink | undefined, number: number | undefined): Answer<unknown> {
    if (!link) return refused("link_ended");
    if (number === theNumber) link.state = "confirmed";
    else this.#end(link);
    return number === theNumber ? ok({}) : refused("wrong_number");
  }

  #cancel(link: ModelLink | undefined): Answer<unknown> {
    if (link) this.#end(link);
    return ok({});
  }

  #claim({ code, claim }: Partial<Input>): Answer<unknown> {
    const link = this.#living().find((each) => each.code === code);
    if (!link) return refused("link_ended");
    if (link.claim !== undefined && link.claim !== claim) link.contested = true;
    if (link.contested) {
      this.#tell(link);
      return refused("link_used");
    }
    Object.assign(link, { claim, state: "claimed" });
    this.#tell(link);
    return ok({ number: theNumber, expiresAt: link.expiresAt });
  }

  #leave(link: ModelLink | undefined): Answer<unknown> {
    if (!link) return ok({});
    this.#end(link);
    this.#tell(link);
    return ok({});
  }

  #check(link: ModelLink | undefined): Answer<unknown> {
    return link ? ok({ confirmed: link.state !== "claimed", expiresAt: link.expiresAt }) : refused("link_ended");
  }

  #collect(link: ModelLink | undefined): Answer<unknown> {
    if (!link) return refused("link_ended");
    if (link.state === "claimed") return refused("link_waiting", { retryAfterMs: 1_500 });
    link.state = "done";
    this.#tell(link);
    return ok(modelSelf);
  }

  #end(link: ModelLink): void {
    this.#links.splice(this.#links.indexOf(link), 1);
  }
}
