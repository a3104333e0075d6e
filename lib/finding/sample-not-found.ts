import { NotFoundError } from "../errors";

export function sampleNotFound(): NotFoundError {
  return new NotFoundError({
    code: "sample_not_found",
    what: "There is no such sample in this project, or it is kept blind for measuring.",
    next: "Search again.",
  });
}
