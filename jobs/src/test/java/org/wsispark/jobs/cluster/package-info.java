/**
 * What users submit, and where they run it: the assembly, the thin jars, and a real standalone
 * cluster on this machine. Failsafe runs these after {@code package}.
 */
package org.wsispark.jobs.cluster;
