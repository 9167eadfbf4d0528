import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "../testing/temp-database.ts";
import { testServer } from "../testing/test-server.ts";

const folder = join(import.meta.dirname, "../../../../docs/monitoring");
const dashboard = readFileSync(join(folder, "grafana-dashboard.json"), "utf8");
const alerts = readFileSync(join(folder, "alerts.yaml"), "utf8");

/** The names of series in a text, without what a histogram appends. */
const namesIn = (text: string): Set<string> =>
  new Set(
    Array.from(text.matchAll(/\b(?:parlor|process|nodejs)_[a-z0-9_]+\b/g), ([name]) =>
      name.replace(/_(?:bucket|sum|count)$/, ""),
    ),
  );

const promtool = spawnSync("promtool", ["--version"]).status === 0;

test("every series that the dashboard and the alerts name is one that the server gives out", async () => {
  await using server = await testServer({ METRICS_PORT: "0" });
  const text = await (await fetch(`http://127.0.0.1:${server.metricsPort}/metrics`)).text();
  const given = new Set(Array.from(text.matchAll(/^# TYPE (\S+)/gm), ([, name]) => name));
  const wanted = [...namesIn(dashboard), ...namesIn(alerts)];
  expect(wanted.length).toBeGreaterThan(20);
  expect(wanted.filter((name) => !given.has(name))).toEqual([]);
  const panels = JSON.parse(dashboard).panels as { title: string; targets: { expr: string }[] }[];
  expect(panels.filter(({ targets }) => targets.length === 0)).toEqual([]);
});

test("docs/self-hosting.md names every series of Parlor's own", async () => {
  await using server = await testServer({ METRICS_PORT: "0" });
  const text = await (await fetch(`http://127.0.0.1:${server.metricsPort}/metrics`)).text();
  const docs = readFileSync(join(folder, "../self-hosting.md"), "utf8");
  const own = Array.from(text.matchAll(/^# TYPE (parlor_\S+)/gm), ([, name = ""]) => name);
  expect(own.length).toBeGreaterThan(15);
  expect(own.filter((name) => !docs.includes(name))).toEqual([]);
});

test.skipIf(!promtool)("promtool finds nothing wrong with the series and the alert rules", async () => {
  await using server = await testServer({ METRICS_PORT: "0" });
  using temp = tempFolder();
  const text = await (await fetch(`http://127.0.0.1:${server.metricsPort}/metrics`)).text();
  writeFileSync(join(temp.path, "metrics"), text);
  const check = (args: string[], input?: string) => spawnSync("promtool", args, { encoding: "utf8", input });
  const rules = check(["check", "rules", join(folder, "alerts.yaml")]);
  expect(rules.status, rules.stdout + rules.stderr).toBe(0);
  const series = check(["check", "metrics"], text);
  expect([series.status, series.stdout + series.stderr]).toEqual([0, ""]);
});

if (!promtool) console.log("promtool is not on this machine: the alert rules are not checked by it");
