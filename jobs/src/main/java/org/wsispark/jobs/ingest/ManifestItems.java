package org.wsispark.jobs.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.manifest.Manifest;
import org.wsispark.jobs.manifest.ManifestSlide;
import org.wsispark.jobs.manifest.SlideSource;

/** The slides that a manifest names, paths taken from the manifest's own folder. */
final class ManifestItems {
  private ManifestItems() {}

  static FolderScan read(SlideFiles files, String named) {
    String uri = Lake.of(named).root();
    Manifest manifest = Manifest.read(named, new String(files.bytes(uri), StandardCharsets.UTF_8));
    Path folder = new Path(uri).getParent();
    List<IngestItem> items = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    manifest.failures().forEach(row -> failures.add(Failure.of(row.id(), row.failure())));
    for (ManifestSlide slide : manifest.slides()) {
      if (slide.source() instanceof SlideSource.AtPath source) {
        items.add(item(slide, source, folder));
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
    return new FolderScan(items, failures);
  }

  private static IngestItem item(ManifestSlide slide, SlideSource.AtPath source, Path folder) {
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
        diagnosis);
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
