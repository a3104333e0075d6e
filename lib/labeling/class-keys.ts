import { commandLetters, lettersOf } from "../contracts/key-letters";
import type { ClassKeys } from "../contracts/labeling";

interface KeyedClass {
  readonly id: string;
  readonly name: string;
  /** 0-based, never used again. */
  readonly position: number;
}

/** `1` to `9` and `0`, then the same with shift. */
const digits = Array.from({ length: 20 }, (_, i) => `${i < 10 ? "" : "⇧"}${(i + 1) % 10}`);

/**
 * The keys of a project's classes, which never move: each class takes, in the order of positions, what those before it
 * left, so that all of them are needed, archived ones, too. A class named by a digit has that digit; the others have that
 * of their position, or the next free one. A letter is the first free one of the name.
 */
export function dealClassKeys(classes: readonly KeyedClass[]): Map<string, ClassKeys> {
  const taken = new Set<string>(commandLetters);
  const take = (wanted: readonly string[]) => {
    const found = wanted.find((key) => !taken.has(key)) ?? null;
    if (found !== null) taken.add(found);
    return found;
  };
  return new Map(
    classes
      .toSorted((a, b) => a.position - b.position)
      .map(({ id, name, position }) => {
        const own = /^[0-9]$/.test(name) ? [name] : [];
        const digit = take([...own, ...digits.slice(position)]);
        return [id, { digit, letter: take(lettersOf(name)) }];
      }),
  );
}
