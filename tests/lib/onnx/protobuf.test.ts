import { expect, test } from "vitest";
import { floatField, integerField, messageField, stringField, varint } from "@/lib/onnx/protobuf";

test("varint(value) writes the example of the protocol buffer documentation", () => {
  expect([...varint(150)]).toEqual([0x96, 0x01]);
  expect([...varint(0)]).toEqual([0]);
});

test("varint(value) writes negative integers as ten bytes of two's complement", () => {
  expect([...varint(-1)]).toEqual([255, 255, 255, 255, 255, 255, 255, 255, 255, 1]);
});

test("fields carry their number and wire type", () => {
  expect([...integerField(1, 150)]).toEqual([0x08, 0x96, 0x01]);
  expect([...stringField(2, "testing")]).toEqual([0x12, 7, ...Buffer.from("testing")]);
  expect([...floatField(2, 1)]).toEqual([0x15, 0, 0, 0x80, 0x3f]);
});

test("messageField(field, ...fields) nests the fields behind their total length", () => {
  expect([...messageField(3, integerField(1, 150))]).toEqual([0x1a, 3, 0x08, 0x96, 0x01]);
});
