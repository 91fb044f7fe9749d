package org.wsispark.jobs.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.storage.LogStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writers that commit the same version at the same moment. Delta's own store loses some of them.
 */
class LinkedLogStoreTest {
  private static final int WRITERS = 4;
  private static final int VERSIONS = 150;

  @TempDir private java.nio.file.Path folder;

  private static boolean won(LogStore store, Path version, String name, Configuration conf)
      throws IOException {
    try {
      store.write(version, List.of(name, "ü " + name).iterator(), false, conf);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Test
  void aVersionHasOneWriterAndItsCommitStays() throws Exception {
    Configuration conf = new Configuration();
    CyclicBarrier together = new CyclicBarrier(WRITERS);
    java.nio.file.Path log = Files.createDirectories(folder.resolve("a lake/t [1] %20/_delta_log"));
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      for (int version = 0; version < VERSIONS; version++) {
        Path path = new Path(new Path(log.toUri()), "%020d.json".formatted(version));
        List<Future<Boolean>> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
          String name = "writer " + w;
          Callable<Boolean> write =
              () -> {
                LogStore store = new LinkedLogStore(conf);
                together.await();
                return won(store, path, name, conf);
              };
          writers.add(threads.submit(write));
        }
        List<String> winners = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
          if (writers.get(w).get()) {
            winners.add("writer " + w);
          }
        }
        assertThat(winners).as("version %d", version).hasSize(1);
        try (var lines = new LinkedLogStore(conf).read(path, conf)) {
          List<String> read = new ArrayList<>();
          lines.forEachRemaining(read::add);
          assertThat(read).containsExactly(winners.get(0), "ü " + winners.get(0));
        }
      }
    } finally {
      threads.shutdownNow();
    }
    try (Stream<java.nio.file.Path> files = Files.list(log)) {
      assertThat(files).as("nothing but versions").hasSize(VERSIONS);
    }
    Path last = new Path(new Path(log.toUri()), "%020d.json".formatted(VERSIONS - 1));
    new LinkedLogStore(conf).write(last, List.of("new").iterator(), true, conf);
    assertThat(Files.readString(log.resolve(last.getName()))).isEqualTo("new\n");
  }

  @Test
  void kernelUsesItWhereItCanLoadIt() {
    String key = "io.delta.kernel.logStore.file.impl";
    Configuration conf = new Configuration();
    assertThat(LinkedLogStore.use(conf, LinkedLogStore.class.getClassLoader()).get(key))
        .isEqualTo(LinkedLogStore.class.getName());
    assertThat(LinkedLogStore.use(conf, ClassLoader.getPlatformClassLoader()).get(key)).isNull();
    conf.set(key, "another");
    assertThat(LinkedLogStore.use(conf, LinkedLogStore.class.getClassLoader()).get(key))
        .isEqualTo("another");
  }
}
