import type { CodedError, Milliseconds } from "@parlor/protocol";
import { mayRetry, type Call } from "../call.ts";
import type { Clock } from "../clock.ts";
import { Cell, type Store } from "../store.ts";

/** Where a link to one more device stands, as the device that made it sees it. */
export type OfferState =
  | { readonly is: "making" }
  /** The code waits for a device. */
  | { readonly is: "open"; readonly code: string; readonly expiresAt: Milliseconds }
  /** A device used the code and shows one of these numbers. */
  | {
      readonly is: "claimed";
      readonly choices: readonly number[];
      readonly expiresAt: Milliseconds;
      /** What the device calls itself. */
      readonly label?: string;
      /** Another device tried the same code later, so one of the two is perhaps a stranger's. */
      readonly isContested: boolean;
      /** The number that was chosen, while the server judges it. */
      readonly chosen?: number;
    }
  /** The number was right; the device is on its way in. */
  | { readonly is: "confirmed"; readonly label?: string }
  | { readonly is: "done"; readonly label?: string }
  /** `gone`: before it expired, the other device gave up, or the server lost the code, for example in a restart. */
  | { readonly is: "ended"; readonly why: "expired" | "wrong-number" | "refused" | "gone" }
  /** The server could not be asked, or refused. */
  | { readonly is: "failed"; readonly error: CodedError };

export interface OfferDeps {
  clock: Clock;
  call: Call;
  /** Calls back when the server says that something about this code changed. Returns what ends it. */
  onChanged(listener: (linkId: string | undefined) => void): () => void;
}

/** Events can be lost, so the server is asked too. */
const lookEveryMs = 2_000;

/** DEV-1 to DEV-3, the first device's side: makes a code, follows its use, and confirms the number. `close` ends the code. */
export class DeviceOffer {
  readonly state: Store<OfferState>;
  readonly #cell = new Cell<OfferState>({ is: "making" });
  readonly #deps: OfferDeps;
  readonly #endListening: () => void;
  #linkId: string | undefined;
  #code = "";
  #expiresAt: Milliseconds = 0;
  #label: { label?: string } = {};
  #cancelLook = () => {};
  #cancelSaying = () => {};
  #isClosed = false;

  constructor(deps: OfferDeps) {
    this.#deps = deps;
    this.state = this.#cell;
    this.#endListening = deps.onChanged((linkId) => {
      if (linkId !== undefined && linkId === this.#linkId) void this.#look();
    });
  }

  /** Makes a code. Call it again after a code has ended, or after a failure. */
  async start(): Promise<void> {
    this.#cancelLook();
    this.#label = {};
    this.#cell.set({ is: "making" });
    const answer = await this.#deps.call("device.offer", {});
    if (!answer.ok) return this.#cell.set({ is: "failed", error: answer.error });
    const { linkId, code, expiresAt } = answer.value;
    // The dialog was closed meanwhile.
    if (this.#isClosed) return void this.#deps.call("device.cancel", { linkId });
    this.#linkId = linkId;
    this.#code = code;
    this.#expiresAt = expiresAt;
    this.#cell.set({ is: "open", code, expiresAt });
    this.#lookLater();
  }

  /** Lets the waiting device in, if this is its number. Any other number ends the code (DEV-3). */
  async confirm(number: number): Promise<void> {
    const state = this.#cell.get();
    const linkId = this.#linkId;
    if (state.is !== "claimed" || state.chosen !== undefined || linkId === undefined) return;
    this.#cell.set({ ...state, chosen: number });
    await this.#decide(linkId, number);
  }

  /** Says the number until the server answers: it holds over a moment without a network. */
  async #decide(linkId: string, number: number): Promise<void> {
    const { call, clock } = this.#deps;
    const answer = await call("device.confirm", { linkId, number });
    const state = this.#cell.get();
    if (this.#linkId !== linkId || state.is !== "claimed") return;
    if (answer.ok) return this.#cell.set({ is: "confirmed", ...this.#label });
    const { error } = answer;
    if (error.code === "wrong_number") return this.#end("wrong-number");
    if (error.code === "link_ended") return this.#endGone();
    if (mayRetry(error)) {
      if (clock.now() >= this.#expiresAt) return this.#end("expired");
      this.#cancelSaying = clock.after(error.retryAfterMs ?? lookEveryMs, () => void this.#decide(linkId, number));
      return undefined;
    }
    // Nothing was decided: a number can be chosen again.
    const { chosen: _chosen, ...undecided } = state;
    return this.#cell.set(undecided);
  }

  /** The waiting device shows none of the numbers, so it is not the person's own: it is refused. */
  refuse(): void {
    this.#cancel();
    this.#end("refused");
  }

  /** Ends the code, unless a device is on its way in. */
  close(): void {
    this.#isClosed = true;
    this.#endListening();
    this.#cancel();
    this.#cancelLook();
    this.#cancelSaying();
    this.#linkId = undefined;
  }

  #cancel(): void {
    const { is } = this.#cell.get();
    const linkId = this.#linkId;
    if (linkId !== undefined && (is === "open" || is === "claimed")) void this.#deps.call("device.cancel", { linkId });
  }

  #lookLater(): void {
    this.#cancelLook();
    this.#cancelLook = this.#deps.clock.after(lookEveryMs, () => void this.#look());
  }

  async #look(): Promise<void> {
    const linkId = this.#linkId;
    if (linkId === undefined) return;
    this.#cancelLook();
    const answer = await this.#deps.call("device.look", { linkId });
    // Closed, or begun again, while the answer was on its way.
    if (this.#linkId !== linkId) return;
    const state = this.#cell.get();
    if (state.is === "claimed" && state.chosen !== undefined) return this.#lookLater();
    if (!answer.ok) {
      if (answer.error.code !== "link_ended") return this.#lookLater();
      return this.#endGone();
    }
    const { state: is, expiresAt, label, choices = [], contested = false } = answer.value;
    if (label !== undefined) this.#label = { label };
    if (is === "open") this.#cell.set({ is, code: this.#code, expiresAt });
    if (is === "claimed") this.#cell.set({ is, choices, expiresAt, isContested: contested, ...this.#label });
    if (is === "confirmed") this.#cell.set({ is, ...this.#label });
    if (is === "done") {
      this.#linkId = undefined;
      return this.#cell.set({ is, ...this.#label });
    }
    this.#lookLater();
  }

  #endGone(): void {
    this.#end(this.#deps.clock.now() < this.#expiresAt ? "gone" : "expired");
  }

  #end(why: "expired" | "wrong-number" | "refused" | "gone"): void {
    this.#cancelLook();
    this.#linkId = undefined;
    this.#cancelSaying();
    this.#cell.set({ is: "ended", why });
  }
}
