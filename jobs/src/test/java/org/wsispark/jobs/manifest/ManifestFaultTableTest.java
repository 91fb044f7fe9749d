package org.wsispark.jobs.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.errors.ErrorCode;
import org.wsispark.errors.WsiException;

/** Rows 62 to 64 of the table of faults: what a manifest's cells and header can be up to. */
class ManifestFaultTableTest {
  private static final List<String> TEXT_COLUMNS =
      List.of(
          "licence",
          "patient",
          "organ",
          "stain",
          "histology",
          "diagnosis",
          "differentiation",
          "annotator",
          "fields.note");

  static Stream<String> namesThatNoSlideMayHave() {
    return Stream.of(
        "../../etc/x",
        "..\\",
        "..\\..\\x",
        "a\\b",
        "/abs",
        "a/../b",
        "a/./b",
        "a//b",
        "a/",
        ".",
        "..",
        "a\u0000b",
        "a\nb",
        "x".repeat(5_000),
        "s3a://other",
        "s3a://other/x");
  }

  @ParameterizedTest
  @MethodSource("namesThatNoSlideMayHave")
  void aNameThatCouldLeaveTheFolderIsRefusedWithItsCell(String name) throws Exception {
    String cells = csv(',', List.of("organ", "id", "source.path"), List.of("liver", name, "a.svs"));
    String tabs = csv('\t', List.of("organ", "id", "source.path"), List.of("liver", name, "a.svs"));
    String tree =
        "slides:\n- organ: liver\n  id: %s\n  source: {path: a.svs}\n".formatted(quoted(name));
    for (Map.Entry<Manifest, String> read :
        Map.of(
                Manifest.read("m.csv", cells), "row 2, column id, cell B2",
                Manifest.read("m.tsv", tabs), "row 2, column id, cell B2",
                Manifest.read("m.yaml", tree), "slide 1, key id")
            .entrySet()) {
      assertThat(read.getKey().slides()).isEmpty();
      assertThat(read.getKey().failures()).hasSize(1);
      WsiException failure = read.getKey().failures().get(0).failure();
      assertThat(failure.place()).contains(read.getValue());
      assertThat(failure.code()).isEqualTo(ManifestError.BAD_CELL);
      assertThat(failure.getMessage())
          .contains("is not a slide's name", "no part . or .. or empty")
          .hasSizeLessThan(400)
          .doesNotContain("\u0000");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CON", "nul.svs", "%2e%2e%2f", "a/b", "~root", "-rf", "$(id)", "조직 1"})
  void aNameThatOnlyAFileMustEncodeIsTakenAsItIs(String name) throws Exception {
    Manifest manifest =
        Manifest.read("m.csv", csv(',', List.of("id", "source.path"), List.of(name, "a.svs")));
    assertThat(manifest.failures()).isEmpty();
    assertThat(manifest.slides()).extracting(ManifestSlide::id).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=cmd|'/c calc'!A1", "+1", "-1", "@x", "'quoted", "=HYPERLINK(\"x\")"})
  void whatASpreadsheetTakesForAFormulaIsReadAsItStands(String text) throws Exception {
    for (String column : TEXT_COLUMNS) {
      Manifest manifest =
          Manifest.read(
              "m.csv", csv(',', List.of("id", "source.path", column), List.of("a", "a.svs", text)));
      assertThat(manifest.failures()).as(column).isEmpty();
      ManifestSlide slide = manifest.slides().get(0);
      assertThat(
              Stream.of(
                  slide.licence(),
                  slide.patient(),
                  slide.organ(),
                  slide.stain(),
                  slide.histology(),
                  slide.diagnosis(),
                  slide.differentiation(),
                  slide.annotator(),
                  slide.fields().get("note")))
          .as(column)
          .containsOnlyOnce(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tb", "a\rb", "a\nb", "\t=1", "\r=1", "\n=1"})
  void aControlCharacterInACellIsRefusedWithItsCell(String text) throws Exception {
    for (String column : TEXT_COLUMNS) {
      Manifest manifest =
          Manifest.read(
              "m.csv", csv(',', List.of("id", "source.path", column), List.of("a", "a.svs", text)));
      assertThat(manifest.slides()).as(column).isEmpty();
      assertThat(manifest.failures().get(0).failure())
          .hasMessageContaining("m.csv: row 2, column " + column + ", cell C2: ")
          .hasMessageContaining("without control characters");
    }
  }

  /** What a job writes as CSV one day must be written with a quote before such cells. */
  @Test
  void noJobWritesCsv() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("wsispark.root")))) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.toString().contains("/src/main/"))
              .toList();
    }
    assertThat(sources).hasSizeGreaterThan(300);
    for (Path source : sources) {
      String text = Files.readString(source);
      if (text.contains("CSVPrinter") || text.contains(".csv(") || text.contains("\"csv\"")) {
        assertThat(source.getFileName().toString()).isEqualTo("Manifest.java");
      }
    }
  }

