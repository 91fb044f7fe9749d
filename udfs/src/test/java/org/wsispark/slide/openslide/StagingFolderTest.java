package org.wsispark.slide.openslide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.ByteSource;

class StagingFolderTest {
  @TempDir Path temp;

  /** Bytes that follow from name and version; counts reads of its first byte. */
  private record Remote(String name, String version, int length, AtomicInteger copies)
      implements ByteSource {
    Remote(String name, String version, int length) {
      this(name, version, length, new AtomicInteger());
    }

    byte[] bytes() {
      byte[] bytes = new byte[length];
      new SplittableRandom((name + version).hashCode()).nextBytes(bytes);
      return bytes;
    }

    @Override
    public long size() {
      return length;
    }

    @Override
    public byte[] read(long offset, int count) {
      copies.addAndGet(offset == 0 ? 1 : 0);
      return java.util.Arrays.copyOfRange(bytes(), (int) offset, (int) offset + count);
    }

    @Override
    public void close() {
      copies.set(-1);
    }
  }

  private StagingFolder folder(long limit) {
    return new StagingFolder(temp.resolve("staged"), limit);
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> all = Files.list(temp.resolve("staged"))) {
      return all.filter(path -> !path.getFileName().toString().equals(".locks")).toList();
    }
  }

  @Test
  void aCopyIsMadeOnceAndHasTheSameBytes() throws IOException {
    Remote remote = new Remote("s3a://bucket/a b/ü.ndpi", "etag-1", 20_000_000);
    for (int k = 0; k < 3; k++) {
      try (SlideFile file = folder(1L << 30).stage(remote)) {
        assertThat(file.name()).isEqualTo(remote.name());
        assertThat(file.path().getFileName()).hasToString("slide-_.ndpi");
        assertThat(Files.readAllBytes(file.path())).isEqualTo(remote.bytes());
      }
    }
    assertThat(remote.copies()).hasValue(1);
    assertThat(entries()).hasSize(1);
  }

  @Test
  void anotherVersionOfTheSameNameIsAnotherCopy() throws IOException {
    Remote old = new Remote("s3a://b/slide", "etag-1", 1_000);
    Remote changed = new Remote("s3a://b/slide", "etag-2", 1_000);
    folder(10_000).stage(old).close();
    try (SlideFile file = folder(10_000).stage(changed)) {
      assertThat(Files.readAllBytes(file.path())).isEqualTo(changed.bytes());
    }
    assertThat(entries()).hasSize(2);
  }

  @Test
  void theLongestUnusedCopyMakesRoomAndOpenOnesStay() throws IOException {
    StagingFolder folder = folder(3_000);
    Remote a = new Remote("a", "1", 1_000);
    Remote b = new Remote("b", "1", 1_000);
    Remote c = new Remote("c", "1", 1_000);
    SlideFile openA = folder.stage(a);
    age(openA.path().getParent(), 300);
    try (SlideFile file = folder.stage(b)) {
      age(file.path().getParent(), 100);
    }
    try (SlideFile file = folder.stage(c)) {
      age(file.path().getParent(), 200);
    }
    ageOf("b", b, 100);
    ageOf("c", c, 200);
    try (SlideFile d = folder.stage(new Remote("d", "1", 1_000))) {
      assertThat(Files.exists(openA.path())).as("the oldest is open").isTrue();
      folder.stage(b).close();
      assertThat(b.copies()).as("b was used later than c").hasValue(1);
      ageOf("b", b, 100);
      try (SlideFile again = folder.stage(c)) {
        assertThat(c.copies()).as("c had to go").hasValue(2);
        assertThatThrownBy(() -> folder.stage(b))
            .isInstanceOf(WsiException.class)
            .hasMessageStartingWith("STAGING: b: no room for a copy in ")
            .hasMessageContaining("may hold 3000 bytes: 1000 bytes are wanted beside 3000 bytes")
            .hasMessageContaining("Raise openslide.staging.bytes");
        assertThat(again.path()).exists();
        assertThat(d.path()).exists();
      }
    }
    openA.close();
    assertThat(entries()).hasSizeLessThanOrEqualTo(3);
  }

  private void ageOf(String name, Remote remote, int seconds) throws IOException {
    for (Path entry : entries()) {
      if (Files.exists(entry.resolve("slide-" + name))) {
        age(entry, seconds);
      }
    }
    assertThat(remote.length()).isPositive();
  }

  private static void age(Path entry, int seconds) throws IOException {
    Files.setLastModifiedTime(
        entry, FileTime.fromMillis(System.currentTimeMillis() - seconds * 1_000L));
  }

  @Test
  void whatDoesNotFitAtAllIsRefusedBeforeItIsRead() {
    Remote large = new Remote("large", "1", 5_000);
    assertThatThrownBy(() -> folder(4_999).stage(large))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("its 5000 bytes are more than the limit");
    assertThat(large.copies()).hasValue(0);
  }

  @Test
  void aCopyThatFailsLeavesNothing() throws IOException {
    ByteSource broken =
        new ByteSource() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public long size() {
            return 20_000_000;
          }

          @Override
          public byte[] read(long offset, int length) {
            if (offset > 0) {
              throw WsiException.of(org.wsispark.slide.SlideError.SHORT_READ, "it ended");
            }
            return new byte[length];
          }

          @Override
          public void close() {
            throw new IllegalStateException("the caller's to close");
          }
        };
    assertThatThrownBy(() -> folder(1L << 30).stage(broken)).hasMessageContaining("it ended");
    assertThat(entries()).isEmpty();
  }

  @Test
  void whatADeadProcessLeftIsRemoved() throws IOException {
    String name = ".part-" + new java.util.UUID(1, 2) + "-2500";
    Path part = Files.createDirectories(temp.resolve("staged").resolve(name));
    Files.write(part.resolve("slide-half"), new byte[100]);
    Files.createFile(part.resolve("lease-1-1-dead"));
    try (SlideFile file = folder(3_000).stage(new Remote("a", "1", 1_000))) {
      assertThat(file.path()).exists();
      assertThat(part).doesNotExist();
    }
  }

  @Test
  void whatIsNoCopyIsNeitherCountedNorRemoved() throws IOException {
    Path staged = Files.createDirectories(temp.resolve("staged"));
    Path other = Files.createDirectories(staged.resolve("study-9999"));
    Path kept = Files.write(other.resolve("slide.svs"), new byte[10]);
    Path file = Files.write(staged.resolve("notes.txt"), new byte[10]);
    StagingFolder folder = folder(1_500);
    folder.stage(new Remote("a", "1", 1_000)).close();
    Remote second = new Remote("b", "1", 1_000);
    try (SlideFile copy = folder.stage(second)) {
      assertThat(Files.readAllBytes(copy.path())).isEqualTo(second.bytes());
    }
    assertThat(kept).exists();
    assertThat(file).exists();
    assertThat(entries()).as("one copy had to go").hasSize(3);
  }

  @Test
  void manyThreadsMakeOneCopy() throws Exception {
    Remote remote = new Remote("s3a://b/one", "1", 9_000_000);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<byte[]> work =
          () -> {
            try (SlideFile file = folder(1L << 30).stage(remote)) {
              return Files.readAllBytes(file.path());
            }
          };
      for (Future<byte[]> copy :
          threads.invokeAll(IntStream.range(0, 8).mapToObj(k -> work).toList())) {
        assertThat(copy.get()).isEqualTo(remote.bytes());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(remote.copies()).hasValue(1);
  }

  /** Another process holds its copy open: it is not removed, and is when that process is gone. */
  @Test
  void anotherProcessKeepsItsCopy() throws Exception {
    Remote mine = new Remote("mine", "1", 1_000);
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                temp.resolve("staged").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var said = other.inputReader(StandardCharsets.UTF_8)) {
      Path held = Path.of(said.readLine());
      assertThat(held).hasSize(1_000);
      assertThatThrownBy(() -> folder(1_500).stage(mine))
          .hasMessageContaining("beside 1000 bytes of slides that are open");
      other.destroyForcibly().waitFor();
      try (SlideFile file = folder(1_500).stage(mine)) {
        assertThat(file.path()).exists();
        assertThat(held).doesNotExist();
      }
    } finally {
      other.destroyForcibly();
    }
  }

  /** Stages a slide, says where, and waits to be killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      SlideFile file =
          new StagingFolder(Path.of(args[0]), 1_500).stage(new Remote("theirs", "1", 1_000));
      System.out.println(file.path());
      System.out.flush();
      int end = System.in.read();
      file.close();
      System.exit(end);
    }
  }
}
