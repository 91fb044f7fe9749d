package org.wsispark.inference.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.wsispark.inference.Window;
import org.wsispark.inference.WindowImage;
import org.wsispark.raster.RgbImage;

/** Seeded images with flat, stained-looking patches and with noise. */
final class TestWindows {
  private TestWindows() {}

  static List<WindowImage> random(long seed, int count, int side) {
    SplittableRandom random = new SplittableRandom(seed);
    List<WindowImage> windows = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      byte[] rgb = new byte[side * side * 3];
      for (int patch = 0; patch < 40; patch++) {
        int left = random.nextInt(side);
        int top = random.nextInt(side);
        int size = 1 + random.nextInt(side / 2);
        byte[] colour = new byte[3];
        random.nextBytes(colour);
        for (int y = top; y < Math.min(side, top + size); y++) {
          for (int x = left; x < Math.min(side, left + size); x++) {
            System.arraycopy(colour, 0, rgb, (y * side + x) * 3, 3);
          }
        }
      }
      for (int b = 0; b < rgb.length; b++) {
        rgb[b] += (byte) random.nextInt(k * 20 + 1);
      }
      windows.add(new WindowImage(new Window(k, seed % 2 == 0 ? 0 : 1), image(side, rgb)));
    }
    return windows;
  }

  static WindowImage flat(int column, int row, int side, int value) {
    byte[] rgb = new byte[side * side * 3];
    Arrays.fill(rgb, (byte) value);
    return new WindowImage(new Window(column, row), image(side, rgb));
  }

  private static RgbImage image(int side, byte[] rgb) {
    return new RgbImage(side, side, rgb);
  }
}
