import { stretchHere } from "@parlor/client/private/stretch";

interface Job {
  phrase: Uint8Array;
  salt: Uint8Array;
}

/** The worker of stretch-in-worker.ts: one phrase, one answer. */
addEventListener("message", ({ data: { phrase, salt } }: MessageEvent<Job>) => {
  void stretchHere(phrase, salt).then((stretched) => postMessage(stretched));
});
