import type { IncomingMessage } from "node:http";

interface BodyWatch {
  /** A piece of so many bytes has come. `drop` leaves it out, and `end` all that follow too. */
  onPiece(bytes: number): "take" | "drop" | "end";
  /** Called once, when the body has come to its end or its connection is gone. */
  onOver(): void;
}

/**
 * Watches a body as the parser of HTTP hands it on. As a stream it could only be watched once every piece has its place in
 * memory: a packet may hold ten thousand chunks, and all of them are parsed before anybody else has a turn.
 */
export function meterBody(request: IncomingMessage, { onPiece, onOver }: BodyWatch): void {
  const push = request.push.bind(request);
  let isEnded = false;
  let isOver = false;
  const over = (): void => {
    if (!isOver) onOver();
    isOver = true;
  };
  request.push = (piece: Buffer | null) => {
    if (piece === null) over();
    if (isEnded) return false;
    const fate = piece === null ? "take" : onPiece(piece.length);
    isEnded = fate === "end";
    return fate === "take" ? push(piece) : !isEnded;
  };
  request.once("close", over);
}
