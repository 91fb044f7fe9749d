/** Annotations to masks. */
package org.wsispark.jobs.rasterize;
