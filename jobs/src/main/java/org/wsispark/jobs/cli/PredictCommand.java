package org.wsispark.jobs.cli;

import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.predict.PredictJob;
import org.wsispark.jobs.predict.PredictOptions;
import org.wsispark.jobs.predict.PredictResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a model over the lake's slides. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a model over the tissue of every slide and stitches its windows smoothly.",
      "Slides whose prediction is up to date are left out."
    })
final class PredictCommand extends JobCommand<PredictOptions, PredictResult> {
  @Option(
      names = "--model",
      paramLabel = "NAME|FILE",
      description = "Built-in model, or an .onnx file with its card (.yaml) beside it.")
  private String model;

  @Override
  Job<PredictOptions, PredictResult> job() {
    return new PredictJob();
  }

  @Override
  PredictOptions options(LakeMixin given) {
    PredictOptions options = given.resolve(PredictOptions.defaults());
    return model == null ? options : options.withModel(model);
  }
}
