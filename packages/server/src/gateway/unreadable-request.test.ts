import { connect } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { testServer, type TestServer } from "../testing/test-server.ts";

interface Reply {
  status: number;
  error: { code: string; message: string };
}

/** Sends these bytes on a connection of its own, and reads the answer to its end. */
async function sends(server: TestServer, head: string[], body: Uint8Array | string = ""): Promise<Reply> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  socket.write(body);
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? [];
  return { status: Number(status), error: JSON.parse(text.slice(text.indexOf("\r\n\r\n"))).error };
}

const command = (...headers: string[]) => [
  "POST /api/v1/place.about HTTP/1.1",
  "Host: x",
  "Connection: close",
  "Content-Type: application/json",
  ...headers,
];
const bodyOf = (encoding: string, body: Uint8Array): [string[], Uint8Array] => [
  command(`Content-Encoding: ${encoding}`, `Content-Length: ${body.length}`),
  body,
];
const get = (path: string, ...headers: string[]) => [
  `GET ${path} HTTP/1.1`,
  "Host: x",
  "Connection: close",
  ...headers,
];
const long = "x".repeat(20_000);

test.each<[string, [string[], (Uint8Array | string)?], number, string, RegExp]>([
  ["a header over 16 KiB", [get("/", `Cookie: a=${long}`)], 431, "headers_too_large", /headers.*16 KiB/],
  [
    "many headers",
    [get("/", ...Array.from({ length: 900 }, (_, n) => `X-Header-${n}: ${n}0000000000`))],
    431,
    "headers_too_large",
    /16 KiB/,
  ],
  ["an address over 16 KiB", [get(`/c/${long}`)], 431, "headers_too_large", /address.*16 KiB/],
  ["a % that is none", [get("/%zz")], 400, "bad_request", /path.*%/],
  ["a path that is not UTF-8", [get("/c/%ff%fe")], 400, "bad_request", /path.*UTF-8/],
  ["a command with a % that is none", [get("/api/v1/%E0%A4%A")], 400, "bad_request", /path.*%/],
  ["what is not gzip", [...bodyOf("gzip", Buffer.from("no gzip"))], 400, "bad_request", /Content-Encoding/],
  ["a gzip that is cut off", bodyOf("gzip", gzipSync("{}").subarray(0, 12)), 400, "bad_request", /Content-Encoding/],
  ["what is not deflate", bodyOf("deflate", Buffer.from("no deflate")), 400, "bad_request", /Content-Encoding/],
  ["what is not Brotli", bodyOf("br", Buffer.from("no brotli")), 400, "bad_request", /Content-Encoding/],
  ["an unknown encoding", bodyOf("compress", Buffer.from("{}")), 415, "not_json", /Content-Encoding is not known/],
  ["two encodings", bodyOf("gzip, deflate", deflateSync(gzipSync("{}"))), 415, "not_json", /Content-Encoding is not/],
  [
    "a small body that unpacks to 8 MB",
    bodyOf("gzip", gzipSync(Buffer.alloc(8 << 20, " "))),
    413,
    "too_large",
    /larger/,
  ],
  ["what is not HTTP", [["HELO mail.example.org"]], 400, "bad_request", /not a request in HTTP/],
])("API-10 %s gets one code and a sentence of its own", async (_what, [head, body], status, code, sentence) => {
  await using server = await testServer();
  expect(await sends(server, head, body)).toMatchObject({
    status,
    error: { code, message: expect.stringMatching(sentence) },
  });
});

test("API-10 a body in an encoding that can be read is read", async () => {
  await using server = await testServer();
  const headers = { "content-type": "application/json", "content-encoding": "gzip" };
  const answer = await fetch(`${server.url}/api/v1/place.about`, { method: "POST", body: gzipSync("{}"), headers });
  expect([answer.status, await answer.json()]).toMatchObject([200, { ok: true }]);
});
