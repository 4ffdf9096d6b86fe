package org.openors.connector.client;

/**
 * A device to create.
 *
 * @param esourceName the vendor's code of a cloud-to-cloud device; null for others
 * @param srcDeviceName its name at its source
 * @param surrogateSubjId what is shown for the subject; may be null
 */
public record NewDevice(String esourceName, String srcDeviceName, String surrogateSubjId) {}
