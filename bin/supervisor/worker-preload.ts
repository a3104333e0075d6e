/**
 * Loaded into the worker before anything else (`node --import`). It ends that process with its supervisor,
 * even while it is still loading: without a handler of its own yet, SIGTERM ends it at once.
 */
import { endWithSupervisor } from "./end-with-supervisor";

/** How long a worker without a supervisor, and soon without a database, may take to hand back its jobs. */
const drainMs = 10_000;

process.once("disconnect", () => {
  setTimeout(() => process.exit(1), drainMs).unref();
});
endWithSupervisor();
