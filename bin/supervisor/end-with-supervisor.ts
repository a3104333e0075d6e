import { isMainThread } from "node:worker_threads";

/**
 * Sends this process SIGTERM once its supervisor is gone. The supervisor may have died before this line ran, and
 * then the channel to it closed without anybody listening: so it is looked at, too.
 */
export function endWithSupervisor(): void {
  // What is loaded before the program is loaded before each of its threads, too, and those have no channel.
  if (!isMainThread) return;
  // The supervisor reads what this process writes; lines after its end have no reader, and that is no error.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const end = () => process.kill(process.pid, "SIGTERM");
  process.once("disconnect", end);
  if (!process.connected) end();
}
