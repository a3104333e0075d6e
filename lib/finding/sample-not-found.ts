import { NotFoundError } from "../errors";

/** Which of the two it is stays unsaid. */
export function sampleNotFound(): NotFoundError {
  return new NotFoundError({
    code: "sample_not_shown",
    what: "There is no such sample in this project, or it is kept blind for measuring: then it is labeled at the bench, in its turn.",
  });
}
