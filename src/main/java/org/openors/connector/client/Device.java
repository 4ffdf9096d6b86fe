package org.openors.connector.client;

import java.util.UUID;

/** A device at a connector; {@code id} is the device instance identifier. */
public record Device(UUID id) {}
