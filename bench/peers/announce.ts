import type { Server } from "node:http";

/** Listens on a free port of the loopback and tells the bench which. */
export function announce(http: Server): void {
  http.listen(0, "127.0.0.1", 4_096, () => {
    const address = http.address();
    console.log(`listening on ${typeof address === "object" && address ? address.port : 0}`);
  });
}
