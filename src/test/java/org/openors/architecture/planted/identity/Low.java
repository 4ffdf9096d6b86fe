package org.openors.architecture.planted.identity;

import org.openors.architecture.planted.study.High;

/** Knows what is above it. */
public class Low {
    public High above;
}
