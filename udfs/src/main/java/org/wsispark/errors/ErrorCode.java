package org.wsispark.errors;

import java.io.Serializable;

/**
 * A stable name for one kind of failure, implemented by one small enum per package. The name is
 * what the quarantine table and scripts see; it never changes meaning.
 */
public interface ErrorCode extends Serializable {

  /**
   * The stable name, for example {@code BAD_OFFSET}.
   *
   * @return upper-case words joined by underscores
   */
  String name();

  /**
   * What kind of failure this is, which decides the exit code of a command that ends with it.
   *
   * @return the kind, never null
   */
  Kind kind();

  /** The kinds of failure and the exit code that a command ends with. */
  enum Kind {
    /** Wrong arguments or configuration. */
    USAGE(2),
    /** The input cannot be used as it is. */
    BAD_INPUT(3),
    /** Done, but some slides failed. */
    PARTIAL(4),
    /** A defect of wsispark. */
    BUG(5),
    /** Another run holds the lease. */
    LEASE_HELD(6);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /**
     * The exit code of a command that ends with this kind of failure.
     *
     * @return a process exit code
     */
    public int exitCode() {
      return exitCode;
    }
  }
}
