package org.wsispark.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.MemorySlide;
import org.wsispark.slide.ReadFrame;

class ContextReaderTest {
  private static final int WIDTH = 961;
  private static final int HEIGHT = 723;
  private static final Mpp MPP = new Mpp(0.25);

  /** Red follows from the column alone and green from the row alone, each at random. */
  private static RgbImage stripes(int width, int height, SplittableRandom random) {
    byte[] columns = new byte[width];
    byte[] rows = new byte[height];
    random.nextBytes(columns);
    random.nextBytes(rows);
    byte[] rgb = new byte[3 * width * height];
    for (int k = 0; k < width * height; k++) {
      rgb[3 * k] = columns[k % width];
      rgb[3 * k + 1] = rows[k / width];
    }
    return new RgbImage(width, height, rgb);
  }

  private static List<ReadFrame> frames(MemorySlide slide, double... mpps) {
    List<ReadFrame> frames = new ArrayList<>();
    for (double mpp : mpps) {
      frames.add(new Resolution.AtMpp(new Mpp(mpp), 0.01).frame(slide.info().levels(), MPP));
    }
    return frames;
  }

  /** The mean colour from one place on level 0 to another, white outside, in doubles. */
  private static double mean(double[] level, double levelPx, double from, double to) {
    double sum = 0;
    for (int k = (int) Math.floor(from / levelPx); k * levelPx < to; k++) {
      double shared = Math.min(to, (k + 1) * levelPx) - Math.max(from, k * levelPx);
      sum += shared * (k < 0 || k >= level.length ? 255 : level[k]);
    }
    return sum / (to - from);
  }

  /**
   * By how many level-0 pixels an image is shifted from where its centre should lie: tries all
   * shifts and takes the one that explains the colours.
   */
  private static double shift(
      double[] got, double[] level, double levelPx, double centre, double px, String where) {
    double best = Double.MAX_VALUE;
    double at = 0;
    for (int hundredths = -150; hundredths <= 150; hundredths++) {
      double start = centre + hundredths / 100.0 - got.length / 2.0 * px;
      double off = 0;
      for (int i = 0; i < got.length; i++) {
        off += Math.abs(got[i] - mean(level, levelPx, start + i * px, start + (i + 1) * px));
      }
      if (off < best) {
        best = off;
        at = hundredths / 100.0;
      }
    }
    // Rounding to whole colours, and a hundredth of a pixel where colours change by up to 255.
    assertThat(best / got.length).as("%s, shifted by %s", where, at).isLessThan(1.2);
    return at;
  }

  private static double[] colours(RgbImage image, int channel) {
    int length = channel == 0 ? image.width() : image.height();
    double[] colours = new double[length];
    for (int k = 0; k < length; k++) {
      int at =
          channel == 0
              ? image.height() / 2 * image.width() + k
              : k * image.width() + image.width() / 2;
      colours[k] = image.rgb()[3 * at + channel] & 255;
    }
    return colours;
  }