  @Test
  void everythingThatIsWrongWithAHeaderIsSaidAtOnce() {
    assertThatThrownBy(() -> Manifest.read("m.csv", "path,id,,stian,id,fields.a b\na,b,c,d,e,f\n"))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> assertThat(e.code().kind()).isEqualTo(ErrorCode.Kind.BAD_INPUT))
        .hasMessage(
            "BAD_MANIFEST: m.csv: 6 things are wrong with its header: row 1, cell A1: there is no"
                + " key path (Did you mean source.path?); row 1, cell C1: the column has no name;"
                + " row 1, cell D1: there is no key stian (Did you mean stain?); row 1, cell E1:"
                + " there are two columns id; row 1, cell F1: fields.a b names no"
                + " field; row 1: there is no column source.path. Mend them all, then"
                + " run it again; docs/manifests.md lists the keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\nid,source.path\na,a.svs\n", ",\nid,source.path\na,a.svs\n"})
  void aHeaderInRow2IsSeenThere(String text) {
    assertThatThrownBy(() -> Manifest.read("m.csv", text))
        .hasMessage(
            "BAD_MANIFEST: m.csv: row 1, cell A1: the header is in row 2, and row 1 holds nothing."
                + " Take row 1 away; the header belongs into row 1");
    assertThatThrownBy(
            () -> Manifest.read("m.csv", "Cohort 7,\n" + text.substring(text.indexOf('\n') + 1)))
        .hasMessageContaining("the header is in row 2, and row 1 holds \"Cohort 7\"");
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatThrownBy(() -> Manifest.read("m.csv", "source.path,organ\na.svs,liver\n"))
        .hasMessageContaining("MISSING_VALUE: m.csv: row 1: there is no column id");
    assertThatThrownBy(() -> Manifest.read("m.csv", "id,organ\na,liver\n"))
        .hasMessageContaining("MISSING_VALUE: m.csv: row 1: there is no column source.path");
    assertThatThrownBy(() -> Manifest.read("m.csv", "id\tsource.path\na\ta.svs\n"))
        .hasMessageContaining("its cells are parted by tabs. Name the file .tsv");
  }

  @Test
  void rowsAreNumberedAsASpreadsheetNumbersThem() {
    Manifest manifest =
        Manifest.read(
            "m.csv",
            "id,source.path,mpp\n\n"
                + ",,\n"
                + "a,\"x\n"
                + "y\",1\n"
                + "b,b.svs,none\n"
                + "c,c.svs\n"
                + "d,d.svs,1,2\n"
                + "e,e.svs,1\n");
    assertThat(manifest.slides()).extracting(ManifestSlide::id).containsExactly("e");
    assertThat(manifest.failures())
        .extracting(bad -> bad.id() + ": " + bad.failure().place().orElseThrow())
        .containsExactly(
            "a: row 4, column source.path, cell B4",
            "b: row 5, column mpp, cell C5",
            "c: row 6, column id, cell A6",
            "d: row 7, column id, cell A7");
    assertThat(manifest.failures().get(2).failure())
        .hasMessageContaining("the row has 2 cells and the header 3: cell C6 is missing");
    assertThat(manifest.failures().get(3).failure())
        .hasMessageContaining("the row has 4 cells and the header 3: cell D7 is under no column");
    assertThat(manifest.refusal())
        .hasMessageContaining("4 things are wrong with its rows")
        .hasMessageContaining("row 5, column mpp, cell C5: \"none\" is not a number above 0");
  }

  @Test
  void aPathThatIsTakenCanBeResolved() {
    SplittableRandom random = new SplittableRandom(62);
    String alphabet = "ab:/\\.@%[]#? s3C&=~";
    int taken = 0;
    int refused = 0;
    for (int n = 0; n < 20_000; n++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(1, 9);
      for (int k = 0; k < length; k++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (ManifestRow.isPath(text.toString())) {
        taken++;
        assertThat(new org.apache.hadoop.fs.Path("file:/cohort", text.toString()).toString())
            .as("seed 62: \"%s\"", text)
            .isNotEmpty();
      } else {
        refused++;
      }
    }
    assertThat(taken).isGreaterThan(1_000);
    assertThat(refused).isGreaterThan(1_000);
  }

  private static String csv(char delimiter, List<String> header, List<String> row)
      throws IOException {
    StringWriter out = new StringWriter();
    try (CSVPrinter printer =
        new CSVPrinter(out, CSVFormat.RFC4180.builder().setDelimiter(delimiter).get())) {
      printer.printRecord(header);
      printer.printRecord(row);
    }
    return out.toString();
  }

  private static String quoted(String text) throws IOException {
    return new ObjectMapper().writeValueAsString(text);
  }
}
