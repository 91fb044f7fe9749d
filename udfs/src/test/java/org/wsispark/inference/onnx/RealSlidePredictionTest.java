package org.wsispark.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wsispark.geometry.Mpp;
import org.wsispark.geometry.PixelRect;
import org.wsispark.inference.BlockGrid;
import org.wsispark.inference.BlockMerge;
import org.wsispark.inference.BlockPredictor;
import org.wsispark.inference.BlockSums;
import org.wsispark.inference.BorderSums;
import org.wsispark.inference.ModelFiles;
import org.wsispark.inference.ModelSource;
import org.wsispark.inference.ProbabilityMask;
import org.wsispark.inference.TissueWindows;
import org.wsispark.inference.WindowGrid;
import org.wsispark.pixel.TissueDetector;
import org.wsispark.pixel.TissueMask;
import org.wsispark.pixel.TissueOptions;
import org.wsispark.pixel.TissueOverlay;
import org.wsispark.raster.BitMask;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.ReadFrame;
import org.wsispark.slide.SlideReader;
import org.wsispark.slide.SlideReaders;
import org.wsispark.testkit.oracle.FloodOracle;

/** The built-in model over real H&E slides, as a job runs it; pictures go to target/predictions. */
class RealSlidePredictionTest {

  @Test
  void findsPartsOfTheTissueOfASlideWithManyTissues() throws IOException {
    Prediction found = predict("TCGA-CR-7395-01A-01-TS1.svs", new Mpp(0.25));
    assertThat(found.inside()).isGreaterThanOrEqualTo(0.95);
    assertThat(found.iou()).isBetween(0.2, 0.7);
    assertThat(found.holes()).isGreaterThan(2);
  }

  @Test
  void findsPartsOfTheTissueOfASmallSlide() throws IOException {
    Prediction found = predict("CMU-1-Small-Region.svs", new Mpp(0.499));
    // Keratin and torn edges are dense, and pale at the 8 mpp of the tissue detector.
    assertThat(found.inside()).isGreaterThanOrEqualTo(0.85);
    assertThat(found.iou()).isBetween(0.2, 0.9);
    assertThat(found.holes()).isGreaterThan(2);
  }

  private record Prediction(double inside, double iou, int holes) {}

  private static Prediction predict(String name, Mpp mpp) throws IOException {
    ModelFiles model = ModelSource.open("hematoxylin-density");
    try (SlideReader slide = SlideReaders.open(slide(name));
        OnnxModelRunner runner = OnnxModelRunner.open(model)) {
      ReadFrame frame = ReadFrame.atMpp(slide.info().levels(), mpp, model.card().inputMpp(), 0.01);
      FrameReader reader = new FrameReader(slide, frame);
      ReadFrame coarse = ReadFrame.atMpp(slide.info().levels(), mpp, new Mpp(8), 0.01);
      TissueMask tissue =
          TissueDetector.detect(new FrameReader(slide, coarse), TissueOptions.defaults());
      BlockGrid blocks =
          new BlockGrid(WindowGrid.of(model.card(), frame.width(), frame.height()), 3);
      TissueWindows windows = new TissueWindows(tissue, blocks.windows(), frame.downsample());
      List<BlockSums> sums = new ArrayList<>();
      BlockPredictor predictor = new BlockPredictor(runner, blocks);
      for (int block = 0; block < blocks.count(); block++) {
        sums.add(predictor.predict(block, windows::hasTissue, reader::read));
      }
      BitMask mask = merge(blocks, sums);
      BitMask truth = windows.onOutput();
      picture(name, slide, mpp, mask);
      BitMask both = mask.copy();
      both.and(truth);
      BitMask either = mask.copy();
      either.or(truth);
      assertThat(mask.count()).isPositive();
      return new Prediction(
          (double) both.count() / mask.count(),
          (double) both.count() / either.count(),
          FloodOracle.holes(mask).size());
    }
  }

  private static BitMask merge(BlockGrid blocks, List<BlockSums> sums) {
    ProbabilityMask mask = new ProbabilityMask(blocks, 1, 0.5);
    for (int block = 0; block < blocks.count(); block++) {
      int target = block;
      List<BorderSums> borders =
          sums.stream()
              .flatMap(s -> s.borders().stream())
              .filter(b -> b.target() == target)
              .toList();
      BlockMerge.merge(blocks, block, 1, sums.get(block).interior(), borders).ifPresent(mask::add);
    }
    return mask.masks().get(0);
  }

  /** For a person to look at. */
  private static void picture(String name, SlideReader slide, Mpp mpp, BitMask mask)
      throws IOException {
    Path folder = Path.of(System.getProperty("wsispark.root"), "udfs/target/predictions");
    ReadFrame frame = ReadFrame.atMpp(slide.info().levels(), mpp, new Mpp(2), 0.01);
    PixelRect whole = new PixelRect(0, 0, frame.width(), frame.height());
    Files.write(
        Files.createDirectories(folder).resolve(name + ".png"),
        TissueOverlay.png(new FrameReader(slide, frame).read(whole), mask));
  }

  private static Path slide(String name) {
    Path path =
        Path.of(System.getProperty("wsispark.root"), "../shared/data/slides", name).normalize();
    assumeTrue(Files.exists(path), "SKIP: ../shared/data/slides is not here");
    return path;
  }
}
