package org.wsispark.testkit.slide;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.TiffTag;
import org.wsispark.slide.write.TileEncoder;

/**
 * JPEG tiles that say more than their image: JFIF, Exif with an orientation, an Adobe marker with
 * the wrong colours, a comment, and bytes after the end of the image. All but the colours name a
 * patient.
 *
 * @param plain makes the tiles
 */
public record TalkativeEncoder(TileEncoder plain) implements TileEncoder {
  /** What no reader may hand on. */
  public static final String SECRET = "DOE, JANE 1950-01-02";

  @Override
  public List<TiffTag> tags() {
    return plain.tags();
  }

  @Override
  public int samples() {
    return plain.samples();
  }

  @Override
  public byte[] encode(RgbImage tile) {
    byte[] jpeg = plain.encode(tile);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    segment(out, 0xe0, "JFIF\0\1\1\0\0\1\0\1\0\0");
    // Big-endian TIFF of one entry: orientation 6, which turns the image.
    segment(out, 0xe1, "Exif\0\0MM\0*\0\0\0\b\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\0".concat(SECRET));
    segment(out, 0xee, "Adobe\0d\0\0\0\0" + (char) 2);
    segment(out, 0xe5, SECRET);
    segment(out, 0xfe, SECRET);
    out.write(jpeg, 2, jpeg.length - 2);
    out.writeBytes(SECRET.getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private static void segment(ByteArrayOutputStream out, int marker, String text) {
    byte[] body = text.getBytes(StandardCharsets.ISO_8859_1);
    out.write(0xff);
    out.write(marker);
    out.write((body.length + 2) >> 8);
    out.write(body.length + 2);
    out.writeBytes(body);
  }
}
