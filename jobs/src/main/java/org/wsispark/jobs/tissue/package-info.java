/** The job {@code tissue}: where on each slide to look, as one mask per slide. */
package org.wsispark.jobs.tissue;
