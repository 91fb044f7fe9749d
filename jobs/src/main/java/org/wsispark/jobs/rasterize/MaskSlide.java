package org.wsispark.jobs.rasterize;

import java.io.Serializable;
import org.wsispark.jobs.io.SlideRow;

/**
 * A slide and the document that is drawn on it.
 *
 * @param row of the catalogue
 * @param documentId of the document
 * @param content the document's bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record MaskSlide(SlideRow row, String documentId, byte[] content) implements Serializable {}
