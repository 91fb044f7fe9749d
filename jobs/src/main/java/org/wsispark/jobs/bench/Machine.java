package org.wsispark.jobs.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where and with which code something was measured.
 *
 * @param cpu model name of the processor
 * @param cores that the JVM may use
 * @param memoryGib of the machine
 * @param load processes that wanted a core in the last minute when it began; above 0 others were at
 *     work
 * @param os name and version
 * @param java version and vendor
 * @param commit of the checkout, or {@code unknown}
 * @param changed whether tracked files differ from that commit
 */
public record Machine(
    String cpu,
    int cores,
    double memoryGib,
    double load,
    String os,
    String java,
    String commit,
    boolean changed) {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  /** This one, now. */
  static Machine here(Path checkout) throws InterruptedException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        Math.round(system.getTotalMemorySize() / (double) (1L << 30) * 10) / 10.0,
        Math.round(system.getSystemLoadAverage() * 100) / 100.0,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
        git(checkout, "unknown", "rev-parse", "HEAD"),
        !git(checkout, "", "status", "--porcelain", "--untracked-files=no").isEmpty());
  }

  private static String cpuModel() {
    try {
      if (Files.exists(CPU)) {
        return Files.readAllLines(CPU).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + CPU, e);
    }
    return System.getProperty("os.arch");
  }

  private static String git(Path checkout, String otherwise, String... words)
      throws InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    try {
      Program done = Program.run(command, checkout);
      return done.status() == 0 ? done.out().strip() : otherwise;
    } catch (UncheckedIOException e) {
      // A checkout without git is measured all the same, without a commit.
      return otherwise;
    }
  }

  /** One line for people. */
  String text() {
    return "%s, %d cores, %.1f GiB, load %.2f; %s; Java %s; commit %s%s"
        .formatted(cpu, cores, memoryGib, load, os, java, commit, changed ? " with changes" : "");
  }
}
