/**
 * Pixels in memory and what maps between them and outlines: images, masks, the scanline rasterizer
 * of the rule {@code exact}, contour tracing (its inverse), window weights and exact resampling.
 * All classes work on plain arrays; none reads a file.
 */
package org.wsispark.raster;
