import { privateStrings } from "../ui/private-strings.ts";
import styles from "./key-card.module.css";

/** The proxy's two lines as docs/self-hosting.md has them, for this page's name, if it has one, and port. */
function caddyLines(): string {
  const { hostname, port } = location;
  const isNumber = /^[\d.]+$|:/.test(hostname);
  return `${isNumber ? "chat.example.org" : hostname}\nreverse_proxy 127.0.0.1:${port || "3000"}`;
}

/** Why there are no private messages here, and how to get them. */
export function NoHttps() {
  return (
    <>
      <p>{privateStrings.card.insecureWhy}</p>
      <p>{privateStrings.card.insecureHow}</p>
      <pre class={styles.code} tabIndex={0}>
        {caddyLines()}
      </pre>
      <p>{privateStrings.card.insecureElse}</p>
    </>
  );
}
