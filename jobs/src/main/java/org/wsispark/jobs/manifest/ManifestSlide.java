package org.wsispark.jobs.manifest;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a manifest says of one slide. What it does not say is null.
 *
 * @param id stable name, unique in the manifest
 * @param source where its file is
 * @param licence SPDX name where there is one
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param patient pseudonym of the patient
 * @param organ organ
 * @param stain stain
 * @param histology histological type
 * @param diagnosis diagnosis
 * @param differentiation grade
 * @param mpp um per px of level 0, wins over the slide's own
 * @param annotation path or URI of its Aperio XML
 * @param annotator pseudonym of who drew it
 * @param fields anything else, sorted by name; never null
 */
public record ManifestSlide(
    String id,
    SlideSource source,
    String licence,
    String sha256,
    String patient,
    String organ,
    String stain,
    String histology,
    String diagnosis,
    String differentiation,
    Double mpp,
    String annotation,
    String annotator,
    Map<String, String> fields)
    implements Serializable {

  /** Copies the fields, sorted, so that slides are equal whatever order they were written in. */
  public ManifestSlide {
    fields = new TreeMap<>(fields);
  }
}
