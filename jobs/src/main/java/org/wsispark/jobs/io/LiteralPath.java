package org.wsispark.jobs.io;

/** Paths for Spark's readers of files, which take {@code * ? [ ] { }} in a name for a pattern. */
public final class LiteralPath {
  private LiteralPath() {}

  /** The path with everything in it meaning itself. */
  public static String of(String path) {
    return path.replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
  }
}
