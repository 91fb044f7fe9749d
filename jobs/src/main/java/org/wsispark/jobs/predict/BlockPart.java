package org.wsispark.jobs.predict;

import java.io.Serializable;

/**
 * What one block's inference sends to one block: its finished interior (to itself) or border sums.
 *
 * @param interior ProbabilityCodec bytes, or null
 * @param border BorderCodec bytes, or null
 * @param windows windows inferred; only with the interior's sender, else 0
 */
@SuppressWarnings("ArrayRecordComponent")
record BlockPart(byte[] interior, byte[] border, int windows) implements Serializable {}
