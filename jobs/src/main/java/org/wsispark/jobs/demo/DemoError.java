package org.wsispark.jobs.demo;

import org.wsispark.errors.ErrorCode;

/** Failures of the demo itself. */
public enum DemoError implements ErrorCode {
  /** The output folder holds something that no demo made. */
  FOLDER_IN_USE;

  @Override
  public Kind kind() {
    return Kind.USAGE;
  }
}
