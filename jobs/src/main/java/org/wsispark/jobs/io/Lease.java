package org.wsispark.jobs.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.wsispark.errors.WsiException;

/**
 * The right of one run to write one job's target in one lake. A file made by create-if-absent, kept
 * alive by a heartbeat; a lease whose heartbeat is older than {@link #STALE_AFTER} belongs to a
 * killed run and is taken over.
 */
final class Lease implements AutoCloseable {
  static final Duration STALE_AFTER = Duration.ofMinutes(2);
  private static final Duration BEAT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** S3A's option since Hadoop 3.5; others do not know it and make the file as they always did. */
  private static final String CONDITIONAL_CREATE = "fs.option.create.conditional.overwrite";

  private final FileSystem fs;
  private final Path file;
  private final String runId;
  private final Clock clock;
  private final ScheduledExecutorService heart;

  private Lease(FileSystem fs, Path file, String runId, Clock clock) {
    this.fs = fs;
    this.file = file;
    this.runId = runId;
    this.clock = clock;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "wsispark-lease");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the lease.
   *
   * @throws WsiException LEASE_HELD when another run is alive
   */
  static Lease take(Lake lake, String name, String runId, Configuration conf, Clock clock)
      throws IOException {
    Path file = new Path(lake.folder("_leases"), name.replaceAll("[^A-Za-z0-9_-]", "_") + ".json");
    Lease lease = new Lease(file.getFileSystem(conf), file, runId, clock);
    if (!lease.create()) {
      lease.removeStale();
      if (!lease.create()) {
        throw held(file, "a run that started this moment");
      }
    }
    lease.heart.scheduleAtFixedRate(
        lease::beat, BEAT.toSeconds(), BEAT.toSeconds(), TimeUnit.SECONDS);
    return lease;
  }

  private boolean create() throws IOException {
    fs.mkdirs(file.getParent());
    if ("file".equals(fs.getUri().getScheme())) {
      try {
        // Hadoop's local create looks and then makes; the JDK's is one atomic step.
        Files.write(
            java.nio.file.Path.of(URI.create(fs.makeQualified(file).toString())),
            body(),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      }
    }
    // A store that can make an object only if it is not there does it in one step, on close.
    FSDataOutputStreamBuilder<?, ?> creation = fs.createFile(file);
    creation.overwrite(false);
    creation.opt(CONDITIONAL_CREATE, true);
    try (OutputStream out = creation.build()) {
      out.write(body());
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      if (StoreFailure.isChanged(e)) {
        return false;
      }
      throw e;
    }
    return true;
  }

  private void removeStale() throws IOException {
    JsonNode holder;
    try (var in = fs.open(file)) {
      holder = JSON.readTree(in.readAllBytes());
    } catch (java.io.FileNotFoundException e) {
      return;
    }
    if (diedHere(holder)) {
      fs.delete(file, false);
      return;
    }
    Instant beat = Instant.parse(holder.path("heartbeat").asText("1970-01-01T00:00:00Z"));
    if (beat.plus(STALE_AFTER).isAfter(clock.instant())) {
      throw held(file, "run " + holder.path("run_id").asText() + ", alive at " + beat);
    }
    fs.delete(file, false);
  }

  /**
   * Whether the holder ran on this machine and its process is gone: nobody has to wait for that.
   */
  private static boolean diedHere(JsonNode holder) {
    return !machine().isEmpty()
        && holder.path("machine").asText().equals(machine())
        && ProcessHandle.of(holder.path("pid").asLong()).isEmpty();
  }

  /**
   * This boot of this machine and the namespace that process numbers count in; empty where the
   * system tells neither. A host's name would not do: containers share it and numbers.
   */
  private static String machine() {
    try {
      return Files.readString(java.nio.file.Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(java.nio.file.Path.of("/proc/self/ns/pid"));
    } catch (IOException e) {
      return "";
    }
  }

  private static WsiException held(Path file, String holder) {
    return WsiException.of(IoError.LEASE_HELD, "another run holds the lease: %s", holder)
        .inSlide(file.toString())
        .remedy(
            "Wait until it has ended; the lease of a killed run is free "
                + STALE_AFTER.toMinutes()
                + " minutes after its last heartbeat");
  }

  private void beat() {
    try (OutputStream out = fs.create(file, true)) {
      out.write(body());
    } catch (IOException e) {
      // A missed beat is no failure: five more follow before anyone may take the lease over.
      System.getLogger(Lease.class.getName())
          .log(System.Logger.Level.WARNING, "lease heartbeat was not written to " + file, e);
    }
  }

  private byte[] body() throws IOException {
    return body(runId, clock.instant(), ProcessHandle.current().pid());
  }

  /** What a lease says: its run, when that was alive, and in which process. */
  static byte[] body(String runId, Instant heartbeat, long pid) throws IOException {
    return JSON.writeValueAsString(
            Map.of(
                "run_id",
                runId,
                "heartbeat",
                heartbeat.toString(),
                "machine",
                machine(),
                "pid",
                pid))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    heart.shutdownNow();
    fs.delete(file, false);
  }
}
