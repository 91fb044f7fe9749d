package org.wsispark.jobs.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wsispark.jobs.io.JobResult;

/**
 * What was ingested.
 *
 * @param slides rows in {@code slides}
 * @param documents rows in {@code annotation_documents}
 * @param regions rows in {@code annotations}
 * @param bytes size of the slides
 * @param withoutMpp slides whose resolution is unknown
 */
public record IngestResult(long slides, long documents, long regions, long bytes, long withoutMpp)
    implements JobResult {
  private static final double MB = 1e6;

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", slides);
    counts.put("documents", documents);
    counts.put("regions", regions);
    counts.put("bytes", bytes);
    counts.put("without_mpp", withoutMpp);
    return counts;
  }

  @Override
  public List<String> lines() {
    String made =
        "slides: %d (%.1f MB), annotation documents: %d with %d regions"
            .formatted(slides, bytes / MB, documents, regions);
    return withoutMpp == 0
        ? List.of(made)
        : List.of(
            made,
            withoutMpp
                + " slides do not say their resolution; give mpp in the manifest or --mpp-override"
                + " before tissue, patches and predict");
  }
}
