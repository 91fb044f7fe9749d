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
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RgbImage;

/** Both codecs against the JDK's own readers. */
class CodecTest {

  private static RgbImage smooth(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * 3;
        rgb[at] = (byte) (200 - x);
        rgb[at + 1] = (byte) (40 + y);
        rgb[at + 2] = (byte) (90 + x / 2 + y / 2);
      }
    }
    return new RgbImage(width, height, rgb);
  }

  private static int worstDifference(BufferedImage got, RgbImage want) {
    assertThat(got.getWidth()).isEqualTo(want.width());
    assertThat(got.getHeight()).isEqualTo(want.height());
    int worst = 0;
    for (int y = 0; y < want.height(); y++) {
      for (int x = 0; x < want.width(); x++) {
        int argb = got.getRGB(x, y);
        for (int c = 0; c < 3; c++) {
          int wanted = want.rgb()[(y * want.width() + x) * 3 + c] & 255;
          worst = Math.max(worst, Math.abs((argb >> (16 - 8 * c) & 255) - wanted));
        }
      }
    }
    return worst;
  }

  @Test
  void pngKeepsEveryByte() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    byte[] rgb = new byte[37 * 23 * 3];
    random.nextBytes(rgb);
    RgbImage image = new RgbImage(37, 23, rgb);
    byte[] png = PngCodec.encode(image);
    assertThat(worstDifference(ImageIO.read(new ByteArrayInputStream(png)), image)).isZero();
    assertThat(PngCodec.decode(png)).isEqualTo(image);
    assertThat(PngCodec.encode(image)).isEqualTo(png);
  }

  @Test
  void pngKeepsMasksAndClassNumbers() {
    BitMask mask = new BitMask(70, 9);
    mask.setRow(3, 5, 69, true);
    byte[] grey = PngCodec.decodeGrey(PngCodec.encode(mask, 255));
    int foreground = 0;
    for (int k = 0; k < grey.length; k++) {
      assertThat((grey[k] & 255) == 255).isEqualTo(mask.get(k % 70, k / 70));
      foreground += grey[k] & 255;
    }
    assertThat(foreground).isEqualTo(64 * 255);
    byte[] classes = {0, 1, 2, 3, 4, (byte) 200};
    assertThat(PngCodec.decodeGrey(PngCodec.encodeGrey(3, 2, classes))).isEqualTo(classes);
  }

  @Test
  void jpegKeepsColoursInTheirPlaces() throws IOException {
    RgbImage image = smooth(96, 80);
    byte[] jpeg = JpegCodec.encode(image, 90);
    assertThat(worstDifference(ImageIO.read(new ByteArrayInputStream(jpeg)), image))
        .isLessThanOrEqualTo(8);
    assertThat(JpegCodec.encode(image, 30).length).isLessThan(jpeg.length);
    RgbImage back = JpegCodec.decode(jpeg);
    assertThat(back.rgb()[0] & 255).isBetween(192, 208);
  }

  @Test
  void refusesWhatIsNoPicture() {
    assertThatThrownBy(() -> PngCodec.decode(new byte[] {1, 2, 3}))
        .isInstanceOf(WsiException.class)
        .hasMessageContaining("CANNOT_DECODE: 3 bytes");
    assertThatThrownBy(() -> JpegCodec.decode(new byte[0])).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> JpegCodec.encode(smooth(4, 4), 0))
        .hasMessageContaining("BAD_ENCODING: JPEG quality is 0");
    assertThatThrownBy(() -> PngCodec.encode(RgbImage.white(0, 5)))
        .hasMessageContaining("CANNOT_ENCODE: an image of 0x5");
    assertThatThrownBy(() -> PngCodec.encodeGrey(2, 2, new byte[3]))
        .hasMessageContaining("3 bytes are no grey 2x2");
  }
}
