import type { Answer, AnswerOf, CommandName, InputOf } from "@parlor/protocol";
import type { Call } from "../call.ts";
import { postCommand } from "../http-door.ts";

/** Runs commands over HTTP whether or not a socket is live: with the cookie of Parlor's own page, and no token. */
export function postHere(url: string): Call {
  return <N extends CommandName>(name: N, input: InputOf<N>) =>
    postCommand(url, name, input, undefined) as Promise<Answer<AnswerOf<N>>>;
}
