package org.wsispark.jobs.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.io.SlideNames;
import org.wsispark.jobs.manifest.Manifest;
import org.wsispark.jobs.manifest.ManifestSlide;
import org.wsispark.jobs.manifest.SlideSource;

/** The slides that a manifest names, paths taken from the manifest's own folder. */
final class ManifestItems {
  private ManifestItems() {}

  /**
   * Reads a manifest.
   *
   * @param named its path or URI
   * @param lists whether slides in its folder that no row names are failures
   * @throws WsiException when it is none, or none of its rows is good
   */
  static FolderScan read(SlideFiles files, String named, boolean lists) {
    String uri = Lake.of(named).root();
    Manifest manifest = Manifest.read(named, new String(files.bytes(uri), StandardCharsets.UTF_8));
    if (manifest.slides().isEmpty()) {
      throw manifest.refusal();
    }
    Path folder = new Path(uri).getParent();
    List<IngestItem> items = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    manifest.failures().forEach(row -> failures.add(Failure.of(row.id(), row.failure())));
    for (ManifestSlide slide : manifest.slides()) {
      if (slide.source() instanceof SlideSource.AtPath source) {
        items.add(item(manifest, slide, source, folder));
      } else {
        failures.add(
            Failure.of(
                slide.id(),
                WsiException.of(IngestError.NOT_FETCHED, "its file is not on any file system yet")
                    .inSlide(slide.id())
                    .remedy(
                        "Fetch it with `wsispark samples`, then ingest the folder with --scan")));
      }
    }
    if (lists) {
      failures.addAll(unlisted(files, folder, manifest));
    }
    return new FolderScan(items, failures);
  }

  private static List<Failure> unlisted(SlideFiles files, Path folder, Manifest manifest) {
    Set<String> listed = new HashSet<>();
    manifest.paths().forEach(path -> listed.add(resolve(folder, path)));
    return files.list(folder.toString()).stream()
        .filter(file -> SlideNames.isSlide(file) && !listed.contains(file))
        .map(
            file ->
                Failure.of(
                    file,
                    WsiException.of(
                            IngestError.NOT_LISTED, "no row of %s names it", manifest.name())
                        .inSlide(file)
                        .remedy("Add a row for it, or take it out of the manifest's folder")))
        .toList();
  }

  private static IngestItem item(
      Manifest manifest, ManifestSlide slide, SlideSource.AtPath source, Path folder) {
    Map<String, String> fields = new LinkedHashMap<>();
    put(fields, "patient_id", slide.patient());
    put(fields, "organ", slide.organ());
    put(fields, "stain", slide.stain());
    put(fields, "histology", slide.histology());
    Map<String, String> diagnosis = new LinkedHashMap<>(slide.fields());
    put(diagnosis, "diagnosis", slide.diagnosis());
    put(diagnosis, "differentiation", slide.differentiation());
    return new IngestItem(
        slide.id(),
        resolve(folder, source.path()),
        slide.annotation() == null ? null : resolve(folder, slide.annotation()),
        slide.sha256(),
        slide.mpp(),
        slide.annotator(),
        fields,
        diagnosis,
        manifest.placeOf(slide.id(), "source.path"),
        slide.annotation() == null ? null : manifest.placeOf(slide.id(), "annotation"));
  }

  private static void put(Map<String, String> fields, String key, String value) {
    if (value != null) {
      fields.put(key, value);
    }
  }

  private static String resolve(Path folder, String path) {
    return new Path(folder, path).toString();
  }
}
