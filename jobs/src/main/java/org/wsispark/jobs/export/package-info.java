/** Probability to polygons and Aperio XML, for pathologists to correct. */
package org.wsispark.jobs.export;
