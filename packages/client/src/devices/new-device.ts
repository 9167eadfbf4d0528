import type { CodedError, Milliseconds, Self } from "@parlor/protocol";
import { mayRetry, type Call } from "../call.ts";
import type { Clock } from "../clock.ts";
import { randomSecret } from "../random-secret.ts";
import { Cell, type Store } from "../store.ts";

/** Where a new device stands on its way in. */
export type NewDeviceState =
  | { readonly is: "claiming" }
  /** The number has to be confirmed on the first device. */
  | { readonly is: "waiting"; readonly number: number; readonly expiresAt: Milliseconds }
  /** The session is this device's; in a browser its cookie is set. */
  | { readonly is: "done"; readonly self: Self; readonly token?: string }
  /** `used`: another device was first. `gone`: the code is unknown, ended or canceled. */
  | { readonly is: "ended"; readonly why: "used" | "gone" | "refused" | "expired" }
  /** The server could not be asked: `start` tries again with the same code. */
  | { readonly is: "failed"; readonly error: CodedError };

export interface NewDeviceDeps {
  clock: Clock;
  /** Over HTTP, because only there a cookie can be set (SES-2). */
  post: Call;
  keep: "cookie" | "token";
  /** As the link's fragment had it. */
  code: string;
}

const checkEveryMs = 1_500;
/** After an answer that failed, or that asked to wait without saying how long. */
const unansweredEveryMs = 3_000;

/** DEV-2 and DEV-4, the new device's side: uses a code, shows a number, and opens the session once that is confirmed. */
export class NewDevice {
  readonly state: Store<NewDeviceState>;
  readonly #cell = new Cell<NewDeviceState>({ is: "claiming" });
  readonly #deps: NewDeviceDeps;
  /** The same for every try, so that a repeat after a lost answer gets the same number. */
  readonly #claim = randomSecret();
  #cancelCheck = () => {};
  #isClosed = false;

  constructor(deps: NewDeviceDeps) {
    this.#deps = deps;
    this.state = this.#cell;
  }

  /** Uses the code. Call it on a person's click, never by itself: this becomes a session of the person who made the link. */
  async start(): Promise<void> {
    const { post, code } = this.#deps;
    this.#cell.set({ is: "claiming" });
    const answer = await post("device.claim", { code, claim: this.#claim });
    if (this.#isClosed) return this.#leave();
    if (answer.ok) {
      this.#cell.set({ is: "waiting", ...answer.value });
      return this.#checkIn(checkEveryMs);
    }
    // A code of the wrong shape was cut off on its way here.
    if (answer.error.code === "bad_request") return this.#end("gone");
    this.#refused(answer.error, "gone");
  }

  /** Stops waiting, and tells the first device so. */
  close(): void {
    this.#isClosed = true;
    this.#cancelCheck();
    if (this.#cell.get().is === "waiting") this.#leave();
  }

  #leave(): void {
    const { post, code } = this.#deps;
    void post("device.leave", { code, claim: this.#claim });
  }

  #checkIn(delay: Milliseconds): void {
    this.#cancelCheck = this.#deps.clock.after(delay, () => void this.#check());
  }

  /** Asks whether the first device let this one in, and opens the session when it did. */
  async #check(): Promise<void> {
    const { post, keep, code, clock } = this.#deps;
    const state = this.#cell.get();
    if (state.is !== "waiting") return;
    const claim = this.#claim;
    const checked = await post("device.check", { code, claim });
    if (this.#isClosed) return;
    if (checked.ok && !checked.value.confirmed) return this.#checkIn(checkEveryMs);
    const answer = checked.ok ? await post("device.collect", { code, claim, keep }) : checked;
    if (this.#isClosed) return;
    if (answer.ok) {
      const { token, ...self } = answer.value;
      return this.#cell.set({ is: "done", self, ...(token !== undefined && { token }) });
    }
    const isOver = clock.now() >= state.expiresAt;
    if (mayRetry(answer.error) && !isOver) return this.#checkIn(answer.error.retryAfterMs ?? unansweredEveryMs);
    if (mayRetry(answer.error)) return this.#end("expired");
    this.#refused(answer.error, isOver ? "expired" : "refused");
  }

  #refused(error: CodedError, ended: "gone" | "refused" | "expired"): void {
    if (error.code === "link_used") this.#end("used");
    else if (error.code === "link_ended") this.#end(ended);
    else this.#cell.set({ is: "failed", error });
  }

  #end(why: "used" | "gone" | "refused" | "expired"): void {
    this.#cell.set({ is: "ended", why });
  }
}
