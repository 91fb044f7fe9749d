package org.wsispark.jobs.storage;

import java.time.Duration;

/** What a {@link FaultProxy} does to a request. */
public sealed interface Fault {

  /** Hands the request on later: the latency of a store. */
  record Delay(Duration time) implements Fault {}

  /**
   * Answers by itself; the store never sees the request.
   *
   * @param status of HTTP
   * @param code as S3 names it in the body
   */
  record Status(int status, String code) implements Fault {}

  /** Resets the connection after so many bytes of the body. */
  record Reset(int afterBytes) implements Fault {}

  /** Ends the connection in good order after so many bytes of the body. */
  record Short(int afterBytes) implements Fault {}

  /** Does something at the store before the request gets there. */
  record Before(Runnable action) implements Fault {}

  /** Lets the store do what was asked, and then resets the connection without an answer. */
  record DropResponse() implements Fault {}

  /** Takes the ETag out of the answer. */
  record NoEtag() implements Fault {}
}
