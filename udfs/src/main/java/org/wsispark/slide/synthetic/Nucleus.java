package org.wsispark.slide.synthetic;

import org.wsispark.geometry.PixelRect;

/** One nucleus: an ellipse with an uneven edge, chromatin, perhaps a rim and a nucleolus. */
final class Nucleus {
  private static final float BROWN = 0.85f;

  private final float x;
  private final float y;
  private final float a;
  private final float b;
  private final float cos;
  private final float sin;
  private final float dark;
  private float uneven;
  private float vesicular;
  private float brown;

  /**
   * An even, dense nucleus.
   *
   * @param a half length, px
   * @param b half width, px
   * @param turn of its length against x, radians
   * @param dark hematoxylin, about 1
   */
  Nucleus(float x, float y, float a, float b, float turn, float dark) {
    this.x = x;
    this.y = y;
    this.a = a;
    this.b = b;
    this.cos = (float) StrictMath.cos(turn);
    this.sin = (float) StrictMath.sin(turn);
    this.dark = dark;
  }

  /** With an outline that leaves the ellipse. */
  Nucleus uneven(float by) {
    this.uneven = by;
    return this;
  }

  /** Paler within, with a rim and a nucleolus. */
  Nucleus vesicular(float by) {
    this.vesicular = by;
    return this;
  }

  /** Stained by the antibody. */
  Nucleus brown() {
    this.brown = BROWN;
    return this;
  }

  void draw(StainPlanes planes, TextureSet textures, float strength) {
    PixelRect rect = planes.rect;
    float reach = Math.max(a, b) * 1.25f + 1;
    int left = Math.max(rect.x(), (int) Math.floor(x - reach));
    int right = Math.min(rect.right(), (int) Math.ceil(x + reach));
    int top = Math.max(rect.y(), (int) Math.floor(y - reach));
    int bottom = Math.min(rect.bottom(), (int) Math.ceil(y + reach));
    float edge = 1.8f / Math.min(a, b);
    float spotX = x + 0.3f * b * cos;
    float spotY = y + 0.3f * b * sin;
    for (int py = top; py < bottom; py++) {
      int k = (py - rect.y()) * rect.width() + left - rect.x();
      for (int px = left; px < right; px++, k++) {
        float dx = px - x;
        float dy = py - y;
        float u = (dx * cos + dy * sin) / a;
        float v = (dy * cos - dx * sin) / b;
        float q = u * u + v * v;
        if (q > 1.6f) {
          continue;
        }
        q += uneven * textures.cloud().at(px * 2 + (int) x, py * 2 + (int) y);
        float cover = Math.min(1, (1 - q) / edge + 0.5f);
        if (cover <= 0) {
          continue;
        }
        float h = dark * (0.92f + 0.22f * textures.grain().at(px + 77, py + 31));
        h *= 1 - vesicular * Math.max(0, 0.8f - q);
        float ex = px - spotX;
        float ey = py - spotY;
        if (vesicular > 0.3f && ex * ex + ey * ey < 3.6f) {
          h = dark * 1.25f;
        }
        mix(planes, k, cover, h * strength);
      }
    }
  }

  private void mix(StainPlanes planes, int k, float cover, float h) {
    float blue = brown > 0 ? h * 0.55f : h;
    planes.hematoxylin[k] += (blue - planes.hematoxylin[k]) * cover;
    planes.eosin[k] += (planes.eosin[k] * 0.55f - planes.eosin[k]) * cover;
    planes.dab[k] += (brown * h - planes.dab[k]) * cover;
  }
}
