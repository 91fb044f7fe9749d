/**
 * Small Delta tables, read and written on the driver by Delta Kernel. A Spark job for a few rows
 * costs half a second to a second, Kernel needs some hundredths.
 */
package org.wsispark.jobs.delta;
