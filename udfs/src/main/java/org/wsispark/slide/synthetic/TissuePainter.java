package org.wsispark.slide.synthetic;

import java.util.Optional;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

/**
 * Paints any rectangle of level 0 of a tissue slide. A pixel depends on its place alone, so
 * rectangles may be painted in any order, by many threads, and fit together.
 */
public final class TissuePainter {
  private static final int BLUR_RADIUS_PX = 4;
  private static final int BLUR_MARGIN_PX = 2 * BLUR_RADIUS_PX + 1;

  private final TissueScene scene;
  private final StainModel stains;
  private final TextureSet textures;
  private final TissueMatrix matrix;
  private final NucleusPainter nuclei;

  /**
   * Prepares the textures.
   *
   * @param scene what to paint
   */
  public TissuePainter(TissueScene scene) {
    TissueSpec spec = scene.spec();
    this.scene = scene;
    this.stains = new StainModel(spec);
    TissueStyle style = TissueStyle.of(spec);
    this.textures = TextureSet.of(spec.seed());
    CellMosaic cells = new CellMosaic(spec.seed() + 81, style.cellPitchPx(), 0.40f);
    this.matrix = new TissueMatrix(style, textures, cells, spec.seed());
    this.nuclei = new NucleusPainter(style, textures, cells, spec.seed());
  }

  /**
   * The colour of glass.
   *
   * @return R = G = B, 0 to 255
   */
  public static int glass() {
    return StainModel.WHITE;
  }

  /**
   * Paints a rectangle.
   *
   * @param rect in level-0 pixels; it may lie outside the slide, where glass is
   * @return its pixels, or empty when all of it is glass
   */
  public Optional<RgbImage> paint(PixelRect rect) {
    FieldGrid fields = scene.fields(rect);
    boolean tissue = fields.max(SceneField.TISSUE) > -16;
    if (!tissue && fields.max(SceneField.PEN) < -16) {
      return Optional.empty();
    }
    StainPlanes planes = tissue ? stained(fields, rect) : new StainPlanes(rect);
    return Optional.of(develop(fields, planes));
  }

  private StainPlanes stained(FieldGrid fields, PixelRect rect) {
    if (fields.max(SceneField.BLUR) < 0) {
      return sharp(fields, rect);
    }
    int margin = BLUR_MARGIN_PX;
    PixelRect wide =
        new PixelRect(
            rect.x() - margin,
            rect.y() - margin,
            rect.width() + 2 * margin,
            rect.height() + 2 * margin);
    FieldGrid wideFields = scene.fields(wide);
    StainPlanes sharp = sharp(wideFields, wide);
    StainPlanes soft = sharp.blurred(BLUR_RADIUS_PX);
    StainPlanes out = new StainPlanes(rect);
    for (int y = 0; y < rect.height(); y++) {
      int k = y * rect.width();
      int wideK = (y + margin) * wide.width() + margin;
      for (int x = 0; x < rect.width(); x++, k++, wideK++) {
        float depth = wideFields.at(SceneField.BLUR, rect.x() + x, rect.y() + y);
        float weight = TissueMatrix.ramp(depth - 60, 120);
        out.hematoxylin[k] = mix(sharp.hematoxylin[wideK], soft.hematoxylin[wideK], weight);
        out.eosin[k] = mix(sharp.eosin[wideK], soft.eosin[wideK], weight);
        out.dab[k] = mix(sharp.dab[wideK], soft.dab[wideK], weight);
      }
    }
    return out;
  }

  private StainPlanes sharp(FieldGrid fields, PixelRect rect) {
    StainPlanes planes = new StainPlanes(rect);
    matrix.paint(fields, planes);
    nuclei.paint(fields, planes);
    return planes;
  }

  /** Colours, with folds (the tissue twice) and ink. */
  private RgbImage develop(FieldGrid fields, StainPlanes planes) {
    PixelRect rect = planes.rect;
    byte[] rgb = new byte[planes.eosin.length * 3];
    boolean folded = fields.max(SceneField.FOLD) > -8;
    boolean inked = fields.max(SceneField.PEN) > -16;
    for (int y = rect.y(), k = 0; y < rect.bottom(); y++) {
      for (int x = rect.x(); x < rect.right(); x++, k++) {
        float layers =
            folded ? 1 + 0.8f * TissueMatrix.ramp(fields.at(SceneField.FOLD, x, y), 6) : 1;
        float ink = 0;
        if (inked) {
          float edge = fields.at(SceneField.PEN, x, y) + 8 * textures.cloud().at(x, y);
          ink = TissueMatrix.ramp(edge, 12) * (0.75f + 0.2f * textures.cloud().at(x / 4, y / 4));
        }
        stains.colour(
            planes.hematoxylin[k] * layers,
            planes.eosin[k] * layers,
            planes.dab[k] * layers,
            ink,
            rgb,
            3 * k);
      }
    }
    return new RgbImage(rect.width(), rect.height(), rgb);
  }

  private static float mix(float a, float b, float t) {
    return a + (b - a) * t;
  }
}
