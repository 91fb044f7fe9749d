package org.wsispark.jobs.io;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/**
 * What a failure of a store means. Exceptions of S3A are told by name, for its jar is not there
 * unless a user brings it. Messages of refusals are left out: they repeat what a store was sent.
 */
public final class StoreFailure {
  private static final Set<String> REFUSALS =
      Set.of(
          "NoAuthWithAWSException",
          "NoAwsCredentialsException",
          "CredentialInitializationException");

  /** S3A has no class of its own for these; they come as bad requests. */
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "InvalidToken", "TokenRefreshRequired");

  private StoreFailure() {}

  /** Whether asking again cannot help. */
  static boolean isFinal(Throwable failure) {
    return isMissing(failure) || isRefused(failure) || isChanged(failure) || isUntagged(failure);
  }

  private static boolean isMissing(Throwable failure) {
    return any(failure, FileNotFoundException.class::isInstance);
  }

  static boolean isRefused(Throwable failure) {
    return any(
        failure,
        cause ->
            cause instanceof AccessDeniedException
                || cause instanceof AccessControlException
                || REFUSALS.contains(cause.getClass().getSimpleName())
                || EXPIRED.stream().anyMatch(String.valueOf(cause.getMessage())::contains));
  }

  /** Whether a store said that the object is not the one the request was for. */
  static boolean isChanged(Throwable failure) {
    return any(failure, cause -> named(cause, "RemoteFileChangedException"));
  }

  private static boolean isUntagged(Throwable failure) {
    return any(failure, cause -> named(cause, "NoVersionAttributeException"));
  }

  private static boolean isWithoutConnector(Throwable failure) {
    return any(
        failure,
        cause ->
            cause instanceof UnsupportedFileSystemException
                || cause instanceof ClassNotFoundException);
  }

  private static boolean named(Throwable cause, String simpleName) {
    return cause.getClass().getSimpleName().equals(simpleName);
  }

  private static boolean any(Throwable failure, Predicate<Throwable> test) {
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
      if (test.test(cause)) {
        return true;
      }
      depth++;
    }
    return false;
  }

  /**
   * The typed failure.
   *
   * @param name of the file
   * @param doing what failed, such as {@code reading 10 bytes at 20}
   */
  public static WsiException of(Throwable failure, String name, String doing) {
    return typed(failure, doing).inSlide(name).causedBy(failure);
  }

  private static WsiException typed(Throwable failure, String doing) {
    if (isUntagged(failure)) {
      return WsiException.of(
              IoError.NO_ETAG,
              "%s failed: the store gives no ETag, so a file that changes while it is read would"
                  + " go unseen",
              doing)
          .remedy(
              "If slides are never overwritten there, set"
                  + " spark.hadoop.fs.s3a.change.detection.mode=none");
    }
    if (isChanged(failure)) {
      return WsiException.of(
              SlideError.CHANGED, "%s failed: it was overwritten since it was opened", doing)
          .remedy("Ingest it again, or run the query again, when its copy is complete");
    }
    if (isRefused(failure)) {
      return WsiException.of(IoError.AUTH, "%s failed: the store refuses these credentials", doing)
          .remedy(
              "Check that they are there, have not expired, and allow reading this object; see"
                  + " docs/object-storage.md");
    }
    if (isMissing(failure)) {
      return WsiException.of(SlideError.NOT_FOUND, "%s failed: it is not there", doing)
          .remedy(
              "Check the path; what a manifest names must be there, and a slide of a lake that was"
                  + " moved must be ingested again");
    }
    if (isWithoutConnector(failure)) {
      return WsiException.of(
              IoError.NO_CONNECTOR, "%s failed: this program has no connector for its store", doing)
          .remedy(
              "For s3a:// start with --packages org.apache.hadoop:hadoop-aws of Spark's Hadoop"
                  + " version; see docs/object-storage.md");
    }
    if (any(failure, EOFException.class::isInstance)) {
      return WsiException.of(SlideError.SHORT_READ, "%s failed: the file ended before", doing)
          .remedy("It changed while it was read; let the copy finish and try again");
    }
    return WsiException.of(
            SlideError.UNREADABLE, "%s failed: %s", doing, firstLine(failure.toString()))
        .remedy("Check the path and that the store can be reached");
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return String.format(Locale.ROOT, "%.400s", line);
  }
}
