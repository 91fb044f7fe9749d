package org.wsispark.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.RgbImage;

/** Pieces of many sizes one after the other, read back by the JDK's own reader. */
class PieceCoderTest {
  private static final long SEED = 20261122;

  private static RgbImage image(SplittableRandom random, int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    random.nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }

  private static PixelRect piece(SplittableRandom random, RgbImage of) {
    int x = random.nextInt(of.width());
    int y = random.nextInt(of.height());
    return PixelRect.ofEdges(
        x, y, random.nextInt(x, of.width()) + 1, random.nextInt(y, of.height()) + 1);
  }

  @Test
  void piecesOfPngAreThePixels() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    try (PieceCoder coder = PngCodec.pieces()) {
      for (int k = 0; k < 200; k++) {
        RgbImage image = image(random, random.nextInt(1, 90), random.nextInt(1, 70));
        PixelRect piece = piece(random, image);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(coder.encode(image, piece)));
        assertThat(read.getWidth()).isEqualTo(piece.width());
        assertThat(read.getHeight()).isEqualTo(piece.height());
        for (int y = 0; y < piece.height(); y++) {
          for (int x = 0; x < piece.width(); x++) {
            int at = 3 * ((piece.y() + y) * image.width() + piece.x() + x);
            int expected =
                (image.rgb()[at] & 255) << 16
                    | (image.rgb()[at + 1] & 255) << 8
                    | image.rgb()[at + 2] & 255;
            assertThat(read.getRGB(x, y) & 0xFFFFFF)
                .as("seed %d, image %d, pixel %d %d of %s", SEED, k, x, y, piece)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void aPieceHasTheBytesOfAnImageOfItsOwn() {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    try (PieceCoder coder = JpegCodec.pieces(90)) {
      for (int k = 0; k < 100; k++) {
        RgbImage image = image(random, random.nextInt(1, 90), random.nextInt(1, 70));
        PixelRect piece = piece(random, image);
        byte[] own = JpegCodec.encode(image.crop(piece), 90);
        assertThat(coder.encode(image, piece)).as("seed %d, image %d", SEED + 1, k).isEqualTo(own);
      }
    }
  }

  @Test
  void whatIsNoPieceIsRefused() {
    RgbImage image = RgbImage.white(4, 4);
    try (PieceCoder coder = JpegCodec.pieces(90)) {
      assertThatThrownBy(() -> coder.encode(image, new PixelRect(0, 0, 0, 3)))
          .isInstanceOf(WsiException.class)
          .hasMessageContaining("0x3 has no pixels");
      assertThatThrownBy(() -> coder.encode(image, new PixelRect(2, 0, 3, 3)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> JpegCodec.pieces(101)).isInstanceOf(WsiException.class);
  }
}
