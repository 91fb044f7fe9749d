package org.wsispark.annotation.geojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.annotation.ConvertedAnnotations;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.annotation.Loss;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionType;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;

class GeoJsonTest {
  private static final String FEATURES =
      """
      {"type": "FeatureCollection", "features": [
       {"geometry": {"coordinates": [[[0,0],[20,0],[20,20],[0,20],[0,0]],[[5,5],[9,5],[9,9],[5,5]]],
                     "type": "Polygon", "plane": {"c": -1, "z": 0, "t": 0}},
        "type": "Feature", "id": "7e1a",
        "properties": {"objectType": "annotation", "name": "note",
          "classification": {"name": "Tumor: Positive", "color": [200, 10, 20]},
          "isLocked": true, "measurements": {"Area µm^2": 12.50, "Count": 3},
          "metadata": {"ANNOTATION_DESCRIPTION": "by hand"}}},
       {"type": "Feature", "properties": {"classification": {"name": "Stroma", "colorRGB": -16711936}},
        "geometry": {"type": "MultiPolygon", "coordinates": [
          [[[30,0],[40,0],[40,10],[30,0]]], [[[50,0],[60,0.25],[60,10],[50,0]]]]}},
       {"type": "Feature", "properties": {"objectType": "detection"},
        "geometry": {"type": "LineString", "coordinates": [[1,2],[3,4.5],[5,6]]}},
       {"type": "Feature", "properties": null,
        "geometry": {"type": "MultiPoint", "coordinates": [[1,2,3],[3,4]]}},
       {"type": "Feature", "properties": {}, "geometry": null}
      ], "generator": "x"}
      """;

