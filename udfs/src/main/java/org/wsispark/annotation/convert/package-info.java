/** One way in and out for every annotation format. */
package org.wsispark.annotation.convert;
