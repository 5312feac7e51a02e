package io.github.dcie.reader;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.S3Object;

/**
 * A data file as the manifest lists it. Nothing of the file itself has been read. Files can be read in any order, and in
 * parallel.
 *
 * @param object where the file is
 * @param itemCount how many lines it must have, one for each item; 0 or more
 * @param md5 the base64 of the MD5 of the compressed object. The object's ETag is another value
 * @param manifest the {@code manifest-files.json} that lists the file, for messages
 * @param type of which kind its records are
 * @param format in which format
 */
public record DataFile(
        S3Object object, long itemCount, String md5, S3Object manifest, ExportType type, ExportFormat format) {}
