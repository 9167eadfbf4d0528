import { version } from "../version.ts";
import type { Counts } from "./counts.ts";
import type { DataFigures } from "./data-figures.ts";
import type { Family } from "./exposition.ts";

/** What is true right now, looked at when somebody asks. */
export interface Gauges {
  /** Open connections by transport, such as `websocket`. */
  connections(): Map<string, number>;
  /** People with at least one connection. */
  people(): number;
  /** Messages that wait for the disk. */
  waiting(): number;
  /** Sessions that have not ended. */
  sessions(): Promise<number>;
  data(): Promise<DataFigures>;
}

/** Everything the server says of its own work. Each name is in docs/self-hosting.md. */
export async function serverFamilies(counts: Counts, gauges: Gauges): Promise<Family[]> {
  const [sessions, data] = await Promise.all([gauges.sessions(), gauges.data()]);
  return [
    gauge("build_info", "1, with the version of Parlor and of Node.", {
      value: 1,
      labels: { version, node: process.versions.node },
    }),
    gauge("connections", "Open connections by transport.", ...labelled("transport", gauges.connections())),
    gauge("people", "People with a connection.", { value: gauges.people() }),
    gauge("sessions", "Sessions that have not ended.", { value: sessions }),
    gauge("database_bytes", "Size of the database file.", { value: data.database }),
    gauge("wal_bytes", "Size of the database's write-ahead log.", { value: data.wal }),
    gauge("disk_free_bytes", "Free space on the disk of the data folder.", { value: data.free }),
    gauge("messages_waiting", "Messages that wait for the disk.", { value: gauges.waiting() }),
    counter("sends_total", "Answers to message.send by outcome.", ...labelled("outcome", sends(counts))),
    spread("ack_seconds", "From a send's arrival to its answer, for those stored.", counts.ackTime),
    spread("commit_seconds", "Time of a commit of messages.", counts.commitTime),
    spread("batch_messages", "Messages in a commit.", counts.batchSize),
    counter("deliveries_total", "Messages times the connections they were written to.", { value: counts.deliveries }),
    counter("catch_ups_total", "Reads that continued from what a client had.", { value: counts.catchUps }),
    counter("resets_total", "Clients that had to reload a channel from its newest messages.", { value: counts.resets }),
    counter("slow_clients_cut_total", "Connections cut because they did not read.", { value: counts.slowCuts }),
    counter("flooding_clients_cut_total", "Connections cut because they sent too much.", { value: counts.floodCuts }),
    counter("origins_refused_total", "Requests of pages at other addresses.", { value: counts.originsRefused }),
    counter("typing_shed_total", "Typing notices dropped while the server was behind.", { value: counts.shed }),
    counter("commands_total", "Commands by name and outcome.", ...commands(counts)),
    counter("rate_limited_total", "Commands refused for being too many.", { value: rateLimited(counts) }),
  ];
}

type Sample = { value: number; labels?: Record<string, string> };

function gauge(name: string, help: string, ...samples: Sample[]): Family {
  return { name: `parlor_${name}`, help, type: "gauge", samples };
}

function counter(name: string, help: string, ...samples: Sample[]): Family {
  return { name: `parlor_${name}`, help, type: "counter", samples };
}

function spread(name: string, help: string, of: Counts["ackTime"]): Family {
  return { name: `parlor_${name}`, help, type: "histogram", spread: of };
}

function labelled(label: string, values: Map<string, number>): Sample[] {
  return Array.from(values, ([of, value]) => ({ value, labels: { [label]: of } }));
}

/**
 * Stored, answered again, or refused with a code. A full disk has its series from the start: an increase is only seen of one
 * that was there before, and the first refusal is the one that an alert is for.
 */
function sends({ accepted, resent, commands: byName }: Counts): Map<string, number> {
  const outcomes = new Map(byName.get("message.send"));
  outcomes.delete("ok");
  return new Map([["accepted", accepted], ["resent", resent], ["storage_full", 0], ...outcomes]);
}

function commands({ commands: byName }: Counts): Sample[] {
  return Array.from(byName, ([command, outcomes]) =>
    Array.from(outcomes, ([outcome, value]) => ({ value, labels: { command, outcome } })),
  ).flat();
}

function rateLimited({ commands: byName }: Counts): number {
  return byName.values().reduce((sum, outcomes) => sum + (outcomes.get("rate_limited") ?? 0), 0);
}
