package org.wsispark.slide.codec;

import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/**
 * Decodes the tiles or strips of one image, one after the other and in one thread at a time; it
 * keeps buffers between them. Closing it frees native memory.
 */
public interface SegmentDecoder extends AutoCloseable {

  /**
   * Decodes one segment.
   *
   * @param data its stored bytes
   * @param width pixels it must hold to the right
   * @param height pixels it must hold downwards
   * @param rgb gets width * height * 3 bytes, row by row, R, G, B
   * @throws WsiException {@link SlideError#BAD_TILE} when the data is something else; without a
   *     slide or place, which the caller knows
   */
  void decode(byte[] data, int width, int height, byte[] rgb);

  @Override
  void close();

  /**
   * The decoder of a format.
   *
   * @param format of an image
   * @return a decoder, to be closed by the caller
   * @throws WsiException {@link SlideError#UNSUPPORTED_COMPRESSION} or {@link
   *     SlideError#UNSUPPORTED_LAYOUT} when there is none
   */
  static SegmentDecoder of(SegmentFormat format) {
    return switch (format.compression()) {
      case SegmentFormat.JPEG -> new JpegDecoder(format);
      case SegmentFormat.JPEG_2000_YCC, SegmentFormat.JPEG_2000_RGB, SegmentFormat.JPEG_2000 ->
          new Jpeg2000Decoder(format);
      case SegmentFormat.NONE,
          SegmentFormat.LZW,
          SegmentFormat.DEFLATE,
          SegmentFormat.OLD_DEFLATE,
          SegmentFormat.PACK_BITS,
          SegmentFormat.ZSTD ->
          new SampleDecoder(format);
      default ->
          throw WsiException.of(
                  SlideError.UNSUPPORTED_COMPRESSION,
                  "Unsupported TIFF compression: %d",
                  format.compression())
              .remedy("Read are none, LZW, deflate, PackBits, zstd, JPEG and JPEG 2000");
    };
  }
}
