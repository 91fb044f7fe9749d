package org.wsispark.raster;

/**
 * Outlines with fewer vertices.
 *
 * @param outlines positive rings and keyholed negative rings, as {@link ContourTracer} gives them
 * @param verticesBefore of all rings of the polygons that were given
 * @param verticesAfter of the same rings, simplified, without keyholes
 */
public record SimplifiedOutlines(Outlines outlines, long verticesBefore, long verticesAfter) {}
