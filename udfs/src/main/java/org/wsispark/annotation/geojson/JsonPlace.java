package org.wsispark.annotation.geojson;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Locale;
import org.wsispark.annotation.AnnotationError;
import org.wsispark.errors.WsiException;

/** Failures with the place where they were met. */
final class JsonPlace {
  private int feature = -1;

  /** Says which feature is read from now on, from 0. */
  void feature(int number) {
    feature = number;
  }

  WsiException at(JsonParser json, WsiException failure) {
    return at(json.currentLocation(), failure);
  }

  private WsiException at(JsonLocation place, WsiException failure) {
    String text =
        String.format(Locale.ROOT, "line %d, column %d", place.getLineNr(), place.getColumnNr());
    return failure.at(feature < 0 ? text : "feature " + feature + ", " + text);
  }

  /** What the parser says, in our words. */
  WsiException wrapped(JsonParser json, IOException failure) {
    if (failure instanceof StreamConstraintsException) {
      return at(
          json,
          WsiException.of(AnnotationError.LIMIT_EXCEEDED, "%s", firstLine(failure.getMessage()))
              .remedy("Check that this is an annotation file; split it if it is")
              .causedBy(failure));
    }
    if (failure instanceof JsonProcessingException wrong) {
      JsonLocation place =
          wrong.getLocation() == null ? json.currentLocation() : wrong.getLocation();
      return at(
          place,
          WsiException.of(AnnotationError.BAD_JSON, "%s", firstLine(wrong.getOriginalMessage()))
              .remedy("Export the annotations again")
              .causedBy(failure));
    }
    return at(
        json,
        WsiException.of(AnnotationError.UNREADABLE, "reading failed")
            .remedy("Check that the file is still there and readable")
            .causedBy(failure));
  }

  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("no JSON").strip();
  }
}
