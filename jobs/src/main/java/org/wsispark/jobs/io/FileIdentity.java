package org.wsispark.jobs.io;

import java.io.Serializable;
import java.util.Objects;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.wsispark.errors.WsiException;
import org.wsispark.slide.SlideError;

/**
 * What a store says of a file without reading it.
 *
 * @param bytes size
 * @param etag the store's name for this content, or null when it gives none
 */
public record FileIdentity(long bytes, String etag) implements Serializable {

  /** Of a file that was listed. */
  public static FileIdentity of(FileStatus status) {
    String etag = status instanceof EtagSource tagged ? tagged.getEtag() : null;
    // HTTP puts an etag between quotes; some clients hand them on, some take them off.
    return new FileIdentity(status.getLen(), etag == null ? null : etag.replace("\"", ""));
  }

  /** Whether both are one content; not known of files of a store without etags. */
  boolean isSurely(FileIdentity other) {
    return etag != null && equals(other);
  }

  /**
   * Refuses a file that is not the one known from before. An etag that either side lacks says
   * nothing.
   *
   * @param now what the store says at present
   * @param name of the file, for the message
   * @throws WsiException CHANGED
   */
  void checkStill(FileIdentity now, String name) {
    boolean tagged = etag != null && now.etag != null;
    if (bytes != now.bytes || (tagged && !Objects.equals(etag, now.etag))) {
      throw WsiException.of(
              SlideError.CHANGED,
              "it was written anew since it was first read: %d bytes%s, then %d bytes%s",
              bytes,
              tagged ? " with etag " + etag : "",
              now.bytes,
              tagged ? " with etag " + now.etag : "")
          .inSlide(name)
          .remedy(
              "Ingest it again, or run the query again; what a lake holds of the old file stays"
                  + " under its old source_id");
    }
  }
}
