package org.wsispark.jobs.bench;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where benchmarks find what they need.
 *
 * @param checkout root of the project
 * @param slides folder that keeps the slides it makes
 * @param sourceSlide the slide whose tissue they show
 * @param python of the peers, or null
 * @param files what words in the peers' arguments stand for
 */
public record BenchPlace(
    Path checkout, Path slides, Path sourceSlide, PeerPython python, Map<String, Path> files) {}
