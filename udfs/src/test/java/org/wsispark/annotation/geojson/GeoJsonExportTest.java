package org.wsispark.annotation.geojson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.annotation.MaskAnnotations;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionGeometry;
import org.wsispark.annotation.RegionType;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.Ring;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.ExactRasterizer;

class GeoJsonExportTest {

  private static Region region(RegionType type, boolean negative, String text, double... xy) {
    return Region.drawn(1, type, negative, Ring.ofPx(xy), text);
  }

  private static GeoJsonExport export(Layer... layers) {
    return GeoJsonExport.of(new AnnotationDocument(Optional.empty(), List.of(layers)));
  }

  private static JsonNode features(GeoJsonExport export) throws IOException {
    JsonNode root = new ObjectMapper().readTree(export.json());
    assertThat(root.get("type").asText()).isEqualTo("FeatureCollection");
    assertThat(root.get("features")).hasSize(export.features());
    return root.get("features");
  }

  private static Ring ring(JsonNode positions) {
    double[] xy = new double[2 * positions.size()];
    for (int k = 0; k < positions.size(); k++) {
      xy[2 * k] = positions.get(k).get(0).asDouble();
      xy[2 * k + 1] = positions.get(k).get(1).asDouble();
    }
    return Ring.ofPx(xy);
  }

  /** Shells and holes of all features, rasterized as GeoJSON means them. */
  private static BitMask mask(JsonNode features, Downsample d, PixelRect window) {
    BitMask mask = new BitMask(window.width(), window.height());
    for (JsonNode feature : features) {
      JsonNode geometry = feature.get("geometry");
      JsonNode coordinates = geometry.get("coordinates");
      Iterable<JsonNode> polygons =
          geometry.get("type").asText().equals("Polygon") ? List.of(coordinates) : coordinates;
      for (JsonNode polygon : polygons) {
        List<Ring> rings = new ArrayList<>();
        polygon.forEach(positions -> rings.add(ring(positions)));
        mask.or(
            ExactRasterizer.rasterize(
                rings.subList(0, 1), rings.subList(1, rings.size()), d, window));
      }
    }
    return mask;
  }

  @Test
  void aRegionIsAnAnnotationOfItsClass() throws IOException {
    Layer layer =
        Layer.drawn(
            1,
            "Tumour",
            Layer.lineColor(255, 128, 1),
            List.of(
                region(RegionType.FREEHAND, false, "note", 0, 0, 9.5, 0, 9.5, 9, 0, 9),
                region(RegionType.RULER, false, "", -1, 0.000001, 5, 5),
                region(RegionType.FREEHAND, true, "", 1, 1, 3, 1, 3, 3, 1, 3),
                region(RegionType.FREEHAND, false, "", 4, 4)));
    GeoJsonExport export = export(layer);
    JsonNode features = features(export);
    assertThat(export.leftOut()).isEqualTo(1);
    assertThat(features).hasSize(2);
    JsonNode first = features.get(0);
    assertThat(first.at("/properties/objectType").asText()).isEqualTo("annotation");
    assertThat(first.at("/properties/name").asText()).isEqualTo("note");
    assertThat(first.at("/properties/classification/name").asText()).isEqualTo("Tumour");
    assertThat(first.at("/properties/classification/color")).hasToString("[255,128,1]");
    assertThat(first.at("/geometry/coordinates")).hasSize(2);
    assertThat(features.get(1).at("/geometry/type").asText()).isEqualTo("LineString");
    assertThat(new String(export.json(), StandardCharsets.UTF_8))
        .contains("[[-1,0.000001],[5,5]]")
        .contains("[[0,9],[9.5,9],[9.5,0],[0,0],[0,9]]");
  }

  @Test
  void selfCrossingFollowsEvenOdd() throws IOException {
    Region bow = region(RegionType.FREEHAND, false, "", 0, 0, 10, 10, 10, 0, 0, 10);
    JsonNode features = features(export(Layer.drawn(1, "", Layer.GREEN, List.of(bow))));
    assertThat(features.get(0).at("/geometry/type").asText()).isEqualTo("MultiPolygon");
    // A pentagram's middle is outside.
    Region star = region(RegionType.FREEHAND, false, "", 50, 0, 80, 95, 0, 35, 100, 35, 20, 95);
    Geometry geometry = RegionGeometry.evenOdd(star.vertices());
    assertThat(geometry.isValid()).isTrue();
    assertThat(geometry.getNumGeometries()).isEqualTo(5);
  }

  @Test
  void tracedMasksKeepTheirMask() throws IOException {
    Downsample d = Downsample.of(4);
    long holes = 0;
    for (int seed = 0; seed < 12; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      BitMask mask = new BitMask(40, 30);
      int percent = random.nextInt(20, 90);
      for (int k = 0; k < 1_200; k++) {
        mask.set(k % 40, k / 40, random.nextInt(100) < percent);
      }
      assertThat(mask.count()).isPositive();
      Layer layer = MaskAnnotations.layer(1, "x", Layer.GREEN, mask, d, 0, 0);
      holes += LayerMasks.rings(layer, true).size();
      assertThat(mask(features(export(layer)), d, new PixelRect(0, 0, 40, 30)))
          .as("seed %d", seed)
          .isEqualTo(mask);
    }
    assertThat(holes).isGreaterThan(40);
  }
}
