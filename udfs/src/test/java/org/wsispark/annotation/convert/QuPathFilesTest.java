package org.wsispark.annotation.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.annotation.geojson.GeoJsonExport;
import org.wsispark.testkit.python.PythonScript;

/** GeoJSON to Aperio XML and back, judged by shapely. */
class QuPathFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("wsispark.root", ".."));

  /** Says what shapely has compared; a difference is a failure. */
  private static String compared(Path before, Path after) {
    return PythonScript.run("udfs/src/test/python/same_geometry.py", before, after).strip();
  }

  private static Path thereAndBack(Path file, Path folder) throws IOException {
    AnnotationFile read = AnnotationFile.read(Files.readAllBytes(file), file.toString());
    assertThat(read.format()).isEqualTo(AnnotationFormat.GEOJSON);
    byte[] xml = AperioXml.write(read.document());
    AnnotationFile back = AnnotationFile.read(xml, "back.xml");
    assertThat(back.format()).isEqualTo(AnnotationFormat.APERIO_XML);
    assertThat(back.document()).isEqualTo(read.document());
    return Files.write(folder.resolve("after"), GeoJsonExport.of(back.document()).json());
  }

  @ParameterizedTest
  @ValueSource(strings = {"qupath05.geojson", "holed.geojson", "qupath-polygons.geojson"})
  void realFilesKeepTheirGeometry(String name, @TempDir Path folder) throws Exception {
    Path file = ROOT.resolve("../shared/data/annotations").resolve(name);
    assumeTrue(Files.exists(file), "SKIP: ../shared/data/annotations is not here");
    assertThat(compared(file, thereAndBack(file, folder))).doesNotContain("features 0");
  }

  /** Nested squares with jagged sides: holes with islands, islands with holes, several classes. */
  @Test
  void islandsInHolesKeepTheirGeometry(@TempDir Path folder) throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder text = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
    for (int k = 0; k < 60; k++) {
      double x = 1_000 * (k % 10);
      double y = 1_000 * (k / 10);
      for (int nest = 0; nest < 3; nest++) {
        double outer = 450 - 140 * nest;
        text.append(text.length() < 60 ? "" : ",");
        text.append("{\"type\":\"Feature\",\"id\":\"f").append(k).append(nest);
        text.append("\",\"properties\":{\"classification\":{\"name\":\"c").append(k % 3);
        text.append("\",\"color\":[1,2,3]}},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[");
        ring(text, random, x, y, outer);
        text.append(',');
        ring(text, random, x, y, outer - 70);
        text.append("]}}");
      }
    }
    Path file = Files.writeString(folder.resolve("before"), text.append("]}"));
    AnnotationFile read = AnnotationFile.read(Files.readAllBytes(file), "nested");
    assertThat(read.losses())
        .hasToString(
            "[120 holes with outlines of the same class in them were"
                + " joined to their outline]");
    assertThat(compared(file, thereAndBack(file, folder)))
        .startsWith("features 180")
        .endsWith("holes 180");
  }

  private static void ring(
      StringBuilder text, SplittableRandom random, double x, double y, double radius) {
    text.append('[');
    String first = "";
    for (int k = 0; k < 24; k++) {
      double r = radius - random.nextInt(60_000_000) / 1e6;
      long px = Math.round((x + r * Math.cos(k * Math.PI / 12)) * 1e4);
      long py = Math.round((y + r * Math.sin(k * Math.PI / 12)) * 1e4);
      String vertex = "[" + px / 1e4 + "," + py / 1e4 + "]";
      first = k == 0 ? vertex : first;
      text.append(vertex).append(',');
    }
    text.append(first).append(']');
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "hello", "\u0001", "PK\u0003\u0004"})
  void otherFilesAreNamedAsSuch(String text) {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> AnnotationFile.read(text.getBytes(StandardCharsets.UTF_8), "some.bin")))
        .hasMessageContaining("some.bin")
        .hasMessageMatching(".*(the document is empty|neither XML nor JSON).*");
  }

  @Test
  void formatsAreFoundByTheirBytes() {
    List<String> xml =
        List.of("<Annotations/>", " \n<?xml version='1.0'?><Annotations/>", "\uFEFF<Annotations/>");
    Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
        .forEach(
            charset ->
                xml.forEach(
                    text ->
                        assertThat(AnnotationFormat.of(text.getBytes(charset), "x"))
                            .isEqualTo(AnnotationFormat.APERIO_XML)));
    assertThat(AnnotationFormat.of("<ASAP_Annotations/>".getBytes(StandardCharsets.UTF_8), "x"))
        .isEqualTo(AnnotationFormat.ASAP_XML);
    assertThat(AnnotationFormat.of("\uFEFF [".getBytes(StandardCharsets.UTF_8), "x"))
        .isEqualTo(AnnotationFormat.GEOJSON);
  }
}
