package org.wsispark.jobs.patches;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.patch.CellRange;

/**
 * Images with their labels, as the view {@code patches} has them. A part's labels are made first
 * and held, which are narrow; images pass one by one.
 *
 * @param images makes rows of {@code patch_images}
 * @param labels makes rows of {@code patch_labels}
 */
record JoinedMaker(PartMaker images, LabelMaker labels) implements PartMaker {
  private static final String KEY = "patch_id";

  /** The columns that labels add, as {@code Lake}'s view does. */
  private static final List<String> OF_LABELS =
      List.of(
          "patient_id",
          "split",
          "tissue_fraction",
          "label",
          "label_fractions",
          "mask",
          "document_id");

  /** The columns of the view. */
  static StructType schema() {
    StructType labels = LakeTable.PATCH_LABELS.schema();
    return new StructType(
        Stream.concat(
                Arrays.stream(LakeTable.PATCH_IMAGES.schema().fields()),
                OF_LABELS.stream().map(name -> labels.fields()[labels.fieldIndex(name)]))
            .toArray(StructField[]::new));
  }

  @Override
  public boolean wanted(PatchSlide slide) {
    return images.wanted(slide);
  }

  /**
   * Makes joined rows.
   *
   * @throws IllegalStateException when an image has no label, which would be lost
   */
  @Override
  public Made make(SlideCells slide, List<CellRange> ranges, Consumer<Row> rows) {
    Map<String, Row> byKey = new HashMap<>();
    labels.make(slide, ranges, label -> byKey.put(LakeTable.PATCH_LABELS.get(label, KEY), label));
    return images.make(
        slide,
        ranges,
        image -> {
          String key = LakeTable.PATCH_IMAGES.get(image, KEY);
          rows.accept(joined(key, image, byKey.get(key)));
        });
  }

  private static Row joined(String key, Row image, Row label) {
    if (label == null) {
      throw new IllegalStateException("an image without a label: " + key);
    }
    Object[] values = new Object[image.size() + OF_LABELS.size()];
    for (int k = 0; k < image.size(); k++) {
      values[k] = image.get(k);
    }
    for (int k = 0; k < OF_LABELS.size(); k++) {
      values[image.size() + k] = LakeTable.PATCH_LABELS.get(label, OF_LABELS.get(k));
    }
    return RowFactory.create(values);
  }
}
