package org.wsispark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationsCommandTest {
  private static final Path FILES =
      Path.of(System.getProperty("wsispark.root")).resolve("../shared/data/annotations");
  private static final String XML =
      """
      <Annotations MicronsPerPixel="0.5">
        <Annotation Id="4" Name="tumour"><Regions>
          <Region Id="1" Type="0"><Vertices><Vertex X="0" Y="0"/><Vertex X="9" Y="9"/>
            <Vertex X="9" Y="0"/><Vertex X="0" Y="9"/></Vertices></Region>
          <Region Id="2" Type="3"><Vertices><Vertex X="1" Y="1"/><Vertex X="5" Y="5"/></Vertices>
          </Region>
          <Region Id="3" Type="0" NegativeROA="1"><Vertices><Vertex X="50" Y="50"/>
            <Vertex X="60" Y="50"/><Vertex X="60" Y="60"/></Vertices></Region>
        </Regions></Annotation>
        <Annotation Id="5" Name="empty"><Regions/></Annotation>
      </Annotations>
      """;

  @TempDir Path folder;

  private record Ended(int exitCode, List<String> lines) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }
  }

  private static Ended run(String... args) {
    ByteArrayOutputStream caught = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(caught, true, StandardCharsets.UTF_8));
    try {
      return new Ended(Main.run(args), caught.toString(StandardCharsets.UTF_8).lines().toList());
    } finally {
      System.setOut(out);
    }
  }

  @Test
  void checkPrintsEachLayer() throws IOException {
    Path xml = Files.writeString(folder.resolve("a.xml"), XML);
    Ended ended = run("annotations", "check", xml.toString());
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.lines())
        .containsExactly(
            "layer 4 \"tumour\": 3 regions (1 negative), 9 vertices: 2 freehand, 1 arrow",
            "  defect self-crossing: 1: region 1 (at x=4.5, y=4.5)",
            "  note open: 2: region 1 (4 vertices); region 3 (3 vertices)",
            "  defect orphan-negative: 1: region 3 (no positive region of the layer touches it)",
            "layer 5 \"empty\": 0 regions (0 negative), 0 vertices",
            "  note empty-layer: 1: the layer",
            "2 defects");
    JsonNode json = run("annotations", "check", "--json", xml.toString()).json();
    assertThat(json.at("/by-layer/0/findings/orphan_negative").asInt()).isEqualTo(1);
    assertThat(json.at("/by-layer/1/findings/empty_layer").asInt()).isEqualTo(1);
    assertThat(json.at("/findings/self_crossing").asInt()).isEqualTo(1);
  }

  @Test
  void convertSaysWhatIsLost() throws IOException {
    Path xml = Files.writeString(folder.resolve("a.xml"), XML);
    Path json = folder.resolve("new/b.geojson");
    Ended ended = run("annotations", "convert", xml.toString(), json.toString());
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.lines())
        .contains(
            "not carried: 1 negative regions that touch nothing are gone",
            "not carried: 1 arrows, rulers and regions of unknown type became lines",
            "not carried: 1 outlines that cross themselves were split there, rounded to 0.000001"
                + " px",
            "not carried: 1 layers without regions are gone");
    Ended told = run("annotations", "convert", "--json", xml.toString(), json.toString());
    assertThat(told.json().at("/losses/empty_layers").asInt()).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(json.toFile()).at("/features")).hasSize(2);
    Path back = folder.resolve("c.xml");
    assertThat(run("annotations", "convert", json.toString(), back.toString()).exitCode()).isZero();
    assertThat(run("annotations", "check", back.toString()).lines().get(0))
        .startsWith("layer 1 \"tumour\": 3 regions");
  }

  @Test
  void aperioToAperioIsTheSameBytesUnlessWrittenAnew() throws IOException {
    Path xml = Files.writeString(folder.resolve("a.xml"), XML);
    Path copy = folder.resolve("b.xml");
    assertThat(run("annotations", "convert", xml.toString(), copy.toString()).exitCode()).isZero();
    assertThat(copy).hasContent(XML);
    run("annotations", "convert", "--rewrite", xml.toString(), copy.toString());
    assertThat(Files.readString(copy))
        .startsWith("<Annotations MicronsPerPixel=\"0.5\">\n\t<Annotation Id=\"4\"");
  }

  @Test
  void everyRealFileChecksAndConverts() throws IOException {
    assumeTrue(Files.isDirectory(FILES), "SKIP: ../shared/data/annotations is not here");
    try (Stream<Path> files = Files.list(FILES)) {
      List<Path> all = files.sorted().toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(10);
      for (Path file : all) {
        Path copy = folder.resolve("copy.xml");
        Ended check = run("annotations", "check", file.toString());
        assertThat(check.exitCode()).as("%s: %s", file, check.lines()).isZero();
        Ended convert = run("annotations", "convert", file.toString(), copy.toString());
        assertThat(convert.exitCode()).as("%s: %s", file, convert.lines()).isZero();
        if (file.toString().endsWith(".xml")) {
          assertThat(copy).hasSameBinaryContentAs(file);
        }
      }
    }
  }

  @Test
  void rasterizeNumbersClassesByTheirFile() throws IOException {
    Path slide = FILES.resolve("../slides/CMU-1-Small-Region.svs");
    assumeTrue(Files.exists(slide), "SKIP: ../shared/data/slides is not here");
    Path xml =
        Files.writeString(
            folder.resolve("a.xml"),
            "<Annotations><Annotation Id='2'><Regions><Region Id='1' Type='1'><Vertices>"
                + "<Vertex X='0' Y='0'/><Vertex X='40' Y='0'/><Vertex X='40' Y='20'/>"
                + "<Vertex X='0' Y='20'/></Vertices></Region></Regions></Annotation>"
                + "<Annotation Id='9' Name='ruler'/></Annotations>");
    Path conf = Path.of(System.getProperty("wsispark.root")).resolve("conf/classes.yaml");
    List<String> given =
        List.of("rasterize", slide.toString(), xml.toString(), "--downsample", "1", "--out");
    Stream<String> more =
        Stream.of(folder.resolve("m.tif").toString(), "--classes", conf + "#paip-liver", "--json");
    Ended ended = run(Stream.concat(given.stream(), more).toArray(String[]::new));
    assertThat(ended.exitCode()).isZero();
    JsonNode pixels = ended.json().get("pixels");
    assertThat(pixels.get("2 viable tumour").asLong()).isEqualTo(800);
    assertThat(pixels.get("1 whole tumour").asLong()).isZero();
    Stream<String> wrong =
        Stream.of(folder.resolve("m.tif").toString(), "--classes", conf + "#no", "--json");
    assertThat(run(Stream.concat(given.stream(), wrong).toArray(String[]::new)).exitCode())
        .isEqualTo(2);
  }

  @Test
  void whatCannotBeUsedEndsWithThree() throws IOException {
    Path text = Files.writeString(folder.resolve("a.xml"), "Dear colleague");
    assertThat(run("annotations", "check", text.toString()).exitCode()).isEqualTo(3);
    Path out = folder.resolve("b.xml");
    assertThat(run("annotations", "convert", text.toString(), out.toString()).exitCode())
        .isEqualTo(3);
    assertThat(out).doesNotExist();
    Path xml = Files.writeString(folder.resolve("c.xml"), XML);
    assertThat(run("annotations", "convert", xml.toString(), "b.svg").exitCode()).isEqualTo(2);
  }
}
