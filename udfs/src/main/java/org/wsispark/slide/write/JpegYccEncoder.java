package org.wsispark.slide.write;

import java.util.List;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.wsispark.raster.RgbImage;

/** JPEG in YCbCr, as most other writers of slides make it. */
record JpegYccEncoder(int quality, ChromaSampling chroma, boolean shared) implements TileEncoder {

  @Override
  public List<TiffTag> tags() {
    List<TiffTag> own = List.of(TiffTag.shorts(259, 7), TiffTag.shorts(262, 6), chroma.tag());
    if (!shared) {
      return own;
    }
    byte[] tables = JpegStream.split(whole(RgbImage.white(16, 16)), 1).tables();
    return List.of(own.get(0), own.get(1), TiffTag.undefined(347, tables), own.get(2));
  }

  @Override
  public byte[] encode(RgbImage tile) {
    byte[] jpeg = whole(tile);
    return shared ? JpegStream.split(jpeg, 1).tile() : jpeg;
  }

  private byte[] whole(RgbImage tile) {
    return OpenCvStream.encode(
        tile,
        ".jpg",
        opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
        quality,
        opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
        chroma.factors());
  }
}
