package org.wsispark.jobs.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process whose output, stdout and stderr together, goes line by line into a log. Closing it, or
 * the end of this JVM, ends it and all that it started.
 */
public final class LoggedProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int TAIL = 60;

  /**
   * Runs the command beside a watcher that reads a pipe from this JVM: when the pipe ends, because
   * this JVM did, however that came, the command is ended too.
   */
  private static final String SUPERVISOR =
      """
      exec 3<&0
      "$@" </dev/null & child=$!
      { cat <&3; kill $child; } >/dev/null 2>&1 & watcher=$!
      wait $child; code=$?
      kill $watcher 2>/dev/null
      exit $code
      """;

  private final Process process;
  private final Path log;
  private final ArrayDeque<String> tail = new ArrayDeque<>();
  private final CompletableFuture<Matcher> announced = new CompletableFuture<>();
  private final Thread reader;

  private LoggedProcess(Process process, Path log, Pattern announcement) {
    this.process = process;
    this.log = log;
    this.reader = new Thread(() -> drain(announcement), "log of " + log.getFileName());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a process.
   *
   * @param announcement a line by which the process says that it is ready
   */
  public static LoggedProcess start(
      List<String> command, Map<String, String> environment, Path log, Pattern announcement)
      throws IOException {
    Files.createDirectories(log.getParent());
    List<String> supervised = new ArrayList<>(List.of("bash", "-c", SUPERVISOR, "supervisor"));
    supervised.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(supervised).redirectErrorStream(true);
    builder.directory(log.getParent().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().putAll(environment);
    return new LoggedProcess(builder.start(), log, announcement);
  }

  private void drain(Pattern announcement) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Writer copy = Files.newBufferedWriter(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line + "\n");
        copy.flush();
        remember(line);
        Matcher matcher = announcement.matcher(line);
        if (matcher.find()) {
          announced.complete(matcher);
        }
      }
      announced.completeExceptionally(new IllegalStateException("ended before it was ready"));
    } catch (IOException e) {
      announced.completeExceptionally(new UncheckedIOException(e));
    }
  }

  private void remember(String line) {
    synchronized (tail) {
      tail.addLast(line);
      if (tail.size() > TAIL) {
        tail.removeFirst();
      }
    }
  }

  /** The end of what the process has said so far. */
  String said() {
    synchronized (tail) {
      return "the end of " + log + ":\n" + String.join("\n", tail);
    }
  }

  /** Waits for the announcement and gives its match. */
  public Matcher ready(Duration limit) throws InterruptedException {
    try {
      return announced.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("not ready within " + limit + "; " + said(), e);
    }
  }

  /** Waits for the end of the process and gives its exit code. */
  int exit(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + limit + "; " + said());
    }
    reader.join();
    return process.exitValue();
  }

  @Override
  public void close() {
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroy);
    CompletableFuture<?> gone =
        CompletableFuture.allOf(
            family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
    gone.completeOnTimeout(null, GRACE.toMillis(), TimeUnit.MILLISECONDS).join();
    family.forEach(ProcessHandle::destroyForcibly);
  }
}
