package org.wsispark.slide.synthetic;

import java.util.List;
import org.wsispark.geometry.PixelRect;

/**
 * Where tissue, tumour, necrosis, fat and artefacts lie on a slide. Immutable: a pure function of
 * its spec.
 */
public final class TissueScene {
  /** Part of the slide's shorter side by which a tissue's edge may leave its outline, about. */
  static final double RAGGED = 0.006;

  private final TissueSpec spec;
  private final SceneComposer parts;
  private final Inscription inscription;
  private final double cos;
  private final double sin;

  /**
   * Draws the outlines.
   *
   * @param spec what to draw
   */
  public TissueScene(TissueSpec spec) {
    this(spec, "");
  }

  /**
   * Draws the outlines of a slide that somebody wrote on.
   *
   * @param spec what to draw
   * @param inscription written in ink near the top-left corner: capitals, digits, hyphens; may be
   *     empty
   */
  public TissueScene(TissueSpec spec, String inscription) {
    this.spec = spec;
    this.inscription = new Inscription(inscription, Math.min(spec.width(), spec.height()));
    this.parts = new SceneComposer(spec);
    double angle = Hash.unit(Hash.bits(spec.seed(), 1, 1), 0) * 2 * StrictMath.PI;
    this.cos = StrictMath.cos(angle);
    this.sin = StrictMath.sin(angle);
  }

  /**
   * What was drawn.
   *
   * @return the spec
   */
  public TissueSpec spec() {
    return spec;
  }

  /**
   * The outlines that the pixels follow.
   *
   * @return rings in level-0 pixels
   */
  public SceneTruth truth() {
    return SceneTruth.of(parts.tumours, parts.holes);
  }

  /** All fields for a rectangle of level 0 and a margin round it. */
  FieldGrid fields(PixelRect rect) {
    FieldGrid grid = new FieldGrid(rect);
    for (int row = 0, k = 0; row < grid.rows; row++) {
      double y = grid.top + row * FieldGrid.STEP;
      for (int column = 0; column < grid.columns; column++, k++) {
        outlines(grid, k, grid.left + column * FieldGrid.STEP, y);
      }
    }
    if (grid.max(SceneField.TISSUE) > -FieldGrid.MARGIN) {
      for (int row = 0, k = 0; row < grid.rows; row++) {
        double y = grid.top + row * FieldGrid.STEP;
        for (int column = 0; column < grid.columns; column++, k++) {
          textures(grid, k, grid.left + column * FieldGrid.STEP, y);
        }
      }
    }
    return grid;
  }

  private void outlines(FieldGrid grid, int k, double x, double y) {
    double tissue = deepest(parts.tissue, x, y) + ragged(x, y);
    double tumour = deepest(parts.tumours, x, y);
    double hole = -1e6;
    double necrosis = -1e6;
    if (tumour > -FieldGrid.MARGIN) {
      for (TumourHole part : parts.holes) {
        double depth = part.depth(x, y);
        hole = Math.max(hole, depth);
        necrosis = part.necrotic() ? Math.max(necrosis, depth) : necrosis;
      }
    }
    grid.of(SceneField.TISSUE)[k] = (float) tissue;
    grid.of(SceneField.VIABLE)[k] = (float) Math.min(tumour, -hole);
    grid.of(SceneField.NECROSIS)[k] = (float) necrosis;
    grid.of(SceneField.FAT)[k] = (float) deepest(parts.fat, x, y);
    grid.of(SceneField.BLUR)[k] = (float) deepest(parts.blurs, x, y);
    grid.of(SceneField.PEN)[k] =
        (float) Math.max(deepestStroke(parts.pens, x, y), inscription.depth(x, y));
    grid.of(SceneField.FOLD)[k] = (float) deepestStroke(parts.folds, x, y);
  }

  private void textures(FieldGrid grid, int k, double x, double y) {
    long seed = spec.seed();
    double bendX = 260 * Noise.at(seed + 11, x / 900, y / 900) + 45 * noise(12, x, y, 210);
    double bendY = 260 * Noise.at(seed + 13, x / 900, y / 900) + 45 * noise(14, x, y, 210);
    grid.of(SceneField.ALONG)[k] = (float) (x * cos + y * sin + bendX);
    grid.of(SceneField.ACROSS)[k] = (float) (y * cos - x * sin + bendY);
    float region = noise(22, x, y, 6_500);
    float district = noise(23, x, y, 2_600);
    grid.of(SceneField.LYMPH)[k] =
        0.75f * noise(15, x, y, 260) + 0.45f * noise(16, x, y, 90) + 0.35f * district;
    grid.of(SceneField.GLAND)[k] =
        0.85f * noise(17, x, y, 150) + 0.3f * noise(18, x, y, 60) - 0.2f * region;
    grid.of(SceneField.NEST)[k] =
        0.85f * noise(19, x, y, 420) + 0.4f * noise(20, x, y, 130) + 0.5f * region;
    grid.of(SceneField.TONE)[k] = 0.7f * noise(21, x, y, 1_100) - 0.6f * region + 0.5f * district;
  }

  /** What the tissue's edge leaves its smooth outline by; grows with the slide. */
  private double ragged(double x, double y) {
    double scale = Math.min(spec.width(), spec.height());
    return scale
        * (RAGGED * noise(24, x, y, scale / 22) + RAGGED / 2 * noise(25, x, y, scale / 70));
  }

  private float noise(int which, double x, double y, double wavelengthPx) {
    return Noise.at(spec.seed() + which, x / wavelengthPx, y / wavelengthPx);
  }

  private static double deepest(List<Blob> blobs, double x, double y) {
    double depth = -1e6;
    for (Blob blob : blobs) {
      depth = Math.max(depth, blob.depth(x, y));
    }
    return depth;
  }

  private static double deepestStroke(List<Stroke> strokes, double x, double y) {
    double depth = -1e6;
    for (Stroke stroke : strokes) {
      depth = Math.max(depth, stroke.depth(x, y));
    }
    return depth;
  }
}
