import { ask } from "./http-door.ts";

/** A client that speaks Engine.IO's polling by hand, and polls only when told. */
export class PollingGuest {
  private readonly url: string;
  private readonly path: string;

  private constructor(url: string, sid: string) {
    this.url = url;
    this.path = `/socket.io/?EIO=4&transport=polling&sid=${sid}`;
  }

  static async opens(url: string): Promise<PollingGuest> {
    const { body } = await ask(url, "/socket.io/?EIO=4&transport=polling", { method: "GET" });
    return new PollingGuest(url, JSON.parse(body.slice(1)).sid);
  }

  /** Sends these packets in one body; resolves to the answer's status. */
  async posts(packets: string[]): Promise<number> {
    const headers = { "content-type": "text/plain;charset=UTF-8" };
    return (await ask(this.url, this.path, { headers, body: packets.join("\u001E") })).status;
  }

  /** Everything that waited for this client. */
  async polls(): Promise<string> {
    return (await ask(this.url, this.path, { method: "GET" })).body;
  }

  /** Polls until something with these words in it has come. */
  async hears(words: string): Promise<void> {
    while (!(await this.polls()).includes(words));
  }
}
