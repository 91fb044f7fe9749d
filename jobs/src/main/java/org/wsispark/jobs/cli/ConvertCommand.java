package org.wsispark.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wsispark.annotation.Loss;
import org.wsispark.annotation.aperio.AperioXml;
import org.wsispark.annotation.convert.AnnotationFile;
import org.wsispark.annotation.convert.AnnotationFormat;
import org.wsispark.annotation.geojson.GeoJsonExport;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.options.OptionsError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One annotation file in another format, without Spark. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = {
      "Aperio XML, ASAP XML or GeoJSON (found by the bytes) to Aperio XML (.xml) or GeoJSON"
          + " (.geojson, .json).",
      "Says what the other format cannot carry. Aperio XML to Aperio XML is the same bytes,"
          + " checked."
    })
final class ConvertCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "IN", description = "An annotation file.")
  private Path in;

  @Parameters(index = "1", paramLabel = "OUT", description = "A name on .xml, .geojson or .json.")
  private Path out;

  @Option(
      names = "--rewrite",
      description = "Write Aperio XML anew in ImageScope's full form: all fields, ASCII.")
  private boolean rewrite;

  @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
  private boolean json;

  /** What is written, and what that costs. */
  private record Converted(byte[] bytes, List<Loss> losses) {}

  @Override
  public Integer call() {
    boolean toXml = isXml(out);
    byte[] bytes = RasterizeCommand.document(in);
    AnnotationFile read = AnnotationFile.read(bytes, in.toString());
    Converted made = toXml ? xml(read, bytes) : geoJson(read);
    AtomicFiles.write(out, made.bytes());
    Console console = Console.standard(json);
    int regions = read.document().layers().stream().mapToInt(layer -> layer.regions().size()).sum();
    console.say(
        "%s: %d layers, %d regions".formatted(out, read.document().layers().size(), regions));
    made.losses().forEach(loss -> console.say("not carried: " + loss));
    Map<String, Long> losses = new LinkedHashMap<>();
    made.losses()
        .forEach(loss -> losses.put(loss.kind().name().toLowerCase(Locale.ROOT), loss.count()));
    console.result(
        Map.of(
            "out", out.toString(),
            "from", read.format().name().toLowerCase(Locale.ROOT),
            "layers", read.document().layers().size(),
            "regions", regions,
            "losses", losses));
    return 0;
  }

  private static boolean isXml(Path out) {
    String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".xml")) {
      return true;
    }
    if (name.endsWith(".geojson") || name.endsWith(".json")) {
      return false;
    }
    throw WsiException.of(OptionsError.BAD_VALUE, "OUT is %s, whose ending names no format", out)
        .remedy("End it on .xml for Aperio XML or .geojson for GeoJSON");
  }

  private Converted xml(AnnotationFile read, byte[] bytes) {
    boolean same = read.format() == AnnotationFormat.APERIO_XML && !rewrite;
    return new Converted(same ? bytes : AperioXml.write(read.document()), read.losses());
  }

  private static Converted geoJson(AnnotationFile read) {
    GeoJsonExport export = GeoJsonExport.of(read.document());
    List<Loss> losses = new ArrayList<>(read.losses());
    losses.addAll(export.losses());
    return new Converted(export.json(), losses);
  }
}
