/** Slide files with one byte changed: does the reader end in pixels or in a typed error? */
package org.wsispark.jobs.fuzz;
