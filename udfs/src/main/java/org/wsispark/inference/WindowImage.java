package org.wsispark.inference;

import org.wsispark.raster.RgbImage;

/**
 * The pixels that a model sees of one window.
 *
 * @param window which window, for error messages
 * @param image square, at the model's resolution, as large as the model's window
 */
public record WindowImage(Window window, RgbImage image) {}
