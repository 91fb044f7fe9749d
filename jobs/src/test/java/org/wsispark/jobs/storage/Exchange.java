package org.wsispark.jobs.storage;

/**
 * One request that went through a {@link FaultProxy}, with its answer.
 *
 * @param method of HTTP
 * @param path and query as they were sent
 * @param range asked for, or empty
 * @param status of the answer; 0 when there was none
 * @param bytes of the body that were handed to the client
 */
public record Exchange(String method, String path, String range, int status, long bytes) {}
