package org.wsispark.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideReader;

class InFlightTest {
  private static final String SLIDE = "s3a://slides/a.svs";

  @TempDir Path lake;
  private final Configuration conf = new Configuration(false);
  private InFlight notes;

  @BeforeEach
  void here() {
    notes = new InFlight(lake.resolve("_inflight/tissue-").toUri().toString(), "app-1");
  }

  private static TaskAttempt attempt(int stage, int partition, int attempt) {
    return new TaskAttempt("app-1", stage, partition, attempt, Integer.toString(attempt));
  }

  /** What is left of a process that died with the slide open. */
  private void dies(String slide, TaskAttempt attempt) throws IOException {
    Path folder = lake.resolve("_inflight/tissue-").resolve(Digests.brief(slide));
    Files.createFile(Files.createDirectories(folder).resolve(attempt.name()));
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(lake)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void aSlideThatWasClosedLeavesNothing() throws IOException {
    for (int k = 0; k < 3; k++) {
      try (InFlight.Entry entry = notes.enter(conf, SLIDE, attempt(0, 0, k))) {
        assertThat(entry).isNotNull();
        assertThat(files()).isPositive();
      }
      assertThat(files()).isZero();
    }
  }

  @Test
  void aSlideThatKilledTwoIsRefusedEverywhereAndOthersAreNot() throws Exception {
    dies(SLIDE, attempt(3, 5, 0));
    dies(SLIDE, attempt(3, 5, 1));
    assertThatThrownBy(() -> notes.enter(conf, SLIDE, attempt(3, 5, 2)))
        .isInstanceOfSatisfying(
            WsiException.class, e -> assertThat(e.code()).isEqualTo(IoError.KILLED_EXECUTOR))
        .hasMessageMatching(
            "KILLED_EXECUTOR: s3a://slides/a\\.svs: two processes that read it died "
                + "\\(executor 0 of app-1, 1 of app-1\\)\\. Look .*");
    assertThatThrownBy(() -> notes.enter(conf, SLIDE, attempt(9, 0, 0)))
        .as("another task, before it dies of it too")
        .hasMessageStartingWith("KILLED_EXECUTOR");
    notes.enter(conf, "s3a://slides/b.svs", attempt(3, 6, 0)).close();
    notes.clear(conf);
    assertThat(files()).isZero();
    notes.enter(conf, SLIDE, attempt(12, 5, 0)).close();
  }

  @Test
  void aTryThatGoesWellForgetsTheDeathBefore() throws Exception {
    dies(SLIDE, attempt(3, 5, 0));
    notes.enter(conf, SLIDE, attempt(3, 5, 1)).close();
    assertThat(files()).isZero();
    dies(SLIDE, attempt(4, 5, 0));
    notes.enter(conf, SLIDE, attempt(4, 5, 1)).close();
  }

  @Test
  void tasksThatReadTheSameSlideBesideEachOtherAreAlive() {
    try (InFlight.Entry one = notes.enter(conf, SLIDE, attempt(3, 1, 0));
        InFlight.Entry two = notes.enter(conf, SLIDE, attempt(3, 2, 0));
        InFlight.Entry three = notes.enter(conf, SLIDE, attempt(3, 3, 0))) {
      assertThat(List.of(one, two, three)).doesNotContainNull();
    }
  }

  @Test
  void deathsOfAnApplicationThatIsOverCount() throws Exception {
    dies(SLIDE, new TaskAttempt("local-1", 0, 0, 0, "driver"));
    dies(SLIDE, new TaskAttempt("local-2", 0, 0, 0, "driver"));
    assertThatThrownBy(() -> notes.enter(conf, SLIDE, attempt(0, 0, 0)))
        .hasMessageContaining("driver of local-1, driver of local-2");
  }

  @Test
  void aSuspectIsReadAlone() throws Exception {
    dies(SLIDE, attempt(3, 5, 0));
    ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
    InFlight.Entry other = notes.enter(conf, "b.svs", attempt(3, 6, 0));
    Thread suspect =
        new Thread(
            () -> {
              try (InFlight.Entry entry = notes.enter(conf, SLIDE, attempt(3, 5, 1))) {
                events.add("suspect with " + entry.earlierDeaths() + " death");
              }
            });
    suspect.start();
    while (suspect.getState() != Thread.State.WAITING && suspect.isAlive()) {
      Thread.onSpinWait();
    }
    events.add("other closes");
    other.close();
    suspect.join();
    assertThat(events).containsExactly("other closes", "suspect with 1 death");
  }

  @Test
  void anotherThreadMayCloseWhatOneHasOpened() throws Exception {
    InFlight.Entry entry = notes.enter(conf, SLIDE, attempt(3, 5, 0));
    Thread closing = new Thread(entry::close);
    closing.start();
    closing.join();
    assertThat(files()).isZero();

    dies("b.svs", attempt(3, 6, 0));
    try (InFlight.Entry alone = notes.enter(conf, "b.svs", attempt(3, 6, 1))) {
      assertThat(alone.earlierDeaths()).as("nobody is in its way").isEqualTo(1);
    }
  }

  @Test
  void aThreadThatReadsOneSlideOpensAnotherWhileASuspectWaits() throws Exception {
    dies(SLIDE, attempt(3, 5, 0));
    InFlight.Entry first = notes.enter(conf, "b.svs", attempt(3, 6, 0));
    Thread suspect = new Thread(() -> notes.enter(conf, SLIDE, attempt(3, 5, 1)).close());
    suspect.start();
    while (suspect.getState() != Thread.State.WAITING && suspect.isAlive()) {
      Thread.onSpinWait();
    }
    InFlight.Entry second = notes.enter(conf, "c.svs", attempt(3, 6, 0));
    first.close();
    assertThat(suspect.getState()).as("the second is open yet").isEqualTo(Thread.State.WAITING);
    second.close();
    suspect.join();
    assertThat(files()).isZero();
  }

  @Test
  void aWatchedReaderHandsOnEverythingThatAReaderDoes() {
    assertThat(
            Arrays.stream(SlideReader.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName))
        .allSatisfy(
            name ->
                assertThat(Arrays.stream(WatchedReader.class.getDeclaredMethods()))
                    .extracting(Method::getName)
                    .contains(name));
  }

  @Test
  void namesComeBackAndOthersAreNoNotes() {
    TaskAttempt attempt = new TaskAttempt("app-20260101-0001", 12, 3, 1, "17");
    assertThat(TaskAttempt.parse(attempt.name())).hasValue(attempt);
    assertThat(TaskAttempt.parse("refused")).isEmpty();
    assertThat(TaskAttempt.parse("a~b~c~d~e")).isEmpty();
  }
}
