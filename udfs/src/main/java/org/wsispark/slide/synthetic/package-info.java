/**
 * Slides whose every pixel is known, written as a scanner writes them. {@link
 * org.wsispark.slide.synthetic.TissueSlide} shows tissue of known truth; {@link
 * org.wsispark.slide.synthetic.CoordinateSlide} fills one with colours that say where a pixel
 * belongs.
 *
 * <p>Everything here is a pure function of its arguments: the same arguments give the same bytes on
 * any number of threads.
 */
package org.wsispark.slide.synthetic;
