import type { Config } from "../config.ts";
import type { BackupSchedule, ScheduleOptions } from "./backup-schedule.ts";

/** Starts the backups that `BACKUP_EVERY` asks for; undefined without it. Their code is loaded only then. */
export async function startBackups(
  { dataDir, backups }: Config,
  placeId: string,
  log: ScheduleOptions["log"],
): Promise<BackupSchedule | undefined> {
  if (!backups) return undefined;
  const { BackupSchedule } = await import("./backup-schedule.ts");
  const schedule = new BackupSchedule({ dataDir, placeId, ...backups, log });
  schedule.start();
  return schedule;
}
