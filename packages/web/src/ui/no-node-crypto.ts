/** Stands where a library would look for Node's cryptography (vite.config.ts): browsers that lack their own get no other. */
export const webcrypto = undefined;
