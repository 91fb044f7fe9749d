package org.wsispark.jobs.source;

import java.io.Serializable;

/**
 * A file that was listed.
 *
 * @param uri its path
 * @param version changes when its content does: etag, or size and time of change
 */
record FoundFile(String uri, String version) implements Serializable {}
