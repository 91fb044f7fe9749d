package org.wsispark.slide.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideError;
import org.wsispark.slide.write.ChromaSampling;
import org.wsispark.slide.write.TileEncoder;
import org.wsispark.testkit.slide.Jpeg2000Encoder;

class SegmentDecoderTest {
  private static final int SIDE = 64;
  private static final SegmentFormat YCC =
      new SegmentFormat(SegmentFormat.JPEG, SegmentFormat.YCC, 3, 1, new byte[0]);
  private static final SegmentFormat J2K =
      new SegmentFormat(SegmentFormat.JPEG_2000_RGB, SegmentFormat.RGB, 3, 1, new byte[0]);

  private static RgbImage picture() {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    for (int k = 0; k < rgb.length; k++) {
      rgb[k] = (byte) (k / 3 % SIDE * 3 + k % 3 * 20);
    }
    return new RgbImage(SIDE, SIDE, rgb);
  }

  private static byte[] decode(SegmentFormat format, byte[] data) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    try (SegmentDecoder decoder = SegmentDecoder.of(format)) {
      decoder.decode(data, SIDE, SIDE, rgb);
    }
    return rgb;
  }

  private static void refuses(SegmentFormat format, byte[] data, String message) {
    refuses(format, data, SlideError.BAD_TILE, message);
  }

  private static void refuses(SegmentFormat format, byte[] data, SlideError code, String message) {
    assertThatThrownBy(() -> decode(format, data))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).containsPattern(message);
            });
  }

  private static byte[] jpeg() {
    return TileEncoder.jpegYcc(90, ChromaSampling.WHOLE, false).encode(picture());
  }

  private static int find(byte[] data, int marker) {
    for (int k = 0; k + 1 < data.length; k++) {
      if (data[k] == (byte) 0xff && data[k + 1] == (byte) marker) {
        return k;
      }
    }
    throw new AssertionError("no marker " + marker);
  }

  @Test
  void jpegIsNearThePictureItWasMadeOf() {
    byte[] rgb = decode(YCC, jpeg());
    for (int k = 0; k < rgb.length; k++) {
      assertThat((rgb[k] & 255) - (picture().rgb()[k] & 255)).isBetween(-12, 12);
    }
  }

  @Test
  void theTagDecidesTheColoursNotTheMarkersInside() {
    byte[] asRgb =
        decode(new SegmentFormat(SegmentFormat.JPEG, SegmentFormat.RGB, 3, 1, new byte[0]), jpeg());
    // The same samples taken as RGB: the first is luma, between the picture's channels.
    assertThat(asRgb).isNotEqualTo(decode(YCC, jpeg()));
  }

  @Test
  void refusesJpegOfAnotherSizeBeforeDecodingIt() {
    byte[] data = jpeg();
    int frame = find(data, 0xc0);
    data[frame + 5] = (byte) 0xea;
    data[frame + 6] = 0x60;
    data[frame + 7] = (byte) 0xea;
    data[frame + 8] = 0x60;
    refuses(YCC, data, "60000x60000, 64x64 is wanted");
  }

  @Test
  void refusesDamagedJpeg() {
    byte[] data = jpeg();
    refuses(YCC, Arrays.copyOf(data, data.length - 2), "cut off");
    refuses(YCC, Arrays.copyOfRange(data, 2, data.length), "start marker");
    refuses(YCC, new byte[0], "start marker");
    int scan = find(data, 0xda);
    refuses(YCC, Arrays.copyOf(data, scan), "no scan");
    byte[] noFrame = data.clone();
    noFrame[find(data, 0xc0) + 1] = (byte) 0xe5;
    refuses(YCC, noFrame, "scan comes before the frame");
    byte[] badLength = data.clone();
    badLength[find(data, 0xdb) + 2] = (byte) 0xff;
    refuses(YCC, badLength, "JPEG marker db of [0-9]+ bytes");
    byte[] bits = data.clone();
    bits[find(data, 0xc0) + 4] = 12;
    refuses(YCC, bits, "of 12 bits");
    byte[] process = data.clone();
    process[find(data, 0xc0) + 1] = (byte) 0xc9;
    refuses(YCC, process, "process 9");
  }

  @Test
  void jpegWithRandomDamageIsPixelsOrATypedError() {
    SplittableRandom random = new SplittableRandom(19);
    byte[] data = jpeg();
    int refused = 0;
    try (SegmentDecoder decoder = SegmentDecoder.of(YCC)) {
      for (int k = 0; k < 300; k++) {
        byte[] damaged = data.clone();
        damaged[random.nextInt(find(data, 0xda))] ^= (byte) (1 << random.nextInt(8));
        try {
          decoder.decode(damaged, SIDE, SIDE, new byte[SIDE * SIDE * 3]);
        } catch (WsiException e) {
          assertThat(e.code()).isEqualTo(SlideError.BAD_TILE);
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(10);
    assertThat(decode(YCC, data)).isEqualTo(decode(YCC, data));
  }

  @Test
  void jpeg2000WithoutLossIsExactAndDamageIsTyped() {
    byte[] data = Jpeg2000Encoder.rgb().encode(picture());
    assertThat(decode(J2K, data)).isEqualTo(picture().rgb());
    refuses(J2K, Arrays.copyOf(data, 40), "40 bytes hold no codestream");
    refuses(J2K, Arrays.copyOf(data, 120), "OpenJPEG cannot decode");
    byte[] marker = data.clone();
    marker[3] = 0x50;
    refuses(J2K, marker, "ff4fff50");
    byte[] size = data.clone();
    size[11]++;
    refuses(J2K, size, "65x64, 64x64 is wanted");
    byte[] components = data.clone();
    components[41] = 1;
    refuses(J2K, components, "1 JPEG 2000 components");
    byte[] subsampled = data.clone();
    subsampled[46] = 2;
    refuses(J2K, subsampled, SlideError.UNSUPPORTED_LAYOUT, "component 1.*sampling 2x1");
  }

  @Test
  void samplesThatEndEarlyAreRefused() {
    for (TileEncoder encoder :
        new TileEncoder[] {TileEncoder.raw(), TileEncoder.lzw(true), TileEncoder.deflate(true)}) {
      int compression = compression(encoder);
      int predictor = encoder.tags().size() > 2 ? 2 : 1;
      SegmentFormat format =
          new SegmentFormat(compression, SegmentFormat.RGB, 3, predictor, new byte[0]);
      byte[] data = encoder.encode(picture());
      assertThat(decode(format, data)).isEqualTo(picture().rgb());
      refuses(format, Arrays.copyOf(data, data.length / 2), "of [0-9,]+ (bytes|are)|[0-9]+ bytes");
      refuses(format, new byte[0], "bytes");
    }
  }

  private static int compression(TileEncoder encoder) {
    if (encoder.equals(TileEncoder.raw())) {
      return SegmentFormat.NONE;
    }
    return encoder.equals(TileEncoder.lzw(true)) ? SegmentFormat.LZW : SegmentFormat.DEFLATE;
  }

  @Test
  void packBitsUnpacks() {
    SegmentFormat format =
        new SegmentFormat(SegmentFormat.PACK_BITS, SegmentFormat.BLACK_IS_ZERO, 1, 1, new byte[0]);
    // The example of the TIFF specification, section 9.
    byte[] packed = {
      (byte) 0xfe,
      (byte) 0xaa,
      0x02,
      (byte) 0x80,
      0x00,
      0x2a,
      (byte) 0xfd,
      (byte) 0xaa,
      0x03,
      (byte) 0x80,
      0x00,
      0x2a,
      0x22,
      (byte) 0xf7,
      (byte) 0xaa
    };
    int[] expected = {
      0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0xaa, 0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0x22, 0xaa,
      0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa
    };
    byte[] rgb = new byte[24 * 3];
    try (SegmentDecoder decoder = SegmentDecoder.of(format)) {
      decoder.decode(packed, 24, 1, rgb);
      for (int k = 0; k < rgb.length; k++) {
        assertThat(rgb[k] & 255).isEqualTo(expected[k / 3]);
      }
      assertThatThrownBy(() -> decoder.decode(packed, 25, 1, new byte[75]))
          .isInstanceOf(WsiException.class);
    }
  }

  @Test
  void randomLzwIsSamplesOrATypedError() {
    SplittableRandom random = new SplittableRandom(5);
    byte[] out = new byte[10_000];
    LzwStream lzw = new LzwStream();
    int refused = 0;
    for (int k = 0; k < 2_000; k++) {
      byte[] noise = new byte[random.nextInt(1, 400)];
      random.nextBytes(noise);
      noise[0] = (byte) 0x80;
      try {
        lzw.decode(noise, out, random.nextInt(1, out.length));
      } catch (WsiException e) {
        assertThat(e.code()).isEqualTo(SlideError.BAD_TILE);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }
}
