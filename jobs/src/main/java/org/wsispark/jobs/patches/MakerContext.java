package org.wsispark.jobs.patches;

import java.io.Serializable;
import org.apache.spark.util.LongAccumulator;
import org.wsispark.jobs.io.SlideFiles;

/**
 * What whoever makes rows of {@code patch_images} has to know.
 *
 * @param files how slides are opened
 * @param options of the set
 * @param runId of the run
 * @param patches counts patches for the progress line
 */
record MakerContext(SlideFiles files, SetOptions options, String runId, LongAccumulator patches)
    implements Serializable {}
