package org.wsispark.jobs.bench;

import java.util.List;
import org.wsispark.errors.WsiException;

/**
 * One that does the work of a workload: a step of this project or a script of the peers.
 *
 * @param name in the table
 * @param says what it does and what not, where that differs from the others
 * @param step one of {@link BenchSteps}, or null for a peer
 * @param fresh whether the step runs in a JVM of its own whose start counts; else in this one,
 *     after a round that does not count
 * @param threads of the step
 * @param script and arguments of a peer, or null for a step; {@code SLIDES} stands for the slides'
 *     paths, {@code MODEL} for that of the built-in model
 * @param needs Python modules a peer imports
 */
public record Contestant(
    String name,
    String says,
    String step,
    boolean fresh,
    int threads,
    List<String> script,
    List<String> needs) {

  /** Checks that it is one thing or the other. */
  public Contestant {
    if ((step == null) == (script == null)) {
      throw WsiException.of(BenchError.BAD_WORKLOAD, "%s is not one of step and script", name);
    }
    says = says == null ? "" : says;
    threads = Math.max(threads, 1);
    script = script == null ? null : List.copyOf(script);
    needs = needs == null ? List.of() : List.copyOf(needs);
  }

  boolean own() {
    return step != null;
  }
}
