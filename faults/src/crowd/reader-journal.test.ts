import type { FeedState, TimelineRow } from "@parlor/client";
import type { AnswerOf, Message } from "@parlor/protocol";
import { expect, test } from "vitest";
import { ReaderJournal } from "./reader-journal.ts";

const channelId = "general";

function message(seq: number): Message {
  return { seq, by: "bo", at: seq, text: `number ${seq}`, clientId: `m${seq}` };
}

const row = (seq: number): TimelineRow => ({ is: "message", key: String(seq), message: message(seq), mine: false });

function state(rows: TimelineRow[], resetFrom?: number): FeedState {
  const here = { count: 1, people: [] };
  return { status: "ready", rows, reachedStart: false, loadingOlder: false, resetFrom, here, typing: [] };
}

/** The answer to a view, as far as the journal reads it. */
function view(epoch: string, seqs: number[], more: { reset?: boolean; head?: number } = {}): AnswerOf<"channel.view"> {
  const { reset = false, head = seqs.at(-1) ?? 0 } = more;
  const page = { channelId, epoch, head, messages: seqs.map(message), people: [] };
  return { channel: {} as AnswerOf<"channel.view">["channel"], here: { count: 1, people: [] }, page, reset };
}

const journal = () => new ReaderJournal("ada", channelId, () => {});

test("a life begins after what was not promised, and goes on over reconnects", () => {
  const ada = journal();
  ada.viewed(view("a", [5, 6]));
  const rows = [row(5), row(6)];
  ada.showed(state(rows));
  ada.viewed(view("a", [7]));
  ada.showed(state([...rows, row(7)]));
  expect(ada.evidence.lives).toEqual([
    {
      epoch: "a",
      after: 4,
      wasTold: true,
      saw: [
        [6, "m6"],
        [5, "m5"],
        [7, "m7"],
      ],
    },
  ]);
  expect(ada.floor).toBe(7);
});

test("a message that fills a hole above is seen, and the floor stands at the hole until then", () => {
  const ada = journal();
  ada.viewed(view("a", [1]));
  const [one, three] = [row(1), row(3)];
  ada.showed(state([one, { is: "hole", key: "hole 1" }, three]));
  expect(ada.floor).toBe(1);
  ada.showed(state([one, row(2), three]));
  expect(ada.floor).toBe(3);
  expect(ada.evidence.lives[0]?.saw.map(([seq]) => seq).sort()).toEqual([1, 2, 3]);
});

test("a reset begins a new life, which is honest once the timeline says so; rows of the old one do not count", () => {
  const ada = journal();
  ada.viewed(view("a", [1]));
  const old = row(1);
  ada.showed(state([old]));
  ada.viewed(view("b", [9], { reset: true }));
  ada.showed(state([old]));
  expect(ada.evidence.lives[1]).toEqual({ epoch: "b", after: 8, wasTold: false, saw: [] });
  ada.showed(state([row(9)], 9));
  expect(ada.evidence.lives[1]).toEqual({ epoch: "b", after: 8, wasTold: true, saw: [[9, "m9"]] });
  expect(ada.evidence.shown).toEqual([[9, "m9"]]);
});

test("a page that is loaded again starts over with what it shows first", () => {
  const ada = journal();
  ada.viewed(view("a", [1, 2]));
  ada.showed(state([row(1), row(2)]));
  ada.reloaded();
  ada.showed(state([row(2)]));
  ada.viewed(view("a", [3]));
  ada.showed(state([row(2), row(3)]));
  expect(ada.evidence.lives.map(({ after, wasTold }) => ({ after, wasTold }))).toEqual([
    { after: 0, wasTold: true },
    { after: 1, wasTold: true },
  ]);
});