  /** Levels of odd sizes, so that hardly a centre falls on a pixel's edge. */
  @Test
  void centresAgreeWithinHalfALevel0Pixel() {
    int compared = 0;
    double between = 0;
    for (int seed = 0; seed < 6; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<RgbImage> levels =
          List.of(
              stripes(WIDTH, HEIGHT, random),
              stripes(WIDTH / 4, HEIGHT / 4, random),
              stripes(WIDTH / 13, HEIGHT / 13, random));
      MemorySlide slide = new MemorySlide(MPP, 64, levels.toArray(RgbImage[]::new));
      int size = random.nextInt(20, 30);
      double mpp = List.of(0.25, 0.4, 0.5).get(seed % 3);
      PatchGrid grid =
          new PatchGrid(
              new Resolution.AtMpp(new Mpp(mpp), 0.01).frame(slide.info().levels(), MPP),
              size,
              random.nextInt(15, 40),
              EdgePolicy.PAD);
      double[] mpps = {1.0, 1.3, 2.0, 3.3};
      List<ReadFrame> frames = frames(slide, mpps);
      ContextReader reader = new ContextReader(slide, grid, frames);
      for (int row = 1; row < grid.rows() - 1; row += 5) {
        List<List<RgbImage>> strip = reader.round(new CellRange(0, row, grid.columns(), 1));
        for (int column = 1; column < grid.columns() - 1; column += 3) {
          PixelRect patch = grid.frameRect(column, row);
          double x = (patch.x() + size / 2.0) * grid.frame().downsample().x().toDouble();
          double y = (patch.y() + size / 2.0) * grid.frame().downsample().y().toDouble();
          for (int k = 0; k < mpps.length; k++) {
            RgbImage image = strip.get(column).get(k);
            ReadFrame frame = frames.get(k);
            RgbImage level = levels.get(frame.level());
            double levelX = (double) WIDTH / level.width();
            double levelY = (double) HEIGHT / level.height();
            String where = "seed %d: %s of %s at %s mpp".formatted(seed, column, patch, mpps[k]);
            assertThat(image.width()).isEqualTo(size);
            assertThat(image.height()).isEqualTo(size);
            double px = frame.downsample().x().toDouble();
            double py = frame.downsample().y().toDouble();
            assertThat(shift(colours(image, 0), colours(level, 0), levelX, x, px, where))
                .as(where)
                .isBetween(-0.51, 0.51);
            assertThat(shift(colours(image, 1), colours(level, 1), levelY, y, py, where))
                .as(where)
                .isBetween(-0.51, 0.51);
            between = Math.max(between, Math.abs(x / levelX - Math.rint(x / levelX)) * levelX);
            compared++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(100);
    assertThat(between).as("level-0 px that whole pixels of the level would miss").isGreaterThan(4);
  }

  @Test
  void aCentreOnTheLevelsOwnPixelsGivesThePixelsOfTheLevel() {
    SplittableRandom random = new SplittableRandom(7);
    byte[] rgb = new byte[3 * 240 * 160];
    random.nextBytes(rgb);
    RgbImage coarse = new RgbImage(240, 160, rgb);
    MemorySlide slide = new MemorySlide(MPP, 64, RgbImage.white(960, 640), coarse);
    PatchGrid grid =
        new PatchGrid(ReadFrame.atLevel(slide.info().levels(), 0, MPP), 32, 32, EdgePolicy.DROP);
    ContextReader reader = new ContextReader(slide, grid, frames(slide, 1.0, 2.0));
    CellRange strip = new CellRange(0, 9, 30, 1);
    List<List<RgbImage>> images = reader.round(strip);
    assertThat(slide.reads()).as("one read for a resolution").hasSize(2);
    assertThat(slide.levelsRead()).containsExactly(1);
    int white = 0;
    for (int column = 0; column < 30; column++) {
      // The patch's middle is pixel 8 * column + 4 of the level.
      PixelRect round = new PixelRect(8 * column + 4 - 16, 8 * 9 + 4 - 16, 32, 32);
      assertThat(images.get(column).get(0)).as("column %d", column).isEqualTo(slide.read(1, round));
      PixelRect wider = new PixelRect(8 * column + 4 - 32, 8 * 9 + 4 - 32, 64, 64);
      RgbImage source = slide.read(1, wider);
      byte[] mean = new byte[3 * 32 * 32];
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          for (int c = 0; c < 3; c++) {
            int at = 3 * (2 * y * 64 + 2 * x) + c;
            int sum =
                (source.rgb()[at] & 255)
                    + (source.rgb()[at + 3] & 255)
                    + (source.rgb()[at + 192] & 255)
                    + (source.rgb()[at + 195] & 255);
            mean[3 * (y * 32 + x) + c] = (byte) ((sum + 2) / 4);
          }
        }
      }
      assertThat(images.get(column).get(1))
          .as("column %d", column)
          .isEqualTo(new RgbImage(32, 32, mean));
      assertThat(reader.round(new CellRange(column, 9, 1, 1))).containsExactly(images.get(column));
      white += (images.get(column).get(1).rgb()[0] & 255) == 255 ? 1 : 0;
    }
    assertThat(white).as("images that begin outside the slide").isBetween(3, 12);
  }
}
