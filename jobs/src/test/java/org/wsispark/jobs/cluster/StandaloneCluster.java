package org.wsispark.jobs.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** A standalone master and its workers, each a process of its own on loopback. */
final class StandaloneCluster implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(120);
  private static final Pattern MASTER = Pattern.compile("(spark://127\\.0\\.0\\.1:\\d+)");
  private static final Pattern WORKER = Pattern.compile("Successfully registered with master");

  private final Deque<LoggedProcess> processes = new ArrayDeque<>();
  private final String master;

  private StandaloneCluster(SparkHome spark, Path scratch, int workers, String memory)
      throws IOException, InterruptedException {
    try {
      LoggedProcess first = daemon(spark, scratch, "master.Master", "master", MASTER, List.of());
      master = first.ready(START).group(1);
      for (int i = 0; i < workers; i++) {
        daemon(
            spark,
            scratch,
            "worker.Worker",
            "worker-" + i,
            WORKER,
            List.of("--cores", "1", "--memory", memory, master));
      }
      for (LoggedProcess process : processes) {
        process.ready(START);
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Starts the master, and workers of one core each; the system picks every port. */
  static StandaloneCluster start(SparkHome spark, Path scratch, int workers, String memory)
      throws IOException, InterruptedException {
    return new StandaloneCluster(spark, scratch, workers, memory);
  }

  private LoggedProcess daemon(
      SparkHome spark,
      Path scratch,
      String type,
      String name,
      Pattern announcement,
      List<String> more)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(spark.script("spark-class"));
    command.add("org.apache.spark.deploy." + type);
    command.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    command.addAll(more);
    LoggedProcess process =
        LoggedProcess.start(
            command,
            spark.environment(scratch),
            scratch.resolve("logs").resolve(name + ".log"),
            announcement);
    processes.push(process);
    return process;
  }

  /** The URL for {@code --master}. */
  String master() {
    return master;
  }

  @Override
  public void close() {
    processes.forEach(LoggedProcess::close);
  }
}
