/**
 * Slides of the formats that wsispark does not decode itself, by way of libopenslide. {@link
 * org.wsispark.slide.openslide.OpenSlideLibrary} finds and binds the library, {@link
 * org.wsispark.slide.openslide.OpenSlide} is one open slide with the shape of OpenSlide Java's API,
 * {@link org.wsispark.slide.openslide.OpenSlideReader} makes it a {@link
 * org.wsispark.slide.SlideReader}, and {@link org.wsispark.slide.openslide.StagingFolder} gives
 * files of object stores the local path that libopenslide asks for.
 */
package org.wsispark.slide.openslide;
