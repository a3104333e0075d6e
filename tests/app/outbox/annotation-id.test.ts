import { expect, test } from "vitest";
import { z } from "zod";
import { newAnnotationId } from "@/app/projects/[projectId]/_outbox/annotation-id";

test("without randomUUID, as on plain http, ids are version 4 UUIDs all the same", () => {
  const source = { getRandomValues: crypto.getRandomValues.bind(crypto) };
  const ids = Array.from({ length: 100 }, () => newAnnotationId(source));
  for (const id of ids) expect(z.uuidv4().safeParse(id).success).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test("with randomUUID it is used", () => {
  const id = "6f1c1a52-6d0e-4a3e-9b52-0e5e6d9ad9b2";
  expect(newAnnotationId({ getRandomValues: <T>(array: T) => array, randomUUID: () => id })).toBe(id);
});
