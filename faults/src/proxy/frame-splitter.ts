/** Bytes that belong together: the head of an HTTP message, one WebSocket frame, or a run of bytes that is neither. */
export interface Piece {
  bytes: Buffer;
  /** What a text frame says. */
  text?: string;
}

const HEAD_END = "\r\n\r\n";
const isUpgrade = /^(GET [^\r]*\r\n[^]*\r\nupgrade: *websocket|HTTP\/1\.1 101 )/i;

/** Cuts one direction of a connection into WebSocket frames (RFC 6455, section 5.2). What is no WebSocket passes whole. */
export class FrameSplitter {
  #mode: "head" | "frames" | "bytes" = "head";
  #held: Buffer = Buffer.alloc(0);

  /** Known once the head has passed. */
  get isWebSocket(): boolean {
    return this.#mode === "frames";
  }

  /** Takes the next bytes; gives back every piece that is complete. */
  take(chunk: Buffer): Piece[] {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const pieces: Piece[] = [];
    for (let piece = this.#next(); piece; piece = this.#next()) pieces.push(piece);
    return pieces;
  }

  #next(): Piece | undefined {
    if (this.#held.length === 0) return undefined;
    switch (this.#mode) {
      case "head": {
        const end = this.#held.indexOf(HEAD_END);
        if (end < 0) return undefined;
        this.#mode = isUpgrade.test(this.#held.toString("latin1", 0, end)) ? "frames" : "bytes";
        return this.#mode === "bytes" ? this.#cut(this.#held.length) : this.#cut(end + HEAD_END.length);
      }
      case "frames": {
        const frame = measure(this.#held);
        if (!frame || this.#held.length < frame.end) return undefined;
        const payload = Buffer.from(this.#held.subarray(frame.start, frame.end));
        if (frame.mask)
          for (let at = 0; at < payload.length; at++) payload[at] = (payload[at] ?? 0) ^ (frame.mask[at & 3] ?? 0);
        const piece = this.#cut(frame.end);
        return frame.isText ? { ...piece, text: payload.toString() } : piece;
      }
      case "bytes":
        return this.#cut(this.#held.length);
    }
  }

  #cut(length: number): Piece {
    const bytes = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return { bytes };
  }
}

/** Where the payload of the first frame lies; undefined while its header is not complete. */
function measure(bytes: Buffer): { start: number; end: number; mask: Buffer | undefined; isText: boolean } | undefined {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  const short = second & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const isMasked = second >= 0x80;
  const start = 2 + extra + (isMasked ? 4 : 0);
  if (bytes.length < start) return undefined;
  const length = extra === 2 ? bytes.readUInt16BE(2) : extra === 8 ? Number(bytes.readBigUInt64BE(2)) : short;
  const mask = isMasked ? bytes.subarray(start - 4, start) : undefined;
  return { start, end: start + length, mask, isText: (first & 0x0f) === 1 };
}
