/** A command's result, as far as it is read here. */
interface Result {
  result?: { objectId?: string; value?: unknown };
  objects?: { objectId: string };
}

interface Answer {
  id?: number;
  error?: { message: string };
  result?: Result;
}

/** Speaks the Chrome DevTools Protocol with a Node process that was started with `--inspect`. */
export class Inspector {
  readonly #socket: WebSocket;
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Connects to the main thread of the process that has its inspector at this address, such as `127.0.0.1:9229`. */
  static async connected(address: string): Promise<Inspector> {
    const targets = (await (await fetch(`http://${address}/json/list`)).json()) as { webSocketDebuggerUrl: string }[];
    const [main] = targets;
    if (!main) throw new Error(`no inspector at ${address}`);
    const socket = new WebSocket(main.webSocketDebuggerUrl);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve(), { once: true });
      socket.addEventListener("error", () => reject(new Error(`no inspector at ${address}`)), { once: true });
    });
    return new Inspector(socket);
  }

  /** Runs one command. Rejects with what the process says against it. */
  asks(method: string, params: object = {}): Promise<Result> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const hear = ({ data }: MessageEvent): void => {
        const { id: answered, error, result = {} } = JSON.parse(String(data)) as Answer;
        if (answered !== id) return;
        this.#socket.removeEventListener("message", hear);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      };
      this.#socket.addEventListener("message", hear);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  closes(): void {
    this.#socket.close();
  }
}
