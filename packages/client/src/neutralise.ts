import { limits } from "@parlor/protocol/limits";

type Fields = Record<string, unknown>;

/** The times that a Date can hold, in milliseconds. Beyond them `Intl` and `toISOString` throw. */
const lastTime = 8.64e15;
/** Stands where there is nothing of a name to show. */
const nameless = "?";

/** Each repairs a value of its kind in place; false when nothing can be made of it. */
const kinds = {
  message: (it: Fields) => {
    it["at"] = timeOr(it["at"], 0);
    it["text"] = textOr(it["text"], "");
    it["by"] = textOr(it["by"], "");
    it["clientId"] = textOr(it["clientId"], "");
    return isCount(it["seq"]) && it["seq"] > 0;
  },
  person: (it: Fields) => {
    it["name"] = nameOr(it["name"]);
    if (!isCount(it["rev"])) it["rev"] = 1;
    return isId(it["id"]);
  },
  former: (it: Fields) => {
    it["name"] = nameOr(it["name"]);
    it["until"] = timeOr(it["until"], 0);
    return isId(it["personId"]);
  },
  channel: (it: Fields) => {
    it["name"] = nameOr(it["name"]);
    it["about"] = textOr(it["about"], "").slice(0, limits.nameUnits);
    it["createdAt"] = timeOr(it["createdAt"], 0);
    if (!isCount(it["rev"])) it["rev"] = 1;
    return isId(it["id"]);
  },
  pulse: (it: Fields) => {
    if (timeOr(it["lastAt"], undefined) === undefined) delete it["lastAt"];
    if (!isCount(it["imported"])) delete it["imported"];
    if (!isCount(it["here"])) it["here"] = 0;
    return isId(it["channelId"]) && isCount(it["head"]);
  },
  conversation: (it: Fields) => {
    if (timeOr(it["lastAt"], undefined) === undefined) delete it["lastAt"];
    neutralise(it);
    return isCount(it["head"]);
  },
};

/** A field has the same kind wherever it stands in an answer or event, so its name decides. */
const lists: Record<string, (it: Fields) => boolean> = {
  messages: kinds.message,
  people: kinds.person,
  came: kinds.person,
  formerly: kinds.former,
  channels: kinds.channel,
  pulses: kinds.pulse,
  conversations: kinds.conversation,
};
const singles: Record<string, (it: Fields) => unknown> = {
  person: kinds.person,
  former: kinds.former,
  peer: kinds.person,
  owner: kinds.person,
  channel: kinds.channel,
  conversation: kinds.conversation,
  self: neutralise,
  page: neutralise,
  here: neutralise,
};

/**
 * CLI-9. Makes what the server says safe to draw, in place: a stored value that is not of its form is replaced by a harmless one, and an
 * item that has no place or no id is dropped. So one bad row in the database costs that row, not the page.
 * `payload` is the value of an answer, or an event.
 */
export function neutralise(payload: unknown): void {
  if (!isObject(payload)) return;
  for (const [name, value] of Object.entries(payload)) {
    const item = lists[name];
    if (item) payload[name] = Array.isArray(value) ? value.filter((each) => isObject(each) && item(each)) : [];
    else if (isObject(value)) singles[name]?.(value);
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isId(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function timeOr<T>(value: unknown, otherwise: T): number | T {
  return typeof value === "number" && Math.abs(value) <= lastTime ? value : otherwise;
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

/** A name that can be drawn: not empty, and no longer than one may be. */
function nameOr(value: unknown): string {
  const name = textOr(value, "").slice(0, limits.nameUnits);
  return name.trim() === "" ? nameless : name;
}
