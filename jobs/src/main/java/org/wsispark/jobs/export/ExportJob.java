package org.wsispark.jobs.export;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.wsispark.errors.WsiException;
import org.wsispark.jobs.export.SlideExporter.ExportSlide;
import org.wsispark.jobs.export.SlideExporter.Exported;
import org.wsispark.jobs.io.Digests;
import org.wsispark.jobs.io.Failure;
import org.wsispark.jobs.io.Job;
import org.wsispark.jobs.io.JobContext;
import org.wsispark.jobs.io.JobPlan;
import org.wsispark.jobs.io.Lake;
import org.wsispark.jobs.io.LakeTable;
import org.wsispark.jobs.io.OutputNames;
import org.wsispark.jobs.io.PlanContext;
import org.wsispark.jobs.io.SlideFiles;
import org.wsispark.jobs.io.TableRows;

/**
 * Thresholds each slide's probability, outlines it exactly and writes one Aperio XML per slide and
 * one row of {@code preannotations}.
 */
public final class ExportJob implements Job<ExportOptions, ExportResult> {

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String target(ExportOptions options) {
    return options.model();
  }

  @Override
  public ExportResult run(JobContext context, ExportOptions options) {
    SparkSession spark = context.spark();
    String predictConfig = predictConfig(spark, context.lake(), options);
    String folder =
        options.out().isEmpty()
            ? context.lake().folder("exports/" + OutputNames.of(options.model()))
            : Lake.of(options.out()).root();
    String config = Digests.brief(predictConfig, context.run().options());
    SlideExporter exporter =
        new SlideExporter(
            SlideFiles.of(spark), context.run(), options, folder, predictConfig, config);
    JavaRDD<Exported> exported =
        predictions(spark, context.lake(), options.model(), predictConfig)
            .toJavaRDD()
            .groupBy(row -> slide(row))
            .map(slide -> exporter.export(slide._1(), slide._2()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<Failure> failures =
          exported.filter(slide -> slide.failure() != null).map(Exported::failure).collect();
      failures.forEach(context::quarantine);
      List<Row> rows =
          exported.filter(slide -> slide.row() != null).map(slide -> slide.row()).collect();
      return write(context, rows, config, folder, options);
    } finally {
      exported.unpersist();
    }
  }

  private static ExportResult write(
      JobContext context, List<Row> rows, String config, String folder, ExportOptions options) {
    if (rows.isEmpty()) {
      return new ExportResult(0, 0, 0, 0, 0, 1, folder);
    }
    LakeTable table = LakeTable.PREANNOTATIONS;
    String work =
        Digests.brief(
            rows.stream()
                .map(row -> table.get(row, "slide_id") + "=" + table.get(row, "source_id"))
                .sorted()
                .toArray(String[]::new));
    context
        .writer()
        .replaceSlides(rows, table, Map.of("model_id", options.model(), "config", config), work);
    context.changed(table);
    return new ExportResult(
        rows.size(),
        rows.stream().mapToLong(row -> table.<Integer>get(row, "regions")).sum(),
        rows.stream().mapToDouble(row -> table.<Double>get(row, "area_um2")).sum(),
        rows.stream().mapToLong(row -> table.<Long>get(row, "vertices_traced")).sum(),
        rows.stream().mapToLong(row -> table.<Long>get(row, "vertices")).sum(),
        rows.stream()
            .mapToDouble(row -> table.<Double>get(row, "simplification_iou"))
            .min()
            .orElse(1),
        folder);
  }

  private static ExportSlide slide(Row row) {
    return new ExportSlide(
        row.getAs("slide_id"), row.getAs("source_id"), row.<Double>getAs("slide_mpp"));
  }

  /** The probability rows that were made from the slides' present bytes. */
  private static Dataset<Row> predictions(
      SparkSession spark, Lake lake, String model, String predictConfig) {
    Dataset<Row> slides =
        lake.read(spark, LakeTable.SLIDES, "wsispark ingest")
            .select(col("slide_id"), col("source_id"), col("mpp").as("slide_mpp"))
            .where(col("slide_mpp").isNotNull());
    return lake.read(spark, LakeTable.PROBABILITY, "wsispark predict")
        .where(col("model_id").equalTo(model).and(col("config").equalTo(predictConfig)))
        .join(slides, new String[] {"slide_id", "source_id"});
  }

  private static String predictConfig(SparkSession spark, Lake lake, ExportOptions options) {
    List<String> configs = new ArrayList<>();
    lake.need(spark, LakeTable.PROBABILITY, "wsispark predict");
    TableRows.of(spark, lake, LakeTable.PROBABILITY)
        .where("model_id", options.model())
        .distinct("config")
        .forEach(row -> configs.add(row.getString(0)));
    configs.sort(Comparator.naturalOrder());
    if (!options.predictConfig().isEmpty()) {
      configs.retainAll(List.of(options.predictConfig()));
    }
    if (configs.isEmpty()) {
      throw WsiException.of(
              ExportError.NO_PREDICTION,
              "there is no prediction of model %s%s",
              options.model(),
              options.predictConfig().isEmpty() ? "" : " with config " + options.predictConfig())
          .inSlide(lake.root())
          .remedy("Run `wsispark predict` with this model first");
    }
    if (configs.size() > 1) {
      throw WsiException.of(
              ExportError.SEVERAL_PREDICTIONS,
              "model %s has predictions of %d configs: %s",
              options.model(),
              configs.size(),
              String.join(", ", configs))
          .inSlide(lake.root())
          .remedy("Name one with --set predict-config=CONFIG");
    }
    return configs.get(0);
  }

  @Override
  public JobPlan plan(PlanContext context, ExportOptions options) {
    String config = predictConfig(context.spark(), context.lake(), options);
    Row sums =
        predictions(context.spark(), context.lake(), options.model(), config)
            .selectExpr("count(DISTINCT slide_id)", "count(*)")
            .head();
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("slides", sums.getLong(0));
    counts.put("blocks", sums.getLong(1));
    return new JobPlan(
        List.of(
            "would outline %d slides out of %d blocks of %s (config %s)"
                .formatted(sums.getLong(0), sums.getLong(1), options.model(), config)),
        counts);
  }
}
