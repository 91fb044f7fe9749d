package org.wsispark.jobs.predict;

import java.io.Serializable;
import org.wsispark.jobs.io.Failure;

/**
 * One record that a prediction task hands on.
 *
 * @param slideId the slide
 * @param block the block that the part belongs to; -1 with a failure
 * @param part the part, or null with a failure
 * @param failure why the slide cannot be predicted, or null
 */
record PredictedPart(String slideId, int block, BlockPart part, Failure failure)
    implements Serializable {}
