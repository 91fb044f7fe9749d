package org.wsispark.slide.codec;

/** JPEG segments with or without shared tables, of RGB, YCbCr or grey samples. */
final class JpegDecoder implements SegmentDecoder {
  private final JpegStream stream;
  private final OpenCvImage image;
  private byte[] complete = new byte[64 << 10];

  JpegDecoder(SegmentFormat format) {
    this.stream = new JpegStream(format);
    this.image = new OpenCvImage();
  }

  @Override
  public void decode(byte[] data, int width, int height, byte[] rgb) {
    int bound = stream.bound(data.length);
    if (complete.length < bound) {
      complete = new byte[Math.max(bound, complete.length * 2)];
    }
    int length = stream.complete(data, width, height, complete);
    image.stream(length).put(complete, 0, length);
    image.decode(length, width, height, rgb);
  }

  @Override
  public void close() {
    image.close();
  }
}
