package org.wsispark.jobs.bench;

import org.wsispark.errors.ErrorCode;

/** Failures of benchmarks. */
public enum BenchError implements ErrorCode {
  /** There is no workload of this name. */
  UNKNOWN_WORKLOAD(Kind.USAGE),
  /** A workload file that says something that cannot be run. */
  BAD_WORKLOAD(Kind.BUG),
  /** No slide to measure on, and what makes one is not there. */
  NO_SLIDE(Kind.USAGE),
  /** The environment of the peers is not there or cannot be made. */
  NO_PEERS(Kind.USAGE),
  /** A measured program ended with an error, or printed no result. */
  NO_RESULT(Kind.BAD_INPUT);

  private final Kind kind;

  BenchError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
