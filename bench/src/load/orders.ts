import type { Seat } from "../dialects/dialect.ts";
import type { DialectName } from "../dialects/index.ts";
import type { Window } from "./crowd.ts";
import type { PageReads } from "./page-reader.ts";
import type { Sends } from "./speakers.ts";

interface Where {
  dialect: DialectName;
  port: number;
  seats: Seat[];
}

/** What the bench tells a process of the load to do. Times are seconds; `pid` is the server's. */
export type Order =
  | ({ do: "listen"; atOnce: number } & Where)
  | ({ do: "speak" } & Where)
  | { do: "window"; pid: number; seconds: number; warmSeconds: number }
  | { do: "quiet"; seconds: number }
  | { do: "steady"; channels: string[]; rate: number; seconds: number }
  | { do: "closedLoop"; pid: number; inFlight: number; seconds: number; warmSeconds: number }
  | { do: "readPages"; port: number; seat: Seat; head: number; count: number };

/** What comes back for each. `steady` tells the texts per second it reached, `quiet` whether it became quiet. */
export interface Results {
  listen: undefined;
  speak: undefined;
  window: Window;
  quiet: boolean;
  steady: number;
  closedLoop: Sends;
  readPages: PageReads;
}

export type Reply = { number: number; ok: true; value: unknown } | { number: number; ok: false; reason: string };
