package org.wsispark.jobs.export;

import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.raster.MaskOverlap;

/**
 * The annotation that outlines a slide's classes.
 *
 * @param document one layer per class
 * @param overlap of the outlines' masks with the masks that were traced
 * @param verticesTraced along pixel edges
 * @param verticesWritten after simplification
 */
record ClassOutlines(
    AnnotationDocument document, MaskOverlap overlap, long verticesTraced, long verticesWritten) {}
