package org.wsispark.jobs.rasterize;

import static scala.jdk.javaapi.CollectionConverters.asScala;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.LongAccumulator;
import org.wsispark.annotation.AnnotationDocument;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.annotation.mask.MaskGrid;
import org.wsispark.annotation.mask.RuleMask;
import org.wsispark.annotation.mask.RuleMasks;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.io.ClassChoice;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.OutputNames;
import org.wsispark.jobs.io.Run;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.slide.SlideInfo;

/**
 * Makes the mask of one slide from the catalogue and the document alone; the slide is not opened.
 * Runs in tasks.
 *
 * @param files how files are written
 * @param options see RasterizeOptions
 * @param classes which layer is which value, or null
 * @param config names the rows
 * @param folder URI of the folder of the TIFF files
 * @param run the run
 * @param slides counts slides for the progress line
 */
record MaskMaker(
    SlideFiles files,
    RasterizeOptions options,
    ClassChoice classes,
    String config,
    String folder,
    Run run,
    LongAccumulator slides)
    implements Serializable {

  MaskMade make(MaskSlide slide) {
    String id = slide.row().slideId();
    try {
      SlideInfo info = slide.row().info();
      SlideRasterizer.Wanted wanted = options.wanted(classes);
      AnnotationDocument read = AperioXml.read(slide.content(), slide.documentId());
      AnnotationDocument document = wanted.orphans().apply(read);
      MaskGrid grid = RuleMasks.grid(wanted.rule(), info, options.downsample());
      RuleMask mask = SlideRasterizer.mask(wanted, document, info, grid);
      long[] counts = new long[256];
      List<Row> tiles = List.of();
      String uri = null;
      if (options.tiles()) {
        tiles =
            MaskTiles.of(mask.on(grid), grid, counts).stream()
                .map(tile -> row(slide, tile))
                .toList();
      } else {
        uri = folder + "/" + OutputNames.of(id) + ".tif";
        counts = tiff(mask, grid, uri);
      }
      slides.add(1L);
      return new MaskMade(
          id, row(slide, grid, mask, counts, uri), tiles, SlideRasterizer.orphans(read), null);
    } catch (RuntimeException e) {
      RuntimeException named =
          e instanceof WsiException typed ? typed.inSlide(slide.row().path()) : e;
      return new MaskMade(id, null, List.of(), 0, Failure.of(id, named));
    }
  }

  /** On a local disk first: a TIFF's directories come last, and object stores do not seek. */
  private long[] tiff(RuleMask mask, MaskGrid grid, String uri) {
    try {
      Path scratch = Files.createTempDirectory("wsispark-mask");
      Path file = scratch.resolve("mask.tif");
      try {
        long[] counts = MaskTiff.write(mask, options.rule(), grid, file);
        files.putAtomically(uri, file);
        return counts;
      } finally {
        Files.deleteIfExists(file);
        Files.delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a mask", e);
    }
  }

  private Row row(MaskSlide slide, MaskGrid grid, RuleMask mask, long[] counts, String uri) {
    Map<String, String> names = new TreeMap<>();
    Map<String, Long> pixels = new TreeMap<>();
    mask.names()
        .forEach(
            (value, name) -> {
              names.put(value.toString(), name);
              pixels.put(value.toString(), counts[value]);
            });
    return RowFactory.create(
        slide.row().slideId(),
        config,
        slide.documentId(),
        options.rule(),
        grid.width(),
        grid.height(),
        grid.downsample().x().toString(),
        grid.downsample().y().toString(),
        asScala(names),
        asScala(pixels),
        uri,
        slide.row().sourceId(),
        run.optionsDigest(),
        run.runId());
  }

  private Row row(MaskSlide slide, MaskTiles.Tile tile) {
    return RowFactory.create(
        slide.row().slideId(),
        config,
        tile.rect().x(),
        tile.rect().y(),
        tile.rect().width(),
        tile.rect().height(),
        tile.png(),
        slide.row().sourceId(),
        run.optionsDigest(),
        run.runId());
  }
}
