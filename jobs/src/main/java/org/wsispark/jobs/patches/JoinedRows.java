package org.wsispark.jobs.patches;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.wsispark.jobs.io.LakeTable;

/**
 * Images with their labels, as the view {@code patches} has them. Both kinds of rows of a patch are
 * made by the partitions of the same plan, so a partition of one is joined with that of the other
 * and no pixel is moved.
 *
 * @param committed which rows pass
 */
record JoinedRows(CommittedRows committed) implements Serializable {
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

  /**
   * Joins two partitions. Those with labels are held, which are narrow; images pass one by one.
   *
   * @throws IllegalStateException when an image has no label, which would be lost
   */
  Iterator<Row> rows(Iterator<PatchOutput> images, Iterator<PatchOutput> labels) {
    StructType ofImages = LakeTable.PATCH_IMAGES.schema();
    StructType ofLabels = LakeTable.PATCH_LABELS.schema();
    Map<String, Row> byKey = new HashMap<>();
    int labelKey = ofLabels.fieldIndex(KEY);
    passed(labels).forEach(row -> byKey.put(row.getString(labelKey), row));
    int imageKey = ofImages.fieldIndex(KEY);
    return passed(images)
        .map(image -> joined(image, byKey.get(image.getString(imageKey)), ofLabels))
        .iterator();
  }

  private Stream<Row> passed(Iterator<PatchOutput> outputs) {
    Iterable<PatchOutput> all = () -> outputs;
    return StreamSupport.stream(all.spliterator(), false)
        .flatMap(
            output -> {
              List<Row> rows = new ArrayList<>();
              committed.rows(output).forEachRemaining(rows::add);
              return rows.stream();
            });
  }

  private static Row joined(Row image, Row label, StructType ofLabels) {
    if (label == null) {
      throw new IllegalStateException("an image without a label: " + image.get(1));
    }
    Object[] values = new Object[image.size() + OF_LABELS.size()];
    for (int k = 0; k < image.size(); k++) {
      values[k] = image.get(k);
    }
    for (int k = 0; k < OF_LABELS.size(); k++) {
      values[image.size() + k] = label.get(ofLabels.fieldIndex(OF_LABELS.get(k)));
    }
    return RowFactory.create(values);
  }
}
