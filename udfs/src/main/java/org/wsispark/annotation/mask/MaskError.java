package org.wsispark.annotation.mask;

import org.wsispark.errors.ErrorCode;

/** Failures of making masks. */
public enum MaskError implements ErrorCode {
  /** A layer id that the document does not have. */
  NO_SUCH_LAYER,
  /** More layers, or larger ids, than an 8-bit mask can number. */
  TOO_MANY_LAYERS,
  /** A downsample that the rule is not defined at. */
  RULE_DOWNSAMPLE,
  /** A document that the rule does not say a mask for. */
  RULE_DOCUMENT,
  /** Masks that PAIP2021's script gives no score. */
  NO_SCORE;

  @Override
  public Kind kind() {
    return this == NO_SCORE || this == RULE_DOCUMENT ? Kind.BAD_INPUT : Kind.USAGE;
  }
}
