/**
 * Stands where engine.io-client keeps its WebTransport (vite.config.ts): the server offers WebSocket and polling alone, so
 * half a kilobyte of the first load would never run.
 */
export const WT = undefined;
