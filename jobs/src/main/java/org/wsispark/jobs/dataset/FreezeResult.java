package org.wsispark.jobs.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wsispark.jobs.io.JobResult;

/**
 * What was frozen.
 *
 * @param record of the data set
 * @param folder where it lies
 * @param linked image files that share their bytes with the lake's
 * @param copied image files that were copied
 * @param rewritten image files that held rows of other sets, too
 */
public record FreezeResult(
    DatasetRecord record, String folder, long linked, long copied, long rewritten)
    implements JobResult {

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", (long) record.slides().size());
    counts.put("patches", record.patches());
    counts.put("files", (long) record.files().size());
    counts.put("bytes", bytes());
    counts.put("files_linked", linked);
    counts.put("files_copied", copied);
    counts.put("files_rewritten", rewritten);
    return counts;
  }

  private long bytes() {
    return record.files().stream().mapToLong(DatasetFile::bytes).sum();
  }

  @Override
  public List<String> lines() {
    return List.of(
        "data set %s: %d patches of %d slides from patch set %s at %s"
            .formatted(
                record.name(),
                record.patches(),
                record.slides().size(),
                record.patchSet(),
                record.versions()),
        "%s: %d files, %.1f MB; of the image files %d are linked, %d copied, %d rewritten"
            .formatted(folder, record.files().size(), bytes() / 1e6, linked, copied, rewritten),
        "contents " + record.digest());
  }
}
