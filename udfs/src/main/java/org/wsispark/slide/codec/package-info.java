/**
 * From the stored bytes of one tile or strip to RGB pixels. JPEG is decoded by OpenCV, straight to
 * RGB, JPEG 2000 by OpenJPEG; raw, LZW, deflate and PackBits data here. Headers of compressed
 * streams are checked against what the directory says before anything is decoded.
 */
package org.wsispark.slide.codec;
