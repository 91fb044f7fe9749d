package org.wsispark.jobs.storage;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Which requests get a fault.
 *
 * @param method of HTTP
 * @param path found in the path and query as they are sent, percent signs and all
 * @param from number of the first matching request that gets it, from 1
 * @param times how many get it
 * @param fault what they get
 * @param seen matching requests so far
 */
public record FaultRule(
    String method, Pattern path, int from, int times, Fault fault, AtomicInteger seen) {

  /** Every matching request. */
  public static FaultRule always(String method, String path, Fault fault) {
    return nth(method, path, 1, Integer.MAX_VALUE, fault);
  }

  /** Some of the matching requests, by their number. */
  public static FaultRule nth(String method, String path, int from, int times, Fault fault) {
    return new FaultRule(method, Pattern.compile(path), from, times, fault, new AtomicInteger());
  }

  boolean hits(String requestMethod, String requestPath) {
    if (!method.equals(requestMethod) || !path.matcher(requestPath).find()) {
      return false;
    }
    int number = seen.incrementAndGet();
    return number >= from && number - from < times;
  }
}
