package org.wsispark.jobs.readers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.PixelRect;
import org.wsispark.inference.ProbabilityCodec;
import org.wsispark.inference.StitchedBlock;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.testing.SparkTestBase;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.BitMask;
import org.wsispark.raster.RunLength;

/** The Python of docs/tables.md reads the binary columns as Java does. */
class DecodingTest extends SparkTestBase {
  private static final int CASES = 40;

  private int files;

  @Test
  void thePageDecodesWhatJavaEncodes() throws Exception {
    ReaderLake lake = ReaderLake.shared();
    for (Row row : lake.read(LakeTable.TISSUE).select("mask", "artefacts").collectAsList()) {
      write(row.<byte[]>getAs("mask"));
      Map<String, byte[]> artefacts = row.getJavaMap(1);
      for (byte[] artefact : artefacts.values()) {
        write(artefact);
      }
    }
    assertThat(files).as("masks of the lake").isGreaterThanOrEqualTo(4 * ReaderLake.SLIDES);
    SplittableRandom random = new SplittableRandom(11);
    for (int k = 0; k < CASES; k++) {
      write(RunLength.encode(mask(random, random.nextInt(1, 70), random.nextInt(1, 40))));
      write(block(random));
    }
    for (Row row :
        lake.patches(ReaderLake.LOSSLESS).where("mask IS NOT NULL").limit(CASES).collectAsList()) {
      byte[] png = row.getAs("mask");
      pair("patch" + files++, "png", png, PngCodec.decodeGrey(png));
    }

    String page = Path.of(System.getProperty("wsispark.root"), "docs/tables.md").toString();
    JsonNode read =
        new ObjectMapper()
            .readTree(lake.python("decode_page.py", page, folder.toString(), lake.path()));

    assertThat(read.get("polygons").asLong())
        .isEqualTo(lake.read(LakeTable.ANNOTATIONS).count())
        .isPositive();
    assertThat(read.at("/mask/files").asInt()).isGreaterThanOrEqualTo(CASES + 24);
    assertThat(read.at("/probability/files").asInt()).isEqualTo(CASES);
    assertThat(read.at("/png/files").asInt()).isEqualTo(CASES);
    for (String kind : new String[] {"mask", "png", "probability"}) {
      assertThat(read.at("/" + kind + "/foreground").asLong()).as(kind).isGreaterThan(1_000);
    }
  }

  private void pair(String name, String kind, byte[] encoded, byte[] raw) throws IOException {
    Files.write(folder.resolve(name + "." + kind), encoded);
    Files.write(folder.resolve(name + ".raw"), raw);
  }

  private void write(byte[] runs) throws IOException {
    pair("mask" + files++, "mask", runs, bytes(RunLength.decode(runs)));
  }

  private static byte[] bytes(BitMask mask) {
    byte[] raw = new byte[mask.width() * mask.height()];
    for (int k = 0; k < raw.length; k++) {
      raw[k] = (byte) (mask.get(k % mask.width(), k / mask.width()) ? 1 : 0);
    }
    return raw;
  }

  private void write(StitchedBlock block) throws IOException {
    PixelRect rect = block.rect();
    byte[] covered = bytes(block.covered());
    ByteBuffer raw = ByteBuffer.allocate(2 * block.values().length + covered.length);
    for (short value : block.values()) {
      raw.putShort(value);
    }
    String name =
        "block-%d-%d-%dx%dx%d"
            .formatted(rect.x(), rect.y(), block.classes(), rect.height(), rect.width());
    pair(name, "probability", ProbabilityCodec.encode(block), raw.put(covered).array());
  }

  private static BitMask mask(SplittableRandom random, int width, int height) {
    BitMask mask = new BitMask(width, height);
    int outOf = random.nextInt(2, 9);
    for (int k = 0; k < width * height; k++) {
      mask.set(k % width, k / width, random.nextInt(outOf) > 0);
    }
    return mask;
  }

  private static StitchedBlock block(SplittableRandom random) {
    int width = random.nextInt(1, 40);
    int height = random.nextInt(1, 30);
    int classes = random.nextInt(1, 4);
    PixelRect rect = new PixelRect(random.nextInt(1 << 20), random.nextInt(1 << 20), width, height);
    BitMask covered = mask(random, width, height);
    short[] values = new short[classes * width * height];
    for (int k = 0; k < values.length; k++) {
      int pixel = k % (width * height);
      boolean reached = covered.get(pixel % width, pixel / width);
      values[k] = (short) (reached ? random.nextInt(65_536) : 0);
    }
    return new StitchedBlock(random.nextInt(1_000), rect, classes, values, covered);
  }
}
