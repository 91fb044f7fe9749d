/**
 * The binding to Spark: schemas with documented columns, and one class per SQL function. The only
 * package of this module that may use Spark.
 */
package org.wsispark.spark;
