package org.wsispark.slide.openslide;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/**
 * The functions of openslide.h that are bound, named as there. Texts that come back belong to the
 * library (the slide's, or static) and are copied by JNA; nothing here hands out memory to free.
 */
interface NativeOpenSlide extends Library {
  String openslide_get_version();

  String openslide_detect_vendor(String filename);

  Pointer openslide_open(String filename);

  void openslide_close(Pointer osr);

  String openslide_get_error(Pointer osr);

  int openslide_get_level_count(Pointer osr);

  void openslide_get_level_dimensions(Pointer osr, int level, long[] width, long[] height);

  double openslide_get_level_downsample(Pointer osr, int level);

  int openslide_get_best_level_for_downsample(Pointer osr, double downsample);

  Pointer openslide_get_property_names(Pointer osr);

  String openslide_get_property_value(Pointer osr, String name);

  Pointer openslide_get_associated_image_names(Pointer osr);

  void openslide_get_associated_image_dimensions(
      Pointer osr, String name, long[] width, long[] height);

  void openslide_read_associated_image(Pointer osr, String name, int[] dest);

  /** Since 4.0.0, as the next one. */
  long openslide_get_icc_profile_size(Pointer osr);

  void openslide_read_icc_profile(Pointer osr, byte[] dest);

  void openslide_read_region(Pointer osr, int[] dest, long x, long y, int level, long w, long h);
}
