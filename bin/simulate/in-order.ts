/**
 * Passes on the values of many tasks in the tasks' order: those of the first unfinished task at once, those of later
 * ones when their turn has come. So the output is the same however many tasks run at a time.
 */
export class InOrder<Value> {
  private readonly held = new Map<number, Value[]>();
  private readonly finished = new Set<number>();
  private turn = 0;

  constructor(private readonly pass: (task: number, value: Value) => void) {}

  add(task: number, value: Value): void {
    if (task === this.turn) this.pass(task, value);
    else this.held.set(task, [...(this.held.get(task) ?? []), value]);
  }

  finish(task: number): void {
    this.finished.add(task);
    while (this.finished.delete(this.turn)) {
      this.turn += 1;
      for (const value of this.held.get(this.turn) ?? []) this.pass(this.turn, value);
      this.held.delete(this.turn);
    }
  }
}
