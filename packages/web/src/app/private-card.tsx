import { KeyCard } from "../private/key-card.tsx";
import type { Desk } from "./desk.ts";
import { accessOf } from "./private-desk.ts";
import { navigate } from "./router.ts";
import { privatePath } from "./routes.ts";

/** The private key's card on the home page. */
export function PrivateCard({ desk }: { desk: Desk }) {
  return <KeyCard access={accessOf(desk)} onOpen={(id) => navigate(privatePath(id))} />;
}
