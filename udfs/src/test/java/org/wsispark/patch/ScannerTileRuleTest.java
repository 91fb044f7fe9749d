package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wsispark.errors.ErrorCode;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.geometry.TileGrid;
import org.wsispark.slide.SlideError;
import org.wsispark.slide.SlideInfo;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import org.wsispark.slide.synthetic.CoordinateSlide;
import org.wsispark.slide.write.TiffForm;
import org.wsispark.slide.write.TileEncoder;

class ScannerTileRuleTest {
  private static final Mpp MPP = new Mpp(0.5);

  @TempDir Path folder;

  private SlideInfo slide(TileEncoder encoder, int tileWidth, int tileHeight) {
    Path path = folder.resolve(tileWidth + "x" + tileHeight + "-" + encoder.hashCode() + ".svs");
    List<TileGrid> levels =
        List.of(
            new TileGrid(600, 540, tileWidth, tileHeight),
            new TileGrid(150, 135, tileWidth, tileHeight));
    new CoordinateSlide(levels, TiffForm.CLASSIC, encoder).write(path);
    try (SlideReader reader = SlideReaders.open(path)) {
      return reader.info();
    }
  }

  private static ScannerTileRule rule(Resolution at, int sizePx, int stridePx) {
    return new ScannerTileRule(at, sizePx, stridePx, EdgePolicy.DROP);
  }

  @Test
  void theGridIsTheLevelsTiles() {
    SlideInfo slide = slide(TileEncoder.jpegRgb(90), 128, 128);
    Resolution level = new Resolution.AtLevel(0);
    CellGrid dropped = rule(level, 0, 0).grid(slide, MPP);
    assertThat(dropped.columns()).isEqualTo(4);
    assertThat(dropped.rows()).isEqualTo(4);
    assertThat(dropped.frameRect(3, 1)).isEqualTo(slide.levels().get(0).tiles().tile(3, 1));
    assertThat(rule(level, 128, 128).grid(slide, MPP)).isEqualTo(dropped);
    CellGrid kept = new ScannerTileRule(level, 0, 0, EdgePolicy.PAD).grid(slide, MPP);
    assertThat(kept.columns()).isEqualTo(slide.levels().get(0).tiles().columns()).isEqualTo(5);
    assertThat(kept.rows()).isEqualTo(slide.levels().get(0).tiles().rows()).isEqualTo(5);
    assertThat(kept.frameRect(4, 4)).isEqualTo(new PixelRect(512, 512, 128, 128));
    CellGrid coarse = rule(new Resolution.AtMpp(new Mpp(2.01), 0.01), 0, 0).grid(slide, MPP);
    assertThat(coarse.frame().level()).isEqualTo(1);
    assertThat(coarse.frame().mpp().umPerPx()).as("its true resolution").isEqualTo(2);
    assertThat(coarse.level0X(1) + coarse.level0Y(0)).isEqualTo(512);
    assertThat(coarse.level0Width(0)).isEqualTo(512);
  }

  @Test
  void whatTilesCannotGiveIsRefusedWithWhatTheyWouldGive() {
    SlideInfo square = slide(TileEncoder.jpegRgb(90), 128, 128);
    SlideInfo oblong = slide(TileEncoder.jpegRgb(90), 128, 112);
    SlideInfo deflated = slide(TileEncoder.deflate(false), 128, 128);
    Resolution level = new Resolution.AtLevel(0);
    refused(rule(level, 256, 0), square, PatchError.NOT_THE_TILES)
        .hasMessageContaining("patch-size-px is 256, but its tiles are 128 x 128 px")
        .hasMessageContaining("out, or give 128");
    refused(rule(level, 0, 64), square, PatchError.NOT_THE_TILES)
        .hasMessageContaining("stride-px is 64");
    refused(rule(level, 128, 0), oblong, PatchError.NOT_THE_TILES)
        .hasMessageContaining("128 x 112 px")
        .hasMessageContaining("out;");
    assertThat(rule(level, 0, 0).grid(oblong, MPP).frameRect(1, 1))
        .isEqualTo(new PixelRect(128, 112, 128, 112));
    refused(rule(level, 0, 0), deflated, SlideError.NO_PASS_THROUGH)
        .hasMessageContaining("level 0")
        .hasMessageContaining("as jpeg, png or raw");
    refused(rule(new Resolution.AtMpp(new Mpp(0.7), 0.01), 0, 0), square, PatchError.NO_LEVEL)
        .hasMessageContaining("no level has 0.7 mpp")
        .hasMessageContaining("its levels have 0.5, 2.0");
    assertThatThrownBy(() -> new ScannerTileRule(level, 0, 0, EdgePolicy.CLIP))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(
      GridRule rule, SlideInfo slide, ErrorCode code) {
    return assertThatThrownBy(() -> rule.grid(slide, MPP))
        .isInstanceOfSatisfying(WsiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
