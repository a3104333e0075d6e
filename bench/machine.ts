import { cpus, totalmem } from "node:os";

/** What figures were measured on: processors, memory and Node's version. */
export function machineName(): string {
  const cores = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} × ${cores[0]?.model.trim() ?? "unknown processor"}, ${gibibytes} GiB, Node ${process.version}`;
}

/** Today, as in 2026-11-23. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
