/**
 * Object storage under test: an S3 server in its own JVM, a proxy before it that makes faults, and
 * what the byte source and the jobs do about them.
 */
package org.wsispark.jobs.storage;
