package org.wsispark.errors;

import org.wsispark.geometry.Mpp;

/** Breaks the order of packages on purpose, so that ArchitectureTest can see its rule at work. */
public record ArrowBreaker(Mpp laterPackage) {}
