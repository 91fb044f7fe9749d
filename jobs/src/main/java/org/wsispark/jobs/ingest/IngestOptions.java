package org.wsispark.jobs.ingest;

import java.util.List;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.jobs.options.Key;
import org.wsispark.jobs.options.OptionsError;

/** Options of {@link IngestJob}. */
public record IngestOptions(
    @Key("Manifest (YAML, JSON, CSV or TSV) that names the slides; empty when a folder is scanned.")
        String manifest,
    @Key(
            "Folder whose slides, and XML of the same name beside them, are taken; empty with a"
                + " manifest.")
        String scan,
    @Key("Whether every byte is read for a SHA-256 as source_id; else size, etag and directory.")
        boolean checksum,
    @Key("Micrometres per pixel of level 0 for every slide; null takes the slide's or manifest's.")
        Double mppOverride,
    @Key(
            "What becomes of slide files in the manifest's folder, or below, that no row names:"
                + " ignore (the folder is not looked at) or quarantine.")
        String unlisted) {
  private static final List<String> UNLISTED = List.of("ignore", "quarantine");

  /** Checks the resolution; that a source is named is checked when the job looks for slides. */
  public IngestOptions {
    if (mppOverride != null) {
      new Mpp(mppOverride);
    }
    if (!UNLISTED.contains(unlisted)) {
      throw OptionsError.badValue("unlisted", unlisted, "it is one of " + UNLISTED);
    }
  }

  /** No source yet. */
  public static IngestOptions defaults() {
    return new IngestOptions("", "", false, null, "ignore");
  }

  /**
   * Checks that one source is named.
   *
   * @throws WsiException NO_SOURCE
   */
  void checkSource() {
    if (manifest.isEmpty() == scan.isEmpty()) {
      throw WsiException.of(
              IngestError.NO_SOURCE,
              manifest.isEmpty()
                  ? "neither a manifest nor a folder is named"
                  : "both a manifest and a folder are named")
          .remedy("Run `wsispark ingest MANIFEST` or `wsispark ingest --scan FOLDER`");
    }
  }

  /** Of a manifest. */
  public IngestOptions withManifest(String named) {
    return new IngestOptions(named, scan, checksum, mppOverride, unlisted);
  }

  /** Whether slides that no row names go to quarantine. */
  boolean lists() {
    return unlisted.equals("quarantine");
  }

  /** With another word on slides that no row names. */
  public IngestOptions withUnlisted(String word) {
    return new IngestOptions(manifest, scan, checksum, mppOverride, word);
  }

  /** Of a folder. */
  public IngestOptions withScan(String folder) {
    return new IngestOptions(manifest, folder, checksum, mppOverride, unlisted);
  }

  /** With one resolution for every slide. */
  public IngestOptions withMppOverride(Double mpp) {
    return new IngestOptions(manifest, scan, checksum, mpp, unlisted);
  }
}
