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
 * Lossless JPEG 2000 (33005). It lies in the test kit because its library does: the JPEG 2000 of
 * the OpenCV that production ships is switched off there as unsafe.
 */
public record Jpeg2000Encoder() implements TileEncoder {
  private static final int CODESTREAM_BOX = 0x6A703263; // "jp2c"

  @Override
  public List<TiffTag> tags() {
    return List.of(TiffTag.shorts(259, 33005), TiffTag.shorts(262, 2));
  }

  @Override
  public byte[] encode(RgbImage tile) {
    ByteBuffer jp2 = ByteBuffer.wrap(jp2(tile));
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

  private static byte[] jp2(RgbImage tile) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg2000").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      J2KImageWriteParam param = (J2KImageWriteParam) writer.getDefaultWriteParam();
      param.setLossless(true);
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
