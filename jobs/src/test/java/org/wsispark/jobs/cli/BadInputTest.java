package org.wsispark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who gives the program something that it cannot use. */
class BadInputTest {
  private static final Path SLIDES =
      Path.of(System.getProperty("wsispark.root")).resolve("../shared/data/slides");
  private static final String DOCTYPE =
      "<!DOCTYPE Annotations [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Annotations/>";

  @TempDir Path folder;

  private record Ended(int exitCode, List<String> errors) {}

  private static Ended run(String... args) {
    ByteArrayOutputStream caught = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
    try {
      int code = Main.run(args);
      return new Ended(code, caught.toString(StandardCharsets.UTF_8).lines().toList());
    } finally {
      System.setErr(before);
    }
  }

  private void demoRefuses(Path slide, String... words) throws IOException {
    Path out = folder.resolve("out");
    List<Path> before = list();
    Ended ended = run("demo", "--slide", slide.toString(), "--out", out.toString());
    assertThat(ended.exitCode()).as(ended.errors().toString()).isEqualTo(3);
    assertThat(ended.errors()).hasSize(1);
    assertThat(ended.errors().get(0)).contains(words);
    assertThat(list()).isEqualTo(before);
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void aTextFileNamedSvsIsNoSlide() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.svs"), "Dear colleague, see attached.\n");
    demoRefuses(text, "UNRECOGNISED", "notes.svs", "no slide");
    assertThat(run("inspect", text.toString()).exitCode()).isEqualTo(3);
  }

  @Test
  void aSlideCutAtHalfIsRefusedBeforeAnythingIsWritten() throws IOException {
    assumeTrue(Files.isDirectory(SLIDES), "SKIP: ../shared/data/slides is not here");
    for (String name : List.of("CMU-1-Small-Region.svs", "TCGA-CR-7395-01A-01-TS1.svs")) {
      byte[] whole = Files.readAllBytes(SLIDES.resolve(name));
      Path half = folder.resolve("half-" + name);
      Files.write(half, Arrays.copyOf(whole, whole.length / 2));
      demoRefuses(half, "half-" + name, "past the end of the file");
    }
  }

  @Test
  void anXmlWithDoctypeIsRefusedAndNamed() throws IOException {
    assumeTrue(Files.isDirectory(SLIDES), "SKIP: ../shared/data/slides is not here");
    Path slide = folder.resolve("a.svs");
    Files.copy(SLIDES.resolve("CMU-1-Small-Region.svs"), slide);
    Path xml = Files.writeString(folder.resolve("a.xml"), DOCTYPE);
    demoRefuses(slide, "a.xml", "DOCTYPE");

    Ended check = run("annotations", "check", xml.toString());
    assertThat(check.exitCode()).isEqualTo(3);
    assertThat(check.errors()).hasSize(1);
    assertThat(check.errors().get(0)).contains("a.xml", "DOCTYPE").doesNotContain("root:");
  }

  @Test
  void aSlideWithoutResolutionSaysHowToGiveIt() throws IOException {
    assumeTrue(Files.isDirectory(SLIDES), "SKIP: ../shared/data/slides is not here");
    demoRefuses(SLIDES.resolve("TCGA-CR-7395-01A-01-TS1.svs"), "UNKNOWN_MPP", "--mpp-override");
  }

  @Test
  void aFolderThatNoDemoMadeIsNeverEmptied() throws IOException {
    assumeTrue(Files.isDirectory(SLIDES), "SKIP: ../shared/data/slides is not here");
    Path mine = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(mine.resolve("thesis.txt"), "years of work");
    Ended ended =
        run(
            "demo",
            "--slide",
            SLIDES.resolve("CMU-1-Small-Region.svs").toString(),
            "--out",
            mine.toString());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.errors().get(0)).contains("FOLDER_IN_USE", "--out");
    assertThat(mine.resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void aMissingFileAndAWrongOptionAreToldApart() {
    assertThat(run("inspect", folder.resolve("none.svs").toString()).exitCode()).isEqualTo(3);
    assertThat(run("inspect").exitCode()).isEqualTo(2);
    assertThat(run("predict", "--set", "windows=1").exitCode()).isEqualTo(2);
  }
}
