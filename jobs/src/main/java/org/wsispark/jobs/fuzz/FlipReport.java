package org.wsispark.jobs.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of changing bytes.
 *
 * @param slide name of the file
 * @param structureBytes bytes that could be hit
 * @param flips how many were made, one at a time
 * @param refused how many ended in a typed error
 * @param slowestMs the longest a flip took
 * @param mostAllocated most bytes that one flip took from the heap, freed ones included
 * @param heapGrowth bytes by which the live heap grew over the run
 * @param findings flips that ended in anything else than pixels or a typed error, or never
 */
public record FlipReport(
    String slide,
    long structureBytes,
    long flips,
    long refused,
    long slowestMs,
    long mostAllocated,
    long heapGrowth,
    List<String> findings) {
  private static final double MEGABYTE = 1 << 20;

  /** For a person. */
  public String line() {
    return ("%s: %d of %d structure bytes changed one at a time, %d refused, %d read, %d findings;"
            + " slowest %d ms, most allocated %.1f MiB, live heap %+.1f MiB")
        .formatted(
            slide,
            flips,
            structureBytes,
            refused,
            flips - refused - findings.size(),
            findings.size(),
            slowestMs,
            mostAllocated / MEGABYTE,
            heapGrowth / MEGABYTE);
  }

  /** For a program. */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("slide", slide);
    map.put("structure_bytes", structureBytes);
    map.put("flips", flips);
    map.put("refused", refused);
    map.put("slowest_ms", slowestMs);
    map.put("most_allocated_bytes", mostAllocated);
    map.put("heap_growth_bytes", heapGrowth);
    map.put("findings", findings);
    return map;
  }
}
