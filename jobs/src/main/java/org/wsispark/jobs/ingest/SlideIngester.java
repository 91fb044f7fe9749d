package org.wsispark.jobs.ingest;

import static scala.jdk.javaapi.CollectionConverters.asScala;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.Layer;
import org.wsispark.annotation.Region;
import org.wsispark.annotation.RegionWkb;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.FileIdentity;
import org.wsispark.jobs.io.Run;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.io.SlideFiles.OpenedSlide;
import org.wsispark.slide.SlideDirectory;
import org.wsispark.slide.SlideInfo;
import org.wsispark.slide.SlideLevel;
import org.wsispark.slide.SlideReader;

/** Reads one item's directory and annotation and makes its rows. Runs in tasks. */
record SlideIngester(SlideFiles files, Run run, boolean checksum, Double mppOverride)
    implements Serializable {

  IngestedSlide ingest(IngestItem item) {
    try {
      return ingest(item, named(item.slideCell(), () -> files.read(item.path())));
    } catch (RuntimeException e) {
      RuntimeException named = e instanceof WsiException typed ? typed.inSlide(item.path()) : e;
      return IngestedSlide.failed(Failure.of(item.slideId(), named));
    }
  }

  /** A file that cannot be read is mended in the manifest as often as on the disk. */
  private static <T> T named(String cellOrNull, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (WsiException e) {
      String remedy = e.remedy().map(text -> text + ". ").orElse("");
      throw cellOrNull == null ? e : e.remedy(remedy + "It is named by " + cellOrNull);
    }
  }

  private IngestedSlide ingest(IngestItem item, OpenedSlide opened) {
    try (SlideReader reader = opened.reader()) {
      SlideInfo info = reader.info();
      String sourceId = sourceId(item, info, opened.identity());
      Row slide = slideRow(item, info, sourceId, opened);
      if (item.annotation() == null) {
        return new IngestedSlide(slide, null, List.of(), null);
      }
      byte[] xml = named(item.annotationCell(), () -> files.bytes(item.annotation()));
      AnnotationDocument document =
          named(item.annotationCell(), () -> AperioXml.read(xml, item.annotation()));
      String documentId = DigestUtils.sha256Hex(xml);
      List<Row> regions = regionRows(item, document, documentId, sourceId);
      Row documentRow =
          RowFactory.create(
              item.slideId(),
              documentId,
              "aperio-xml",
              xml,
              "file",
              item.annotator(),
              "hand",
              "current",
              regions.size(),
              sourceId,
              run.optionsDigest(),
              run.runId());
      return new IngestedSlide(slide, documentRow, regions, null);
    }
  }

  private String sourceId(IngestItem item, SlideInfo info, FileIdentity identity) {
    if (checksum) {
      String actual = files.sha256(item.path());
      if (item.sha256() != null && !item.sha256().equals(actual)) {
        throw WsiException.of(
                IngestError.CHECKSUM_MISMATCH,
                "its SHA-256 is %s, the manifest says %s",
                actual,
                item.sha256())
            .remedy("Copy the file again, or correct the manifest");
      }
      return actual;
    }
    if (item.sha256() != null) {
      return item.sha256();
    }
    String etag = identity.etag() == null ? "" : identity.etag();
    return "dir-" + Digests.brief(etag, Long.toString(identity.bytes()), info.directoryDigest());
  }

  private Row slideRow(IngestItem item, SlideInfo info, String sourceId, OpenedSlide opened) {
    Optional<Double> own = info.mpp().map(mpp -> mpp.umPerPx());
    Double mpp =
        mppOverride != null ? mppOverride : item.mpp() != null ? item.mpp() : own.orElse(null);
    String mppSource =
        mppOverride != null
            ? "override"
            : item.mpp() != null ? "manifest" : own.isPresent() ? "slide" : null;
    Map<String, String> fields = item.fields();
    return RowFactory.create(
        item.slideId(),
        item.path(),
        sourceId,
        opened.identity().bytes(),
        opened.identity().etag(),
        info.vendor(),
        info.width(),
        info.height(),
        info.levels().stream().map(SlideIngester::levelRow).toArray(),
        mpp,
        mppSource,
        info.appMag().isPresent() ? (Double) info.appMag().getAsDouble() : null,
        fields.get("patient_id"),
        fields.get("organ"),
        fields.get("stain"),
        fields.get("histology"),
        asScala(item.diagnosis()),
        asScala(new TreeMap<>(info.properties())),
        info.droppedProperties(),
        SlideDirectory.toJson(info),
        opened.directoryBytes(),
        run.optionsDigest(),
        run.runId());
  }

  private static Row levelRow(SlideLevel level) {
    return RowFactory.create(
        level.index(),
        level.width(),
        level.height(),
        level.downsample().x().toDouble(),
        level.downsample().y().toDouble(),
        level.tiles().tileWidth(),
        level.tiles().tileHeight(),
        level.compression(),
        level.bytes().total());
  }

  private List<Row> regionRows(
      IngestItem item, AnnotationDocument document, String documentId, String sourceId) {
    List<Row> rows = new ArrayList<>();
    int layerNumber = 0;
    for (Layer layer : document.layers()) {
      layerNumber++;
      int index = 0;
      for (Region region : layer.regions()) {
        rows.add(
            RowFactory.create(
                item.slideId(),
                documentId,
                layerNumber,
                index++,
                layer.className(),
                region.typeCode(),
                region.negative(),
                RegionWkb.wkb(region).orElse(null),
                region.text(),
                asScala(new TreeMap<>(region.fields())),
                sourceId,
                run.optionsDigest(),
                run.runId()));
      }
    }
    return rows;
  }
}
