package org.wsispark.testkit.slide;

import com.github.jaiimageio.jpeg2000.J2KImageWriteParam;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.write.TiffTag;
import org.wsispark.slide.write.TileEncoder;

/**
 * Lossless JPEG 2000 codestreams. It lies in the test kit because its library does: the JPEG 2000
 * of the OpenCV that production ships is switched off there as unsafe.
 *
 * @param compression 33005 or 34712 of RGB, 33003 of YCbCr
 */
public record Jpeg2000Encoder(int compression) implements TileEncoder {
  private static final int CODESTREAM_BOX = 0x6A703263; // "jp2c"

  @Override
  public List<TiffTag> tags() {
    return List.of(TiffTag.shorts(259, compression), TiffTag.shorts(262, 2));
  }

  /** Aperio's, of RGB samples. */
  public static Jpeg2000Encoder rgb() {
    return new Jpeg2000Encoder(33005);
  }

  /** Aperio's, of YCbCr samples. */
  public static Jpeg2000Encoder ycc() {
    return new Jpeg2000Encoder(33003);
  }

  /** The number that other writers use, of RGB samples. */
  public static Jpeg2000Encoder tagged() {
    return new Jpeg2000Encoder(34712);
  }

  @Override
  public byte[] encode(RgbImage tile) {
    ByteBuffer jp2 = ByteBuffer.wrap(jp2(compression == 33003 ? toYcc(tile) : tile));
    while (jp2.remaining() >= 8) {
      int start = jp2.position();
      int length = jp2.getInt();
      if (jp2.getInt() == CODESTREAM_BOX) {
        byte[] codestream = new byte[length == 0 ? jp2.remaining() : length - 8];
        jp2.get(codestream);
        return codestream;
      }
      jp2.position(start + length);
    }
    throw new IllegalStateException("a JP2 file without a codestream");
  }

  /** ITU-R BT.601, full range, by the rounded matrix. */
  private static RgbImage toYcc(RgbImage tile) {
    byte[] ycc = new byte[tile.rgb().length];
    for (int k = 0; k < ycc.length; k += 3) {
      int r = tile.rgb()[k] & 255;
      int g = tile.rgb()[k + 1] & 255;
      int b = tile.rgb()[k + 2] & 255;
      ycc[k] = sample(0.299 * r + 0.587 * g + 0.114 * b);
      ycc[k + 1] = sample(128 - 0.168736 * r - 0.331264 * g + 0.5 * b);
      ycc[k + 2] = sample(128 + 0.5 * r - 0.418688 * g - 0.081312 * b);
    }
    return new RgbImage(tile.width(), tile.height(), ycc);
  }

  private static byte sample(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }

  private byte[] jp2(RgbImage tile) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg2000").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      J2KImageWriteParam param = (J2KImageWriteParam) writer.getDefaultWriteParam();
      param.setLossless(true);
      param.setComponentTransformation(compression != 33003);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(buffered(tile), null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException("JPEG 2000 in memory", e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static BufferedImage buffered(RgbImage tile) {
    DataBufferByte samples = new DataBufferByte(tile.rgb(), tile.rgb().length);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            samples, tile.width(), tile.height(), tile.width() * 3, 3, new int[] {0, 1, 2}, null);
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            ComponentColorModel.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, raster, false, null);
  }
}
