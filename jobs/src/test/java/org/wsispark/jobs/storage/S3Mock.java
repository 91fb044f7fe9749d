package org.wsispark.jobs.storage;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.wsispark.jobs.cluster.LoggedProcess;

/** An S3 server in a JVM of its own, on a free port of loopback. It checks no credentials. */
public final class S3Mock implements AutoCloseable {
  private static final Path HOME =
      Path.of(System.getProperty("wsispark.root"), "jobs", "target", "s3mock");
  private static final Pattern STARTED =
      Pattern.compile("Tomcat started on ports \\d+ \\(https\\), (\\d+) \\(http\\)");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final LoggedProcess process;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private S3Mock(LoggedProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts the server and waits until it listens. */
  static S3Mock start() throws IOException, InterruptedException {
    Path store = Files.createTempDirectory("s3mock");
    LoggedProcess process =
        LoggedProcess.start(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                HOME.resolve("s3mock.jar").toString(),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--http.port=0",
                "--com.adobe.testing.s3mock.store.root=" + store,
                "--com.adobe.testing.s3mock.store.retain-files-on-exit=false"),
            Map.of(),
            HOME.resolve("s3mock.log"),
            STARTED);
    int port = Integer.parseInt(process.ready(PATIENCE).group(1));
    return new S3Mock(process, port);
  }

  /** Where it listens, without encryption. */
  int port() {
    return port;
  }

  /** Makes a bucket; one that is there stays as it is. */
  void bucket(String name) {
    send("PUT", "/" + name, HttpRequest.BodyPublishers.noBody());
  }

  /** Puts an object, whatever was there. */
  void put(String bucket, String key, byte[] bytes) {
    send("PUT", "/" + bucket + "/" + key, HttpRequest.BodyPublishers.ofByteArray(bytes));
  }

  /** Takes an object away. */
  void delete(String bucket, String key) {
    send("DELETE", "/" + bucket + "/" + key, HttpRequest.BodyPublishers.noBody());
  }

  private void send(String method, String path, HttpRequest.BodyPublisher body) {
    try {
      // The constructor of many parts encodes what a URI cannot hold, and the per cent sign.
      String raw = new URI("http", null, "127.0.0.1", port, path, null, null).toASCIIString();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(raw.replace("+", "%2B").replace(";", "%3B")))
              .timeout(PATIENCE)
              .method(method, body)
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2 && answer.statusCode() != 409) {
        throw new AssertionError(method + " " + path + ": " + answer);
      }
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
