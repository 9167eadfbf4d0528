/** Counts open transports per address, so that one machine cannot take every socket of the server. */
export class AddressCap {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  hasRoom(address: string): boolean {
    return (this.#open.get(address) ?? 0) < this.#most;
  }

  /** Takes a place; the returned function gives it back. */
  enter(address: string): () => void {
    this.#open.set(address, (this.#open.get(address) ?? 0) + 1);
    return () => {
      const left = (this.#open.get(address) ?? 1) - 1;
      if (left > 0) this.#open.set(address, left);
      else this.#open.delete(address);
    };
  }
}
