package org.wsispark.jobs.io;

import org.apache.spark.sql.SparkSession;

/** What a job may look at while it plans. */
public record PlanContext(SparkSession spark, Lake lake) {}
