import type { Tensor2D } from "@tensorflow/tfjs-core";
import type { TensorFlow } from "./load-tensorflow";

/*
 * Matrix products with gradients of our own. Those of TensorFlow.js multiply transposed operands, for which its
 * WebAssembly backend has only a plain loop: about 12 times slower than to transpose first.
 */

/** X·W (n × d, d × h), differentiable in W only: the input of a network needs no gradient. */
export function productWithInput(tf: TensorFlow, x: Tensor2D, w: Tensor2D): Tensor2D {
  return tf.customGrad((weights) => ({
    value: tf.matMul<Tensor2D>(x, weights as Tensor2D),
    gradFunc: (dy: Tensor2D) => tf.matMul<Tensor2D>(tf.transpose(x), dy),
  }))(w);
}

/** A·B (n × h, h × c), differentiable in both. */
export function product(tf: TensorFlow, a: Tensor2D, b: Tensor2D): Tensor2D {
  return tf.customGrad((left, right) => ({
    value: tf.matMul<Tensor2D>(left as Tensor2D, right as Tensor2D),
    gradFunc: (dy: Tensor2D) => [
      tf.matMul<Tensor2D>(dy, tf.transpose(right as Tensor2D)),
      tf.matMul<Tensor2D>(tf.transpose(left as Tensor2D), dy),
    ],
  }))(a, b);
}
