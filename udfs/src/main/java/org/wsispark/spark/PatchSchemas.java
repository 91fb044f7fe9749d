package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.wsispark.spark.Columns.COUNTS;
import static org.wsispark.spark.Columns.MEASURES;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of the tables of patch sets; the rules of {@link TableSchemas} hold. */
public final class PatchSchemas {
  private PatchSchemas() {}

  /**
   * {@code patch_sets}: key patch_set; the latest row counts.
   *
   * @return the columns
   */
  public static StructType patchSets() {
    return new Columns()
        .need("patch_set", StringType, "name of the set")
        .need("options", StringType, "JSON of the options that made it")
        .need("slides", LongType, "slides with patches in this run")
        .need("patches", LongType, "patches written in this run")
        .need("versions", COUNTS, "Delta version of each table after the run")
        .need("frozen", BooleanType, "whether the versions are pinned for training")
        .need("created_at", TimestampType, "UTC")
        .need("options_digest", StringType, "digest of the options that made the row")
        .need("run_id", StringType, "the run that wrote the row")
        .type();
  }

  /**
   * Where a scanner tile lies, inside {@code patch_images.reference}. {@code prefix} and the bytes
   * of the range, one after the other, are a JPEG stream. Delta would refuse a null struct of
   * columns that are not, so all of them may be null; in a struct only {@code etag} and {@code
   * modified_ms} are.
   *
   * @return the struct
   */
  public static StructType reference() {
    return new Columns()
        .can("uri", StringType, "the slide file")
        .can("bytes", LongType, "its size when it was ingested; another size is another file")
        .can("etag", StringType, "the store's name for its content; null when it gives none")
        .can("modified_ms", LongType, "when it was written, ms since 1970; null where an etag is")
        .can("level", IntegerType, "level of the tile, 0 is the finest")
        .can("offset", LongType, "first byte of the tile behind its start marker")
        .can("length", IntegerType, "bytes from there; 0 for a tile that is missing, hence white")
        .can("prefix", BinaryType, "start marker, colours and tables that go before them")
        .type();
  }

  /**
   * {@code patch_images}: key patch_set, patch_id; append-only.
   *
   * @return the columns
   */
  public static StructType patchImages() {
    StructType image =
        new Columns()
            .can("bytes", BinaryType, "the encoded image; null with encoding reference")
            .need("path", StringType, "slide_id/patch name, as data loaders show it")
            .type();
    // Delta takes no NOT NULL inside arrays.
    StructType contextImage =
        new Columns()
            .can("bytes", BinaryType, "encoded as the patch's, of its width and height")
            .can("path", StringType, "slide_id/patch name and mpp")
            .type();
    StructType context =
        new Columns()
            .can("mpp", DoubleType, "true um per px of the image")
            .can("size_level0", IntegerType, "side that the image spans, level-0 px, rounded")
            .can("image", contextImage, "encoded bytes and a name")
            .type();
    return new Columns()
        .need("patch_set", StringType, "the set")
        .need("patch_id", StringType, "stable key of the patch")
        .need("slide_id", StringType, "the slide")
        .need("x", IntegerType, "left edge, level-0 px")
        .need("y", IntegerType, "top edge, level-0 px")
        .need("size_level0", IntegerType, "side that the patch spans, level-0 px, rounded")
        .need("width", IntegerType, "px of the image")
        .need("height", IntegerType, "px of the image")
        .need("mpp", DoubleType, "true um per px of the image")
        .need("image", image, "encoded bytes and a name")
        .need("encoding", StringType, "jpeg, png, raw, source or reference")
        .can("reference", reference(), "where the image lies; null with the other encodings")
        .need("context", DataTypes.createArrayType(context, false), "coarser images, same centre")
        .need("quality", MEASURES, "measures of the patch by name")
        .derived()
        .type();
  }

  /**
   * {@code patch_labels}: key patch_set, patch_id.
   *
   * @return the columns
   */
  public static StructType patchLabels() {
    return new Columns()
        .need("patch_set", StringType, "the set")
        .need("patch_id", StringType, "stable key of the patch")
        .need("slide_id", StringType, "the slide")
        .can("patient_id", StringType, "the patient; splits hash this")
        .can("split", StringType, "train, validation or test")
        .need("x", IntegerType, "left edge, level-0 px")
        .need("y", IntegerType, "top edge, level-0 px")
        .need("tissue_fraction", DoubleType, "0 to 1")
        .can("label", StringType, "class of the patch; null when no layer reaches the rule")
        .need("label_fractions", MEASURES, "class to fraction of the patch's px, 0 to 1")
        .can("mask", BinaryType, "PNG, one channel, n-th class is value n; null without document")
        .can("document_id", StringType, "the annotation that labelled it")
        .derived()
        .type();
  }
}
