/**
 * The data source {@code wsi}: a row per tile of a slide, by Spark's interface for data sources
 * (V2). A scan lists the slides, describes each once, decides which tiles are wanted from the
 * descriptions alone, shares them out by compressed bytes, and decodes only for the columns that
 * hold pixels.
 */
package org.wsispark.jobs.source;
