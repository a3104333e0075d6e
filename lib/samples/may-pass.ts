import { WinnowError } from "../errors";

/**
 * SQLSTATE classes of a server that is away or short of something (08, 53, 57), and of transactions that
 * got in each other's way (40, 55); and Node's codes of broken connections and of exhausted disks.
 */
const passingCodes =
  /^(08|40|53|55|57)...$|^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOSPC|EMFILE|ENFILE|EIO)$/;

/** Whether the same work may succeed when it is tried again; looks through the causes. */
export function mayPass(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof WinnowError) return cause.retryable;
    if ("code" in cause && typeof cause.code === "string" && passingCodes.test(cause.code)) return true;
    // pg has no code for these.
    if (
      /^Connection terminated|is not queryable$|timeout exceeded when trying to connect/.test(cause.message)
    )
      return true;
  }
  return false;
}
