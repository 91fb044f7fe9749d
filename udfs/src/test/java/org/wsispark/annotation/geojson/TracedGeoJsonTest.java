package org.wsispark.annotation.geojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.LayerMasks;
import org.wsispark.annotation.MaskAnnotations;
import org.wsispark.geometry.Downsample;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;
import org.wsispark.testkit.property.Gen;
import org.wsispark.testkit.property.Gens;
import org.wsispark.testkit.property.Property;

/** A mask comes back from its outlines through QuPath's GeoJSON, islands in holes included. */
class TracedGeoJsonTest {
  private static final List<Downsample> DOWNSAMPLES =
      List.of(Downsample.NONE, Downsample.of(16), Downsample.ofSizes(4443, 3567, 2221, 1783));

  @Test
  void aMaskComesBackThroughGeoJson() {
    int[] foreground = new int[1];
    Property.check(
        "rasterize(read(write(trace(mask)))) is the mask",
        100,
        Gen.pair(Gens.masks(40, 25), Gens.rects(50, 1, 2)),
        pair -> {
          BitMask mask = pair.first();
          int x = pair.second().x();
          int y = pair.second().y();
          Downsample d = DOWNSAMPLES.get(Math.floorMod(x, DOWNSAMPLES.size()));
          PixelRect all = new PixelRect(x, y, mask.width(), mask.height());
          assertThatPixels(back(mask, d, x, y, all)).isEqualTo(mask);
          foreground[0] += mask.count() > 0 ? 1 : 0;
        });
    assertThat(foreground[0]).isGreaterThan(50);
  }

  @Test
  void islandsInHolesInIslandsComeBack() {
    BitMask mask = new BitMask(41, 41);
    for (int k = 0; k < 20; k += 3) {
      for (int y = k; y < 41 - k; y++) {
        mask.setRow(y, k, 41 - k, k % 2 == 0);
      }
    }
    PixelRect all = new PixelRect(0, 0, 41, 41);
    assertThatPixels(back(mask, Downsample.of(3), 0, 0, all)).hasForeground().isEqualTo(mask);
  }

  private static BitMask back(BitMask mask, Downsample d, int x, int y, PixelRect all) {
    Layer layer = MaskAnnotations.layer(1, "tumour", Layer.GREEN, mask, d, x, y);
    AnnotationDocument document = new AnnotationDocument(Optional.empty(), List.of(layer));
    byte[] json = GeoJsonExport.of(document).json();
    List<Layer> read =
        GeoJson.read(new ByteArrayInputStream(json), "traced.geojson").document().layers();
    return read.isEmpty()
        ? new BitMask(mask.width(), mask.height())
        : LayerMasks.rasterize(read.get(0), d, all);
  }
}
