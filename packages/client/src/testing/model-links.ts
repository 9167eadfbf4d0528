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

  #run(name: string, { linkId, code, claim, number }: Partial<Input>): Answer<unknown> {
    const living = this.#links.filter(({ expiresAt }) => expiresAt > this.#clock.now());
    const own = living.find((link) => link.linkId === linkId);
    switch (name) {
      case "device.offer": {
        const at = this.#links.length;
        const made = { linkId: `link ${at}`, code: `code ${at}`, expiresAt: this.#clock.now() + 300_000 };
        this.#links.push({ ...made, state: "open" });
        return ok(made);
      }
      case "device.look": {
        if (!own) return refused("link_ended");
        const { state, expiresAt, contested } = own;
        const asked = { choices: [17, theNumber, 68], label: "Firefox on Linux", ...(contested && { contested }) };
        return ok({ state, expiresAt, ...(state === "claimed" && asked) });
      }
      case "device.confirm":
        if (!own) return refused("link_ended");
        if (number === theNumber) own.state = "confirmed";
        else this.#end(own);
        return number === theNumber ? ok({}) : refused("wrong_number");
      case "device.cancel":
        if (own) this.#end(own);
        return ok({});
      case "device.claim": {
        const link = living.find((each) => each.code === code);
        if (!link) return refused("link_ended");
        if (link.claim !== undefined && link.claim !== claim) link.contested = true;
        if (link.contested) this.#tell(link);
        if (link.contested) return refused("link_used");
        Object.assign(link, { claim, state: "claimed" });
        this.#tell(link);
        return ok({ number: theNumber, expiresAt: link.expiresAt });
      }
      case "device.check":
      case "device.collect": {
        const link = living.find((each) => each.code === code && each.claim === claim);
        if (!link) return refused("link_ended");
        const confirmed = link.state !== "claimed";
        if (name === "device.check") return ok({ confirmed, expiresAt: link.expiresAt });
        if (!confirmed) return refused("link_waiting", { retryAfterMs: 1_500 });
        link.state = "done";
        this.#tell(link);
        return ok(modelSelf);
      }
      default:
        return refused("unknown_command");
    }
  }

  #end(link: ModelLink): void {
    this.#links.splice(this.#links.indexOf(link), 1);
  }
}
