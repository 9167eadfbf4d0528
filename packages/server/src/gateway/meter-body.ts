import type { IncomingMessage } from "node:http";

interface BodyWatch {
  /** A piece of so many bytes has come. False drops it and all that follow. */
  onPiece(bytes: number): boolean;
  /** Called once, when the body has come to its end or its connection is gone. */
  onOver(): void;
}

/**
 * Watches a body as the parser of HTTP hands it on. As a stream it could only be watched once every piece has its place in
 * memory: a packet may hold ten thousand chunks, and all of them are parsed before anybody else has a turn.
 */
export function meterBody(request: IncomingMessage, { onPiece, onOver }: BodyWatch): void {
  const push = request.push.bind(request);
  let isDropped = false;
  let isOver = false;
  const over = (): void => {
    if (!isOver) onOver();
    isOver = true;
  };
  request.push = (piece: Buffer | null) => {
    if (piece === null) over();
    else isDropped ||= !onPiece(piece.length);
    return !isDropped && push(piece);
  };
  request.once("close", over);
}
