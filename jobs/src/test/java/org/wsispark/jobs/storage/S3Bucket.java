package org.wsispark.jobs.storage;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/**
 * A bucket of the S3 server that clients reach through a proxy of its own. Hadoop keeps one client
 * per bucket and JVM, so each test class takes a bucket of its own name.
 *
 * @param store the server
 * @param proxy before it
 * @param name of the bucket
 */
public record S3Bucket(S3Mock store, FaultProxy proxy, String name) implements AutoCloseable {
  /** What clients sign with; the server does not check it. Must never appear in a message. */
  public static final String SECRET = "tHe5eCretThatNobodyMaySee";

  /** Makes the bucket, with a proxy that does nothing yet. */
  public static S3Bucket make(S3Mock store, String name) throws IOException {
    store.bucket(name);
    return new S3Bucket(store, FaultProxy.before(store.port()), name);
  }

  /** Tells a configuration how the bucket is reached; it tries faults again without long pauses. */
  public Configuration configure(Configuration conf) {
    set(conf, "endpoint", "http://127.0.0.1:" + proxy.port());
    set(conf, "endpoint.region", "us-east-1");
    set(conf, "path.style.access", "true");
    set(conf, "connection.ssl.enabled", "false");
    set(conf, "connection.expect.continue", "false");
    set(conf, "aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    set(conf, "access.key", "test-key");
    set(conf, "secret.key", SECRET);
    set(conf, "retry.interval", "20ms");
    set(conf, "retry.throttle.interval", "20ms");
    set(conf, "input.stream.type", "classic");
    set(conf, "vectored.read.min.seek.size", "0");
    set(conf, "vectored.active.ranged.reads", "16");
    return conf;
  }

  private void set(Configuration conf, String key, String value) {
    conf.set("fs.s3a.bucket." + name + "." + key, value);
  }

  /** The URI of an object. */
  public String uri(String key) {
    return "s3a://" + name + "/" + key;
  }

  /** Puts an object, past the proxy. */
  public void put(String key, byte[] bytes) {
    store.put(name, key, bytes);
  }

  /** Takes an object away, past the proxy. */
  public void delete(String key) {
    store.delete(name, key);
  }

  @Override
  public void close() throws IOException {
    proxy.close();
  }
}
