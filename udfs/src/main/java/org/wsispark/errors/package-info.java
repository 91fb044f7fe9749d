/**
 * How wsispark says that something went wrong. Every failure that a user can cause or mend is a
 * {@link org.wsispark.errors.WsiException}; anything else that escapes is a bug of ours. Each
 * package has its own small enum of codes.
 */
package org.wsispark.errors;
