package org.wsispark.jobs.io;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.wsispark.spark.MaskSchemas;
import org.wsispark.spark.PatchSchemas;
import org.wsispark.spark.PredictionSchemas;
import org.wsispark.spark.TableSchemas;

/** The tables of a lake, with their columns and keys. */
public enum LakeTable {
  SLIDES(TableSchemas.slides(), "slide_id"),
  ANNOTATION_DOCUMENTS(TableSchemas.annotationDocuments(), "slide_id", "document_id"),
  ANNOTATIONS(TableSchemas.annotations(), "slide_id", "document_id", "layer_id", "region_index"),
  TISSUE(TableSchemas.tissue(), "slide_id", "config"),
  MASKS(MaskSchemas.masks(), "slide_id", "config"),
  MASK_TILES(MaskSchemas.maskTiles(), "slide_id", "config", "x", "y"),
  PATCH_SETS(PatchSchemas.patchSets(), "patch_set"),
  PATCH_IMAGES(PatchSchemas.patchImages(), "patch_set", "patch_id"),
  PATCH_LABELS(PatchSchemas.patchLabels(), "patch_set", "patch_id"),
  PROBABILITY(PredictionSchemas.probability(), "slide_id", "model_id", "config", "block"),
  PREANNOTATIONS(PredictionSchemas.preannotations(), "slide_id", "model_id", "config"),
  RUNS(TableSchemas.runs(), "run_id"),
  QUARANTINE(TableSchemas.quarantine(), "run_id", "slide_id");

  private final StructType schema;
  private final List<String> key;

  LakeTable(StructType schema, String... key) {
    this.schema = schema;
    this.key = List.of(key);
  }

  /** The columns, with comments. */
  public StructType schema() {
    return schema;
  }

  /**
   * What Delta keeps with the table and every writer of it obeys. Statistics are of the columns
   * that name a patch: least and greatest bytes of an image tell nobody where to look.
   */
  public Map<String, String> properties() {
    return switch (this) {
      case PATCH_IMAGES -> ParquetLayout.images("image.bytes");
      case PATCH_LABELS -> ParquetLayout.labels("mask");
      default -> Map.of();
    };
  }

  /** The codec of its files; empty for Spark's own. */
  public String codec() {
    return this == PATCH_IMAGES ? ParquetLayout.IMAGE_CODEC : "";
  }

  /** The value of a column in a row that has all columns in their order, if without their names. */
  public <T> T get(Row row, String column) {
    return row.getAs(schema.fieldIndex(column));
  }

  /** The columns that name a row. */
  public List<String> key() {
    return key;
  }

  /** Those of them that are texts, by whose least and greatest value readers leave files out. */
  public List<String> keyTexts() {
    return neededTexts(key.toArray(String[]::new));
  }

  /** Those of some columns that are texts of every row. */
  List<String> neededTexts(String... columns) {
    return Arrays.stream(schema.fields())
        .filter(field -> field.dataType().equals(DataTypes.StringType) && !field.nullable())
        .map(StructField::name)
        .filter(name -> Arrays.stream(columns).map(String::strip).anyMatch(name::equals))
        .toList();
  }

  /** The table's folder and SQL name. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
