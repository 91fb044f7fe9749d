/**
 * Whole-slide images: what a slide is ({@link org.wsispark.slide.SlideInfo}), where its bytes come
 * from ({@link org.wsispark.slide.ByteSource}), and its pixels ({@link
 * org.wsispark.slide.SlideReader}, opened by {@link org.wsispark.slide.SlideReaders}). Planning
 * needs only the {@link org.wsispark.slide.SlideDirectory} that the catalogue keeps; {@link
 * org.wsispark.slide.ReadFrame} decides which level is read and {@link
 * org.wsispark.slide.FrameReader} reads it.
 */
package org.wsispark.slide;
