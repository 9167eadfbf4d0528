import type { z } from "zod";
import * as channels from "./channels.ts";
import type { Command } from "./command.ts";
import * as devices from "./devices.ts";
import * as hooks from "./hooks.ts";
import * as keyring from "./keyring.ts";
import * as messages from "./messages.ts";
import * as presence from "./presence.ts";
import * as privacy from "./private.ts";
import * as session from "./session.ts";

/** The registry: everything a client can ask for. Both doors and the OpenAPI document are made from it. */
export const commands = {
  "place.about": session.placeAbout,
  "session.start": session.sessionStart,
  "session.current": session.sessionCurrent,
  "session.ways": session.sessionWays,
  "session.end": session.sessionEnd,
  "session.endOthers": session.sessionEndOthers,
  "session.list": session.sessionList,
  "device.offer": devices.deviceOffer,
  "device.look": devices.deviceLook,
  "device.confirm": devices.deviceConfirm,
  "device.cancel": devices.deviceCancel,
  "device.claim": devices.deviceClaim,
  "device.leave": devices.deviceLeave,
  "device.check": devices.deviceCheck,
  "device.collect": devices.deviceCollect,
  "person.rename": session.personRename,
  "person.read": session.personRead,
  "channel.create": channels.channelCreate,
  "channel.rename": channels.channelRename,
  "channel.archive": channels.channelArchive,
  "channel.restore": channels.channelRestore,
  "channel.list": channels.channelList,
  "channel.listArchived": channels.channelListArchived,
  "channel.view": presence.channelView,
  "channel.unview": presence.channelUnview,
  "message.send": messages.messageSend,
  "message.page": messages.messagePage,
  "presence.typing": presence.presenceTyping,
  "presence.away": presence.presenceAway,
  "hook.create": hooks.hookCreate,
  "hook.list": hooks.hookList,
  "hook.revoke": hooks.hookRevoke,
  "private.about": privacy.privateAbout,
  "private.create": privacy.privateCreate,
  "private.refresh": privacy.privateRefresh,
  "private.revoke": privacy.privateRevoke,
  "private.keys": privacy.privateKeys,
  "private.find": privacy.privateFind,
  "private.open": privacy.privateOpen,
  "private.list": privacy.privateList,
  "private.answer": privacy.privateAnswer,
  "keyring.read": keyring.keyringRead,
  "keyring.put": keyring.keyringPut,
  "recovery.set": keyring.recoverySet,
  "session.recover": keyring.sessionRecover,
} as const satisfies Record<string, Command>;

export type Commands = typeof commands;
export type CommandName = keyof Commands;
/** What a caller passes. */
export type InputOf<N extends CommandName> = z.input<Commands[N]["input"]>;
/** What a handler gets: the input after its schema. */
export type ParsedOf<N extends CommandName> = z.output<Commands[N]["input"]>;
export type AnswerOf<N extends CommandName> = z.output<Commands[N]["answer"]>;
