/**
 * Benchmarks: workloads as files, own steps beside other tools in one run, and what the ratios of
 * their speeds are.
 */
package org.wsispark.jobs.bench;
