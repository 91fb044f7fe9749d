/** Runs a model over slides and stitches its windows into {@code probability}. */
package org.wsispark.jobs.predict;
