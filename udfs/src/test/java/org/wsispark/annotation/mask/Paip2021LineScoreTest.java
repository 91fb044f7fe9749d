package org.wsispark.annotation.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wsispark.errors.WsiException;

class Paip2021LineScoreTest {

  @Test
  void givesTheScoresAndDistancesOfTheOfficialScript() throws IOException {
    PaipCases.assumeHere();
    int scored = 0;
    int refused = 0;
    for (JsonNode node : PaipCases.json("paip2021/metric.json").get("cases")) {
      String name = node.get("name").asText();
      int width = node.get("width").asInt();
      int height = node.get("height").asInt();
      byte[] reference = pixels(node.get("reference_pixels"), width, height);
      byte[] prediction = pixels(node.get("prediction_pixels"), width, height);
      if (!node.get("error").isNull()) {
        assertThatThrownBy(() -> Paip2021LineScore.of(reference, prediction, width, height))
            .as(name)
            .isInstanceOf(WsiException.class);
        refused++;
      } else {
        Paip2021LineScore score = Paip2021LineScore.of(reference, prediction, width, height);
        assertThat(score.f1()).as(name).isEqualTo(node.get("score").asDouble());
        checkTable(name, score.distances(), node.get("distance_table"));
        scored++;
      }
    }
    assertThat(scored).isEqualTo(20);
    assertThat(refused).isEqualTo(2);
  }

  @Test
  void pairsWithTheLeastSum() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 300; round++) {
      int rows = random.nextInt(1, 6);
      int columns = random.nextInt(1, 6);
      float[][] costs = new float[rows][columns];
      for (float[] row : costs) {
        for (int column = 0; column < columns; column++) {
          row[column] = random.nextInt(0, 40);
        }
      }
      int[] columnOf = BestPairing.of(costs);
      double sum = 0;
      int pairs = 0;
      for (int row = 0; row < rows; row++) {
        if (columnOf[row] >= 0) {
          sum += costs[row][columnOf[row]];
          pairs++;
        }
      }
      assertThat(pairs).isEqualTo(Math.min(rows, columns));
      assertThat(sum)
          .as("round %d", round)
          .isEqualTo(least(costs, 0, new boolean[columns], rows - Math.min(rows, columns)));
    }
  }

  /** By trying all pairings. */
  private static double least(float[][] costs, int row, boolean[] used, int mayBeLeftOut) {
    if (row == costs.length) {
      return 0;
    }
    double best =
        mayBeLeftOut > 0 ? least(costs, row + 1, used, mayBeLeftOut - 1) : Double.MAX_VALUE;
    for (int column = 0; column < used.length; column++) {
      if (!used[column]) {
        used[column] = true;
        best = Math.min(best, costs[row][column] + least(costs, row + 1, used, mayBeLeftOut));
        used[column] = false;
      }
    }
    return best;
  }

  private static void checkTable(String name, float[][] actual, JsonNode expected) {
    assertThat(actual.length).as(name).isEqualTo(expected.size());
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i].length).as(name).isEqualTo(expected.get(i).size());
      for (int j = 0; j < actual[i].length; j++) {
        JsonNode distance = expected.get(i).get(j);
        if (distance.isNull()) {
          assertThat(actual[i][j]).as("%s %d, %d", name, i, j).isNaN();
        } else {
          double value = distance.asDouble();
          assertThat((double) actual[i][j])
              .as("%s %d, %d", name, i, j)
              .isCloseTo(value, within(1e-5 * Math.max(1, value)));
        }
      }
    }
  }

  private static byte[] pixels(JsonNode list, int width, int height) {
    byte[] pixels = new byte[width * height];
    for (JsonNode pixel : list) {
      pixels[pixel.get(1).asInt() * width + pixel.get(0).asInt()] = (byte) pixel.get(2).asInt();
    }
    return pixels;
  }
}
