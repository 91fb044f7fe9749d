/**
 * Makes a cohort of synthetic slides with known truth: SVS files, their Aperio XML and a manifest.
 * Needs no Spark.
 */
package org.wsispark.jobs.synth;
