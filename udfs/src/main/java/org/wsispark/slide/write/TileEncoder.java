package org.wsispark.slide.write;

import java.util.List;
import org.wsispark.raster.RgbImage;

/**
 * Makes the bytes of a tile or strip in one compression. Implementations are immutable and may be
 * called by many threads; the same pixels give the same bytes.
 */
public interface TileEncoder {

  /**
   * The fields of the directory that say how to decode a tile: 259 Compression, 262
   * PhotometricInterpretation and what the compression needs besides.
   *
   * @return the fields
   */
  List<TiffTag> tags();

  /**
   * The samples per pixel of the image, 8 bits each.
   *
   * @return 3 for colour, 1 for grey
   */
  default int samples() {
    return 3;
  }

  /**
   * Encodes one tile or strip.
   *
   * @param tile its pixels
   * @return its bytes
   */
  byte[] encode(RgbImage tile);

  /**
   * Uncompressed (1).
   *
   * @return the encoder
   */
  static TileEncoder raw() {
    return new PlainEncoder(PlainEncoder.Packing.NONE, false, 3);
  }

  /**
   * LZW (5) as Aperio labels have it.
   *
   * @param predictor horizontal differencing (tag 317 = 2)
   * @return the encoder
   */
  static TileEncoder lzw(boolean predictor) {
    return new PlainEncoder(PlainEncoder.Packing.LZW, predictor, 3);
  }

  /**
   * LZW (5) of one sample per pixel, black being 0.
   *
   * @param predictor horizontal differencing (tag 317 = 2)
   * @return the encoder, which takes the first sample of each pixel
   */
  static TileEncoder lzwGrey(boolean predictor) {
    return new PlainEncoder(PlainEncoder.Packing.LZW, predictor, 1);
  }

  /**
   * Deflate (8).
   *
   * @param predictor horizontal differencing (tag 317 = 2)
   * @return the encoder
   */
  static TileEncoder deflate(boolean predictor) {
    return new PlainEncoder(PlainEncoder.Packing.DEFLATE, predictor, 3);
  }

  /**
   * Deflate (8) of one sample per pixel, black being 0.
   *
   * @param predictor horizontal differencing (tag 317 = 2)
   * @return the encoder, which takes the first sample of each pixel
   */
  static TileEncoder deflateGrey(boolean predictor) {
    return new PlainEncoder(PlainEncoder.Packing.DEFLATE, predictor, 1);
  }

  /**
   * JPEG (7) as an AT2 writes it: RGB without colour transform, 4:4:4, component ids 0 1 2, no JFIF
   * or Adobe marker, tables shared in tag 347.
   *
   * @param quality IJG quality from 1 to 100
   * @return the encoder
   */
  static TileEncoder jpegRgb(int quality) {
    return new JpegRgbEncoder(quality);
  }

  /**
   * JPEG (7) in YCbCr.
   *
   * @param quality IJG quality from 1 to 100
   * @param chroma how many pixels share a sample of colour
   * @param shared tables shared in tag 347 instead of complete JFIF streams
   * @return the encoder
   */
  static TileEncoder jpegYcc(int quality, ChromaSampling chroma, boolean shared) {
    return new JpegYccEncoder(quality, chroma, shared);
  }
}
