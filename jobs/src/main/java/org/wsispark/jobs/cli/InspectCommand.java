package org.wsispark.jobs.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wsispark.slide.AssociatedImage;
import org.wsispark.slide.SlideInfo;
import org.wsispark.slide.SlideLevel;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a slide is, without Spark. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Width, height, levels, mpp, vendor and associated images of a slide.")
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SLIDE", description = "A slide file.")
  private Path slide;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = Console.standard(json);
    try (SlideReader reader = SlideReaders.open(slide)) {
      SlideInfo info = reader.info();
      if (!json) {
        lines(info).forEach(console::say);
      }
      console.result(fields(info));
    }
    return 0;
  }

  private List<String> lines(SlideInfo info) {
    List<String> lines = new java.util.ArrayList<>();
    lines.add(slide.getFileName() + ": " + info.vendor());
    lines.add("size      %d x %d px".formatted(info.width(), info.height()));
    lines.add(
        "mpp       "
            + info.mpp()
                .map(mpp -> mpp.umPerPx() + " um/px")
                .orElse("unknown (give --mpp-override or mpp in the manifest)"));
    info.appMag().ifPresent(power -> lines.add("AppMag    " + power));
    for (SlideLevel level : info.levels()) {
      lines.add(
          "level %-3d %d x %d px, downsample %s x %s, tiles %d x %d px, %s, %.1f MB"
              .formatted(
                  level.index(),
                  level.width(),
                  level.height(),
                  level.downsample().x(),
                  level.downsample().y(),
                  level.tiles().tileWidth(),
                  level.tiles().tileHeight(),
                  level.compression(),
                  level.bytes().total() / 1e6));
    }
    for (AssociatedImage image : info.associated()) {
      lines.add("image     %s %d x %d px".formatted(image.name(), image.width(), image.height()));
    }
    info.properties().forEach((key, value) -> lines.add("property  " + key + " = " + value));
    lines.add("not shown " + info.droppedProperties() + " further description keys");
    return lines;
  }

  private Map<String, Object> fields(SlideInfo info) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("slide", slide.toString());
    fields.put("vendor", info.vendor());
    fields.put("width", info.width());
    fields.put("height", info.height());
    fields.put("mpp", info.mpp().map(mpp -> mpp.umPerPx()).orElse(null));
    fields.put("app_mag", info.appMag().isPresent() ? info.appMag().getAsDouble() : null);
    fields.put(
        "levels",
        info.levels().stream()
            .map(
                level ->
                    Map.of(
                        "width", level.width(),
                        "height", level.height(),
                        "downsample_x", level.downsample().x().toString(),
                        "downsample_y", level.downsample().y().toString(),
                        "tile_width", level.tiles().tileWidth(),
                        "tile_height", level.tiles().tileHeight(),
                        "compression", level.compression(),
                        "compressed_bytes", level.bytes().total()))
            .toList());
    fields.put(
        "associated",
        info.associated().stream()
            .map(
                image ->
                    Map.of("name", image.name(), "width", image.width(), "height", image.height()))
            .toList());
    fields.put("properties", info.properties());
    fields.put("dropped_properties", info.droppedProperties());
    return fields;
  }
}
