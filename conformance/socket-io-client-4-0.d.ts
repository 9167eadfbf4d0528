/** It has types, but its `exports` hide them from the compiler. */
declare module "socket.io-client-4-0" {
  export const io: unknown;
}
