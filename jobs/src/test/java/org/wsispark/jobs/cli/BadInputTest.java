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
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @CsvSource({
    "bad_header1.tif, BAD_HEADER: .*: header: version 298 at offset 2.*",
    "bad_ifd_offset.tif, BAD_OFFSET: .*: IFD 1: 2 bytes at offset 2018915346 reach past .*",
    "bad_jpeg.tif, BAD_TILE: .*: IFD 0 at offset 162.*: JPEG marker db of 131 bytes at byte 2 .*",
    "bad_tag_offset.tif, BAD_OFFSET: .*: IFD 0; tag 270 at offset 481: 10 bytes at offset 65544 .*",
    "zero_gi.tif, BAD_TAG: .*: IFD 0; tag 257 at offset 42: a size of 0 pixels",
  })
  void inspectNamesTheDefectAndItsOffsetInOneLine(String name, String message) {
    Path file = SLIDES.resolveSibling("malformed").resolve(name);
    assumeTrue(Files.exists(file), "SKIP: ../shared/data/malformed is not here");
    Ended ended = run("inspect", file.toString());
    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.errors()).hasSize(1);
    assertThat(ended.errors().get(0)).matches(message.replace(';', ',')).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BigTIFF.tif",
        "BigTIFFMotorola.tif",
        "bad_double_reference.tif",
        "good_jpeg.tif",
        "sm_colors_tile.tif",
        "twain-rgb-jpeg-with-bogus-ycbcr-subsampling.tif",
        "yb10kx5k.zstd.tiff",
      })
  void inspectAndReadTakeWhatOtherReadersTake(String name) throws IOException {
    Path file = SLIDES.resolveSibling("malformed").resolve(name);
    assumeTrue(Files.exists(file), "SKIP: ../shared/data/malformed is not here");
    assertThat(run("inspect", file.toString()).exitCode()).isZero();
    Path png = folder.resolve("part.png");
    String[] read = {
      "read", file.toString(), "--x", "0", "--y", "0", "--width", "32", "--height", "32"
    };
    Ended ended =
        run(
            Stream.concat(Arrays.stream(read), Stream.of("--out", png.toString()))
                .toArray(String[]::new));
    assertThat(ended.exitCode()).as(ended.errors().toString()).isZero();
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(32);
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
