package org.wsispark.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wsispark.testkit.pixels.PixelAssertions.assertThatPixels;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.testing.DiscSlide;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.BitMask;

/** The SQL functions over annotations, called as SQL calls them. */
class AnnotationFunctionsTest extends SparkTestBase {
  private static final PixelRect FIRST = new PixelRect(10, 20, 150, 100);
  private static final PixelRect SECOND = new PixelRect(120, 40, 300, 140);

  /** One value; {@code content} is the file's bytes. */
  private static Object value(Path file, String expression) {
    Row row =
        spark()
            .read()
            .format("binaryFile")
            .load(file.toString())
            .selectExpr(expression + " AS v")
            .head();
    return row.get(0);
  }

  private Path xml() {
    Path xml = folder.resolve("a.xml");
    DiscSlide.writeRectangles(xml, FIRST, SECOND);
    return xml;
  }

  @Test
  void rasterizesWindowsAndCountsTheirPixels() {
    Path xml = xml();
    byte[] all =
        PngCodec.decodeGrey((byte[]) value(xml, "wsi_rasterize(content, '', 1, 100, 10, 90, 80)"));
    for (int k = 0; k < all.length; k++) {
      PixelRect pixel = new PixelRect(100 + k % 90, 10 + k / 90, 1, 1);
      int wanted = SECOND.contains(pixel) ? 2 : FIRST.contains(pixel) ? 1 : 0;
      assertThat(all[k]).as("%s", pixel).isEqualTo((byte) wanted);
    }
    BitMask second =
        PngCodec.decodeMask(
            (byte[]) value(xml, "wsi_rasterize(content, '2', 2, 0, 0, 250, 200)"), 1);
    assertThat(second.count()).isEqualTo(SECOND.area() / 4);
    Map<?, ?> shares =
        scala.jdk.javaapi.CollectionConverters.asJava(
            (scala.collection.Map<?, ?>)
                value(xml, "wsi_label_fractions(content, 1, 100, 10, 90, 80)"));
    PixelRect window = new PixelRect(100, 10, 90, 80);
    double ofSecond = window.intersect(SECOND).area();
    double ofFirst =
        window.intersect(FIRST).area() - window.intersect(FIRST).intersect(SECOND).area();
    assertThat(shares)
        .isEqualTo(Map.of("c1", ofFirst / window.area(), "c2", ofSecond / window.area()));
  }

  @Test
  void aMaskComesBackThroughItsOutlinesAndTheXml() throws IOException {
    BitMask mask = new BitMask(60, 40);
    SplittableRandom random = new SplittableRandom(8);
    for (int k = 0; k < 2_400; k++) {
      mask.set(k % 60, k / 60, random.nextInt(3) > 0);
    }
    Path png = Files.write(folder.resolve("mask.png"), PngCodec.encode(mask, 7));
    byte[] back =
        (byte[])
            value(
                png,
                "wsi_rasterize(wsi_to_aperio_xml(wsi_trace(content, 7, 'a', 3.5, 11, 22), 0.25),"
                    + " '', 3.5, 11, 22, 60, 40)");
    assertThatPixels(PngCodec.decodeMask(back, 1)).hasForeground().isEqualTo(mask);
  }

  @Test
  void regionsComeBackThroughTheXml() {
    assertThat(
            value(
                xml(),
                "wsi_from_aperio_xml(wsi_to_aperio_xml(wsi_from_aperio_xml(content), 0.5))"
                    + " = wsi_from_aperio_xml(content)"))
        .isEqualTo(true);
    assertThat(value(xml(), "wsi_from_aperio_xml(content)[1].class")).isEqualTo("c2");
    assertThat(value(xml(), "size(wsi_from_aperio_xml(content))")).isEqualTo(2);
  }

  @Test
  void nullGivesNullAndWhatIsWrongIsSaid() throws IOException {
    assertThat(value(xml(), "wsi_from_aperio_xml(NULL)")).isNull();
    assertThat(value(xml(), "wsi_rasterize(content, NULL, 1, 0, 0, 9, 9)")).isNull();
    Path wrong = Files.write(folder.resolve("b.xml"), "<a/>".getBytes(StandardCharsets.US_ASCII));
    assertThat(value(wrong, "try_wsi_from_aperio_xml(content)")).isNull();
    assertThatThrownBy(() -> value(wrong, "wsi_from_aperio_xml(content)"))
        .hasStackTraceContaining("NOT_ANNOTATIONS");
    assertThatThrownBy(() -> value(xml(), "wsi_rasterize(content, '', -1, 0, 0, 9, 9)"))
        .hasStackTraceContaining("downsample is -1");
    assertThatThrownBy(() -> value(xml(), "wsi_rasterize(content, '9', 1, 0, 0, 9, 9)"))
        .hasStackTraceContaining("there is no layer 9");
  }
}
