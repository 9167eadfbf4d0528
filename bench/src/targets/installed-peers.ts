import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { installed } from "./installed.ts";
import type { Contestant } from "./target.ts";

/** Limits are raised or lifted wherever a crowd from one address would meet them; nothing is logged or stored. */
export const installedPeers: Contestant[] = [
  installed({
    command: "inspircd",
    dialect: "irc",
    config: inspircdConfig,
    args: (file) => ["--nofork", `--config=${file}`, ...(process.getuid?.() === 0 ? ["--runasroot"] : [])],
    ready: /now running as/,
    tellsJoins: true,
  }),
  installed({
    command: "mosquitto",
    dialect: "mqtt",
    config: (port) => [`listener ${port} 127.0.0.1`, "allow_anonymous true", "max_queued_messages 0", ""].join("\n"),
    args: (file) => ["-c", file],
    ready: /mosquitto version \S+ running/,
  }),
  installed({
    command: "redis-server",
    dialect: "redis",
    config: (port, folder) =>
      [
        `port ${port}`,
        "bind 127.0.0.1",
        `dir ${folder}`,
        'save ""',
        "appendonly no",
        "maxclients 15000",
        "client-output-buffer-limit pubsub 0 0 0",
        "",
      ].join("\n"),
    args: (file) => [file],
    ready: /Ready to accept connections/,
  }),
];

function inspircdConfig(port: number, folder: string, path: string): string {
  const modules = join(dirname(dirname(path)), "lib/inspircd/modules");
  return `
<server name="bench.local" description="bench" network="Bench">
<admin name="bench" nick="bench" email="bench@localhost">
<bind address="127.0.0.1" port="${port}" type="clients">
<path configdir="${folder}" datadir="${folder}" logdir="${folder}" runtimedir="${folder}"${existsSync(modules) ? ` moduledir="${modules}"` : ""}>
<pid file="${join(folder, "pid")}">
<log method="file" type="* -USERINPUT -USEROUTPUT" level="default" target="${join(folder, "log")}">
<options defaultmodes="" prefixquit="" splitwhois="no">
<performance softlimit="15000" somaxconn="4096" clonesonconnect="no" quietbursts="yes">
<class name="nobody" commands="">
<connect name="everyone" allow="*" resolvehostnames="no" timeout="60" pingfreq="86400" useident="no"
  fakelag="no" commandrate="1000000000" threshold="1000000" recvq="1048576" softsendq="1073741824" hardsendq="2147483647"
  localmax="1000000" globalmax="1000000" maxconnwarn="no" limit="1000000" maxchans="1000">
`;
}
