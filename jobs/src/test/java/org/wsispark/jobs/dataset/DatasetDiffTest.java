package org.wsispark.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.wsispark.jobs.dataset.DiffReport.BeforeAfter;
import org.wsispark.jobs.dataset.DiffReport.Difference;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.testing.SparkTestBase;

class DatasetDiffTest extends SparkTestBase {
  private DatasetLabels side(String name, String options, Row... rows) {
    return new DatasetLabels(
        name,
        DatasetRecord.options(options),
        options,
        spark().createDataFrame(List.of(rows), LakeTable.PATCH_LABELS.schema()));
  }

  @Test
  void eachKindOfChangeIsCountedWhereItIs() {
    DatasetLabels a =
        side(
            "a",
            "{\"mpp\":0.5,\"patch-set\":\"a\",\"stride-px\":256}",
            PatchRows.label("s", "kept", 0, "train", "tumour"),
            PatchRows.label("s", "changed", 0, "train", "tumour"),
            PatchRows.label("s", "changed", 1, "train", null),
            PatchRows.label("s", "gone", 0, "test", "stroma"));
    DatasetLabels b =
        side(
            "b",
            "{\"mpp\":1.0,\"patch-set\":\"b\",\"folds\":5,\"stride-px\":256}",
            PatchRows.label("t", "kept", 0, "train", "tumour"),
            PatchRows.label("t", "changed", 0, "test", "stroma"),
            PatchRows.label("t", "changed", 1, "test", "stroma"),
            PatchRows.label("t", "new", 0, null, "stroma"));

    DiffReport diff = DatasetDiff.of(a, b);

    assertThat(diff.patches())
        .containsExactly(
            Map.entry("added", 1L),
            Map.entry("removed", 1L),
            Map.entry("kept", 3L),
            Map.entry("relabelled", 2L),
            Map.entry("moved", 2L),
            Map.entry("redrawn", 1L),
            Map.entry("rescanned", 0L));
    assertThat(diff.slides().keySet()).containsExactly("changed", "gone", "new");
    assertThat(diff.slides().get("changed")).containsEntry("moved", 2L).containsEntry("added", 0L);
    assertThat(diff.classes())
        .isEqualTo(
            Map.of(
                "none", new BeforeAfter(1, 0),
                "stroma", new BeforeAfter(1, 3),
                "tumour", new BeforeAfter(2, 1)));
    assertThat(diff.splits())
        .isEqualTo(
            Map.of(
                "none", new BeforeAfter(0, 1),
                "test", new BeforeAfter(1, 2),
                "train", new BeforeAfter(3, 1)));
    assertThat(diff.labels()).isEqualTo(Map.of("none -> stroma", 1L, "tumour -> stroma", 1L));
    assertThat(diff.moves()).isEqualTo(Map.of("train -> test", 2L));
    assertThat(diff.options())
        .isEqualTo(Map.of("folds", new Difference(null, "5"), "mpp", new Difference("0.5", "1.0")));
    assertThat(diff.same()).isFalse();
    assertThat(diff.lines(1))
        .contains(
            "a -> b",
            "  label tumour -> stroma: 1",
            "class tumour: 2 -> 1",
            "slides that differ: 3",
            "  and 2 more; --json has them all",
            "option mpp: 0.5 -> 1.0");
  }

  @Test
  void aSetIsTheSameAsItself() {
    DatasetLabels a = side("a", "{}", PatchRows.label("s", "x", 0, null, null));
    DiffReport diff = DatasetDiff.of(a, a);
    assertThat(diff.same()).isTrue();
    assertThat(diff.slides()).isEmpty();
    assertThat(diff.patches()).containsEntry("kept", 1L).containsEntry("added", 0L);
    assertThat(diff.lines(9)).contains("a -> a: the same");
  }
}
