import { type ClientOptions, ParlorClient } from "@parlor/client";
import type { Answer, AnswerOf, CommandName, InputOf } from "@parlor/protocol";

/** What is told of each command: `asked` as it leaves, `answered` before the client itself hears of the answer. */
export interface CommandWatcher {
  asked<N extends CommandName>(name: N, input: InputOf<N>): void;
  answered<N extends CommandName>(name: N, input: InputOf<N>, answer: Answer<AnswerOf<N>>): void;
}

/** Parlor's own client, whose every command somebody looks at. */
export class ObservedClient extends ParlorClient {
  readonly #watcher: CommandWatcher;

  constructor(options: ClientOptions, watcher: CommandWatcher) {
    super(options);
    this.#watcher = watcher;
  }

  override async call<N extends CommandName>(name: N, input: InputOf<N>): Promise<Answer<AnswerOf<N>>> {
    this.#watcher.asked(name, input);
    const answer = await super.call(name, input);
    this.#watcher.answered(name, input, answer);
    return answer;
  }
}
