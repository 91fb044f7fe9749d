/**
 * Models over slides. A {@link org.wsispark.inference.ModelCard} says at which resolution a model
 * works and what its classes are; a {@link org.wsispark.inference.ModelRunner} turns windows of a
 * slide into probabilities; stitching turns overlapping windows into one picture of probabilities.
 *
 * <p>Three grids are in use. The <em>frame</em> is the slide at the model's resolution; windows are
 * named by their cell in a grid of strides over it. The <em>output grid</em> is coarser than the
 * frame by the model's output downsample and holds one probability per class and pixel. A
 * <em>block</em> is a fixed square of cells; it is what is computed at once and what is stored. All
 * three depend on the size of the frame and the model only, never on how the work is shared out,
 * and all sums are of integers; so the result is the same bits for any number of partitions and any
 * order of tasks.
 */
package org.wsispark.inference;
