import { Tensor } from "onnxruntime-node";

/** A tensor to read from. ONNX Runtime refuses memory that threads share, so values that lie there are copied. */
export function inputTensor(values: Float32Array, shape: readonly number[]): Tensor {
  return new Tensor("float32", values.buffer instanceof SharedArrayBuffer ? values.slice() : values, shape);
}
