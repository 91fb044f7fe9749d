package org.wsispark.annotation.aperio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionMeasures;
import org.wsispark.annotation.RegionType;

/** Real files, compared with what the JDK's DOM parser sees in them. */
class RealAnnotationsTest {

  private static List<Path> files(String folder) throws IOException {
    Path root = Path.of(System.getProperty("wsispark.root", "..")).resolve("../shared/data");
    assumeTrue(
        Files.isDirectory(root.resolve(folder)),
        "SKIP: ../shared/data/%s is not here".formatted(folder));
    try (Stream<Path> paths = Files.walk(root.resolve(folder))) {
      return paths.filter(path -> path.toString().endsWith(".xml")).sorted().toList();
    }
  }

  private static Document dom(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static Stream<Element> elements(NodeList nodes) {
    return Stream.iterate(0, k -> k + 1).limit(nodes.getLength()).map(k -> (Element) nodes.item(k));
  }

  @Test
  void measuresAreThoseThatTheFilesStore() throws Exception {
    int compared = 0;
    for (Path file : files("annotations")) {
      AnnotationDocument document = AperioXml.read(Files.readAllBytes(file), file.toString());
      List<Region> regions =
          document.layers().stream().flatMap(layer -> layer.regions().stream()).toList();
      List<Element> expected = elements(dom(file).getElementsByTagName("Region")).toList();
      assertThat(regions).as("%s", file).hasSameSizeAs(expected);
      for (int k = 0; k < regions.size(); k++) {
        Region region = regions.get(k);
        Element element = expected.get(k);
        List<Element> vertices = elements(element.getElementsByTagName("Vertex")).toList();
        assertThat(region.vertices().size()).isEqualTo(vertices.size());
        for (int v = 0; v < vertices.size(); v++) {
          assertThat(region.vertices().xMicroPx(v) / 1e6)
              .isEqualTo(Double.parseDouble(vertices.get(v).getAttribute("X")));
          assertThat(region.vertices().yMicroPx(v) / 1e6)
              .isEqualTo(Double.parseDouble(vertices.get(v).getAttribute("Y")));
        }
        double area = Double.parseDouble(element.getAttribute("Area"));
        double length = Double.parseDouble(element.getAttribute("Length"));
        if (region.type() == RegionType.ELLIPSE || length == 0) {
          continue;
        }
        String place = file.getFileName() + " region " + k;
        RegionMeasures measures = RegionMeasures.of(region);
        // Half of the last decimal stored, and what six places of the coordinates can change.
        assertThat(measures.lengthPx()).as(place).isCloseTo(length, within(0.0501 + length * 1e-9));
        assertThat(measures.areaPx()).as(place).isCloseTo(area, within(0.0501 + length * 1e-6));
        if (document.mpp().isPresent()) {
          double areaUm = Double.parseDouble(element.getAttribute("AreaMicrons"));
          // The resolution was rounded to six places before it was stored, but not before use.
          double mpp = document.mpp().get().umPerPx();
          assertThat(measures.areaUm2(document.mpp().get()))
              .as(place)
              .isCloseTo(areaUm, within(0.0501 + areaUm * 1.01e-6 / mpp));
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(28);
  }

  @Test
  void everyFileComesBackEqual() throws Exception {
    int regions = 0;
    for (String folder : List.of("annotations", "paip")) {
      for (Path file : files(folder)) {
        AnnotationDocument document = AperioXml.read(Files.readAllBytes(file), file.toString());
        byte[] written = AperioXml.write(document);
        assertThat(AperioXml.read(written, "written")).as("%s", file).isEqualTo(document);
        assertThat(AperioXml.write(AperioXml.read(written, "written"))).isEqualTo(written);
        regions += document.layers().stream().map(Layer::regions).mapToInt(List::size).sum();
        everyFieldIsStillThere(file, written);
      }
    }
    assertThat(regions).isGreaterThan(100);
  }

  /** The lexer takes every real file, so each can be edited in place. */
  @Test
  void untouchedFilesComeBackByteForByte() throws Exception {
    int files = 0;
    for (String folder : List.of("annotations", "paip")) {
      for (Path file : files(folder)) {
        byte[] bytes = Files.readAllBytes(file);
        AperioDocument document = AperioDocument.of(bytes, file.toString());
        assertThat(document.bytes()).as("%s", file).isEqualTo(bytes);
        assertThat(document.edited(List.of()).bytes()).as("%s", file).isEqualTo(bytes);
        assertThat(AperioXml.lexed(bytes)).as("%s", file).contains(document.annotations());
        files++;
      }
    }
    assertThat(files).isGreaterThan(10);
  }

  /** One vertex, one region and one layer: the bytes between them stay. */
  @Test
  void editsOfRealFilesTouchOnlyTheirSpans() throws Exception {
    int edited = 0;
    for (Path file : files("annotations")) {
      AperioDocument before = AperioDocument.of(Files.readAllBytes(file), file.toString());
      List<Region> regions = before.annotations().layers().get(0).regions();
      int last = regions.size() - 1;
      AperioEdit move = new AperioEdit.MoveVertex(0, 0, 1, 123_456_789, -5_000_000);
      TokenDiff moved = TokenDiff.of(before.bytes(), before.edited(List.of(move)).bytes());
      assertThat(moved.removed()).as("%s", file).hasSize(2);
      assertThat(moved.inserted().get(0)).startsWith("<Region ");
      assertThat(moved.inserted().get(1)).startsWith("<Vertex X=\"123.456789\" Y=\"-5\"");
      if (last > 0) {
        AperioEdit delete = new AperioEdit.DeleteRegion(0, last);
        TokenDiff deleted = TokenDiff.of(before.bytes(), before.edited(List.of(delete)).bytes());
        int vertices = regions.get(last).vertices().size();
        assertThat(deleted.inserted()).as("%s", file).isEmpty();
        assertThat(deleted.removed().stream().filter(piece -> piece.startsWith("<Vertex ")))
            .hasSize(vertices);
        // Region, Attributes, Vertices and their ends; Attributes may be one piece or two.
        assertThat(deleted.removed().size() - vertices).isBetween(4, 7);
      }
      Layer layer = Layer.drawn(99, "new", Layer.GREEN, List.of());
      AperioEdit add = new AperioEdit.AddLayer(layer);
      TokenDiff added = TokenDiff.of(before.bytes(), before.edited(List.of(add)).bytes());
      assertThat(added.removed()).as("%s", file).isEmpty();
      assertThat(added.inserted()).hasSizeBetween(10, 20);
      edited++;
    }
    assertThat(edited).isGreaterThanOrEqualTo(7);
  }

  /** Each region's and layer's fields, by DOM: none lost, none changed. */
  private static void everyFieldIsStillThere(Path file, byte[] written) throws Exception {
    Document before = dom(file);
    Document after =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(written));
    for (String tag : List.of("Annotation", "Region", "Attribute", "AttributeHeader")) {
      List<Element> expected = elements(before.getElementsByTagName(tag)).toList();
      List<Element> found = elements(after.getElementsByTagName(tag)).toList();
      assertThat(found).as("%s: %s", file, tag).hasSameSizeAs(expected);
      for (int k = 0; k < expected.size(); k++) {
        var fields = expected.get(k).getAttributes();
        for (int f = 0; f < fields.getLength(); f++) {
          assertThat(found.get(k).getAttribute(fields.item(f).getNodeName()))
              .as("%s: %s %d %s", file, tag, k, fields.item(f).getNodeName())
              .isEqualTo(fields.item(f).getNodeValue());
        }
      }
    }
  }
}
