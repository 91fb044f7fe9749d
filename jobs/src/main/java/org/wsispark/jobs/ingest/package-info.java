/** Slides and annotations into the lake's catalogue. */
package org.wsispark.jobs.ingest;
