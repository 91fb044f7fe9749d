package org.wsispark.slide.write;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.wsispark.raster.RgbImage;

/**
 * JPEG of an AT2. The JDK's writer stores the bands of a {@link Raster} as they are, with one
 * quantization table and without any marker; OpenCV's always turns to YCbCr.
 */
final class JpegRgbEncoder implements TileEncoder {
  private final int quality;
  private final byte[] tables;

  JpegRgbEncoder(int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("JPEG quality " + quality + " is not within 1 to 100");
    }
    this.quality = quality;
    this.tables = JpegStream.split(whole(RgbImage.white(8, 8)), 0).tables();
  }

  @Override
  public List<TiffTag> tags() {
    // AT2 files claim halved chroma in tag 530 although nothing is subsampled; readers know it.
    return List.of(
        TiffTag.shorts(259, 7),
        TiffTag.shorts(262, 2),
        TiffTag.undefined(347, tables),
        TiffTag.shorts(530, 2, 2));
  }

  @Override
  public byte[] encode(RgbImage tile) {
    return JpegStream.split(whole(tile), 0).tile();
  }

  private byte[] whole(RgbImage tile) {
    ImageWriter writer = writer();
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 15);
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality / 100f);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster(tile), null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException("JPEG in memory", e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** The JDK's own writer: another plugin on the class path may add colour transform or markers. */
  private static ImageWriter writer() {
    Iterator<ImageWriter> all = ImageIO.getImageWritersByFormatName("jpeg");
    while (all.hasNext()) {
      ImageWriter writer = all.next();
      if (writer.getClass().getName().startsWith("com.sun.imageio.")) {
        return writer;
      }
      writer.dispose();
    }
    throw new IllegalStateException("this Java has no JPEG writer (module java.desktop)");
  }

  private static WritableRaster raster(RgbImage tile) {
    DataBufferByte samples = new DataBufferByte(tile.rgb(), tile.rgb().length);
    return Raster.createInterleavedRaster(
        samples, tile.width(), tile.height(), tile.width() * 3, 3, new int[] {0, 1, 2}, null);
  }
}
