/** One WebSocket frame as a server sends it. */
export interface ServerFrame {
  payload: Buffer;
  /** Bytes the frame took, header and all. */
  length: number;
}

/** The frame that starts the bytes, once all of it is there; undefined before (RFC 6455, 5.2; never masked). */
export function serverFrame(bytes: Buffer): ServerFrame | undefined {
  if (bytes.length < 2) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const header = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < header) return undefined;
  const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const length = header + size;
  return bytes.length < length ? undefined : { payload: bytes.subarray(header, length), length };
}
