import { ConflictError } from "@/lib/errors";

/**
 * Lets so many files be read at a time: each holds a connection to the database until its reader has all of it or has gone,
 * and labeling must never wait for one. Asking for one more throws when its first part is read.
 */
export function atOnce(most: number) {
  let open = 0;
  return async function* <Part>(parts: AsyncGenerator<Part>): AsyncGenerator<Part> {
    if (open >= most) throw tooMany(most);
    open++;
    try {
      yield* parts;
    } finally {
      open--;
    }
  };
}

function tooMany(most: number): ConflictError {
  return new ConflictError({
    code: "too_many_downloads",
    what: `${most} downloads are under way already.`,
    next: "Try again when one of them has ended.",
    retryable: true,
  });
}
