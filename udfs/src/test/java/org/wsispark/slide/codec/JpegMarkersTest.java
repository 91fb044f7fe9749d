package org.wsispark.slide.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/** What the walk over the markers of a JPEG tile finds, and what it cannot. */
class JpegMarkersTest {
  private static final int SIDE = 240;
  private static final int RESTART = 15;

  private static final JpegStream STREAM =
      new JpegStream(new SegmentFormat(SegmentFormat.JPEG, SegmentFormat.YCC, 3, 1, new byte[0]));

  /** A grainy picture, so that every block has coded data. */
  private static byte[] jpeg(int restartInterval) {
    SplittableRandom random = new SplittableRandom(3);
    byte[] rgb = new byte[SIDE * SIDE * 3];
    for (int k = 0; k < rgb.length; k++) {
      rgb[k] = (byte) (100 + k / 3 % SIDE / 3 + random.nextInt(40));
    }
    try (BytePointer pixels = new BytePointer(rgb);
        Mat image = new Mat(SIDE, SIDE, opencv_core.CV_8UC3, pixels);
        IntPointer options =
            new IntPointer(
                opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
                80,
                opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
                0x111111,
                opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
                restartInterval);
        BytePointer out = new BytePointer()) {
      assertThat(opencv_imgcodecs.imencode(".jpg", image, out, options)).isTrue();
      byte[] jpeg = new byte[(int) out.limit()];
      out.get(jpeg);
      return jpeg;
    }
  }

  private static int find(byte[] data, int marker, int from) {
    for (int k = from; k + 1 < data.length; k++) {
      if (data[k] == (byte) 0xff && data[k + 1] == (byte) marker) {
        return k;
      }
    }
    throw new AssertionError("no marker " + marker);
  }

  private static int coded(byte[] jpeg) {
    return find(jpeg, 0xda, 0) + 14;
  }

  private static void refuses(byte[] data, String message) {
    assertThatThrownBy(() -> STREAM.complete(data, SIDE, SIDE))
        .isInstanceOfSatisfying(
            WsiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(SlideError.BAD_TILE);
              assertThat(e.getMessage()).containsPattern(message);
            });
  }

  @Test
  void aSoundStreamKeepsItsCodedDataByteForByte() {
    for (int interval : new int[] {0, RESTART}) {
      byte[] jpeg = jpeg(interval);
      byte[] complete = STREAM.complete(jpeg, SIDE, SIDE);
      int from = coded(jpeg);
      byte[] tail = Arrays.copyOfRange(jpeg, from, jpeg.length);
      assertThat(complete).endsWith(tail);
      byte[] padded = Arrays.copyOf(jpeg, jpeg.length + 7);
      assertThat(STREAM.complete(padded, SIDE, SIDE)).isEqualTo(complete);
    }
  }

  @Test
  void restartMarkersMustComeInOrderAndNumber() {
    byte[] jpeg = jpeg(RESTART);
    int third = find(jpeg, 0xd2, coded(jpeg));
    byte[] swapped = jpeg.clone();
    swapped[third + 1] = (byte) 0xd5;
    refuses(swapped, "restart marker d5 at byte " + third + " of the tile, d2 is due");
    // 30 x 30 blocks of three components, a marker after each 15 of them.
    int last = find(jpeg, 0xd2, jpeg.length - 2_000);
    byte[] gone = jpeg.clone();
    gone[last] = 0;
    refuses(gone, "restart marker|restart markers, 59 are expected");
    byte[] none = jpeg.clone();
    none[find(jpeg, 0xdd, 0) + 5] = 0;
    refuses(none, "restart marker d0 at byte [0-9]+ of the tile, none is due");
  }

  @Test
  void anEndAMarkerOrAFrameInTheMiddleIsDamage() {
    byte[] jpeg = jpeg(0);
    int middle = (coded(jpeg) + jpeg.length) / 2;
    byte[] ended = jpeg.clone();
    ended[middle] = (byte) 0xff;
    ended[middle + 1] = (byte) 0xd9;
    refuses(ended, "ends at byte " + middle + " of " + jpeg.length);
    for (int marker : new int[] {0x01, 0x42, 0xbf, 0xc0, 0xd8, 0xdc, 0xf3}) {
      byte[] marked = jpeg.clone();
      marked[middle] = (byte) 0xff;
      marked[middle + 1] = (byte) marker;
      refuses(marked, "marker|frame|ends inside");
    }
    refuses(Arrays.copyOf(jpeg, middle), "no end: it is cut off");
    byte[] twice = Arrays.copyOf(jpeg, 2 * jpeg.length);
    System.arraycopy(jpeg, 0, twice, jpeg.length, jpeg.length);
    refuses(twice, "ends at byte");
  }

  private interface Harm {
    void to(byte[] data, int at, SplittableRandom random);
  }

  /** How many of 400 harmed streams are refused. */
  private static int refused(Harm harm, int length) {
    byte[] jpeg = jpeg(0);
    SplittableRandom random = new SplittableRandom(11);
    int refused = 0;
    for (int k = 0; k < 400; k++) {
      byte[] harmed = jpeg.clone();
      harm.to(harmed, random.nextInt(coded(jpeg), jpeg.length - 2 - length), random);
      try {
        STREAM.complete(harmed, SIDE, SIDE);
      } catch (WsiException e) {
        assertThat(e.code()).isEqualTo(SlideError.BAD_TILE);
        refused++;
      }
    }
    return refused;
  }

  @Test
  void overwrittenDataIsFoundAndSingleBitsMostlyAreNot() {
    int sector =
        refused(
            (data, at, random) -> {
              for (int k = 0; k < 4_096; k++) {
                data[at + k] = (byte) random.nextInt();
              }
            },
            4_096);
    assertThat(sector).as("sectors of other data found, of 400").isEqualTo(400);
    int bits = refused((data, at, random) -> data[at] ^= (byte) (1 << random.nextInt(8)), 1);
    assertThat(bits).as("single bits found, of 400").isBetween(1, 40);
    int zeros = refused((data, at, random) -> Arrays.fill(data, at, at + 512, (byte) 0), 512);
    assertThat(zeros).as("runs of zeros found, of 400").isLessThan(20);
  }
}
