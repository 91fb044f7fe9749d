/**
 * Data set manifests: which slides there are, where each comes from and what is known of it, as
 * YAML, JSON or CSV. The JSON Schema in datasets-manifest says the same.
 */
package org.wsispark.jobs.manifest;
