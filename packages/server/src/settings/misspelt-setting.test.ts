import { expect, test } from "vitest";
import { readConfig } from "../config.ts";

test.each([
  ["PUBLICURL", "PUBLIC_URL"],
  ["PUBLIC_URI", "PUBLIC_URL"],
  ["PUBILC_URL", "PUBLIC_URL"],
  ["PUBLIC_URLS", "PUBLIC_URL"],
  ["public_url", "PUBLIC_URL"],
  ["DATADIR", "DATA_DIR"],
  ["DATA-DIR", "DATA_DIR"],
  ["DATA_DIRECTORY", "DATA_DIR"],
  ["PARLOR_DATA_DIR", "DATA_DIR"],
  ["PARLOR_PORT", "PORT"],
  ["RATE_SENDS", "RATE_SEND"],
  ["TRUSTED_PROXY", "TRUSTED_PROXIES"],
  ["TRUSTED_PROXYS", "TRUSTED_PROXIES"],
  ["LOGLEVEL", "LOG_LEVEL"],
  ["TRANSPORT", "TRANSPORTS"],
  ["METRIC_PORT", "METRICS_PORT"],
  ["SOCKET_PER_ADDRESS", "SOCKETS_PER_ADDRESS"],
])("%s is refused in one line that names %s", (name, setting) => {
  expect(() => readConfig({ [name]: "1" })).toThrowError(
    new RegExp(`^There is no setting ${name}\\b[^\n]* ${setting}\\b[^\n]*$`),
  );
});

test("the variables of other programs are none of Parlor's business", () => {
  const others = [
    "npm_config_cache npm_config_port npm_package_name npm_config_data_dirs NPM_CONFIG_LOGLEVEL npm_lifecycle_event INIT_CWD",
    "PATH PATHEXT PWD HOME HOSTNAME HOSTTYPE HOSTS POST SPORT PORTS Port host SSH_CONNECTION XDG_DATA_DIRS XDG_DATA_HOME LANG",
    "NODE_ENV NODE_OPTIONS PGDATA PGHOST DATABASE_URL DATA_DB JAVA_DIR LOG_DIR LOG_FORMAT PUBLIC_KEY PUBLIC_IP PUBLIC_DIR",
    "BASE_URL SPACE_NAME RATE_LIMIT KUBERNETES_PORT KUBERNETES_SERVICE_HOST REDIS_PORT METRICS_PATH INVOCATION_ID",
    "STATE_DIRECTORY JOURNAL_STREAM PARLOR_URL PARLOR_CHROMIUM PARLOR_TRACE",
  ];
  const env = Object.fromEntries(others.flatMap((line) => line.split(" ")).map((name) => [name, "x"]));
  expect(readConfig(env)).toEqual(readConfig({}));
});
