package org.wsispark.slide.synthetic;

import org.wsispark.geometry.PixelRect;

/**
 * Paints nuclei: large uneven ones with nucleoli in tumour, round even ones in benign epithelium,
 * spindles along the fibres, lymphocytes in crowds, debris and ghosts in necrosis.
 */
final class NucleusPainter {
  private static final float SMALL_PITCH_PX = 13;
  private static final int REACH_PX = 30;

  private final TissueStyle style;
  private final TextureSet textures;
  private final CellMosaic cells;
  private final CellMosaic smallCells;

  NucleusPainter(TissueStyle style, TextureSet textures, CellMosaic cells, long seed) {
    this.style = style;
    this.textures = textures;
    this.cells = cells;
    this.smallCells = new CellMosaic(seed + 71, SMALL_PITCH_PX, 0.36f);
  }

  void paint(FieldGrid fields, StainPlanes planes) {
    PixelRect rect = planes.rect;
    smallCells.visit(rect, REACH_PX, (x, y, bits) -> small(fields, planes, x, y, bits));
    cells.visit(rect, REACH_PX, (x, y, bits) -> epithelial(fields, planes, x, y, bits));
  }

  private void epithelial(FieldGrid fields, StainPlanes planes, float x, float y, long bits) {
    if (fields.at(SceneField.TISSUE, x, y) < 4) {
      return;
    }
    float viable = fields.at(SceneField.VIABLE, x, y);
    float necrosis = fields.at(SceneField.NECROSIS, x, y);
    float gland = fields.at(SceneField.GLAND, x, y);
    float size = style.cellPitchPx() / 24;
    float a = Hash.unit(bits, 0);
    float b = Hash.unit(bits, 1);
    float c = Hash.unit(bits, 2);
    float d = Hash.unit(bits, 3);
    float turn = d * 6.28f;
    if (viable > 0) {
      boolean lumen = style.lumen() > 0 && gland > 0.52f;
      if (TissueMatrix.septum(gland) > 0.5f || lumen || c < 0.07f) {
        return;
      }
      float length = size * (7.2f + 5.2f * a * a);
      boolean brown = Hash.unit(Hash.bits(bits, 2, 2), 0) < style.positive();
      Nucleus nucleus =
          new Nucleus(x, y, length, length * (0.62f + 0.36f * b), turn, 0.55f + 0.75f * c * c)
              .uneven(0.55f)
              .vesicular(b > 0.4f ? 0.45f : 0.1f);
      draw(planes, brown ? nucleus.brown() : nucleus);
    } else if (necrosis > 0) {
      if (a < 0.25f) {
        draw(planes, new Nucleus(x, y, size * 7.5f, size * 6.5f, turn, 0.32f).uneven(0.3f));
      }
    } else if (fields.at(SceneField.NEST, x, y) > style.nestFrom()
        && fields.at(SceneField.FAT, x, y) < 0) {
      boolean lumen = style.lumen() > 0 && -gland > 0.45f;
      if (!lumen && c > 0.1f) {
        float length = size * (5.4f + 1.2f * a);
        draw(
            planes,
            new Nucleus(x, y, length, length * (0.82f + 0.18f * b), turn, 0.8f + 0.35f * c)
                .uneven(0.15f)
                .vesicular(0.2f));
      }
    }
  }

  private void small(FieldGrid fields, StainPlanes planes, float x, float y, long bits) {
    if (fields.at(SceneField.TISSUE, x, y) < 3) {
      return;
    }
    float a = Hash.unit(bits, 0);
    float b = Hash.unit(bits, 1);
    float chance = Hash.unit(bits, 2);
    float c = Hash.unit(bits, 3);
    if (fields.at(SceneField.NECROSIS, x, y) > 0) {
      if (chance < 0.10f) {
        draw(planes, new Nucleus(x, y, 1.4f + 2 * a, 1.2f + 1.4f * b, c * 6, 1.3f));
      }
      return;
    }
    float gland = fields.at(SceneField.GLAND, x, y);
    boolean inTumour = fields.at(SceneField.VIABLE, x, y) > 0;
    boolean inNest = fields.at(SceneField.NEST, x, y) > style.nestFrom();
    if (style.lumen() > 0 && (inTumour ? gland > 0.48f : inNest && gland < -0.4f)) {
      return;
    }
    if (!inTumour && fields.at(SceneField.FAT, x, y) > 12) {
      return;
    }
    boolean inEpithelium = inTumour ? TissueMatrix.septum(gland) < 0.5f : inNest;
    float crowd = fields.at(SceneField.LYMPH, x, y);
    float lymph = inEpithelium ? 0.012f : 0.03f + 1.7f * Math.max(0, crowd - 0.3f);
    if (chance < lymph) {
      float radius = 4.3f + 1.2f * a;
      draw(
          planes, new Nucleus(x, y, radius, radius * (0.85f + 0.15f * b), c * 6, 1.25f + 0.3f * c));
    } else if (!inEpithelium && chance > 0.925f) {
      float turn = fibreTurn(fields, x, y) + 0.5f * (c - 0.5f);
      draw(
          planes,
          new Nucleus(x, y, 8 + 8 * a, 1.7f + 1.7f * b, turn, 0.9f + 0.4f * c).uneven(0.2f));
    }
  }

  /** The direction of the fibres, from the gradient of the coordinate across them. */
  private static float fibreTurn(FieldGrid fields, float x, float y) {
    float right = fields.at(SceneField.ACROSS, x + 6, y) - fields.at(SceneField.ACROSS, x - 6, y);
    float down = fields.at(SceneField.ACROSS, x, y + 6) - fields.at(SceneField.ACROSS, x, y - 6);
    return (float) StrictMath.atan2(-right, down);
  }

  private void draw(StainPlanes planes, Nucleus nucleus) {
    nucleus.draw(planes, textures, style.hematoxylin());
  }
}
