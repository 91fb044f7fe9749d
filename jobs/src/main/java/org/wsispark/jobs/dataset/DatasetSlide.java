package org.wsispark.jobs.dataset;

import java.io.Serializable;

/**
 * A slide of a data set.
 *
 * @param slideId the slide
 * @param sourceId which bytes of it the patches were made from
 * @param documentId the annotation that labelled it, or null
 * @param patientId the patient, or null when unknown
 * @param split train, validation, test or a fold; null without splits
 * @param patches rows of it
 */
public record DatasetSlide(
    String slideId,
    String sourceId,
    String documentId,
    String patientId,
    String split,
    long patches)
    implements Serializable {}
