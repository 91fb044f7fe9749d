package org.wsispark.jobs.manifest;

import org.wsispark.errors.ErrorCode;

/** What can be wrong with a manifest. */
public enum ManifestError implements ErrorCode {
  /** The file as a whole cannot be read as YAML, JSON or CSV of slides. */
  BAD_MANIFEST,
  /** A key or column that no manifest has. */
  UNKNOWN_KEY,
  /** A key that must be there. */
  MISSING_VALUE,
  /** A cell that its key cannot take. */
  BAD_CELL,
  /** A second slide of the same name or from the same file. */
  DUPLICATE_SLIDE;

  @Override
  public Kind kind() {
    return Kind.BAD_INPUT;
  }
}
