package org.wsispark.jobs.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.PixelRect;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.SlideError;
import org.wsispark.slide.SlideLevel;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads one region into a PNG, without Spark. */
@Command(
    name = "read",
    mixinStandardHelpOptions = true,
    description = "One region of a slide as PNG. Outside the image is white.")
final class ReadCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SLIDE", description = "A slide file.")
  private Path slide;

  @Option(
      names = "--level",
      defaultValue = "0",
      description = "Pyramid level, 0 is the finest (default: 0).")
  private int level;

  @Option(names = "--x", required = true, description = "Left edge in level-0 pixels.")
  private int x;

  @Option(names = "--y", required = true, description = "Top edge in level-0 pixels.")
  private int y;

  @Option(names = "--width", required = true, description = "Width in pixels of the level.")
  private int width;

  @Option(names = "--height", required = true, description = "Height in pixels of the level.")
  private int height;

  @Option(names = "--out", required = true, paramLabel = "F.png", description = "The PNG to write.")
  private Path out;

  @Override
  public Integer call() {
    try (SlideReader reader = SlideReaders.open(slide)) {
      if (level < 0 || level >= reader.info().levels().size()) {
        throw WsiException.of(
                SlideError.NO_SUCH_LEVEL,
                "level %d of a slide with %d levels",
                level,
                reader.info().levels().size())
            .inSlide(slide.toString())
            .remedy("Levels count from 0; `wsispark inspect` lists them");
      }
      SlideLevel at = reader.info().levels().get(level);
      // A level-0 position maps to the level pixel that holds it.
      PixelRect rect =
          new PixelRect(
              Math.toIntExact(at.downsample().x().inverse().floorOf(x)),
              Math.toIntExact(at.downsample().y().inverse().floorOf(y)),
              width,
              height);
      RgbImage image = reader.read(level, rect);
      AtomicFiles.write(out, PngCodec.encode(image));
      Console.standard(false)
          .say(
              "%s: %d x %d px of level %d from (%d, %d) of that level, %d tiles decoded"
                  .formatted(
                      out,
                      width,
                      height,
                      level,
                      rect.x(),
                      rect.y(),
                      reader.stats().tilesDecoded()));
    }
    return 0;
  }
}
