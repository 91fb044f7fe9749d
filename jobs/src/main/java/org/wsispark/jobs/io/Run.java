package org.wsispark.jobs.io;

import java.io.Serializable;
import java.time.Instant;

/**
 * One run of a job.
 *
 * @param runId unique
 * @param job name of the job
 * @param target what it makes: a patch set, a model, or empty
 * @param sequence txnVersion of its writes, growing per job and target
 * @param options JSON of its options
 * @param optionsDigest digest of the options
 * @param startedAt UTC
 */
public record Run(
    String runId,
    String job,
    String target,
    long sequence,
    String options,
    String optionsDigest,
    Instant startedAt)
    implements Serializable {

  /**
   * The name under which Delta remembers a write of this run. It holds the work's digest, so that a
   * resumed run skips exactly what it has committed and nothing else.
   *
   * @param workDigest digest of the slides (and their source ids) that the write covers
   */
  String txnAppId(LakeTable table, String workDigest) {
    return String.join("/", "wsispark", job, table.tableName(), target, optionsDigest, workDigest);
  }
}
