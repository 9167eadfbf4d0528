import { OwnPhrase } from "../private/own-phrase.tsx";
import type { Desk } from "./desk.ts";
import { accessOf } from "./private-desk.ts";

/** The recovery phrase, from the name menu. */
export function PrivatePhrase({ desk, name, onClose }: { desk: Desk; name: string; onClose: () => void }) {
  return <OwnPhrase access={accessOf(desk)} name={name} onClose={onClose} />;
}
