package org.wsispark.slide;

/**
 * A small image that comes with a slide: {@code thumbnail}, {@code label} or {@code macro}.
 *
 * @param name its name, unique in the slide
 * @param width in pixels
 * @param height in pixels
 * @param compression how its strips or tiles are stored, such as {@code JPEG}
 */
public record AssociatedImage(String name, int width, int height, String compression) {}
