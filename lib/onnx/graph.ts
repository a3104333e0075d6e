import { bytesField, concatBytes, floatField, integerField, messageField, stringField } from "./protobuf";

/** The tensor element types used here, with their numbers in onnx.proto (TensorProto.DataType). */
const ELEMENT_TYPES = { float32: 1, int32: 6, int64: 7 } as const;

export type ElementType = keyof typeof ELEMENT_TYPES;

/** Sizes are numbers, or names of sizes known only at run time. */
export type Shape = readonly (number | string)[];

export interface GraphValue {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: Shape;
}

/** A constant tensor; its element type follows from the typed array. */
export interface GraphConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | BigInt64Array;
}

/** Whole numbers become INT attributes, so a float attribute is written `{ float: 1 }`. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

export interface GraphNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

export interface Graph {
  readonly name: string;
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  readonly constants?: readonly GraphConstant[];
  readonly nodes: readonly GraphNode[];
}

const IR_VERSION = 8;
const OPSET_VERSION = 17;

/**
 * Encodes a graph as an ONNX model (onnx.proto, IR version 8, opset 17) that any ONNX runtime loads.
 * Nodes must stand in topological order.
 */
export function encodeModel(graph: Graph): Uint8Array {
  return concatBytes([
    integerField(1, IR_VERSION),
    stringField(2, "winnow"),
    messageField(
      7,
      ...graph.nodes.map(encodeNode),
      stringField(2, graph.name),
      ...(graph.constants ?? []).map(encodeConstant),
      ...graph.inputs.map((value) => encodeValue(11, value)),
      ...graph.outputs.map((value) => encodeValue(12, value)),
    ),
    messageField(8, stringField(1, ""), integerField(2, OPSET_VERSION)),
  ]);
}

function encodeNode(node: GraphNode): Uint8Array {
  return messageField(
    1,
    ...node.inputs.map((name) => stringField(1, name)),
    ...node.outputs.map((name) => stringField(2, name)),
    stringField(4, node.operator),
    ...Object.entries(node.attributes ?? {}).map(([name, value]) => encodeAttribute(name, value)),
  );
}

const ATTRIBUTE_FLOAT = 1;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_STRING = 3;
const ATTRIBUTE_INTS = 7;

function encodeAttribute(name: string, value: Attribute): Uint8Array {
  const typed = (type: number, ...fields: Uint8Array[]) =>
    messageField(5, stringField(1, name), ...fields, integerField(20, type));
  if (typeof value === "number") return typed(ATTRIBUTE_INT, integerField(3, value));
  if (typeof value === "string") return typed(ATTRIBUTE_STRING, stringField(4, value));
  if ("float" in value) return typed(ATTRIBUTE_FLOAT, floatField(2, value.float));
  return typed(ATTRIBUTE_INTS, ...value.map((item) => integerField(8, item)));
}

function encodeConstant({ name, shape, data }: GraphConstant): Uint8Array {
  return messageField(
    5,
    ...shape.map((size) => integerField(1, size)),
    integerField(2, ELEMENT_TYPES[elementTypeOf(data)]),
    stringField(8, name),
    bytesField(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  );
}

function elementTypeOf(data: GraphConstant["data"]): ElementType {
  if (data instanceof Float32Array) return "float32";
  return data instanceof Int32Array ? "int32" : "int64";
}

function encodeValue(field: number, { name, type, shape }: GraphValue): Uint8Array {
  const dimensions = shape.map((size) =>
    messageField(1, typeof size === "number" ? integerField(1, size) : stringField(2, size)),
  );
  const tensor = messageField(1, integerField(1, ELEMENT_TYPES[type]), messageField(2, ...dimensions));
  return messageField(field, stringField(1, name), messageField(2, tensor));
}
