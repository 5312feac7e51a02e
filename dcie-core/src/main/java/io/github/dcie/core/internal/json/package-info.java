/** JSON as plain values, read and written strictly; what a field means is not known here. */
package io.github.dcie.core.internal.json;
