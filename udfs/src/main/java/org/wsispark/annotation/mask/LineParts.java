package org.wsispark.annotation.mask;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.wsispark.geometry.PixelRect;
import org.wsispark.raster.BitMask;

/** The 8-connected parts of a mask, in the order in which OpenCV numbers them. */
final class LineParts {
  private static final int EIGHT = 8;

  private LineParts() {}

  /** One part: its pixels inside its box, and the box. */
  record Part(PixelRect box, BitMask pixels) {

    /** Its pixels in a window. */
    BitMask in(PixelRect window) {
      return pixels.crop(window.shift(-box.x(), -box.y()));
    }
  }

  static List<Part> of(byte[] values, int width, int height, IntPredicate wanted) {
    if (values.length == 0) {
      return List.of();
    }
    try (Mat image = new Mat(height, width, CV_8UC1);
        Mat labels = new Mat()) {
      try (UByteIndexer at = image.createIndexer()) {
        for (int k = 0; k < values.length; k++) {
          at.put(k / width, k % width, wanted.test(values[k] & 255) ? 1 : 0);
        }
      }
      int count = connectedComponents(image, labels, EIGHT, CV_32S);
      try (IntIndexer at = labels.createIndexer()) {
        return parts(at, width, height, count);
      }
    }
  }

  private static List<Part> parts(IntIndexer label, int width, int height, int count) {
    int[][] edges = new int[count][];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int k = label.get(y, x);
        if (edges[k] == null) {
          edges[k] = new int[] {x, y, x + 1, y + 1};
        }
        int[] box = edges[k];
        box[0] = Math.min(box[0], x);
        box[2] = Math.max(box[2], x + 1);
        box[3] = y + 1;
      }
    }
    List<Part> parts = new ArrayList<>();
    for (int[] box : Arrays.asList(edges).subList(1, count)) {
      PixelRect rect = PixelRect.ofEdges(box[0], box[1], box[2], box[3]);
      parts.add(new Part(rect, new BitMask(rect.width(), rect.height())));
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int k = label.get(y, x);
        if (k > 0) {
          Part part = parts.get(k - 1);
          part.pixels().set(x - part.box().x(), y - part.box().y(), true);
        }
      }
    }
    return parts;
  }
}
