package org.wsispark.inference.onnx;

import java.nio.FloatBuffer;
import java.util.List;
import org.wsispark.inference.ModelCard;
import org.wsispark.inference.WindowImage;

/** Fills the input of a batch: bytes row by row of RGB become planes of normalized floats. */
final class WindowInput {
  private final ModelCard card;
  private final FloatBuffer buffer;
  private final float[][] tables = new float[3][];
  private final float[] plane;

  WindowInput(ModelCard card, FloatBuffer buffer) {
    this.card = card;
    this.buffer = buffer;
    this.plane = new float[card.windowPx() * card.windowPx()];
    for (int channel = 0; channel < tables.length; channel++) {
      tables[channel] = card.normalization().table(channel);
    }
  }

  /** The places of a short batch that are left over repeat its last window. */
  void fill(List<WindowImage> windows) {
    if (windows.isEmpty() || windows.size() > card.batchSize()) {
      throw new IllegalArgumentException(
          windows.size() + " windows are no batch of 1 to " + card.batchSize());
    }
    buffer.clear();
    for (int k = 0; k < card.batchSize(); k++) {
      put(windows.get(Math.min(k, windows.size() - 1)));
    }
  }

  private void put(WindowImage window) {
    int side = card.windowPx();
    if (window.image().width() != side || window.image().height() != side) {
      throw new IllegalArgumentException(window + " is not " + side + " px on a side");
    }
    byte[] rgb = window.image().rgb();
    for (int channel = 0; channel < tables.length; channel++) {
      float[] table = tables[channel];
      for (int k = 0, from = channel; k < plane.length; k++, from += 3) {
        plane[k] = table[rgb[from] & 0xFF];
      }
      buffer.put(plane);
    }
  }
}
