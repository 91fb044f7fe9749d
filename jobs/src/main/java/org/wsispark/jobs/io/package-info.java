/**
 * What every job stands on: the Spark session, the lake's tables, run records, leases, quarantine.
 */
package org.wsispark.jobs.io;
