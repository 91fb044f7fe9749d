package org.wsispark.jobs.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import org.wsispark.jobs.options.OptionsJson;

/**
 * What a commit is for.
 *
 * @param run that makes it
 * @param table that it changes
 * @param workDigest digest of the slides (and their source ids) that it covers
 */
record CommitNote(Run run, LakeTable table, String workDigest) {

  /** The name under which Delta remembers the write. */
  String txnAppId() {
    return run.txnAppId(table, workDigest);
  }

  /** Its number under that name. */
  long txnVersion() {
    return run.sequence();
  }

  /** What the commit says of itself, shown by DESCRIBE HISTORY. */
  String metadata() {
    Map<String, String> said =
        Map.of(
            "run_id", run.runId(),
            "job", run.job(),
            "target", run.target(),
            "options_digest", run.optionsDigest(),
            "work_digest", workDigest);
    try {
      return OptionsJson.mapper().writeValueAsString(said);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts cannot be written as JSON: " + said, e);
    }
  }

  /** The same where a commit has no user metadata, shown as its engine. */
  String madeBy() {
    return "wsispark " + metadata();
  }
}
