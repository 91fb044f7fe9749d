package org.wsispark.annotation.mask;

import java.util.List;
import org.wsispark.annotation.mask.LineParts.Part;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;

/**
 * PAIP2021's score of predicted lines against drawn ones: F1 over lines that are found within a
 * distance of 10, as the challenge's own script computes it.
 *
 * @param f1 0 to 1
 * @param hits reference lines with a partner
 * @param missed reference lines without one
 * @param falsePositives predicted lines without a partner, and far from every reference
 * @param distances reference by prediction, at most 1000; NaN where boxes do not overlap, so that
 *     the lines were not compared
 */
@SuppressWarnings("ArrayRecordComponent")
public record Paip2021LineScore(
    double f1, int hits, int missed, int falsePositives, float[][] distances) {
  private static final int REFERENCE_LABEL = 2;
  private static final double BOX_GROWTH = 1.5;
  private static final float FARTHEST = 1000;
  private static final float HIT = 10;

  /**
   * Scores one mask.
   *
   * @param reference labels row by row; lines are the 8-connected parts of label 2
   * @param prediction of the same size; lines are the 8-connected parts of any label but 0
   * @param width of both, pixels
   * @param height of both, pixels
   * @return 1 when neither has a line, 0 when only the prediction has none
   * @throws WsiException {@link MaskError#NO_SCORE} where the script stops: a prediction without
   *     any reference, or two lines that both lie in the last row or column only, which are not
   *     looked at
   */
  public static Paip2021LineScore of(byte[] reference, byte[] prediction, int width, int height) {
    if (reference.length != width * height || prediction.length != width * height) {
      throw new IllegalArgumentException(
          reference.length + " and " + prediction.length + " pixels, not " + width * height);
    }
    List<Part> drawn = LineParts.of(reference, width, height, v -> v == REFERENCE_LABEL);
    List<Part> predicted = LineParts.of(prediction, width, height, v -> v != 0);
    if (drawn.isEmpty() && !predicted.isEmpty()) {
      throw WsiException.of(
              MaskError.NO_SCORE,
              "%d lines are predicted, but the reference has none",
              predicted.size())
          .remedy("Score slides with at least one line of label 2");
    }
    if (predicted.isEmpty()) {
      double f1 = drawn.isEmpty() ? 1 : 0;
      return new Paip2021LineScore(f1, 0, drawn.size(), 0, new float[drawn.size()][0]);
    }
    PixelRect seen = PixelRect.ofEdges(0, 0, width - 1, height - 1);
    return scored(distances(drawn, predicted, seen));
  }

  private static float[][] distances(List<Part> drawn, List<Part> predicted, PixelRect seen) {
    float[][] distances = new float[drawn.size()][predicted.size()];
    for (int i = 0; i < drawn.size(); i++) {
      for (int j = 0; j < predicted.size(); j++) {
        distances[i][j] = distance(drawn.get(i), predicted.get(j), seen);
      }
    }
    return distances;
  }

  private static float distance(Part drawn, Part predicted, PixelRect seen) {
    PixelRect a = grown(drawn.box()).intersect(seen);
    PixelRect b = grown(predicted.box()).intersect(seen);
    if (a.isEmpty() && b.isEmpty()) {
      throw WsiException.of(
              MaskError.NO_SCORE,
              "a drawn and a predicted line both lie in the last row or column only")
          .remedy("Leave such lines out: the challenge's script stops at them");
    }
    if (a.intersect(b).isEmpty()) {
      return Float.NaN;
    }
    PixelRect window =
        PixelRect.ofEdges(
            Math.min(a.x(), b.x()),
            Math.min(a.y(), b.y()),
            Math.max(a.right(), b.right()),
            Math.max(a.bottom(), b.bottom()));
    return Math.min(FARTHEST, LineDistance.between(drawn.in(window), predicted.in(window)));
  }

  /** By round((1.5 size - size) / 2) on each side, halves to even. */
  private static PixelRect grown(PixelRect box) {
    int x = (int) Math.rint((box.width() * BOX_GROWTH - box.width()) / 2);
    int y = (int) Math.rint((box.height() * BOX_GROWTH - box.height()) / 2);
    return PixelRect.ofEdges(box.x() - x, box.y() - y, box.right() + x, box.bottom() + y);
  }

  private static Paip2021LineScore scored(float[][] distances) {
    float[][] costs = new float[distances.length][distances[0].length];
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < costs[i].length; j++) {
        costs[i][j] = Float.isNaN(distances[i][j]) ? FARTHEST : distances[i][j];
      }
    }
    int[] partner = BestPairing.of(costs);
    boolean[] paired = new boolean[costs[0].length];
    int hits = 0;
    for (int i = 0; i < costs.length; i++) {
      if (partner[i] >= 0 && costs[i][partner[i]] <= HIT) {
        paired[partner[i]] = true;
        hits++;
      }
    }
    int falsePositives = 0;
    for (int j = 0; j < paired.length; j++) {
      boolean near = false;
      for (float[] row : costs) {
        near |= row[j] <= HIT;
      }
      falsePositives += paired[j] || near ? 0 : 1;
    }
    int missed = costs.length - hits;
    double precision = hits + falsePositives == 0 ? 1 : (double) hits / (hits + falsePositives);
    double recall = (double) hits / costs.length;
    double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    return new Paip2021LineScore(f1, hits, missed, falsePositives, distances);
  }
}
