package org.wsispark.slide.synthetic;

import org.wsispark.geometry.PixelRect;

/** Paints everything but nuclei: fibres, cytoplasm, cell walls, lumens, fat, necrosis, glass. */
final class TissueMatrix {
  private static final float FAT_PITCH_PX = 92;

  private final TissueStyle style;
  private final TextureSet textures;
  private final CellMosaic cells;
  private final CellMosaic fatCells;

  TissueMatrix(TissueStyle style, TextureSet textures, CellMosaic cells, long seed) {
    this.style = style;
    this.textures = textures;
    this.cells = cells;
    this.fatCells = new CellMosaic(seed + 61, FAT_PITCH_PX, 0.42f);
  }

  void paint(FieldGrid fields, StainPlanes planes) {
    PixelRect rect = planes.rect;
    float[] walls = cells.wallDistance(rect);
    float[] fatWalls = fields.max(SceneField.FAT) > -20 ? fatCells.wallDistance(rect) : null;
    RowFields row = new RowFields(fields);
    Pixel pixel = new Pixel();
    for (int y = rect.y(); y < rect.bottom(); y++) {
      row.load(y);
      int k = (y - rect.y()) * rect.width();
      for (int x = rect.x(); x < rect.right(); x++, k++) {
        row.at(x);
        float grain = textures.grain().at(x, y);
        float cloud = textures.cloud().at(x, y);
        float tissue = ramp(row.tissue + 9 * cloud + 3 * grain, 3);
        if (tissue == 0) {
          continue;
        }
        pixel.amount = tissue;
        mix(pixel, row, grain, cloud, walls[k]);
        if (fatWalls != null) {
          fat(pixel, row, cloud, fatWalls[k]);
        }
        planes.hematoxylin[k] = Math.max(0, pixel.h * style.hematoxylin() * pixel.amount);
        planes.eosin[k] = Math.max(0, pixel.e * style.eosin() * pixel.amount);
      }
    }
  }

  private static final class Pixel {
    float h;
    float e;
    float amount;
  }

  private void mix(Pixel pixel, RowFields row, float grain, float cloud, float wall) {
    float viable = ramp(row.viable + 2 * grain, 3);
    float necrosis = ramp(row.necrosis + 8 * cloud + 2 * grain, 6);
    float septum = septum(row.gland) * viable;
    float nest = (1 - viable) * (1 - necrosis) * ramp((row.nest - style.nestFrom()) * 60, 6);
    float tumour = viable - septum;
    float epithelium = tumour + nest;
    float stroma = Math.max(0, 1 - epithelium - necrosis);
    pixel.h = 0;
    pixel.e = 0;
    if (stroma > 0) {
      float crimp = row.across + 11 * cloud;
      float strand = textures.fibre().between(row.along * 1.5f, crimp);
      float bundle = textures.fibre().between(row.along * 0.6f + 170, crimp * 0.37f);
      float loose = style.loose() * (0.55f + 0.5f * row.tone) - 0.25f * bundle;
      float torn = ramp((strand + 0.78f - loose) * 9, 1.5f);
      pixel.e =
          stroma * (0.58f + 0.30f * strand + 0.24f * bundle + 0.1f * row.tone + 0.09f * grain);
      pixel.h = stroma * (0.10f + 0.05f * cloud);
      pixel.amount *= 1 - stroma * (1 - torn) * (1 - septum);
    }
    if (epithelium > 0.01f) {
      float rim = Math.max(0, 1 - wall / 2.4f);
      float wash = 0.05f * cloud + 0.07f * grain;
      pixel.h +=
          tumour * (0.30f + wash + 0.10f * rim + 0.06f * row.tone)
              + nest * (0.17f + wash + 0.08f * rim);
      pixel.e +=
          tumour * (0.36f + wash - 0.05f * row.tone)
              + nest * (style.benignEosin() + wash + 0.14f * rim);
      pixel.amount *= 1 - epithelium * 0.35f * rim;
      pixel.amount *= 1 - tumour * style.lumen() * ramp((row.gland - 0.52f) * 60, 4);
      pixel.amount *= 1 - nest * style.lumen() * ramp((-row.gland - 0.45f) * 60, 4);
      if (style.lumen() == 0 && nest > 0) {
        float sinusoid =
            textures.fibre().between(row.along * 0.8f + 90, (row.across + 14 * cloud) * 0.3f);
        pixel.amount *= 1 - 0.7f * nest * ramp((sinusoid - 0.5f) * 20, 3);
      }
    }
    if (necrosis > 0) {
      pixel.h += necrosis * (0.13f + 0.10f * grain + 0.05f * cloud);
      pixel.e += necrosis * (0.58f + 0.16f * cloud + 0.14f * grain);
      pixel.amount *= 1 - necrosis * 0.5f * ramp((-cloud - 0.35f) * 20, 3);
    }
  }

  private void fat(Pixel pixel, RowFields row, float cloud, float wall) {
    float fat =
        ramp(row.fat + 14 * cloud, 3)
            * (1 - ramp(row.viable + 25, 6))
            * (1 - ramp(row.necrosis + 25, 6));
    if (fat > 0) {
      float membrane = Math.max(0, 1 - wall / 5f);
      pixel.amount *= 1 - fat * (1 - membrane);
      pixel.h += (0.12f - pixel.h) * fat;
      pixel.e += (0.62f - pixel.e) * fat;
    }
  }

  /** How much of a nest's edge is stroma: thin bands where the gland field passes a value. */
  static float septum(float gland) {
    return ramp((0.05f - Math.abs(gland + 0.28f)) * 60, 2);
  }

  /** 0 below -width / 2, 1 above width / 2, straight between. */
  static float ramp(float value, float width) {
    return Math.max(0, Math.min(1, 0.5f + value / width));
  }
}
