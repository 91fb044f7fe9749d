package org.wsispark.jobs.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wsispark.errors.WsiException;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.jobs.options.OptionsError;
import org.wsispark.pixel.PngCodec;
import org.wsispark.raster.Resampling;
import org.wsispark.raster.RgbImage;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideInfo;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads one region into a PNG, without Spark. */
@Command(
    name = "read",
    mixinStandardHelpOptions = true,
    description = {
      "One region of a slide as PNG, of a level or at any resolution.",
      "Outside the image is white."
    })
final class ReadCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SLIDE", description = "A slide file.")
  private Path slide;

  @ArgGroup private At at = new At();

  /** A level, or a resolution. */
  private static final class At {
    @Option(names = "--level", description = "Pyramid level, 0 is the finest (default: 0).")
    private Integer level;

    @Option(
        names = "--mpp",
        paramLabel = "M",
        description = "Resolution in micrometres per pixel instead of a level.")
    private Double mpp;
  }

  @Option(
      names = "--mpp-override",
      paramLabel = "M",
      description = "With --mpp: resolution of level 0, where the slide does not say it.")
  private Double mppOverride;

  @Option(
      names = "--resampling",
      defaultValue = "area",
      description = "With --mpp, where no level is within 1 %%: area or lanczos (default: area).")
  private String resampling;

  @Option(names = "--x", required = true, description = "Left edge in level-0 pixels.")
  private int x;

  @Option(names = "--y", required = true, description = "Top edge in level-0 pixels.")
  private int y;

  @Option(names = "--width", required = true, description = "Width in pixels of the picture.")
  private int width;

  @Option(names = "--height", required = true, description = "Height in pixels of the picture.")
  private int height;

  @Option(names = "--out", required = true, paramLabel = "F.png", description = "The PNG to write.")
  private Path out;

  /** Of a resolution within which a level is used as it is. */
  private static final double TOLERANCE = 0.01;

  @Override
  public Integer call() {
    Resampling how =
        Resampling.of(resampling)
            .orElseThrow(
                () -> OptionsError.badValue("resampling", resampling, "it is area or lanczos"));
    try (SlideReader reader = SlideReaders.open(slide)) {
      ReadFrame frame = frame(reader.info()).with(how);
      // A level-0 position maps to the pixel that holds it.
      PixelRect rect =
          new PixelRect(
              Math.toIntExact(frame.downsample().x().inverse().floorOf(x)),
              Math.toIntExact(frame.downsample().y().inverse().floorOf(y)),
              width,
              height);
      RgbImage image = new FrameReader(reader, frame).read(rect);
      AtomicFiles.write(out, PngCodec.encode(image));
      Console.standard(false)
          .say(
              "%s: %d x %d px from (%d, %d) at downsample %s x %s, of level %d, %d tiles decoded"
                  .formatted(
                      out,
                      width,
                      height,
                      rect.x(),
                      rect.y(),
                      frame.downsample().x(),
                      frame.downsample().y(),
                      frame.level(),
                      reader.stats().tilesDecoded()));
    } catch (WsiException e) {
      throw e.inSlide(slide.toString());
    }
    return 0;
  }

  private ReadFrame frame(SlideInfo info) {
    Optional<Mpp> stated = Optional.ofNullable(mppOverride).map(Mpp::new);
    if (at.mpp != null) {
      return ReadFrame.atMpp(info.levels(), info.mppOr(stated), new Mpp(at.mpp), TOLERANCE);
    }
    // A level is read as it is: its resolution, which many slides do not say, is not asked for.
    Mpp any = stated.or(info::mpp).orElse(new Mpp(1));
    return ReadFrame.atLevel(info.levels(), at.level == null ? 0 : at.level, any);
  }
}
