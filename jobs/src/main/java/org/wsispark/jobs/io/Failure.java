package org.wsispark.jobs.io;

import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.wsispark.errors.WsiException;

/**
 * Why one slide could not be used, as quarantine keeps it.
 *
 * @param slideId the slide or document
 * @param code stable code
 * @param place where in it, or null
 * @param message what is wrong and what to do
 */
public record Failure(String slideId, String code, String place, String message)
    implements Serializable {

  /** The failure behind an exception; anything untyped counts as a defect of ours. */
  public static Failure of(String slideId, RuntimeException exception) {
    if (exception instanceof WsiException typed) {
      return new Failure(
          slideId, typed.code().name(), typed.place().orElse(null), typed.getMessage());
    }
    return new Failure(slideId, "BUG", null, exception.toString());
  }

  Row toRow(Run run, Instant at) {
    return RowFactory.create(
        run.runId(), run.job(), slideId, code, place, message, Timestamp.from(at));
  }
}
