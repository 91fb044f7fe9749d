package org.wsispark.jobs.ingest;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * One slide to ingest, with what the manifest says of it.
 *
 * @param slideId stable name
 * @param path URI of the slide
 * @param annotation URI of its Aperio XML, or null
 * @param sha256 of the slide, or null
 * @param mpp um per px of level 0 that wins over the slide's own, or null
 * @param annotator who drew the annotation, or null
 * @param fields patient_id, organ, stain, histology as far as known
 * @param diagnosis further diagnostic fields
 * @param slideCell which cell of which manifest names the slide, or null
 * @param annotationCell which names its annotation, or null
 */
public record IngestItem(
    String slideId,
    String path,
    String annotation,
    String sha256,
    Double mpp,
    String annotator,
    Map<String, String> fields,
    Map<String, String> diagnosis,
    String slideCell,
    String annotationCell)
    implements Serializable {

  /** Copies the maps, sorted, so that items are equal whatever order they were read in. */
  public IngestItem {
    fields = new TreeMap<>(fields);
    diagnosis = new TreeMap<>(diagnosis);
  }

  /** A slide of which only files are known. */
  public static IngestItem ofFiles(String slideId, String path, String annotation) {
    return new IngestItem(
        slideId, path, annotation, null, null, null, Map.of(), Map.of(), null, null);
  }
}
