import { cpus, totalmem } from "node:os";

/** Where a report's figures were computed: `2 × Some Processor, 8 GiB, Node v20.19.0`. */
export function machineName(): string {
  const cores = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} × ${cores[0]?.model.trim() ?? "unknown processor"}, ${gibibytes} GiB, Node ${process.version}`;
}
