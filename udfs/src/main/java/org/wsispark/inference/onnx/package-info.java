/**
 * Models as ONNX graphs: {@link org.wsispark.inference.onnx.OnnxModelRunner} runs them by ONNX
 * Runtime on the CPU, and {@link org.wsispark.inference.onnx.BuiltInModels} writes those that the
 * build makes.
 */
package org.wsispark.inference.onnx;
