package org.wsispark.jobs.bench;

import java.util.Map;

/**
 * One line of a comparison.
 *
 * @param contestant whose
 * @param slides how many slides; 0 for each further slide
 * @param perSecond units per second
 * @param wallRatios to each peer, by its name: greater than 1 is faster than the peer
 * @param cpuRatios the same by seconds of processor; empty where these are not known
 */
public record ComparisonLine(
    String contestant,
    int slides,
    Spread perSecond,
    Map<String, Spread> wallRatios,
    Map<String, Spread> cpuRatios) {}
