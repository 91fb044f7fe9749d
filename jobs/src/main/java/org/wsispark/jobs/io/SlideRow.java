package org.wsispark.jobs.io;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.slide.SlideDirectory;
import org.wsispark.slide.SlideError;
import org.wsispark.slide.SlideInfo;

/**
 * What jobs need of one row of {@code slides}.
 *
 * @param slideId the slide
 * @param path URI of its file
 * @param sourceId which bytes
 * @param mppOrNull um per px of level 0; null when unknown
 * @param patientIdOrNull from the manifest
 * @param directory compact directory as JSON
 * @param identity size and etag of the file when it was ingested
 * @param directoryBytes what opens the slide without a request, or null
 */
@SuppressWarnings("ArrayRecordComponent")
public record SlideRow(
    String slideId,
    String path,
    String sourceId,
    Double mppOrNull,
    String patientIdOrNull,
    String directory,
    FileIdentity identity,
    byte[] directoryBytes)
    implements Serializable {

  /** From a row that has at least these columns. */
  public static SlideRow of(Row row) {
    return new SlideRow(
        row.getAs("slide_id"),
        row.getAs("path"),
        row.getAs("source_id"),
        row.getAs("mpp"),
        row.getAs("patient_id"),
        row.getAs("directory"),
        new FileIdentity(row.<Long>getAs("bytes"), row.getAs("etag")),
        row.getAs("directory_bytes"));
  }

  /** The slide's directory, without opening it. */
  public SlideInfo info() {
    return SlideDirectory.fromJson(directory);
  }

  /**
   * The resolution of level 0.
   *
   * @throws WsiException UNKNOWN_MPP when neither the slide nor the manifest says it
   */
  public Mpp mpp() {
    return Optional.ofNullable(mppOrNull)
        .map(Mpp::new)
        .orElseThrow(
            () ->
                WsiException.of(
                        SlideError.UNKNOWN_MPP,
                        "its resolution in micrometres per pixel is unknown")
                    .inSlide(slideId)
                    .remedy("Give mpp in the manifest, or ingest it with --mpp-override"));
  }
}
