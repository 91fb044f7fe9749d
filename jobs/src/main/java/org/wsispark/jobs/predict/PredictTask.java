package org.wsispark.jobs.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.wsispark.errors.WsiException;
import org.wsispark.inference.BlockPredictor;
import org.wsispark.inference.BlockSums;
import org.wsispark.inference.BorderCodec;
import org.wsispark.inference.BorderSums;
import org.wsispark.inference.ModelFiles;
import org.wsispark.inference.ProbabilityCodec;
import org.wsispark.inference.onnx.OnnxModelRunner;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.raster.Resampling;
import org.wsispark.slide.FrameReader;
import org.wsispark.slide.SlideReader;

/**
 * Predicts the blocks of one task: opens the model once and each slide once. A slide that fails
 * gives one failure and no further parts from this task.
 *
 * @param files how slides are opened
 * @param model the model's bytes and card
 * @param slides the batch's slides with their tissue
 * @param mppTolerance see PredictOptions
 * @param resampling see PredictOptions
 * @param minTissue see PredictOptions
 */
record PredictTask(
    SlideFiles files,
    Broadcast<ModelFiles> model,
    Broadcast<Map<String, PredictSlide>> slides,
    double mppTolerance,
    Resampling resampling,
    double minTissue)
    implements Serializable {

  Iterator<PredictedPart> predict(Iterator<List<BlockWork>> tasks) {
    List<PredictedPart> parts = new ArrayList<>();
    try (OnnxModelRunner runner = OnnxModelRunner.open(model.value())) {
      while (tasks.hasNext()) {
        List<BlockWork> task = tasks.next();
        int from = 0;
        while (from < task.size()) {
          int to = from;
          while (to < task.size() && task.get(to).slideId().equals(task.get(from).slideId())) {
            to++;
          }
          parts.addAll(predictSlide(runner, task.subList(from, to)));
          from = to;
        }
      }
    }
    return parts.iterator();
  }

  private List<PredictedPart> predictSlide(OnnxModelRunner runner, List<BlockWork> work) {
    String slideId = work.get(0).slideId();
    PredictSlide slide = slides.value().get(slideId);
    List<PredictedPart> parts = new ArrayList<>();
    try (SlideReader reader = files.open(slide.row())) {
      SlideBlocks blocks =
          SlideBlocks.of(slide.row(), runner.card(), slide.tissue(), mppTolerance, minTissue);
      FrameReader pixels = new FrameReader(reader, blocks.frame().with(resampling));
      BlockPredictor predictor = new BlockPredictor(runner, blocks.blocks());
      for (BlockWork block : work) {
        BlockSums sums = predictor.predict(block.block(), blocks::wanted, pixels::read);
        byte[] interior = sums.interior().map(ProbabilityCodec::encode).orElse(null);
        parts.add(
            new PredictedPart(
                slideId, block.block(), new BlockPart(interior, null, block.windows()), null));
        for (BorderSums border : sums.borders()) {
          parts.add(
              new PredictedPart(
                  slideId,
                  border.target(),
                  new BlockPart(null, BorderCodec.encode(border), 0),
                  null));
        }
      }
      return parts;
    } catch (RuntimeException e) {
      RuntimeException named =
          e instanceof WsiException typed ? typed.inSlide(slide.row().path()) : e;
      return List.of(new PredictedPart(slideId, -1, null, Failure.of(slideId, named)));
    }
  }
}