  private static ConvertedAnnotations read(String text) {
    return GeoJson.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "case.geojson");
  }

  private static WsiException failure(String text) {
    WsiException failure = catchThrowableOfType(WsiException.class, () -> read(text));
    assertThat(failure).as(text).isNotNull();
    assertThat(failure.slide()).contains("case.geojson");
    return failure;
  }

  private static String polygons(String... rings) {
    return "{\"type\":\"FeatureCollection\",\"features\":["
        + "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\","
        + "\"coordinates\":["
        + String.join(
            "]}},{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":"
                + "\"Polygon\",\"coordinates\":[",
            rings)
        + "]}}]}";
  }

  @Test
  void classesBecomeLayersAndPartsRegions() {
    ConvertedAnnotations read = read(FEATURES);
    List<Layer> layers = read.document().layers();
    assertThat(layers)
        .extracting(Layer::className)
        .containsExactly("Tumor: Positive", "Stroma", "Unclassified");
    assertThat(layers.get(0).rgb()).isEqualTo(0xC80A14);
    assertThat(layers.get(1).rgb()).isEqualTo(0x00FF00);
    List<Region> tumour = layers.get(0).regions();
    assertThat(tumour).extracting(Region::negative).containsExactly(false, true);
    assertThat(tumour.get(0).text()).isEqualTo("note");
    assertThat(tumour.get(0).attributes())
        .extracting(value -> value.name() + "=" + value.value())
        .contains("geojson.id=7e1a", "measurement:Area µm^2=12.50", "measurement:Count=3");
    assertThat(layers.get(1).regions()).hasSize(2);
    assertThat(layers.get(2).regions())
        .extracting(Region::type)
        .containsExactly(RegionType.RULER, RegionType.FREEHAND, RegionType.FREEHAND);
    assertThat(read.losses())
        .containsExactlyInAnyOrder(
            new Loss(Loss.Kind.HEIGHTS, 1),
            new Loss(Loss.Kind.NO_GEOMETRY, 1),
            new Loss(Loss.Kind.LINES_AS_RULERS, 1),
            new Loss(Loss.Kind.POINTS_AS_REGIONS, 2),
            new Loss(Loss.Kind.COLLECTION_MEMBERS, 1));
  }

  @Test
  void whatFeaturesSayComesBackThroughAperioXml() throws IOException {
    AnnotationDocument document = read(FEATURES).document();
    byte[] xml = AperioXml.write(document);
    assertThat(AperioXml.read(xml, "x")).isEqualTo(document);
    GeoJsonExport export = GeoJsonExport.of(AperioXml.read(xml, "x"));
    ObjectMapper mapper = GeoJson.mapper();
    JsonNode before = mapper.readTree(FEATURES).get("features");
    JsonNode after = mapper.readTree(export.json()).get("features");
    assertThat(export.features()).isEqualTo(4).isEqualTo(after.size());
    assertThat(after.get(0).get("properties")).isEqualTo(before.get(0).get("properties"));
    assertThat(after.get(0).get("id").asText()).isEqualTo("7e1a");
    assertThat(after.get(0).at("/geometry/plane")).isEqualTo(before.get(0).at("/geometry/plane"));
    assertThat(after.get(0).at("/geometry/coordinates")).hasSize(2);
    assertThat(after.get(1).at("/geometry/type").asText()).isEqualTo("MultiPolygon");
    assertThat(after.get(1).at("/geometry/coordinates")).hasSize(2);
    assertThat(after.get(1).at("/properties/classification"))
        .isEqualTo(before.get(1).at("/properties/classification"));
    assertThat(after.get(2).get("geometry")).isEqualTo(before.get(2).get("geometry"));
    assertThat(after.get(2).at("/properties/objectType").asText()).isEqualTo("detection");
    assertThat(after.get(3).at("/geometry/type").asText()).isEqualTo("MultiPoint");
    assertThat(after.get(3).at("/geometry/coordinates")).hasToString("[[1,2],[3,4]]");
    assertThat(after.get(3).has("properties")).isTrue();
    assertThat(after.get(3).at("/properties/classification").isMissingNode()).isTrue();
    // And once more: regions, classes and what hangs on them are the same, ring by ring.
    ConvertedAnnotations again = read(new String(export.json(), StandardCharsets.UTF_8));
    assertThat(again.document().layers())
        .extracting(layer -> layer.regions().stream().map(Region::attributes).toList())
        .isEqualTo(
            document.layers().stream()
                .map(layer -> layer.regions().stream().map(Region::attributes).toList())
                .toList());
  }

  @Test
  void aHoleThatHoldsAnotherOutlineIsJoinedToItsOwn() throws IOException {
    String text =
        polygons(
            "[[0,0],[40,0],[40,40],[0,40],[0,0]],[[10,10],[30,11],[30,30],[10,30],[10,10]]",
            "[[15,15],[20,15],[20,20],[15,20],[15,15]],[[16,16],[18,16],[18,18],[16,16]]");
    ConvertedAnnotations read = read(text);
    assertThat(read.losses()).contains(new Loss(Loss.Kind.HOLES_AS_KEYHOLES, 1));
    Layer layer = read.document().layers().get(0);
    assertThat(layer.regions()).hasSize(3);
    // 1,600 - 390 (the hole, whose upper side is slanted) + 25 - the small hole.
    PixelRect window = new PixelRect(0, 0, 45, 45);
    var mask = LayerMasks.rasterize(layer, Downsample.of(1), window);
    assertThat(mask.get(17, 15)).isTrue();
    assertThat(mask.get(12, 20)).isFalse();
    assertThat(mask.get(5, 5)).isTrue();
    assertThat(mask.get(17, 16)).isFalse();
    assertThat(mask.count()).isBetween(1_210L, 1_250L);
    JsonNode features =
        GeoJson.mapper().readTree(GeoJsonExport.of(read.document()).json()).get("features");
    assertThat(features).hasSize(2);
    assertThat(features.get(0).at("/geometry/coordinates")).hasSize(2);
    assertThat(features.get(0).at("/geometry/coordinates/1")).hasSize(5);
    assertThat(features.get(1).at("/geometry/coordinates")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[[NaN,0],[1,1],[1,0]]|BAD_JSON|Non-standard token 'NaN'",
        "[[Infinity,0],[1,1],[1,0]]|BAD_JSON|Non-standard token 'Infinity'",
        "[[1e308,0],[1,1],[1,0]]|BAD_NUMBER|the coordinate 1e308 is no decimal number",
        "[[\"1,5\",0],[1,1],[1,0]]|BAD_STRUCTURE|a coordinate is no number: 1,5",
        "[[1,5,\"x\"],[1,1],[1,0]]|BAD_STRUCTURE|a coordinate is no number: x",
        "[[1],[1,1],[1,0]]|BAD_STRUCTURE|a coordinate is no number: ]",
        "[[null,1],[1,1],[1,0]]|BAD_STRUCTURE|a coordinate is no number: null",
        "[1,2]|BAD_STRUCTURE|the lists are not nested as the type wants",
        "1|BAD_STRUCTURE|a coordinate is no number: ]",
        "[[[1,2]]]|BAD_STRUCTURE|a ring or line is no list of positions",
        "[[01,2]]|BAD_JSON|Invalid numeric value: Leading zeroes not allowed",
        "[[1,2]|BAD_JSON|Unexpected close marker '}'",
      })
  void wrongCoordinatesAreNamed(String ring, AnnotationError code, String problem) {
    WsiException failure = failure(polygons("[[0,0],[2,0],[2,2]]", ring));
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.getMessage()).contains(problem).contains("feature 1, line 1, column ");
  }

  @Test
  void limitsHold() {
    String deep = "{\"type\":\"Feature\",\"properties\":{\"a\":" + "[".repeat(100_000);
    assertThat(failure(deep).code()).isEqualTo(AnnotationError.LIMIT_EXCEEDED);
    String longText = "{\"type\":\"" + "x".repeat(2 << 20) + "\"}";
    assertThat(failure(longText).code()).isEqualTo(AnnotationError.LIMIT_EXCEEDED);
    WsiException digits = failure(polygons("[[" + "1".repeat(500) + ",0]]"));
    assertThat(digits.code()).isEqualTo(AnnotationError.LIMIT_EXCEEDED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "|BAD_STRUCTURE",
        "{|BAD_JSON",
        "{}|NOT_ANNOTATIONS",
        "3|BAD_STRUCTURE",
        "[3]|BAD_STRUCTURE",
        "[{}]|BAD_STRUCTURE",
        "{\"type\":\"FeatureCollection\"}|NOT_ANNOTATIONS",
        "{\"type\":\"FeatureCollection\",\"features\":{}}|BAD_STRUCTURE",
        "{\"type\":\"FeatureCollection\",\"features\":[]} x|BAD_JSON",
        "{\"type\":\"FeatureCollection\",\"features\":[]} {}|BAD_STRUCTURE",
        "{\"type\":\"Topology\",\"objects\":{}}|NOT_ANNOTATIONS",
        "[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Circle\",\"coordinates\":[1,2]}}]"
            + "|BAD_STRUCTURE",
        "[{\"type\":\"Feature\",\"geometry\":[]}]|BAD_STRUCTURE",
        "[{\"type\":\"Feature\",\"properties\":[]}]|BAD_STRUCTURE",
      })
  void whatIsNoGeoJsonIsRefused(String text, AnnotationError code) {
    assertThat(failure(text == null ? "" : text).code()).isEqualTo(code);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    byte[] bytes = "[{\"type\":\"Fe\u0001\"}]".getBytes(StandardCharsets.UTF_8);
    WsiException failure =
        catchThrowableOfType(
            WsiException.class, () -> GeoJson.read(new ByteArrayInputStream(bytes), "x"));
    assertThat(failure.code()).isEqualTo(AnnotationError.BAD_JSON);
    byte[] utf8 = {'[', '"', (byte) 0xC3, (byte) 0x28, '"', ']'};
    failure =
        catchThrowableOfType(
            WsiException.class, () -> GeoJson.read(new ByteArrayInputStream(utf8), "x"));
    assertThat(failure).isNotNull();
  }
}
