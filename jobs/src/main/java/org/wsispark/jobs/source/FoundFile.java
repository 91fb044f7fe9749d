package org.wsispark.jobs.source;

import java.io.Serializable;
import org.wsispark.jobs.io.FileIdentity;

/**
 * A file that was listed; equal to itself as long as its content is the same.
 *
 * @param uri its path
 * @param identity size and etag
 * @param modified milliseconds since 1970, for stores without etags
 */
record FoundFile(String uri, FileIdentity identity, long modified) implements Serializable {}
