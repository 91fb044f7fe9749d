package org.wsispark.jobs.io;

import java.util.List;
import java.util.Map;

/** What a job did, as typed values; nobody has to read logs. */
public interface JobResult {

  /** What was done, by name: slides, patches, bytes, ... in a stable order. */
  Map<String, Long> counts();

  /** What was made and where, for people, one line per entry. */
  List<String> lines();

  /** What is no count, by name. */
  default Map<String, Object> figures() {
    return Map.of();
  }
}
