import { limits, type MessagePage } from "@parlor/protocol";

/**
 * A batch in pieces that are no larger than a page (MSG-5), mostly as it is. A crowd's batch can be megabytes of text, which
 * careful clients refuse as one frame, and with which a sound line would be cut for being behind (R6). The head of each piece
 * is its last message, since what follows is not missing.
 */
export function inPages(batch: MessagePage): MessagePage[] {
  const pieces: MessagePage["messages"][] = [];
  let piece: MessagePage["messages"] = [];
  let units = 0;
  for (const message of batch.messages) {
    units += message.text.length;
    if (piece.length > 0 && (piece.length === limits.pageMax || units > limits.pageText)) {
      pieces.push(piece);
      piece = [];
      units = message.text.length;
    }
    piece.push(message);
  }
  if (pieces.length === 0) return [batch];
  return [...pieces, piece].map((messages) => ({ ...batch, head: messages.at(-1)?.seq ?? batch.head, messages }));
}
