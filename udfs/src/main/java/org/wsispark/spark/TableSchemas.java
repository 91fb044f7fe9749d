package org.wsispark.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.wsispark.spark.Columns.COUNTS;
import static org.wsispark.spark.Columns.MASKS;
import static org.wsispark.spark.Columns.MEASURES;
import static org.wsispark.spark.Columns.STRINGS;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the lake's tables, each with the comment that catalogues and {@code DESCRIBE
 * TABLE} show. Coordinates are level-0 pixels unless a comment says otherwise. Every derived row
 * carries {@code source_id} (which bytes of the slide), the digest of the options that made it and
 * {@code run_id}; equality of runs means equality without run_id and times.
 */
public final class TableSchemas {
  private TableSchemas() {}

  /**
   * One pyramid level inside {@code slides.levels}; its fields are nullable because Delta allows no
   * NOT NULL inside arrays.
   *
   * @return the struct
   */
  public static StructType level() {
    return new Columns()
        .can("index", IntegerType, "0 is the finest")
        .can("width", IntegerType, "px of this level")
        .can("height", IntegerType, "px of this level")
        .can("downsample_x", DoubleType, "level-0 px per px of this level, to the right")
        .can("downsample_y", DoubleType, "level-0 px per px of this level, downwards")
        .can("tile_width", IntegerType, "px")
        .can("tile_height", IntegerType, "px")
        .can("compression", StringType, "how the tiles are encoded")
        .can("compressed_bytes", LongType, "sum over the level's tiles")
        .type();
  }

  /**
   * {@code slides}: the catalogue; key slide_id.
   *
   * @return the columns
   */
  public static StructType slides() {
    return new Columns()
        .need("slide_id", StringType, "stable name of the slide")
        .need("path", StringType, "URI of the slide file")
        .need("source_id", StringType, "sha256, or etag + size + digest of the directory")
        .need("bytes", LongType, "size of the file")
        .can("etag", StringType, "the store's name for this content; null when it gives none")
        .need("vendor", StringType, "format family found by the file's bytes")
        .need("width", IntegerType, "px of level 0")
        .need("height", IntegerType, "px of level 0")
        .need("levels", DataTypes.createArrayType(level(), false), "finest first")
        .can("mpp", DoubleType, "um per px of level 0; null when unknown, never guessed")
        .can("mpp_source", StringType, "slide, manifest or override; null when unknown")
        .can("app_mag", DoubleType, "objective power as the scanner wrote it")
        .can("patient_id", StringType, "from the manifest")
        .can("organ", StringType, "from the manifest")
        .can("stain", StringType, "from the manifest")
        .can("histology", StringType, "from the manifest")
        .need("diagnosis", STRINGS, "further diagnostic fields of the manifest")
        .need("properties", STRINGS, "allow-listed keys of the slide's description")
        .need("dropped_properties", IntegerType, "how many other keys there were; not copied")
        .need("directory", StringType, "compact directory as JSON; planning reads only this")
        .can(
            "directory_bytes",
            BinaryType,
            "deflated bytes of the file that open it without a request; null for a local file")
        .derived()
        .type();
  }

  /**
   * {@code annotation_documents}: key slide_id, document_id.
   *
   * @return the columns
   */
  public static StructType annotationDocuments() {
    return new Columns()
        .need("slide_id", StringType, "the slide it belongs to")
        .need("document_id", StringType, "sha256 of the bytes")
        .need("format", StringType, "aperio-xml")
        .need("content", BinaryType, "the document's bytes, unchanged")
        .need("origin", StringType, "file or preannotation")
        .can("annotator", StringType, "who drew it, if the manifest says so")
        .need("made_by", StringType, "hand or ai-assisted")
        .need("status", StringType, "current or superseded")
        .need("regions", IntegerType, "regions in all layers")
        .derived()
        .type();
  }

  /**
   * {@code annotations}: key slide_id, document_id, layer_id, region_index.
   *
   * @return the columns
   */
  public static StructType annotations() {
    return new Columns()
        .need("slide_id", StringType, "the slide it belongs to")
        .need("document_id", StringType, "the document it was read from")
        .need("layer_id", IntegerType, "position of the layer in the document, from 1")
        .need("region_index", IntegerType, "position of the region in its layer, from 0")
        .need("class", StringType, "name of the layer's class")
        .need("type", IntegerType, "Aperio region type: 0 freehand, 1 rectangle, 2 ellipse, ...")
        .need("negative", BooleanType, "NegativeROA: subtracts from its layer")
        .can("geometry", BinaryType, "WKB, level-0 px, as drawn; null when it has no vertices")
        .can("text", StringType, "free text label of the region")
        .need("attributes", STRINGS, "further attributes of the region as written")
        .derived()
        .type();
  }

  /**
   * {@code tissue}: key slide_id, config.
   *
   * @return the columns
   */
  public static StructType tissue() {
    return new Columns()
        .need("slide_id", StringType, "the slide")
        .need("config", StringType, "digest of the tissue options")
        .need("mpp", DoubleType, "um per px of the mask")
        .need("level", IntegerType, "level that the mask was made on")
        .need("width", IntegerType, "px of the mask")
        .need("height", IntegerType, "px of the mask")
        .need("downsample_x", StringType, "level-0 px per mask px to the right, exact (4443/2221)")
        .need("downsample_y", StringType, "level-0 px per mask px downwards, exact")
        .need("mask", BinaryType, "run-length mask")
        .need("tissue_fraction", DoubleType, "tissue px / px of the mask, 0 to 1")
        .need("rule", StringType, "what told the tissue: otsu-saturation, otsu-grey, ihc or paip")
        .need("threshold", IntegerType, "tissue lies above it, 0 to 254; -1 for no tissue")
        .need("artefacts", MASKS, "pen, dark, fold, white, blur to a run-length mask as above")
        .need("quality", MEASURES, "area in um2; share of each artefact, 0 to 1; sharpness")
        .derived()
        .type();
  }

  /**
   * {@code runs}: one row when a run starts and one, the last thing it writes, when it ends.
   *
   * @return the columns
   */
  public static StructType runs() {
    return new Columns()
        .need("run_id", StringType, "unique")
        .need("job", StringType, "name of the job")
        .need("target", StringType, "patch set or model, or empty")
        .need("sequence", LongType, "txnVersion of the run's writes; grows per job and target")
        .need("status", StringType, "started, done, partial or failed")
        .need("options", StringType, "JSON")
        .need("options_digest", StringType, "digest of the options")
        .need("counts", COUNTS, "what was done, by name")
        .need("versions", COUNTS, "Delta version of each table that the run changed")
        .need("started_at", TimestampType, "UTC")
        .can("finished_at", TimestampType, "UTC; null in the row of the start")
        .can("message", StringType, "why it failed")
        .need("software", StringType, "version of wsispark")
        .type();
  }

  /**
   * {@code quarantine}: slides that a run could not use.
   *
   * @return the columns
   */
  public static StructType quarantine() {
    return new Columns()
        .need("run_id", StringType, "the run")
        .need("job", StringType, "name of the job")
        .need("slide_id", StringType, "the slide or document")
        .need("code", StringType, "stable code of the failure")
        .can("place", StringType, "where in the slide")
        .need("message", StringType, "what is wrong and what to do")
        .need("at", TimestampType, "UTC")
        .type();
  }
}
