/**
 * Options of jobs: records with documented keys, resolved from defaults, a YAML file and {@code
 * --set}; later ones win.
 */
package org.wsispark.jobs.options;
